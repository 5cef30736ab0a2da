"use strict";

// Reads the root that a distributor holds from whoever answers for the chain, a wallet or a node. Only reads.
(function () {
  const { Refusal, callOf } = globalThis.Revshare;
  // What contracts call their root that do not call it merkleRoot.
  const rootNames = { sablier: "MERKLE_ROOT", merkl: "getMerkleRoot", urd: "root" };
  const noRoot = "0x" + "00".repeat(32);

  const rootName = ({ preset }) => (Object.hasOwn(rootNames, preset) ? rootNames[preset] : "merkleRoot");

  // The root that a distributor of claims in a tree holds now. `ask` takes a method of JSON-RPC and its parameters.
  async function contractRoot({ name: source, ask, remedy }, { id, name }, distributor, tree, verifier) {
    const chain = await ask("eth_chainId", []);
    if (typeof chain !== "string" || !/^0x[0-9a-fA-F]{1,16}$/.test(chain)) {
      throw new Refusal("The " + source + " did not say which chain it is connected to.");
    }
    if (BigInt(chain) !== BigInt(id)) {
      throw new Refusal("The " + source + " is connected to chain " + BigInt(chain) + ". The claim is paid on " + name + ", chain " + id + ": " + remedy);
    }
    const answer = await ask("eth_call", [{ to: distributor, data: callOf(rootName(tree), [], {}, verifier).data }, "latest"]);
    if (typeof answer !== "string" || !/^0x[0-9a-fA-F]{64}$/.test(answer)) {
      throw new Refusal("The contract has no answer to " + rootName(tree) + "(). Its root may have another name: look it up in a block explorer and enter it above.");
    }
    if (answer === noRoot) {
      throw new Refusal("The contract holds no root yet.");
    }
    return answer.toLowerCase();
  }

  Object.assign(globalThis.Revshare, { contractRoot, rootName });
})();
