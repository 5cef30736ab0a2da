"use strict";

// The proof file: reads its own content, checks it with its own verifier, shows what was found. Asks for nothing.
(async function () {
  const { ClaimVerifier, readRoot, readProofFile, checkProofFile, words, view } = globalThis.Revshare;
  const { isPaidElsewhere } = globalThis.Revshare.figures;
  const { byId, show, say } = view;

  function sayFindings(content, { checks, proof }, otherRoot, shown) {
    const problems = checks.filter(({ problem }) => problem);
    if (problems.length > 0) {
      say("bad", "Do not trust this: " + problems.length + (problems.length === 1 ? " check fails." : " checks fail."),
        problems.map(({ title, problem }) => title + ": no, " + problem + ".").join(" "));
    } else if (proof === null) {
      const { holder } = content;
      const where = isPaidElsewhere(holder) ? "The payment is in the claim of " + shown(holder.beneficiary) + ": save the proof of that account." : "There is no claim to prove.";
      say("", words.headline(content, content.account, shown), "All " + checks.length + " checks hold, but nothing here ties the figures to a root. " + where);
    } else {
      const root = otherRoot === null ? "of this file. Compare it with the one that the contract holds: enter that one below." : "that you entered.";
      const { holder } = content;
      const elsewhere = holder && isPaidElsewhere(holder) ? " This proof is of the account\u2019s own claim; the payment is in the claim of " + shown(holder.beneficiary) + "." : "";
      say("good", words.headline(content, content.account, shown), "All " + checks.length + " checks hold, and the proof leads to the root " + root + elsewhere);
    }
  }

  function showContent(content, verifier, otherRoot) {
    const shown = (account) => verifier.checksummed(account);
    const found = checkProofFile(content, verifier, otherRoot);
    const isGood = found.checks.every(({ problem }) => !problem);
    const { payout, holder, claim } = content;
    view.showChecks(found.checks, words.uncheckedWords(content));
    sayFindings(content, found, otherRoot, shown);
    show("result", isGood && holder !== null);
    show("claim-section", false);
    show("sums-section", false);
    if (isGood && holder) {
      view.showWhy(content, shown);
      view.showParts(content);
      view.showTotals({ ...content, sums: found.sums });
    }
    if (isGood && claim) {
      view.showClaim(content, shown, (text) => text);
    }
    if (found.proof) {
      view.showProof(content, claim, found.proof, shown);
      view.showRoots(found.proof.root, [["Root in this file", payout.root], ["Root that you entered", otherRoot]]);
    }
  }

  function showSubject({ site, chain, distributor, report, account, payout }, verifier) {
    const name = verifier.checksummed(account);
    document.title = "Proof: " + name + ", epoch " + report.epoch + ", " + payout.asset.symbol;
    byId("subject").textContent = name + " in epoch " + report.epoch + " of " + String(site.title) + ", which was published at " + String(site.baseURL);
    byId("notice").textContent = site.notice === null ? "" : String(site.notice);
    byId("contract").textContent = distributor === null
      ? "The file names no contract that pays the claim."
      : "The claim is paid on " + String(chain.name) + " (chain " + String(chain.id) + ") by the contract " + verifier.checksummed(distributor) + ". A block explorer reads its root: merkleRoot().";
  }

  try {
    const bytes = Uint8Array.from(atob(byId("verifier").textContent.trim()), (digit) => digit.charCodeAt(0));
    const verifier = await ClaimVerifier.from(bytes);
    const content = readProofFile(JSON.parse(byId("content").textContent), verifier);
    showSubject(content, verifier);
    showContent(content, verifier, null);
    byId("root-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = byId("root");
      field.removeAttribute("aria-invalid");
      byId("root-status").textContent = "";
      try {
        showContent(content, verifier, readRoot(field.value));
      } catch (error) {
        field.setAttribute("aria-invalid", "true");
        byId("root-status").textContent = error.message;
      }
    });
  } catch (error) {
    say("bad", "Not checked: this file is damaged, or the browser cannot run its verifier.", String((error && error.message) || error));
  }
})();
