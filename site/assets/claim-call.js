"use strict";

// The data of the transaction that claims: the same bytes as `revshare prove --format calldata` prints.
(function () {
  // In the words of TreePreset+ClaimFunction in Sources/MerkleClaims. Trees that are not here are a library's, or of
  // many contracts, whose functions are their own.
  const functions = {
    uniswap: { contract: "Uniswap\u2019s MerkleDistributor", parameters: ["uint256 index", "address account", "uint256 amount", "bytes32[] proof"] },
    sablier: { contract: "Sablier\u2019s airdrops", parameters: ["uint256 index", "address account", "uint128 amount", "bytes32[] proof"] },
    merkl: { contract: "Merkl\u2019s distributor", parameters: ["address[] account", "address[] token", "uint256[] amount", "bytes32[][] proof"], paysDifference: true },
    cumulative: { contract: "1inch\u2019s cumulative drop", parameters: ["address account", "uint256 amount", "bytes32 root", "bytes32[] proof"], paysDifference: true },
    urd: { contract: "Morpho\u2019s universal rewards distributor", parameters: ["address account", "address token", "uint256 amount", "bytes32[] proof"], paysDifference: true },
  };

  const word = (value) => BigInt(value).toString(16).padStart(64, "0");

  // What the ABI makes of values, as hex digits: a word each, arrays behind them.
  function encoded(values) {
    let head = "";
    let tail = "";
    for (const value of values) {
      if (Array.isArray(value)) {
        head += word(32 * values.length + tail.length / 2);
        tail += word(value.length) + encoded(value);
      } else {
        head += word(value);
      }
    }
    return head + tail;
  }

  // What many contracts with other trees have, by the scheme of their claims. None is certain: the contract says which
  // of them it takes.
  const usual = {
    perEpoch: [["address account", "uint256 amount", "bytes32[] proof"]],
    cumulative: [["address account", "uint256 amount", "bytes32 root", "bytes32[] proof"], ["address account", "uint256 amount", "bytes32[] proof"]],
  };

  // A function with its arguments: `parts` has a value for every name of a parameter.
  function callOf(name, parameters, parts, verifier) {
    const written = parameters.map((parameter) => parameter.split(" "));
    const isForMany = parameters.includes("bytes32[][] proof");
    const values = written.map(([, part]) => (isForMany ? [parts[part]] : parts[part]));
    const signature = name + "(" + written.map(([type]) => type).join(",") + ")";
    const selector = verifier.keccak(new TextEncoder().encode(signature)).slice(0, 10);
    return { signature, data: selector + encoded(values) };
  }

  const partsOf = ({ payout }, { index, account, amount, proof }, root) => ({ index, account, token: payout.tree.token, amount, root, proof });

  // The call of a claim that was checked; null where the contract has a function of its own.
  function claimCall(found, claim, root, verifier) {
    const { tree, isCumulative } = found.payout;
    if (!Object.hasOwn(functions, tree.preset)) {
      return null;
    }
    const { contract, parameters, paysDifference } = functions[tree.preset];
    const call = callOf("claim", parameters, partsOf(found, claim, root), verifier);
    return { contract, ...call, paysDifference: paysDifference === true, isOfEpoch: paysDifference === true && !isCumulative, isWhole: paysDifference !== true && isCumulative };
  }

  // The calls that the contract may take: the one of its preset, or the usual ones.
  function claimCalls(found, claim, root, verifier) {
    const known = claimCall(found, claim, root, verifier);
    const { isCumulative } = found.payout;
    return known ? [{ ...known, isCertain: true }] : usual[isCumulative ? "cumulative" : "perEpoch"].map((parameters) =>
      ({ ...callOf("claim", parameters, partsOf(found, claim, root), verifier), paysDifference: isCumulative, isOfEpoch: false, isWhole: false, isCertain: false }));
  }

  Object.assign(globalThis.Revshare, { callOf, claimCall, claimCalls });
})();
