"use strict";

// Reads an address and a contract's root through the browser wallet, where there is one (EIP-1193, found by EIP-6963
// or as window.ethereum). Asks for what can be read; never sends or signs anything.
(function () {
  const { Refusal } = globalThis.Revshare;
  // The first four bytes of keccak256("merkleRoot()").
  const rootCall = "0x2eb4a7ab";
  const noRoot = "0x" + "00".repeat(32);
  let announced = null;

  addEventListener("eip6963:announceProvider", (event) => {
    announced = announced || (event.detail && event.detail.provider) || null;
  });
  dispatchEvent(new Event("eip6963:requestProvider"));

  // The wallet, or null.
  function wallet() {
    const provider = announced || globalThis.ethereum || null;
    return provider && typeof provider.request === "function" ? provider : null;
  }

  async function ask(method, params) {
    try {
      return await wallet().request({ method, params });
    } catch (error) {
      const isRefused = error && error.code === 4001;
      throw new Refusal(isRefused ? "You refused it in the wallet." : "The wallet answered: " + String((error && error.message) || error).slice(0, 200));
    }
  }

  // The account that the wallet shows the page.
  async function walletAccount() {
    const accounts = await ask("eth_requestAccounts", []);
    if (!Array.isArray(accounts) || typeof accounts[0] !== "string") {
      throw new Refusal("The wallet showed no account.");
    }
    return accounts[0];
  }

  // The root that a distributor holds now, on the chain that the wallet is connected to.
  async function walletRoot({ id, name }, distributor) {
    const chain = await ask("eth_chainId", []);
    if (typeof chain !== "string" || !/^0x[0-9a-fA-F]{1,16}$/.test(chain)) {
      throw new Refusal("The wallet did not say which chain it is connected to.");
    }
    if (BigInt(chain) !== BigInt(id)) {
      throw new Refusal("The wallet is connected to chain " + BigInt(chain) + ". The claim is paid on " + name + ", chain " + id + ": switch the wallet to it and ask again.");
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

  Object.assign(globalThis.Revshare, { wallet, walletAccount, walletRoot });
})();
