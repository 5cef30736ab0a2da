"use strict";

// What the page finds of the sums over all holders: in a claims file, beside the report and the epoch's statement.
// Knows no page and fetches nothing.
(function () {
  const { values, sums: sumTree } = globalThis.Revshare;
  const { list, record } = values;
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

  // What the statement of the epoch, which is its entry in the log, says of the sum tree of an asset.
  function statementProblem(statement, sums, top, report, payout) {
    const isOfEpoch = record(statement, "statement.json").format === "revshare-statement-v1" && statement.publication === String(report.epoch);
    const entry = isOfEpoch ? list(statement.assets, "assets in statement.json").find((each) => record(each, "an asset in statement.json").asset === payout.asset.id) : undefined;
    if (entry === undefined) {
      return "it is not the statement of this epoch and asset";
    }
    const stated = record(entry.sums, "sums in statement.json");
    if (stated.root !== sums.root) {
      return "the statement has the root " + stated.root + ", the claims file " + sums.root;
    }
    const expected = { holders: String(sums.holders), weight: String(top.weight), shares: String(top.share), paid: String(top.paid) };
    const name = Object.keys(expected).find((key) => stated[key] !== expected[key]);
    return name === undefined ? "" : "the statement says " + stated[name] + " for " + name + ", the tree " + expected[name];
  }

  // What is found of the sum tree: null under ruleset 1, whose files hold no proof, and in a file without holders.
  // `statement` is null where the site has none.
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
      add("The epoch\u2019s statement in the log has the root of this sum tree", statementProblem(statement, sums, top, report, payout));
    }
    const place = holders.findIndex((holder) => holder.account === account);
    return { top, root: sums.root, holderCount: sums.holders, hasStatement: Boolean(statement), own: place < 0 ? null : narrowed(sums, holders, place, verifier) };
  }

  Object.assign(sumTree, { sumsDocument, sumChecks });
})();
