"use strict";

// The published documents of both rulesets, read into one form. Knows no page and fetches nothing.
(function () {
  // A reason why there is nothing to check; the text is for the reader.
  class Refusal extends Error {}

  function refuse(condition, text) {
    if (condition) {
      throw new Refusal(text);
    }
  }

  function whole(text, name) {
    refuse(typeof text !== "string" || !/^(0|[1-9][0-9]{0,77})$/.test(text), name + " is not an amount");
    return BigInt(text);
  }

  function count(value, name) {
    refuse(!Number.isSafeInteger(value) || value < 0, name + " is not a count");
    return value;
  }

  function digest(text, name) {
    refuse(typeof text !== "string" || !/^0x[0-9a-f]{64}$/.test(text), name + " is not a hash of 32 bytes");
    return text;
  }

  function list(value, name) {
    refuse(!Array.isArray(value), name + " is not a list");
    return value;
  }

  function record(value, name) {
    refuse(typeof value !== "object" || value === null || Array.isArray(value), name + " is missing");
    return value;
  }

  function seconds(text, name) {
    const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
    refuse(Number.isNaN(milliseconds), name + " is not a time");
    return BigInt(milliseconds / 1000);
  }

  function signed(text, name) {
    refuse(typeof text !== "string" || !/^(0|-?[1-9][0-9]{0,77})$/.test(text), name + " is not an amount");
    return BigInt(text);
  }

  function address(text, name) {
    refuse(typeof text !== "string" || !/^0x[0-9a-fA-F]{40}$/.test(text), name + " is not an account");
    return text.toLowerCase();
  }

  // A factor such as 1.25 in parts per million.
  function factor(text, name) {
    refuse(typeof text !== "string" || !/^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?$/.test(text), name + " is not a factor");
    const [integer, fraction] = (text + ".").split(".");
    return BigInt(integer + fraction.padEnd(6, "0"));
  }

  // The account in lower case; mixed case must carry a right EIP-55 checksum.
  function readAccount(text, verifier) {
    const account = text.trim();
    refuse(account === "", "Enter an account.");
    refuse(!account.startsWith("0x") && !account.startsWith("0X"), "An account begins with 0x.");
    const digits = account.slice(2);
    const stray = digits.match(/[^0-9a-fA-F]/u);
    refuse(stray !== null, "An account has only the digits 0 to 9 and a to f after 0x, not \u201c" + (stray || [""])[0] + "\u201d.");
    refuse(digits.length !== 40, "An account has 40 digits after 0x; this one has " + digits.length + ".");
    const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
    const lower = "0x" + digits.toLowerCase();
    refuse(
      isMixed && verifier.checksummed(lower) !== "0x" + digits,
      "The account\u2019s checksum (its capital letters) is wrong: probably a digit was mistyped."
    );
    return lower;
  }

  function readRoot(text) {
    const root = text.trim().toLowerCase();
    if (root === "") {
      return null;
    }
    refuse(!/^0x[0-9a-f]{64}$/.test(root), "The root to compare with must be 0x and 64 hex digits.");
    return root;
  }

  // What the leaf of each preset holds (specification, section 4), and the words for it.
  const holdsIndex = { types: "uint256,address,uint256", words: "Index, account and amount" };
  const holdsToken = { types: "address,address,uint256", words: "Account, token and amount", needsToken: true };
  const holdsClaim = { types: "address,uint256", words: "Account and amount" };
  const leafForms = {
    uniswap: holdsIndex,
    sablier: { ...holdsIndex, types: "uint256,address,uint128" },
    merkl: holdsToken,
    urd: holdsToken,
  };

  // The tree that the claims of the epoch are committed to.
  function readTree(claims, asset, verifier) {
    const { preset, order } = claims;
    refuse(!verifier.isPreset(preset), "report.json has a tree of the preset \u201c" + preset + "\u201d, which this page does not know");
    refuse(order !== "account" && order !== "hash", "report.json has leaves in the order \u201c" + order + "\u201d, which this page does not know");
    const form = leafForms[preset] || holdsClaim;
    const types = list(claims.leafEncoding, "claims.leafEncoding in report.json").join(",");
    refuse(types !== form.types, "report.json says that a leaf of " + preset + " holds " + types + ", it holds " + form.types);
    const token = form.needsToken ? String(asset.contract).toLowerCase() : null;
    refuse(token !== null && !/^0x[0-9a-f]{40}$/.test(token), "report.json does not name the token\u2019s contract, which a leaf of " + preset + " holds");
    return { preset, order, token, leafWords: form.words };
  }

  function readToken(token, name) {
    record(token, name);
    return { symbol: String(token.symbol), decimals: count(token.decimals, name + ".decimals") };
  }

  // The figures of one payout asset; `root` is the whole document in version 1.
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
      isCumulative: !isOne && claims.scheme === "cumulative",
      claimCount: count(claims.count, "claims.count in report.json"),
      prefixLength: count(claims.prefixLength, "claims.prefixLength in report.json"),
      split: new Set(list(claims.split, "claims.split in report.json")),
      tree: readTree(claims, asset, verifier),
      root: claims.root === null ? null : digest(claims.root, "claims.root in report.json"),
    };
  }

  // How stake counts by age: the steps, or growth to a cap, in parts per million.
  function readWeighting(weighting) {
    record(weighting, "weighting in report.json");
    const kind = weighting.multiplier;
    refuse(!["none", "steps", "linear"].includes(kind), "report.json has the multiplier \u201c" + kind + "\u201d, which this page does not know");
    return {
      kind,
      steps: list(weighting.steps, "weighting.steps").map((step) => ({ age: BigInt(count(step.age, "a step\u2019s age")), factor: factor(step.factor, "a step\u2019s factor") })),
      cap: kind === "linear" ? factor(weighting.cap, "weighting.cap") : null,
      seconds: kind === "linear" ? BigInt(count(weighting.seconds, "weighting.seconds")) : null,
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
      weighting: isOne ? { kind: "none", steps: [], cap: null, seconds: null } : readWeighting(report.weighting),
      denominator: isOne ? 1n : whole(stake.denominator, "stake.denominator in report.json"),
      totalWeight: whole(stake.totalWeight, "stake.totalWeight in report.json"),
      holderCount: count(stake.holderCount, "stake.holderCount in report.json"),
      exclusions: list(report.exclusions, "exclusions in report.json").map((entry) => ({
        account: address(record(entry, "an exclusion").account, "an excluded account"),
        reason: String(entry.reason),
      })),
      beneficiaries: isOne ? [] : list(report.beneficiaries, "beneficiaries in report.json").map(readRedirection),
      payouts: parts.map((part) => readPayout(part, isOne, verifier)),
    };
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
    return "epochs/" + report.epoch + "/" + payout.asset.id + "/claims/" + folders + "0x" + digits + ".json";
  }

  function readStake(stake) {
    const from = seconds(stake.from, "the start of a stake");
    const to = seconds(stake.to, "the end of a stake");
    const amount = whole(stake.amount, "a staked amount");
    return { start: null, from, to, amount, factor: 1000000n, weight: amount * (to - from) };
  }

  function readPiece(piece) {
    return {
      start: seconds(piece.start, "the start of a lot"),
      from: seconds(piece.from, "the start of a piece"),
      to: seconds(piece.to, "the end of a piece"),
      amount: whole(piece.amount, "a staked amount"),
      factor: piece.factor === null ? null : factor(piece.factor, "a piece\u2019s factor"),
      weight: whole(piece.weight, "a piece\u2019s weight"),
    };
  }

  function readHolder(entry, isOne) {
    const paid = whole(entry.paid, "the paid amount");
    const account = address(entry.account, "a holder\u2019s account");
    return {
      account,
      weight: whole(entry.weight, "the weight"),
      share: whole(entry.share, "the share"),
      accruedIn: isOne ? 0n : signed(entry.accruedIn, "accruedIn"),
      adjustment: isOne ? 0n : signed(entry.adjustment, "the adjustment"),
      paid,
      accruedOut: isOne ? 0n : signed(entry.accruedOut, "accruedOut"),
      beneficiary: isOne ? account : address(entry.beneficiary, "the beneficiary"),
      pieces: isOne ? list(entry.stakes, "the stakes").map(readStake) : list(entry.pieces, "the pieces").map(readPiece),
    };
  }

  function readClaim(claim, account, payments) {
    return {
      account: address(account, "a claim\u2019s account"),
      checksummed: account,
      index: count(claim.index, "the claim\u2019s index"),
      amount: whole(claim.amount, "the claim\u2019s amount"),
      before: payments ? 0n : whole(claim.before, "what the claim was before"),
      payments: payments || list(claim.payments, "the claim\u2019s payments").map((payment) => ({
        holder: address(payment.holder, "a payment\u2019s holder"),
        paid: whole(payment.paid, "a payment"),
      })),
      leaf: count(claim.leaf, "the claim\u2019s leaf"),
      leafHash: digest(claim.leafHash, "the leaf hash"),
      proof: list(claim.proof, "the proof").map((sibling) => digest(sibling, "a hash of the proof")),
    };
  }

  // Holders and claims of a file, in its order.
  function readClaims(document, report) {
    record(document, "the claims file");
    const format = report.isOne ? "revshare-claims-v1" : "revshare-claims-v2";
    refuse(document.format !== format, "the claims file has the format \u201c" + document.format + "\u201d, which does not belong to this report");
    const rows = list(document.holders, "holders in the claims file").map((entry) => record(entry, "a holder"));
    const holders = rows.map((row) => readHolder(row, report.isOne));
    const own = (row, place) => readClaim(record(row.claim, "a claim"), row.account, [{ holder: holders[place].account, paid: holders[place].paid }]);
    const claims = report.isOne
      ? rows.map((row, place) => (row.claim === null ? null : own(row, place))).filter((claim) => claim !== null)
      : list(document.claims, "claims in the claims file").map((claim) => readClaim(record(claim, "a claim"), claim.account, null));
    return { epoch: document.epoch, asset: document.asset, prefix: document.prefix, root: document.root, holders, claims };
  }

  Object.assign(globalThis.Revshare, { Refusal, readAccount, readRoot, readReport, readClaims, claimsPath });
})();
