"use strict";

// The values of published documents, read strictly: amounts, accounts, trees, rules, the rows of holders and claims.
// Knows no page and fetches nothing.
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
    const value = BigInt(text);
    refuse(value >= 1n << 256n, name + " does not fit into 256 bits");
    return value;
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

  // A tree that claims are committed to; `contract` is that of the token which is claimed.
  function readTree(preset, order, contract, verifier) {
    refuse(!verifier.isPreset(preset), "the tree is of the preset \u201c" + preset + "\u201d, which this page does not know");
    refuse(order !== "account" && order !== "hash", "the leaves are in the order \u201c" + order + "\u201d, which this page does not know");
    const { types, words, needsToken } = leafForms[preset] || holdsClaim;
    const token = needsToken ? String(contract).toLowerCase() : null;
    refuse(token !== null && !/^0x[0-9a-f]{40}$/.test(token), "the token\u2019s contract is not named, which a leaf of " + preset + " holds");
    return { preset, order, token, leafTypes: types, leafWords: words };
  }

  function readToken(token, name) {
    record(token, name);
    return { symbol: String(token.symbol), decimals: count(token.decimals, name + ".decimals") };
  }

  // Under ruleset 1 stake counts the same at any age.
  const plainWeighting = { kind: "none", steps: [], cap: null, seconds: null };

  // How stake counts by age: the steps, or growth to a cap, in parts per million.
  function readWeighting(weighting) {
    record(weighting, "the weighting");
    const kind = weighting.multiplier;
    refuse(!["none", "steps", "linear"].includes(kind), "the weighting has the multiplier \u201c" + kind + "\u201d, which this page does not know");
    return {
      kind,
      steps: list(weighting.steps, "weighting.steps").map((step) => ({ age: BigInt(count(step.age, "a step\u2019s age")), factor: factor(step.factor, "a step\u2019s factor") })),
      cap: kind === "linear" ? factor(weighting.cap, "weighting.cap") : null,
      seconds: kind === "linear" ? BigInt(count(weighting.seconds, "weighting.seconds")) : null,
    };
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

  // Where `mayLackPieces`, the pieces that give the weight may be null: files of a large distribution and of given weights do not hold them.
  function readHolder(entry, isOne, mayLackPieces) {
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
      pieces: isOne ? list(entry.stakes, "the stakes").map(readStake) : mayLackPieces && entry.pieces === null ? null : list(entry.pieces, "the pieces").map(readPiece),
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

  Object.assign(globalThis.Revshare, {
    Refusal, readAccount, readRoot,
    values: { refuse, whole, count, digest, list, record, seconds, signed, address, readTree, readToken, readWeighting, plainWeighting, readHolder, readClaim },
  });
})();
