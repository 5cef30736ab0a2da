"use strict";

// The published documents of both rulesets, read into one form. Knows no page and fetches nothing.
(function () {
  const { refuse, whole, count, digest, list, record, seconds, signed, address, readTree, readToken, readWeighting, plainWeighting, readHolder, readClaim } =
    globalThis.Revshare.values;
  const { readSums } = globalThis.Revshare.sums;
  const { claimRange } = globalThis.Revshare;

  // The tree of the claims of an epoch.
  function readClaimsTree(claims, asset, verifier) {
    const tree = readTree(claims.preset, claims.order, asset.contract, verifier);
    const types = list(claims.leafEncoding, "claims.leafEncoding in report.json").join(",");
    refuse(types !== tree.leafTypes, "report.json says that a leaf of " + tree.preset + " holds " + types + ", it holds " + tree.leafTypes);
    return tree;
  }

  // The figures of one payout asset; `part` is the whole document in version 1.
  function readPayout(part, isOne, verifier) {
    const asset = record(part.asset, "an asset in report.json");
    const id = String(asset.id);
    refuse(!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id), "the asset in report.json has no usable name");
    const claims = record(part.claims, "claims in report.json");
    const pool = record(part.pool, "pool in report.json");
    const allocation = record(part.allocation, "allocation in report.json");
    return {
      asset: { ...readToken(asset, "asset"), id },
      streams: list(part.streams, "streams in report.json").map((stream) => ({
        id: String(stream.id),
        title: String(stream.title),
        contribution: whole(stream.contribution, "a stream\u2019s contribution in report.json"),
      })),
      returned: isOne ? 0n : whole(pool.returned, "pool.returned in report.json"),
      pool: whole(pool.amount, "pool.amount in report.json"),
      correctionCharge: isOne ? 0n : signed(pool.correctionCharge, "pool.correctionCharge in report.json"),
      reinvested: signed(pool.reinvested, "pool.reinvested in report.json"),
      allocated: whole(pool.allocated, "pool.allocated in report.json"),
      remainderIn: whole(allocation.remainderIn, "allocation.remainderIn in report.json"),
      allocation: whole(allocation.amount, "allocation.amount in report.json"),
      shares: whole(allocation.shares, "allocation.shares in report.json"),
      remainderOut: whole(allocation.remainderOut, "allocation.remainderOut in report.json"),
      minimum: isOne ? 0n : whole(record(part.payment, "payment in report.json").minimum, "payment.minimum in report.json"),
      holderCount: isOne ? null : count(part.payment.holderCount, "payment.holderCount in report.json"),
      toFund: whole(claims.toFund, "claims.toFund in report.json"),
      isCumulative: !isOne && claims.scheme === "cumulative",
      claimCount: count(claims.count, "claims.count in report.json"),
      prefixLength: count(claims.prefixLength, "claims.prefixLength in report.json"),
      split: new Set(list(claims.split, "claims.split in report.json")),
      tree: readClaimsTree(claims, asset, verifier),
      root: claims.root === null ? null : digest(claims.root, "claims.root in report.json"),
    };
  }

  // Whose payments another account receives, and what shows that the holder said so.
  function readRedirection(entry) {
    const { signature, transaction } = record(entry, "a beneficiary");
    const isSigned = typeof signature === "string" && /^0x[0-9a-f]{130}$/.test(signature);
    refuse(isSigned ? transaction !== null : signature !== null, "a beneficiary in report.json has not one evidence: a signature or a transaction");
    return {
      account: address(entry.account, "a redirected account"),
      beneficiary: address(entry.beneficiary, "a beneficiary"),
      since: seconds(entry.since, "the time of a redirection"),
      transaction: isSigned ? null : digest(transaction, "the transaction of a redirection"),
    };
  }

  function readReport(report, epoch, verifier) {
    record(report, "report.json");
    const isOne = report.format === "revshare-report-v1";
    refuse(!isOne && report.format !== "revshare-report-v2", "report.json has the format \u201c" + report.format + "\u201d, which this page does not know");
    refuse(record(report.epoch, "epoch in report.json").number !== epoch, "report.json is for another epoch");
    const parts = isOne ? [report] : list(report.assets, "assets in report.json");
    refuse(parts.length === 0, "report.json has no payout asset");
    const stake = record(report.stake, "stake in report.json");
    return {
      epoch,
      isOne,
      start: seconds(report.epoch.start, "epoch.start in report.json"),
      end: seconds(report.epoch.end, "epoch.end in report.json"),
      token: readToken(report.token, "token"),
      weighting: isOne ? plainWeighting : readWeighting(report.weighting),
      denominator: isOne ? 1n : whole(stake.denominator, "stake.denominator in report.json"),
      totalWeight: whole(stake.totalWeight, "stake.totalWeight in report.json"),
      holderCount: count(stake.holderCount, "stake.holderCount in report.json"),
      areWeightsGiven: !isOne && stake.eventCount === null,
      exclusions: list(report.exclusions, "exclusions in report.json").map((entry) => ({
        account: address(record(entry, "an exclusion").account, "an excluded account"),
        reason: String(entry.reason),
      })),
      beneficiaries: isOne ? [] : list(report.beneficiaries, "beneficiaries in report.json").map(readRedirection),
      payouts: parts.map((part) => readPayout(part, isOne, verifier)),
    };
  }

  // What index.json says of the publications of an epoch: the epoch as it was published first, and its corrections. The
  // claims are those of the last one that takes the place of others.
  function readPublications(index, epoch) {
    const entry = list(record(index, "index.json").epochs, "epochs in index.json").find((each) => record(each, "an epoch in index.json").number === epoch) || {};
    const corrections = list(entry.corrections || [], "corrections in index.json").map((correction) => {
      const { publication, reason, settlement } = record(correction, "a correction in index.json");
      refuse(typeof publication !== "string" || !/^(0|[1-9][0-9]*)\.[1-9][0-9]*$/.test(publication) || publication.split(".")[0] !== String(epoch), "a correction in index.json is not one of this epoch");
      refuse(settlement !== "adjustments" && settlement !== "replacement", "a correction in index.json does not say what becomes of the money");
      return { publication, reason: String(reason), isReplacement: settlement === "replacement", source: correction };
    });
    const replacing = corrections.filter(({ isReplacement }) => isReplacement).pop();
    const source = replacing ? replacing.source : entry;
    return { publication: replacing ? replacing.publication : String(epoch), corrections, isLogged: typeof source.statement === "string", assets: list(source.assets || [], "assets in index.json") };
  }

  // What the log holds of a payout asset, as the index repeats it; null where there is no log.
  function statementOf({ publication, isLogged, assets }, payout) {
    if (!isLogged) {
      return null;
    }
    const found = assets.find((each) => record(each, "an asset in index.json").id === payout.asset.id) || {};
    return { path: "epochs/" + publication + "/statement.json", sums: found.sums };
  }

  // Where an account stands, from the site's root (specification, section 5).
  function claimsPath(report, payout, account) {
    let length = payout.prefixLength;
    while (length < 40 && payout.split.has(account.slice(2, 2 + length))) {
      length += 1;
    }
    const digits = account.slice(2, 2 + length);
    let folders = "";
    for (let start = 0; start + 2 < digits.length; start += 2) {
      folders += digits.slice(start, start + 2) + "/";
    }
    return "epochs/" + report.publication + "/" + payout.asset.id + "/claims/" + folders + "0x" + digits + ".json";
  }

  // Holders and claims of a file, in its order. `source` is the file; of a large distribution, with what its rows stand
  // for: `range` is then the root that its claims lead to, else null.
  function readClaims(published, report, payout, verifier) {
    record(published, "the claims file");
    const isRange = !report.isOne && published.format === claimRange.format;
    const document = isRange ? claimRange.opened(published, payout.tree, verifier) : published;
    const format = report.isOne ? "revshare-claims-v1" : "revshare-claims-v2";
    refuse(!isRange && document.format !== format, "the claims file has the format \u201c" + document.format + "\u201d, which does not belong to this report");
    const rows = list(document.holders, "holders in the claims file").map((entry) => record(entry, "a holder"));
    const holders = rows.map((row) => readHolder(row, report.isOne, isRange || report.areWeightsGiven));
    const own = (row, place) => readClaim(record(row.claim, "a claim"), row.account, [{ holder: holders[place].account, paid: holders[place].paid }]);
    const claims = report.isOne
      ? rows.map((row, place) => (row.claim === null ? null : own(row, place))).filter((claim) => claim !== null)
      : list(document.claims, "claims in the claims file").map((claim) => readClaim(record(claim, "a claim"), claim.account, null));
    const sums = report.isOne ? null : readSums(document.sums);
    const range = isRange ? document.range : null;
    return { epoch: document.epoch, asset: document.asset, prefix: document.prefix, root: document.root, sums, holders, claims, range, source: document };
  }

  Object.assign(globalThis.Revshare, { readReport, readClaims, readPublications, statementOf, claimsPath });
})();
