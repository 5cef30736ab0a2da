"use strict";

// Why a contract refused a call, from what a wallet or node says of it: the text, panic or named error that it gave.
(function () {
  // Errors that distributors and tokens name, as they declare them.
  const named = [
    "AlreadyClaimed()", "NothingToClaim()", "InvalidProof()", "MerkleRootWasUpdated()", "NotWhitelisted()", "ClaimWindowFinished()",
    "ERC20InsufficientBalance(address,uint256,uint256)", "EnforcedPause()",
  ];
  const meansClaimed = /already.?claimed|nothing.?to.?claim|drop already/i;
  const errorOfText = "0x08c379a0";
  const errorOfPanic = "0x4e487b71";

  // Wallets and nodes put the error of the contract into others, as many as they like.
  function within(error) {
    const found = [];
    for (let each = [error], depth = 0; each.length > 0 && depth < 5; depth += 1) {
      found.push(...each);
      each = each.flatMap((one) => [one.data, one.error, one.originalError, one.cause]).filter((one) => typeof one === "object" && one !== null);
    }
    return found;
  }

  // The bytes that a contract gave back with its refusal.
  function givenBy(errors) {
    const texts = errors.map(({ data }) => (typeof data === "string" ? data.replace(/^Reverted /, "") : ""));
    return texts.find((data) => /^0x([0-9a-fA-F]{2})*$/.test(data)) || "";
  }

  function textIn(data) {
    const word = (place) => Number(BigInt("0x" + (data.slice(10 + 64 * place, 74 + 64 * place) || "0")));
    const length = word(1);
    const digits = data.slice(138, 138 + 2 * Math.min(length, 400));
    const bytes = Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16));
    return new TextDecoder().decode(bytes);
  }

  function reasonIn(data, verifier) {
    const selector = data.slice(0, 10).toLowerCase();
    if (selector === errorOfText) {
      return textIn(data);
    }
    if (selector === errorOfPanic) {
      return "panic " + Number(BigInt("0x" + (data.slice(10) || "0")));
    }
    const name = named.find((signature) => verifier.keccak(new TextEncoder().encode(signature)).startsWith(selector));
    return name ? name.slice(0, name.indexOf("(")) : selector.length === 10 ? "error " + selector : "";
  }

  // Null where the error is not a contract's.
  function contractRefusal(error, verifier) {
    const errors = typeof error === "object" && error !== null ? within(error) : [];
    const data = givenBy(errors);
    const messages = errors.map(({ message }) => String(message || ""));
    const message = messages.find((text) => /revert|invalid opcode|VM (execution|Exception)/i.test(text));
    if (data.length < 10 && message === undefined && !errors.some(({ code }) => code === 3)) {
      return null;
    }
    const said = /revert(?:ed)?(?: with reason string)?:? ['"]?(.+?)['"]?$/i.exec(message || "");
    const reason = (data.length >= 10 ? reasonIn(data, verifier) : "") || (said ? said[1] : "");
    return { reason: reason.slice(0, 200), isClaimed: meansClaimed.test(reason) };
  }

  Object.assign(globalThis.Revshare, { contractRefusal });
})();
