"use strict";

// Reads the root that a distributor holds from whoever answers for the chain, a wallet or a node. Only reads.
(function () {
  const { Refusal } = globalThis.Revshare;
  // The first four bytes of keccak256("merkleRoot()").
  const rootCall = "0x2eb4a7ab";
  const noRoot = "0x" + "00".repeat(32);

  // The root that a distributor holds now. `ask` takes a method of JSON-RPC and its parameters.
  async function contractRoot({ name: source, ask, remedy }, { id, name }, distributor) {
    const chain = await ask("eth_chainId", []);
    if (typeof chain !== "string" || !/^0x[0-9a-fA-F]{1,16}$/.test(chain)) {
      throw new Refusal("The " + source + " did not say which chain it is connected to.");
    }
    if (BigInt(chain) !== BigInt(id)) {
      throw new Refusal("The " + source + " is connected to chain " + BigInt(chain) + ". The claim is paid on " + name + ", chain " + id + ": " + remedy);
    }
    const answer = await ask("eth_call", [{ to: distributor, data: rootCall }, "latest"]);
    if (typeof answer !== "string" || !/^0x[0-9a-fA-F]{64}$/.test(answer)) {
      throw new Refusal("The contract has no answer to merkleRoot(). Its root may have another name: look it up in a block explorer and enter it above.");
    }
    if (answer === noRoot) {
      throw new Refusal("The contract holds no root yet.");
    }
    return answer.toLowerCase();
  }

  Object.assign(globalThis.Revshare, { contractRoot });
})();
