"use strict";

// What a holder's check computes: documents in, findings out. Knows no page and fetches nothing.
(function () {
  const readFormats = { report: "revshare-report-v1", claims: "revshare-claims-v1" };
  const secondsPerDay = 86400n;

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

  const sum = (values) => values.reduce((total, value) => total + value, 0n);

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

  // Where the claims of an account are, from the site's root (specification, section 5).
  function claimsPath(report, account) {
    const claims = record(report.claims, "claims in report.json");
    const asset = String(record(report.asset, "asset in report.json").id);
    refuse(!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(asset), "the asset in report.json has no usable name");
    const split = new Set(list(claims.split, "claims.split in report.json"));
    let length = count(claims.prefixLength, "claims.prefixLength in report.json");
    while (length < 40 && split.has(account.slice(0, 2 + length))) {
      length += 1;
    }
    const digits = account.slice(2, 2 + length);
    let folders = "";
    for (let start = 0; start + 2 < digits.length; start += 2) {
      folders += digits.slice(start, start + 2) + "/";
    }
    return "epochs/" + report.epoch.number + "/" + asset + "/claims/" + folders + "0x" + digits + ".json";
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
  function readTree(report, verifier) {
    const claims = record(report.claims, "claims in report.json");
    const { preset, order } = claims;
    refuse(!verifier.isPreset(preset), "report.json has a tree of the preset \u201c" + preset + "\u201d, which this page does not know");
    refuse(order !== "account" && order !== "hash", "report.json has leaves in the order \u201c" + order + "\u201d, which this page does not know");
    const form = leafForms[preset] || holdsClaim;
    const types = list(claims.leafEncoding, "claims.leafEncoding in report.json").join(",");
    refuse(types !== form.types, "report.json says that a leaf of " + preset + " holds " + types + ", it holds " + form.types);
    const token = form.needsToken ? String(report.asset.contract).toLowerCase() : null;
    refuse(token !== null && !/^0x[0-9a-f]{40}$/.test(token), "report.json does not name the token\u2019s contract, which a leaf of " + preset + " holds");
    return { preset, order, token, leafWords: form.words };
  }

  function readReport(report, epoch, verifier) {
    record(report, "report.json");
    refuse(report.format !== readFormats.report, "report.json has the format \u201c" + report.format + "\u201d, which this page does not know");
    refuse(record(report.epoch, "epoch in report.json").number !== epoch, "report.json is for another epoch");
    return {
      start: seconds(report.epoch.start, "epoch.start in report.json"),
      end: seconds(report.epoch.end, "epoch.end in report.json"),
      asset: { symbol: String(report.asset.symbol), decimals: count(report.asset.decimals, "asset.decimals"), id: report.asset.id },
      token: { symbol: String(report.token.symbol), decimals: count(report.token.decimals, "token.decimals") },
      streams: list(report.streams, "streams in report.json").map((stream) => ({
        title: String(stream.title),
        contribution: whole(stream.contribution, "a stream\u2019s contribution in report.json"),
      })),
      pool: whole(report.pool.amount, "pool.amount in report.json"),
      reinvested: whole(report.pool.reinvested, "pool.reinvested in report.json"),
      allocated: whole(report.pool.allocated, "pool.allocated in report.json"),
      remainderIn: whole(report.allocation.remainderIn, "allocation.remainderIn in report.json"),
      allocation: whole(report.allocation.amount, "allocation.amount in report.json"),
      shares: whole(report.allocation.shares, "allocation.shares in report.json"),
      remainderOut: whole(report.allocation.remainderOut, "allocation.remainderOut in report.json"),
      totalWeight: whole(report.stake.totalWeight, "stake.totalWeight in report.json"),
      holderCount: count(report.stake.holderCount, "stake.holderCount in report.json"),
      claimCount: count(report.claims.count, "claims.count in report.json"),
      tree: readTree(report, verifier),
      root: report.claims.root === null ? null : digest(report.claims.root, "claims.root in report.json"),
    };
  }

  function readHolder(entry) {
    const claim = entry.claim;
    return {
      weight: whole(entry.weight, "the weight"),
      share: whole(entry.share, "the share"),
      paid: whole(entry.paid, "the paid amount"),
      stakes: list(entry.stakes, "the stakes").map((stake) => ({
        from: seconds(stake.from, "the start of a stake"),
        to: seconds(stake.to, "the end of a stake"),
        amount: whole(stake.amount, "a staked amount"),
      })),
      claim: claim === null ? null : {
        index: count(claim.index, "the claim\u2019s index"),
        amount: whole(claim.amount, "the claim\u2019s amount"),
        leaf: count(claim.leaf, "the claim\u2019s leaf"),
        leafHash: digest(claim.leafHash, "the leaf hash"),
        proof: list(claim.proof, "the proof").map((sibling) => digest(sibling, "a hash of the proof")),
      },
    };
  }

  function reportProblem(report) {
    if (sum(report.streams.map((stream) => stream.contribution)) !== report.pool) {
      return "the contributions of the streams do not add up to the pool";
    }
    if (report.allocated + report.reinvested !== report.pool) {
      return "allocated and reinvested do not add up to the pool";
    }
    if (report.allocated + report.remainderIn !== report.allocation) {
      return "allocated and the remainder carried in do not add up to the allocation";
    }
    return report.shares + report.remainderOut === report.allocation ? "" : "shares and remainder do not add up to the allocation";
  }

  function documentProblem(document, report, epoch, account) {
    if (document.epoch !== epoch) {
      return "it is for epoch " + document.epoch;
    }
    if (document.asset !== report.asset.id) {
      return "it is for the asset \u201c" + document.asset + "\u201d";
    }
    if (typeof document.prefix !== "string" || !account.startsWith(document.prefix)) {
      return "it is for accounts that begin with " + document.prefix;
    }
    return document.root === report.root ? "" : "its root is not the one in report.json";
  }

  const ascends = (values) => values.every((value, place) => place === 0 || value > values[place - 1]);
  const countsUp = (values) => values.every((value, place) => place === 0 || value === values[place - 1] + 1);
  const sortedBy = (rows, key) => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

  // Whether rows of the file are missing between others, or claims stand in other places than the order of the tree
  // gives: accounts ascend; indexes count up by one, Uniswap's ascend with the checksummed accounts; leaves count up
  // by one, or ascend with their hashes.
  function rowsProblem(holders, { preset, order }) {
    const accounts = holders.map((holder) => String(holder.account).toLowerCase());
    if (accounts.some((account, place) => place > 0 && account <= accounts[place - 1])) {
      return "its accounts are not in order";
    }
    const claiming = holders.filter((holder) => holder.claim !== null);
    const claims = claiming.map((holder) => record(holder.claim, "a claim"));
    const indexes = preset === "uniswap" ? sortedBy(claiming, (holder) => holder.account).map((holder) => holder.claim.index) : claims.map((claim) => claim.index);
    if (preset === "uniswap" ? !ascends(indexes) : !countsUp(indexes)) {
      return "its claims are not numbered one after the other, so that rows may be missing";
    }
    const leaves = order === "hash" ? sortedBy(claims, (claim) => claim.leafHash) : claims;
    const positions = leaves.map((claim) => claim.leaf);
    return (order === "hash" ? ascends(positions) : countsUp(positions)) ? "" : "its leaves do not stand in the order of the tree";
  }

  function weightProblem(holder, report) {
    let last = report.start;
    for (const stake of holder.stakes) {
      if (stake.from < last || stake.to <= stake.from || stake.to > report.end) {
        return "the times of the stakes overlap or lie outside the epoch";
      }
      last = stake.to;
    }
    const weight = sum(holder.stakes.map((stake) => stake.amount * (stake.to - stake.from)));
    if (weight !== holder.weight) {
      return "amount \u00d7 seconds add up to " + weight + ", the file says " + holder.weight;
    }
    return weight > report.totalWeight ? "the weight is above the weight of all holders" : "";
  }

  function positionProblem(claim, report, verifier) {
    const { preset, order } = report.tree;
    const isOneNumber = order === "account" && preset !== "uniswap";
    const expected = verifier.proofLength(preset, claim.leaf, report.claimCount);
    if ((isOneNumber && claim.index !== claim.leaf) || claim.index >= report.claimCount || expected < 0) {
      return "index " + claim.index + " and leaf " + claim.leaf + " do not fit a tree of " + report.claimCount + " claims";
    }
    return claim.proof.length === expected ? "" : "the proof has " + claim.proof.length + " hashes, its place in the tree needs " + expected;
  }

  // Every step from the leaf up: the result before, what it is hashed with, the result after.
  function fold(claim, account, { preset, token }, verifier) {
    const leaf = verifier.leaf({ preset, token, index: claim.index, account, amount: claim.amount });
    const steps = [];
    let result = leaf;
    for (const sibling of claim.proof) {
      result = verifier.parent(result, sibling);
      steps.push({ sibling, result });
    }
    return { leaf, steps, root: result };
  }

  function proofChecks(holder, report, account, verifier, otherRoot, add) {
    const claim = holder.claim;
    if (claim === null) {
      add("There is no claim to prove", holder.paid === 0n ? "" : "an amount is paid, but the file has no claim for it");
      return null;
    }
    add("The claim is for the amount paid", claim.amount === holder.paid ? "" : "the claim says " + claim.amount + ", paid is " + holder.paid);
    add("The claim has its place in the tree", positionProblem(claim, report, verifier));
    const proof = fold(claim, account, report.tree, verifier);
    add(report.tree.leafWords + " hash to the leaf", proof.leaf === claim.leafHash ? "" : "the hash is " + proof.leaf + ", the file says " + claim.leafHash);
    add("The proof leads to the root in report.json", proof.root === report.root ? "" : "it leads to " + proof.root + ", the root is " + report.root);
    if (otherRoot !== null) {
      add("The proof leads to the root that you entered", proof.root === otherRoot ? "" : "it leads to " + proof.root + ", you entered " + otherRoot);
    }
    return proof;
  }

  // The parts of a holder's share by stream, in the order of the streams, "carried in" last.
  function partsOf(holder, report, verifier) {
    const allocatedParts = verifier.split(report.allocated, report.streams.map((stream) => stream.contribution));
    const parts = allocatedParts && verifier.split(holder.share, [...allocatedParts, report.remainderIn]);
    if (!parts) {
      return null;
    }
    const titles = [...report.streams.map((stream) => stream.title), "Remainder carried in"];
    return parts.map((amount, index) => ({ title: titles[index], amount }));
  }

  // Checks what the files say of an account. Every check is {title, problem}; no problem is "".
  function check({ verifier, reportDocument, claimsDocument, epoch, account, otherRoot }) {
    const report = readReport(reportDocument, epoch, verifier);
    const document = record(claimsDocument, "the claims file");
    refuse(document.format !== readFormats.claims, "the claims file has the format \u201c" + document.format + "\u201d, which this page does not know");
    const rows = list(document.holders, "holders in the claims file").map((entry) => record(entry, "a holder"));
    const entries = rows.filter((entry) => String(entry.account).toLowerCase() === account);
    const exclusion = list(reportDocument.exclusions, "exclusions in report.json").find(
      (entry) => String(record(entry, "an exclusion").account).toLowerCase() === account
    );
    const checks = [];
    const add = (title, problem) => checks.push({ title, problem });
    add("The report adds up", reportProblem(report));
    add("The claims file belongs to this epoch and account", documentProblem(document, report, epoch, account));
    add("The claims file is in order", rowsProblem(rows, report.tree));
    if (exclusion) {
      add("The account is excluded and has no share", entries.length === 0 ? "" : "the claims file has a share for it");
    }
    if (entries.length === 0 || exclusion) {
      return { report, checks, exclusion, holder: null };
    }
    const holder = readHolder(entries[0]);
    add("The stakes give the weight", weightProblem(holder, report));
    const share = verifier.share(report.allocation, holder.weight, report.totalWeight);
    add("The formula gives the share", share === holder.share ? "" : "it gives " + share + ", the file says " + holder.share);
    add("The whole share is paid", holder.paid === holder.share ? "" : "paid is " + holder.paid + ", the share is " + holder.share);
    const parts = partsOf(holder, report, verifier);
    add("The parts by stream add up to the share", parts && sum(parts.map((part) => part.amount)) === holder.share ? "" : "they do not");
    const proof = proofChecks(holder, report, account, verifier, otherRoot, add);
    return { report, checks, holder, parts, proof };
  }

  Object.assign(globalThis.Revshare, { Refusal, readAccount, readRoot, claimsPath, check, secondsPerDay });
})();
