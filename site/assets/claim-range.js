"use strict";

// A claims file of a large distribution, which holds rows without proofs and pieces (specification, section 9.1), in the
// form of the others: all of its claims are hashed, and each gets its own proof. Knows no page and fetches nothing.
(function () {
  const { refuse, whole, count, digest, list, record, address } = globalThis.Revshare.values;
  const { ascends } = globalThis.Revshare.figures;
  const { climb } = globalThis.Revshare;
  const format = "revshare-claims-range-v1";
  const fieldCount = 11;

  const lower = ({ account }) => account.toLowerCase();

  function readHolderOf(fields, account) {
    const [weight, share, accruedIn, adjustment, paid, accruedOut, beneficiary] = fields;
    if (fields.every((field) => field === "")) {
      return null;
    }
    // Which stakes give the weight stands in no file.
    return { account, weight, share, accruedIn, adjustment, paid, accruedOut, beneficiary: beneficiary || account, pieces: null };
  }

  function readClaimOf([index, amount, before], account) {
    if (amount === "") {
      refuse(index !== "" || before !== "", "the row of " + account + " has half a claim");
      return null;
    }
    whole(amount, "the amount of " + account);
    refuse(!/^(0|[1-9][0-9]{0,9})?$/.test(index), "the index of " + account + " is not a number");
    return { account, index: index === "" ? null : Number(index), amount, before: before || "0" };
  }

  function readRow(text, prefix) {
    refuse(typeof text !== "string", "a row of the claims file is not text");
    const [account, ...fields] = text.split(",");
    refuse(fields.length + 1 !== fieldCount, "a row of the claims file has " + (fields.length + 1) + " fields, not " + fieldCount);
    const isInside = address(account, "what a row of the claims file begins with").startsWith(prefix);
    refuse(!isInside, "the row of " + account + " does not belong in the file of " + prefix);
    const holder = readHolderOf(fields.slice(0, 7), account);
    const claim = readClaimOf(fields.slice(7), account);
    refuse(holder === null && claim === null, "the row of " + account + " says nothing");
    return { account, holder, claim };
  }

  function readRows(document) {
    refuse(typeof document.prefix !== "string", "the claims file does not say which accounts it is for");
    const rows = list(document.rows, "rows in the claims file").map((row) => readRow(row, document.prefix));
    refuse(!ascends(rows.map(lower)), "the rows of the claims file are not in the order of accounts, each once");
    return rows;
  }

  // The payments of the claims that are not paid their own row alone.
  function readPayments(document, rows) {
    const claimants = new Set(rows.filter(({ claim }) => claim !== null).map(lower));
    const named = new Map();
    const keys = list(document.payments, "payments in the claims file").map((payment) => {
      const account = address(record(payment, "a payment").account, "the account of a payment");
      refuse(!claimants.has(account), "the claims file has a payment for " + account + ", which has no claim in it");
      named.set(account, [...(named.get(account) || []), { holder: payment.holder, paid: payment.paid }]);
      return account + address(payment.holder, "a payment\u2019s holder");
    });
    refuse(!ascends(keys), "the payments of the claims file are not in order");
    return named;
  }

  function paymentsOf({ account, holder }, named) {
    const isPaidHere = holder !== null && holder.paid !== "0" && holder.beneficiary === account;
    return named.get(account.toLowerCase()) || (isPaidHere ? [{ holder: account, paid: holder.paid }] : []);
  }

  // The claims as other files hold them, and the root that they lead to.
  function claimsOf(document, rows, { preset, order, token }, verifier) {
    const named = readPayments(document, rows);
    const claiming = rows.filter(({ claim }) => claim !== null);
    if (document.tree === null) {
      refuse(claiming.length > 0, "the claims file has claims, but does not say where they stand in the tree");
      return { claims: [], range: null };
    }
    refuse(order !== "account", "the claims file holds a range of accounts, but the tree is in the order \u201c" + order + "\u201d");
    const tree = record(document.tree, "tree in the claims file");
    const first = count(tree.first, "tree.first in the claims file");
    const range = { first, count: count(tree.count, "tree.count in the claims file"), nodes: list(tree.nodes, "tree.nodes in the claims file") };
    range.nodes.forEach((node) => digest(node, "a node of the claims tree"));
    const places = claiming.map(({ claim }, number) => ({ ...claim, index: claim.index ?? first + number, leaf: first + number }));
    const leaves = places.map(({ account, index, amount }) => verifier.leaf({ preset, token, index, account: account.toLowerCase(), amount }));
    const { root, proofs } = climb(leaves, range, preset, verifier);
    const claims = places.map(({ account, index, amount, before, leaf }, number) => ({
      account, index, amount, before, payments: paymentsOf(claiming[number], named), leaf, leafHash: leaves[number], proof: proofs[number],
    }));
    return { claims, range: { root, count: range.count, claims: claims.length, nodes: range.nodes.length } };
  }

  // The file with `holders` and `claims`; `range` is the root that its claims lead to, of how many of them, null where
  // it has none.
  function opened(document, tree, verifier) {
    const rows = readRows(document);
    const holders = rows.map(({ holder }) => holder).filter((holder) => holder !== null);
    return { ...document, holders, ...claimsOf(document, rows, tree, verifier) };
  }

  Object.assign(globalThis.Revshare, { claimRange: { format, opened } });
})();
