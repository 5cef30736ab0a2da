"use strict";

// What a holder's check computes: documents in, findings out. Knows no page and fetches nothing.
(function () {
  const { sum, ascends, weightProblem, shareProblem, paymentProblem, positionProblem, amountProblem, fold, leafProblem, isPaidElsewhere } =
    globalThis.Revshare.figures;
  const { sumChecks } = globalThis.Revshare.sums;

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

  // What is wrong with all claims of a file that holds no proofs.
  function rangeProblem({ range }, payout) {
    if (range.count !== payout.claimCount) {
      return "the file is of a tree of " + range.count + " claims, the report of " + payout.claimCount;
    }
    return range.root === payout.root ? "" : "they lead to " + range.root + ", the root is " + payout.root;
  }

  function beneficiaryProblem(holder, report) {
    const redirection = report.beneficiaries.find(({ account }) => account === holder.account);
    if (redirection && redirection.since >= report.end) {
      return "the report names a beneficiary whose time begins after the epoch";
    }
    const expected = redirection ? redirection.beneficiary : holder.account;
    return holder.beneficiary === expected ? "" : "the file says " + holder.beneficiary + ", the report " + expected;
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
    const problems = claim.payments.map((payment) => paymentOfClaimProblem(payment, claim, report, holders));
    return amountProblem(claim, holders.find(({ account }) => account === claim.account)) || problems.find((problem) => problem) || "";
  }

  function proofChecks(claim, document, { report, payout, verifier, otherRoot }, add) {
    add(payout.isCumulative ? "The claim is what it was before and what is paid now" : "The claim is for the amount paid", claimProblem(claim, report, document));
    add("The claim has its place in the tree", positionProblem(claim, payout, verifier));
    const proof = fold(claim, payout.tree, verifier);
    // Where the proof is made here, of all claims of the file, these lead to the root.
    if (document.range === null) {
      add(payout.tree.leafWords + " hash to the leaf", leafProblem(claim, proof));
      add("The proof leads to the root in report.json", proof.root === payout.root ? "" : "it leads to " + proof.root + ", the root is " + payout.root);
    }
    if (otherRoot !== null) {
      add("The proof leads to the root that you entered", proof.root === otherRoot ? "" : "it leads to " + proof.root + ", you entered " + otherRoot);
    }
    return { ...proof, range: document.range };
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
    const problems = [documentProblem(document, report, payout, holder.beneficiary), rowsProblem(document, payout.tree), document.range ? rangeProblem(document, payout) : ""];
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

  const besideStreams = [{ source: "returned", title: "Returned from expired claims" }, { source: "carried in", title: "Remainder carried in" }];

  // The parts of a holder's share by stream, in the order of the streams, then what was returned and carried in.
  function partsOf(holder, report, payout, verifier) {
    const allocatedParts = verifier.split(payout.allocated, [...payout.streams.map((stream) => stream.contribution), payout.returned]);
    const parts = allocatedParts && verifier.split(holder.share, [...allocatedParts, payout.remainderIn]);
    if (!parts) {
      return null;
    }
    const sources = [...payout.streams.map(({ id, title }) => ({ source: id, title })), ...besideStreams];
    // Ruleset 1 returns nothing.
    return parts.map((amount, index) => ({ ...sources[index], amount })).filter((_, index) => !report.isOne || index !== parts.length - 2);
  }

  // The parts, where the row of the account holds.
  function holderChecks(holder, { report, payout, verifier }, add) {
    if (holder.pieces !== null) {
      add("The stakes give the weight", weightProblem(holder, report));
    }
    add("The formula gives the share", shareProblem(holder, payout, report, verifier));
    add(report.isOne ? "The whole share is paid" : "What is due is paid, or kept below the minimum", paymentProblem(holder, payout));
    if (!report.isOne) {
      add("It is paid to the account that the report names", beneficiaryProblem(holder, report));
    }
    const parts = partsOf(holder, report, payout, verifier);
    add("The parts by stream add up to the share", parts && sum(parts.map((part) => part.amount)) === holder.share ? "" : "they do not");
    return parts;
  }

  // Checks what the files say of an account; `receiver` is the file of its beneficiary, where that is paid, `statement`
  // what index.json says of the publication's entry in the log, or null where the site has none.
  // Every check is {title, problem}; no problem is "".
  function check({ verifier, report, payout, document, receiver, statement, account, otherRoot }) {
    const context = { verifier, report, payout, statement, otherRoot };
    const checks = [];
    const add = (title, problem) => checks.push({ title, problem });
    const holder = document.holders.find((row) => row.account === account) || null;
    const claim = document.claims.find((row) => row.account === account) || null;
    const exclusion = report.exclusions.find((row) => row.account === account) || null;
    add("The report adds up", reportProblem(payout));
    add("The claims file belongs to this epoch and account", documentProblem(document, report, payout, account));
    add("The claims file is in order", rowsProblem(document, payout.tree));
    if (document.range) {
      add("All claims of the file together lead to the root in report.json", rangeProblem(document, payout));
    }
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
    const sums = sumChecks(document, account, context, add);
    return { report, payout, checks, exclusion, holder, claim, parts, proof, received, sums };
  }

  Object.assign(globalThis.Revshare, { check });
})();
