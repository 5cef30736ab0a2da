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

  // The call of a claim that was checked; null where the contract has a function of its own.
  function claimCall({ payout, report }, { index, account, amount, proof }, root, verifier) {
    const { preset, token } = payout.tree;
    if (!Object.hasOwn(functions, preset)) {
      return null;
    }
    const { contract, parameters, paysDifference } = functions[preset];
    const parts = { index, account, token, amount, root, proof };
    const written = parameters.map((parameter) => parameter.split(" "));
    const isForMany = parameters.includes("bytes32[][] proof");
    const values = written.map(([, name]) => (isForMany ? [parts[name]] : parts[name]));
    const signature = "claim(" + written.map(([type]) => type).join(",") + ")";
    const selector = verifier.keccak(new TextEncoder().encode(signature)).slice(0, 10);
    return { contract, signature, data: selector + encoded(values), isOfEpoch: paysDifference === true && !payout.isCumulative, isWhole: paysDifference !== true && payout.isCumulative };
  }

  Object.assign(globalThis.Revshare, { claimCall });
})();
