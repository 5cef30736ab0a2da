"use strict";

// What holds between the figures of one account, whatever file they stand in. Knows no page and fetches nothing.
(function () {
  const secondsPerDay = 86400n;
  const million = 1000000n;
  const sum = (values) => values.reduce((total, value) => total + value, 0n);
  const ascends = (values) => values.every((value, place) => place === 0 || value > values[place - 1]);

  // The sum of min(age, limit) over the ages from 0 to age - 1.
  function ages(age, limit) {
    const growing = age < limit ? age : limit;
    return (growing * (growing - 1n)) / 2n + (age - growing) * limit;
  }

  // The factor of a multiplier that grows, at an age, in parts per million and rounded down.
  function factorAt(age, { cap, seconds }) {
    const growing = age < seconds ? age : seconds;
    return cap >= million ? million + ((cap - million) * growing) / seconds : million - ((million - cap) * growing) / seconds;
  }

  // Factor and weight that the ages of a piece give (specification, section 8.4); null where the rule would have cut it.
  function ruleOf(piece, weighting) {
    const from = piece.from - piece.start;
    const to = piece.to - piece.start;
    if (weighting.kind === "none") {
      return { factor: million, weight: piece.amount * (to - from) };
    }
    if (weighting.kind === "steps") {
      if (weighting.steps.some(({ age }) => from < age && age < to)) {
        return null;
      }
      const step = weighting.steps.filter(({ age }) => age <= from).pop();
      const factor = step ? step.factor : million;
      return { factor, weight: piece.amount * factor * (to - from) };
    }
    const { cap, seconds } = weighting;
    if (from < seconds && seconds < to) {
      return null;
    }
    const grown = (cap - million) * (ages(to, seconds) - ages(from, seconds));
    return { factor: from < seconds ? null : cap, weight: piece.amount * (million * seconds * (to - from) + grown) };
  }

  function pieceProblem(piece, last, report) {
    const earliest = report.isOne ? last : piece.start > report.start ? piece.start : report.start;
    if (piece.from < earliest || piece.to <= piece.from || piece.to > report.end) {
      return "the times of the stakes overlap or lie outside the epoch";
    }
    const rule = report.isOne ? piece : ruleOf(piece, report.weighting);
    if (rule === null || rule.factor !== piece.factor || rule.weight !== piece.weight) {
      return "a stake has not the weight that its amount, time and age give";
    }
    return "";
  }

  function weightProblem(holder, report) {
    let last = report.start;
    for (const piece of holder.pieces) {
      const problem = pieceProblem(piece, last, report);
      if (problem) {
        return problem;
      }
      last = piece.to;
    }
    const weight = sum(holder.pieces.map((piece) => piece.weight));
    if (weight !== holder.weight) {
      return "the stakes add up to " + weight + ", the file says " + holder.weight;
    }
    return weight > report.totalWeight ? "the weight is above the weight of all holders" : "";
  }

  function paymentProblem(holder, payout) {
    const due = holder.share + holder.accruedIn + holder.adjustment;
    const paid = due > 0n && due >= payout.minimum ? due : 0n;
    if (holder.paid !== paid) {
      return "paid is " + holder.paid + ", due is " + due + (payout.minimum > 0n ? ", the minimum " + payout.minimum : "");
    }
    return holder.accruedOut === due - paid ? "" : "what is kept is " + holder.accruedOut + ", not " + (due - paid);
  }

  function shareProblem(holder, { allocation }, { totalWeight }, verifier) {
    const share = holder.weight === 0n ? 0n : verifier.share(allocation, holder.weight, totalWeight);
    return share === holder.share ? "" : "it gives " + share + ", the file says " + holder.share;
  }

  function positionProblem(claim, payout, verifier) {
    const { preset, order } = payout.tree;
    const isOneNumber = order === "account" && preset !== "uniswap";
    const expected = verifier.proofLength(preset, claim.leaf, payout.claimCount);
    if ((isOneNumber && claim.index !== claim.leaf) || claim.index >= payout.claimCount || expected < 0) {
      return "index " + claim.index + " and leaf " + claim.leaf + " do not fit a tree of " + payout.claimCount + " claims";
    }
    return claim.proof.length === expected ? "" : "the proof has " + claim.proof.length + " hashes, its place in the tree needs " + expected;
  }

  // The claim against what was claimed before and is paid now; `holder` is the account's own row, where it has one.
  function amountProblem(claim, holder) {
    const amount = claim.before + sum(claim.payments.map(({ paid }) => paid));
    if (claim.amount !== amount) {
      return "the claim says " + claim.amount + ", what it was before and what is paid give " + amount;
    }
    if (!ascends(claim.payments.map((payment) => payment.holder))) {
      return "its payments are not in order";
    }
    const isPaidHere = holder && holder.paid > 0n && holder.beneficiary === claim.account;
    const own = claim.payments.find((payment) => payment.holder === claim.account);
    if (isPaidHere && !own) {
      return "the account\u2019s own payment is not in the claim";
    }
    return isPaidHere && own.paid !== holder.paid ? "the claim holds " + own.paid + ", the account is paid " + holder.paid : "";
  }

  // Every step from the leaf up: the result before, what it is hashed with, the result after.
  function fold(claim, { preset, token }, verifier) {
    const leaf = verifier.leaf({ preset, token, index: claim.index, account: claim.account, amount: claim.amount });
    const steps = [];
    let result = leaf;
    for (const sibling of claim.proof) {
      result = verifier.parent(result, sibling);
      steps.push({ sibling, result });
    }
    return { leaf, steps, root: result };
  }

  function leafProblem(claim, proof) {
    return proof.leaf === claim.leafHash ? "" : "the hash is " + proof.leaf + ", the file says " + claim.leafHash;
  }

  // Whether another account receives what this one is paid.
  const isPaidElsewhere = (holder) => holder.paid > 0n && holder.beneficiary !== holder.account;

  Object.assign(globalThis.Revshare, {
    figures: {
      secondsPerDay, million, sum, ascends, factorAt, weightProblem, shareProblem, paymentProblem, positionProblem, amountProblem, fold, leafProblem,
      isPaidElsewhere,
    },
  });
})();
