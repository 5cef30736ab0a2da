"use strict";

// Reads what a proof file holds into the form in which the page knows an account, and checks it.
(function () {
  const { values, figures, sums: sumTree } = globalThis.Revshare;
  const { refuse, whole, count, digest, list, record, seconds, address, readTree, readToken, readWeighting, plainWeighting, readHolder, readClaim } = values;
  const { million, sum, weightProblem, shareProblem, paymentProblem, positionProblem, amountProblem, fold, leafProblem, isPaidElsewhere } = figures;

  // What weights are counted in parts of (specification, section 8.4).
  function denominatorOf({ kind, seconds: age }) {
    return kind === "none" ? 1n : kind === "steps" ? million : million * age;
  }

  function readParts(parts, titles) {
    refuse(list(titles, "the titles").length !== list(parts, "the parts").length, "the parts have not a title each");
    return parts.map((part, place) => ({ title: String(titles[place]), amount: whole(record(part, "a part").amount, "a part") }));
  }

  function readReport(file, proof, isOne) {
    const epoch = record(proof.epoch, "the epoch");
    const weighting = isOne ? plainWeighting : readWeighting(proof.weighting);
    return {
      epoch: count(epoch.number, "the epoch\u2019s number"),
      isOne,
      start: seconds(epoch.start, "the start of the epoch"),
      end: seconds(epoch.end, "the end of the epoch"),
      token: readToken(file.token, "the token"),
      weighting,
      denominator: denominatorOf(weighting),
      totalWeight: whole(proof.totalWeight, "the weight of all holders"),
      holderCount: count(file.holderCount, "the count of holders"),
      // The file does not hold them.
      exclusions: [],
      beneficiaries: [],
    };
  }

  function readPayout(file, proof, isOne, verifier) {
    const asset = record(proof.asset, "the asset");
    const { preset, order } = isOne ? proof.tree || { preset: "openzeppelin", order: "account" } : proof;
    return {
      asset: readToken(asset, "the asset"),
      allocation: whole(proof.allocation, "the allocation"),
      minimum: isOne ? 0n : whole(proof.minimum, "the minimum payout"),
      isCumulative: proof.scheme === "cumulative",
      claimCount: count(file.claimCount, "the count of claims"),
      tree: readTree(preset, order, asset.contract, verifier),
      root: proof.root === null ? null : digest(proof.root, "the root"),
    };
  }

  function readProofFile(file, verifier) {
    refuse(record(file, "the content").format !== "revshare-proof-file-v1", "the content has another format");
    const proof = record(file.proof, "the proof");
    const isOne = proof.format === "revshare-proof-v1";
    refuse(!isOne && proof.format !== "revshare-proof-v2", "the proof has another format");
    const holder = proof.holder === null ? null : readHolder(record(proof.holder, "the holder"), isOne, true);
    const rawClaim = isOne ? record(proof.holder, "the holder").claim : proof.claim;
    const claimant = rawClaim === null ? null : isOne ? proof.holder.account : record(rawClaim, "the claim").account;
    const claim = rawClaim === null ? null : readClaim(record(rawClaim, "the claim"), claimant, isOne ? [{ holder: holder.account, paid: holder.paid }] : null);
    const account = isOne ? holder.account : address(proof.account, "the account");
    for (const row of [holder, claim].filter((each) => each !== null)) {
      refuse(row.account !== account, "its rows are not of one account");
    }
    return {
      site: record(file.site, "the site"),
      chain: record(proof.chain, "the chain"),
      distributor: proof.distributor === null ? null : address(proof.distributor, "the distributor"),
      report: readReport(file, proof, isOne),
      payout: readPayout(file, proof, isOne, verifier),
      account,
      holder,
      claim,
      parts: readParts(proof.parts, file.titles),
      // A file that was kept before there was a sum tree has none.
      sums: isOne || proof.sums === undefined ? null : sumTree.readSums(proof.sums),
    };
  }

  function holderChecks({ report, payout, holder, parts }, verifier, add) {
    if (holder.pieces !== null) {
      add("The stakes give the weight", weightProblem(holder, report));
    }
    add("The formula gives the share", shareProblem(holder, payout, report, verifier));
    add(report.isOne ? "The whole share is paid" : "What is due is paid, or kept below the minimum", paymentProblem(holder, payout));
    const total = sum(parts.map(({ amount }) => amount));
    add("The parts by stream add up to the share", total === holder.share ? "" : "they add up to " + total + ", the share is " + holder.share);
  }

  // What is found of the sums over all holders; null where the file has no proof of them, or one that does not hold.
  function sumChecks({ report, payout, holder, sums }, verifier, add) {
    if (sums === null) {
      if (holder.pieces === null) {
        add("The row of the account is in the sum tree of all holders", "the file proves neither that nor the weight");
      }
      return null;
    }
    const { top, problem } = sumTree.sumTop(sums, [holder], verifier);
    add("The row of the account is in the sum tree of all holders", problem);
    if (problem) {
      return null;
    }
    add("W is the sum of all weights in the tree", top.weight === report.totalWeight ? "" : "they add up to " + top.weight + ", W is " + report.totalWeight);
    add("All shares together are at most the allocation", sumTree.allocationProblem(top, payout));
    return { top, root: sums.root, holderCount: sums.holders, isOfFile: true, own: sums };
  }

  function claimChecks({ payout, holder, claim }, verifier, otherRoot, add) {
    add(payout.isCumulative ? "The claim is what it was before and what is paid now" : "The claim is for the amount paid", amountProblem(claim, holder));
    add("The claim has its place in the tree", positionProblem(claim, payout, verifier));
    const proof = fold(claim, payout.tree, verifier);
    add(payout.tree.leafWords + " hash to the leaf", leafProblem(claim, proof));
    add("The proof leads to the root in this file", proof.root === payout.root ? "" : "it leads to " + proof.root + ", the root is " + payout.root);
    if (otherRoot !== null) {
      add("The proof leads to the root that you entered", proof.root === otherRoot ? "" : "it leads to " + proof.root + ", you entered " + otherRoot);
    }
    return proof;
  }

  // Every check is {title, problem}; no problem is "".
  function checkProofFile(content, verifier, otherRoot) {
    const checks = [];
    const add = (title, problem) => checks.push({ title, problem });
    const { holder, claim } = content;
    let sums = null;
    if (holder) {
      holderChecks(content, verifier, add);
      sums = sumChecks(content, verifier, add);
    }
    const proof = claim ? claimChecks(content, verifier, otherRoot, add) : null;
    if (!claim && (!holder || (holder.paid > 0n && !isPaidElsewhere(holder)))) {
      add("There is a claim for what is paid", "there is none");
    }
    return { checks, proof, sums };
  }

  Object.assign(globalThis.Revshare, { readProofFile, checkProofFile });
})();
