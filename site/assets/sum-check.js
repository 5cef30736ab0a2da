"use strict";

// What the page finds of the sums over all holders: in a claims file, beside the report and what index.json repeats of
// the epoch's statement.
// Knows no page and fetches nothing.
(function () {
  const { values, sums: sumTree } = globalThis.Revshare;
  const { record } = values;
  const { middleOf, walk, sumTop, allocationProblem } = sumTree;

  // The proof of one of the rows alone, where the proof of all of them holds.
  function narrowed(sums, rows, place, verifier) {
    const { over } = walk(sums, rows, verifier);
    const row = sums.first + place;
    const left = [];
    const behind = [];
    let [a, b] = [0, sums.holders];
    while (b - a > 1) {
      const middle = middleOf(a, b);
      if (row < middle) {
        behind.unshift([middle, b]);
        b = middle;
      } else {
        left.push(over(a, middle));
        a = middle;
      }
    }
    over(a, b);
    return { ...sums, first: row, left, right: behind.map(([from, to]) => over(from, to)) };
  }

  const nodeDocument = ({ hash, weight, share, paid }) => ({ hash, weight: weight.toString(), share: share.toString(), paid: paid.toString() });

  // A proof as documents hold it.
  function sumsDocument({ first, holders, root, left, right }) {
    return { first, holders, root, left: left.map(nodeDocument), right: right.map(nodeDocument) };
  }

  const differs = (name, value, other) => (value === other ? "" : name + " is " + value + " by the tree, " + other + " by the report");

  // The sums over all holders against the report's figures.
  function totalsProblem(top, { holders }, report, payout) {
    return differs("the weight of all holders", top.weight, report.totalWeight) || differs("the sum of shares", top.share, payout.shares) || differs("the number of holders", holders, payout.holderCount);
  }

  // What the statement of the publication, its entry in the log, says of the sum tree, as index.json repeats it.
  function statementProblem(stated, sums, top) {
    if (stated === null || stated === undefined) {
      return "index.json names no sum tree for this asset";
    }
    const { root, holders, weight, shares, paid } = record(stated, "sums in index.json");
    if (root !== sums.root) {
      return "index.json has the root " + root + ", the claims file " + sums.root;
    }
    const both = { holders: [String(holders), String(sums.holders)], weight: [weight, String(top.weight)], shares: [shares, String(top.share)], paid: [paid, String(top.paid)] };
    const name = Object.keys(both).find((key) => both[key][0] !== both[key][1]);
    return name === undefined ? "" : "index.json says " + both[name][0] + " for " + name + ", the tree " + both[name][1];
  }

  // What is found of the sum tree: null under ruleset 1, whose files hold no proof, and in a file without holders.
  // `statement` is what index.json says of the entry in the log, null where the site has no log.
  function sumChecks(document, account, { report, payout, verifier, statement }, add) {
    if (report.isOne) {
      return null;
    }
    const { sums, holders } = document;
    if (sums === null) {
      if (holders.length > 0) {
        add("The rows of the claims file are in the sum tree of all holders", "it has no proof");
      }
      return null;
    }
    const { top, problem } = sumTop(sums, holders, verifier);
    add("The rows of the claims file are in the sum tree of all holders", problem);
    if (problem) {
      return null;
    }
    add("W and the sum of all shares are those of the tree", totalsProblem(top, sums, report, payout));
    add("All shares together are at most the allocation", allocationProblem(top, payout));
    add("What all holders are paid is the amount to fund", differs("it", top.paid, payout.toFund));
    if (statement) {
      add("The root and the sums are those of the epoch\u2019s statement, as index.json repeats it", statementProblem(statement.sums, sums, top));
    }
    const place = holders.findIndex((holder) => holder.account === account);
    return { top, root: sums.root, holderCount: sums.holders, statement: statement ? statement.path : null, own: place < 0 ? null : narrowed(sums, holders, place, verifier) };
  }

  Object.assign(sumTree, { sumsDocument, sumChecks });
})();
