"use strict";

// Reads from the chain how a claim stands: whether its contract holds the root, has paid it, and would pay it now.
// `ask` takes a method of JSON-RPC and its parameters. Only reads.
(function () {
  const { callOf, claimCalls, contractRefusal, rootName } = globalThis.Revshare;
  const empty = /^0x0{64}$/;
  // How contracts are asked for what they paid; those of other trees have one of the usual names.
  const readings = {
    uniswap: [["isClaimed", "uint256 index"]],
    sablier: [["hasClaimed", "uint256 index"]],
    merkl: [["claimed", "address account", "address token"]],
    cumulative: [["cumulativeClaimed", "address account"]],
    urd: [["claimed", "address account", "address token"]],
  };
  const usual = {
    perEpoch: [["hasClaimed", "address account"], ["isClaimed", "address account"], ["claimed", "address account"]],
    cumulative: [["cumulativeClaimed", "address account"]],
  };

  // Asks contracts, the same question once. What a contract refuses is an answer; that nobody answers is an error.
  class ChainReader {
    constructor(ask, verifier) {
      this.ask = ask;
      this.verifier = verifier;
      this.answers = new Map();
    }

    once(method, params) {
      const key = JSON.stringify([method, params]);
      if (!this.answers.has(key)) {
        this.answers.set(key, this.ask(method, params));
      }
      return this.answers.get(key);
    }

    async simulate(transaction) {
      try {
        return { given: String(await this.once("eth_call", [transaction, "latest"])), refusal: null };
      } catch (error) {
        const refusal = contractRefusal(error.cause, this.verifier);
        if (refusal === null) {
          throw error;
        }
        return { given: "", refusal };
      }
    }

    // The first word of the answer in lower case; null where the contract has no such function.
    async word(to, name, parameters = [], parts = {}) {
      const { given } = await this.simulate({ to, data: callOf(name, parameters, parts, this.verifier).data });
      return /^0x[0-9a-fA-F]{64,}$/.test(given) ? given.slice(0, 66).toLowerCase() : null;
    }
  }

  const addressIn = (word) => (word !== null && /^0x0{24}/.test(word) && !empty.test(word) ? "0x" + word.slice(26) : null);

  // The first of the functions that the contract has.
  async function paidWord(reader, to, functions, parts) {
    for (const [name, ...parameters] of functions) {
      const word = await reader.word(to, name, parameters, parts);
      if (word !== null) {
        return BigInt(word);
      }
    }
    return null;
  }

  // The first call that the contract would take now, or why it takes none. A call that is not certain is taken only
  // from a contract that refuses the same claim of one unit more.
  async function acceptedCall(reader, { to, from, found, root }) {
    const { claim } = found;
    const more = claimCalls(found, { ...claim, amount: claim.amount + 1n }, root, reader.verifier);
    const refusals = [];
    for (const [place, call] of claimCalls(found, claim, root, reader.verifier).entries()) {
      const { refusal } = await reader.simulate({ from, to, data: call.data });
      const isChecked = refusal || call.isCertain || (await reader.simulate({ from, to, data: more[place].data })).refusal;
      if (!refusal && isChecked) {
        return { call, refusal: null };
      }
      refusals.push(refusal || { reason: "it takes any amount", isClaimed: false });
    }
    return { call: null, refusal: refusals.find(({ isClaimed }) => isClaimed) || refusals.find(({ reason }) => reason) || refusals[0] };
  }

  // What a contract pays for a claim, by what it paid before; a problem where the two do not belong together.
  function dueOf({ payout, claim }, { paysDifference, isWhole }, paid) {
    if (paid === null) {
      return { due: claim.amount, isUpTo: paysDifference };
    }
    if (!paysDifference) {
      return paid > 0n ? { kind: "claimed" } : isWhole && claim.before > 0n ? { kind: "whole" } : { due: claim.amount };
    }
    if (paid === 0n || (payout.isCumulative && paid < claim.amount)) {
      return { due: claim.amount - paid, paid };
    }
    return payout.isCumulative || paid === claim.amount ? { kind: "claimed", paid } : { kind: "mixed", paid };
  }

  // How a claim stands: `kind` says it in a word. `from` is the account that would send.
  async function claimState(reader, found, { from, distributor }) {
    const { payout, claim, proof, source } = found;
    const { tree, isCumulative } = payout;
    const to = distributor;
    const functions = readings[tree.preset] || usual[isCumulative ? "cumulative" : "perEpoch"];
    const parts = { account: claim.account, index: claim.index, token: tree.token };
    const [held, tokenWord, paid] = await Promise.all([reader.word(to, rootName(tree)), reader.word(to, "token"), paidWord(reader, to, functions, parts)]);
    if (held === null && (await reader.once("eth_getCode", [to, "latest"])) === "0x") {
      return { kind: "no-code" };
    }
    if (held !== null && held !== proof.root) {
      return empty.test(held) ? { kind: "no-root" } : { kind: "other-root", held };
    }
    const { contract } = source.part.asset;
    const own = /^0x[0-9a-fA-F]{40}$/.test(contract) ? contract.toLowerCase() : null;
    const named = addressIn(tokenWord);
    if (own !== null && named !== null && named !== own) {
      return { kind: "other-token", token: named };
    }
    const token = own || named;
    const [first] = claimCalls(found, claim, proof.root, reader.verifier);
    const due = dueOf(found, first, paid);
    if (due.kind) {
      return due;
    }
    const { call, refusal } = await acceptedCall(reader, { to, from, found, root: proof.root });
    if (call) {
      return { kind: "open", ...due, call, token };
    }
    if (refusal.isClaimed) {
      return { kind: "claimed" };
    }
    const isOthers = from !== claim.account;
    if (isOthers && (await acceptedCall(reader, { to, from: claim.account, found, root: proof.root })).call) {
      return { kind: "own-only" };
    }
    const balance = token === null ? null : await reader.word(token, "balanceOf", ["address account"], { account: to });
    return balance !== null && BigInt(balance) < due.due ? { kind: "unfunded", ...due, balance: BigInt(balance) } : { kind: "refused", ...refusal, isUnpaid: paid !== null, rootName: held === null ? rootName(tree) : null };
  }

  Object.assign(globalThis.Revshare, { ChainReader, claimState });
})();
