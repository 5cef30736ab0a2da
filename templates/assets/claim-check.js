"use strict";

// What a holder's check computes: documents in, findings out. Knows no page and fetches nothing.
(function () {
  const secondsPerDay = 86400n;
  const million = 1000000n;
  const sum = (values) => values.reduce((total, value) => total + value, 0n);

  function reportProblem(payout) {
    if (sum(payout.streams.map((stream) => stream.contribution)) + payout.returned !== payout.pool) {
      return "the contributions of the streams and what was returned do not add up to the pool";
    }
    if (payout.allocated + payout.reinvested + payout.correctionCharge !== payout.pool) {
      return "allocated, reinvested and the charge of corrections do not add up to the pool";
    }
    if (payout.allocated + payout.remainderIn !== payout.allocation) {
      return "allocated and the remainder carried in do not add up to the allocation";
    }
    return payout.shares + payout.remainderOut === payout.allocation ? "" : "shares and remainder do not add up to the allocation";
  }

  function documentProblem(document, report, payout, account) {
    if (document.epoch !== report.epoch) {
      return "it is for epoch " + document.epoch;
    }
    if (document.asset !== payout.asset.id) {
      return "it is for the asset \u201c" + document.asset + "\u201d";
    }
    if (typeof document.prefix !== "string" || !account.startsWith(document.prefix)) {
      return "it is for accounts that begin with " + document.prefix;
    }
    return document.root === payout.root ? "" : "its root is not the one in report.json";
  }

  const ascends = (values) => values.every((value, place) => place === 0 || value > values[place - 1]);
  const countsUp = (values) => values.every((value, place) => place === 0 || value === values[place - 1] + 1);
  const sortedBy = (rows, key) => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

  // Whether rows of the file are missing between others, or claims stand in other places than the order of the tree
  // gives: accounts ascend; indexes count up by one, Uniswap's ascend with the checksummed accounts; leaves count up
  // by one, or ascend with their hashes.
  function rowsProblem({ holders, claims }, { preset, order }) {
    if (!ascends(holders.map(({ account }) => account)) || !ascends(claims.map(({ account }) => account))) {
      return "its accounts are not in order";
    }
    const indexes = preset === "uniswap" ? sortedBy(claims, ({ checksummed }) => checksummed).map(({ index }) => index) : claims.map(({ index }) => index);
    if (preset === "uniswap" ? !ascends(indexes) : !countsUp(indexes)) {
      return "its claims are not numbered one after the other, so that rows may be missing";
    }
    const leaves = order === "hash" ? sortedBy(claims, ({ leafHash }) => leafHash) : claims;
    const positions = leaves.map(({ leaf }) => leaf);
    return (order === "hash" ? ascends(positions) : countsUp(positions)) ? "" : "its leaves do not stand in the order of the tree";
  }

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

  function beneficiaryProblem(holder, report) {
    const redirection = report.beneficiaries.find(({ account }) => account === holder.account);
    if (redirection && redirection.since >= report.end) {
      return "the report names a beneficiary whose time begins after the epoch";
    }
    const expected = redirection ? redirection.beneficiary : holder.account;
    return holder.beneficiary === expected ? "" : "the file says " + holder.beneficiary + ", the report " + expected;
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

  // What is wrong with one payment of a claim: who it is for has to have asked for that, and its row has to agree.
  function paymentOfClaimProblem(payment, claim, report, holders) {
    const isOwn = payment.holder === claim.account;
    const asked = ({ account, beneficiary }) => account === payment.holder && beneficiary === claim.account;
    if (!isOwn && !report.beneficiaries.some(asked)) {
      return "it holds a payment of " + payment.holder + ", which the report does not redirect to this account";
    }
    const row = holders.find(({ account }) => account === payment.holder);
    const agrees = !row || (row.paid === payment.paid && row.beneficiary === claim.account);
    return payment.paid > 0n && agrees ? "" : "the payment of " + payment.holder + " is not the one in its row";
  }

  function claimProblem(claim, report, { holders }) {
    const amount = claim.before + sum(claim.payments.map(({ paid }) => paid));
    if (claim.amount !== amount) {
      return "the claim says " + claim.amount + ", what it was before and what is paid give " + amount;
    }
    if (!ascends(claim.payments.map(({ holder }) => holder))) {
      return "its payments are not in order";
    }
    const problems = claim.payments.map((payment) => paymentOfClaimProblem(payment, claim, report, holders));
    const holder = holders.find(({ account }) => account === claim.account);
    const isPaidHere = holder && holder.paid > 0n && holder.beneficiary === claim.account;
    const isMissing = isPaidHere && !claim.payments.some((payment) => payment.holder === claim.account);
    return problems.find((problem) => problem) || (isMissing ? "the account\u2019s own payment is not in the claim" : "");
  }

  function proofChecks(claim, document, { report, payout, verifier, otherRoot }, add) {
    add(payout.isCumulative ? "The claim is what it was before and what is paid now" : "The claim is for the amount paid", claimProblem(claim, report, document));
    add("The claim has its place in the tree", positionProblem(claim, payout, verifier));
    const proof = fold(claim, payout.tree, verifier);
    add(payout.tree.leafWords + " hash to the leaf", proof.leaf === claim.leafHash ? "" : "the hash is " + proof.leaf + ", the file says " + claim.leafHash);
    add("The proof leads to the root in report.json", proof.root === payout.root ? "" : "it leads to " + proof.root + ", the root is " + payout.root);
    if (otherRoot !== null) {
      add("The proof leads to the root that you entered", proof.root === otherRoot ? "" : "it leads to " + proof.root + ", you entered " + otherRoot);
    }
    return proof;
  }

  function missingClaimChecks(holder, { payout, otherRoot }, add) {
    const isPaidHere = holder && holder.paid > 0n && holder.beneficiary === holder.account;
    add("There is no claim to prove", isPaidHere ? "an amount is paid, but the file has no claim for it" : "");
    if (otherRoot !== null) {
      add("The root in report.json is the one that you entered", payout.root === otherRoot ? "" : "it is " + payout.root);
    }
  }

  // Whether the claim of the beneficiary holds what the account is paid, checked in full; the claim and its proof.
  function receivedBy(holder, document, context) {
    const { report, payout } = context;
    const problems = [documentProblem(document, report, payout, holder.beneficiary), rowsProblem(document, payout.tree)];
    const claim = document.claims.find(({ account }) => account === holder.beneficiary) || null;
    let proof = null;
    if (!claim) {
      problems.push("the file has no claim for " + holder.beneficiary);
    } else {
      const payment = claim.payments.find((each) => each.holder === holder.account);
      problems.push(payment && payment.paid === holder.paid ? "" : "the claim does not hold it");
      proof = proofChecks(claim, document, context, (_, problem) => problems.push(problem));
    }
    return { claim, proof, problem: problems.find((problem) => problem) || "" };
  }

  // The parts of a holder's share by stream, in the order of the streams, then what was returned and carried in.
  function partsOf(holder, report, payout, verifier) {
    const allocatedParts = verifier.split(payout.allocated, [...payout.streams.map((stream) => stream.contribution), payout.returned]);
    const parts = allocatedParts && verifier.split(holder.share, [...allocatedParts, payout.remainderIn]);
    if (!parts) {
      return null;
    }
    const titles = [...payout.streams.map((stream) => stream.title), "Returned from expired claims", "Remainder carried in"];
    // Ruleset 1 returns nothing.
    return parts.map((amount, index) => ({ title: titles[index], amount })).filter((_, index) => !report.isOne || index !== parts.length - 2);
  }

  // The parts, where the row of the account holds.
  function holderChecks(holder, { report, payout, verifier }, add) {
    add("The stakes give the weight", weightProblem(holder, report));
    const share = holder.weight === 0n ? 0n : verifier.share(payout.allocation, holder.weight, report.totalWeight);
    add("The formula gives the share", share === holder.share ? "" : "it gives " + share + ", the file says " + holder.share);
    add(report.isOne ? "The whole share is paid" : "What is due is paid, or kept below the minimum", paymentProblem(holder, payout));
    if (!report.isOne) {
      add("It is paid to the account that the report names", beneficiaryProblem(holder, report));
    }
    const parts = partsOf(holder, report, payout, verifier);
    add("The parts by stream add up to the share", parts && sum(parts.map((part) => part.amount)) === holder.share ? "" : "they do not");
    return parts;
  }

  // Whether another account receives what this one is paid.
  const isPaidElsewhere = (holder) => holder.paid > 0n && holder.beneficiary !== holder.account;

  // Checks what the files say of an account; `receiver` is the file of its beneficiary, where that is paid.
  // Every check is {title, problem}; no problem is "".
  function check({ verifier, report, payout, document, receiver, account, otherRoot }) {
    const context = { verifier, report, payout, otherRoot };
    const checks = [];
    const add = (title, problem) => checks.push({ title, problem });
    const holder = document.holders.find((row) => row.account === account) || null;
    const claim = document.claims.find((row) => row.account === account) || null;
    const exclusion = report.exclusions.find((row) => row.account === account) || null;
    add("The report adds up", reportProblem(payout));
    add("The claims file belongs to this epoch and account", documentProblem(document, report, payout, account));
    add("The claims file is in order", rowsProblem(document, payout.tree));
    if (exclusion) {
      add("The account is excluded and has no share", holder && (holder.weight > 0n || holder.share > 0n || report.isOne) ? "the claims file has a share for it" : "");
    }
    const parts = holder ? holderChecks(holder, context, add) : null;
    const proof = claim ? proofChecks(claim, document, context, add) : null;
    const received = holder && receiver ? receivedBy(holder, receiver, context) : null;
    if (received) {
      add("The claim of the account that is paid holds it, and its proof leads to the root", received.problem);
    } else if (!claim) {
      missingClaimChecks(holder, context, add);
    }
    return { report, payout, checks, exclusion, holder, claim, parts, proof, received };
  }

  Object.assign(globalThis.Revshare, { check, isPaidElsewhere, factorAt, secondsPerDay });
})();
