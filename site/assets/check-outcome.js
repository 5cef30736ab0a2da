"use strict";

// What is said of a check in short: whether all of it holds, what the account gets, and why something was not checked.
(function () {
  const { Refusal, words, view } = globalThis.Revshare;
  const { element } = view;

  const reasonOf = (error) => (error instanceof Refusal ? error.message : "a published file does not have its shape, or this browser cannot run the verifier.");
  const detailOf = (error) => (error instanceof Refusal ? "" : String(error.message || error));

  const problemsOf = ({ error, checks }) => (error ? [{ title: "Its files", problem: reasonOf(error) }] : checks.filter(({ problem }) => problem));

  // Whether all of it holds, in a table.
  function outcomeCell(finding) {
    const problems = problemsOf(finding);
    if (finding.error) {
      return element("td", "", element("span", "bad", "not checked"), element("span", "cell-note", reasonOf(finding.error)));
    }
    const text = problems.length === 0 ? "all " + finding.checks.length + " hold" : problems.length + (problems.length === 1 ? " fails" : " fail");
    return element("td", "", element("span", problems.length === 0 ? "good" : "bad", text));
  }

  // How a proof came about that no file holds; nothing of one that a file holds.
  function madeWords({ range }) {
    if (range === null) {
      return "";
    }
    const { claims, nodes } = range;
    const count = (number, name) => words.grouped(BigInt(number)) + " " + name + (number === 1 ? "" : "s");
    const beside = nodes === 0 ? "" : " and " + count(nodes, "node") + " of the tree beside " + (claims === 1 ? "it" : "them");
    return "The claims file holds no proofs. This one was made here, from its " + count(claims, "claim") + beside + ". ";
  }

  const amountIn = ({ asset }, amount) => words.tokens(amount, asset.decimals, 2) + "\u00a0" + asset.symbol;

  // What an account gets in an asset: as a holder, and of what others are paid.
  function receivedIn({ holder, claim }) {
    return words.paymentsForOthers(claim).reduce((sum, { paid }) => sum + paid, holder ? holder.paid : 0n);
  }

  function getsText(finding) {
    return finding.error ? "\u2013" : amountIn(finding.payout, receivedIn(finding));
  }

  function keptText({ error, payout, holder }) {
    return error ? "\u2013" : amountIn(payout, holder ? holder.accruedOut : 0n);
  }

  // What a correction means for who checks an account in its epoch.
  function correctionWords({ publication, isReplacement }, checked) {
    if (isReplacement) {
      return publication === checked
        ? " takes the place of the claims that were published first, so that it is what was checked here. Its root is the one to compare with the chain."
        : " took the place of the claims before it, and was corrected again.";
    }
    return " was published later. The claim below stands as it was published; what the account gets more or less by it comes with a later epoch.";
  }

  // The corrections of an epoch, a paragraph for each.
  function correctionNotes({ report, corrections }) {
    return corrections.map((correction) => {
      const link = element("a", "", "Correction " + correction.publication);
      link.href = "../epochs/" + correction.publication + "/index.html";
      return element("p", "", link, correctionWords(correction, report.publication) + " Why: \u201c" + correction.reason + "\u201d");
    });
  }

  // The same in a line of a table.
  function correctionMark({ corrections }) {
    return corrections && corrections.length > 0 ? [element("span", "cell-note", "corrected by " + corrections.map(({ publication }) => publication).join(", "))] : [];
  }

  globalThis.Revshare.outcome = { correctionNotes, correctionMark, reasonOf, detailOf, problemsOf, outcomeCell, amountIn, receivedIn, getsText, keptText, madeWords };
})();
