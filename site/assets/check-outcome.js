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

  globalThis.Revshare.outcome = { reasonOf, detailOf, problemsOf, outcomeCell, amountIn, receivedIn, getsText, keptText };
})();
