"use strict";

// Which claims of an account to ask the chain about, from the latest epoch back: each epoch's own, and of cumulative
// claims the latest of each contract, which holds those before it. Knows no page.
(function () {
  const { problemsOf, reasonOf } = globalThis.Revshare.outcome;
  const { claimState } = globalThis.Revshare;

  // Whose root each is, of epochs and corrections.
  function rootsOf(index) {
    const owners = new Map();
    for (const { number: epoch, assets, corrections } of index.epochs) {
      const publications = [{ publication: String(epoch), assets }, ...(corrections || [])];
      for (const { publication, assets: parts } of publications) {
        for (const { root } of parts || []) {
          owners.set(root, { epoch, publication });
        }
      }
    }
    return owners;
  }

  const distributorOf = ({ source }) => (/^0x[0-9a-fA-F]{40}$/.test(source.part.distributor) ? source.part.distributor.toLowerCase() : null);
  const chainOf = ({ source }) => ({ id: source.report.chain.id, name: String(source.report.chain.name) });

  // How a claim stands for who sends from an account of a chain; `owners` names the epoch of a root.
  async function standingOf(reader, found, { from, chain, owners }) {
    const problems = problemsOf(found);
    const distributor = distributorOf(found);
    if (problems.length > 0) {
      return { kind: "unchecked", reason: problems.map(({ title, problem }) => title + ": " + problem).join("; ") + "." };
    }
    if (distributor === null) {
      return { kind: "no-contract" };
    }
    if (BigInt(chainOf(found).id) !== chain) {
      return { kind: "wrong-chain" };
    }
    try {
      const state = await claimState(reader, found, { from, distributor });
      return state.kind === "other-root" ? { ...state, holder: owners.get(state.held) || null } : state;
    } catch (error) {
      return { kind: "unread", reason: reasonOf(error) };
    }
  }

  // Goes through the epochs; `examine` gives what the site's files say of the account in one.
  class ClaimCollector {
    constructor(epochs, examine) {
      this.left = [...epochs].sort((a, b) => b - a);
      this.examine = examine;
      this.seen = new Set();
    }

    // The claims of the next epoch that those which came before do not hold; null where the account is no longer shown.
    async next() {
      const epoch = this.left.shift();
      const examined = await this.examine(epoch);
      if (examined === null) {
        return null;
      }
      if (examined.error) {
        return [{ epoch, error: examined.error }];
      }
      return examined.findings.filter((finding) => this.isNew(finding)).map((finding) => ({ epoch, error: finding.error, found: finding }));
    }

    isNew(finding) {
      if (finding.error) {
        return true;
      }
      if (!finding.claim || !finding.payout.isCumulative) {
        return finding.claim !== null;
      }
      const key = JSON.stringify([finding.payout.asset.id, finding.payout.tree.preset, distributorOf(finding)]);
      const isNew = !this.seen.has(key);
      this.seen.add(key);
      return isNew;
    }

    // The claim in the publication whose root a contract still holds, where the site still has it.
    async posted({ found, state }) {
      const isEarlier = state.kind === "other-root" && state.holder !== null && found.payout.isCumulative && state.holder.epoch < found.report.epoch;
      const examined = isEarlier ? await this.examine(state.holder.epoch) : null;
      const findings = examined && !examined.error ? examined.findings : [];
      const posted = findings.find((finding) => !finding.error && finding.claim && finding.payout.root === state.held && distributorOf(finding) === distributorOf(found));
      return posted ? { epoch: state.holder.epoch, found: posted } : null;
    }
  }

  Object.assign(globalThis.Revshare, { collecting: { ClaimCollector, standingOf, rootsOf, distributorOf, chainOf } });
})();
