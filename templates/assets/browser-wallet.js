"use strict";

// The browser wallet, where there is one (EIP-1193, found by EIP-6963 or as window.ethereum): an account, or a way to
// ask the chain that it is connected to. What is asked here only reads; claims are sent by claim-sending.js.
(function () {
  const { Refusal } = globalThis.Revshare;
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

  // What the wallet answers; a refusal holds the wallet's own error, which may be that of a contract.
  async function ask(method, params) {
    try {
      return await wallet().request({ method, params });
    } catch (error) {
      const isRefused = error && error.code === 4001;
      const words = isRefused ? "You refused it in the wallet." : "The wallet answered: " + String((error && error.message) || error).slice(0, 200);
      throw Object.assign(new Refusal(words), { cause: error, isRefused });
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

  const walletSource = { name: "wallet", owned: "your wallet", ask, remedy: "switch the wallet to it and ask again." };

  Object.assign(globalThis.Revshare, { wallet, walletAccount, walletSource });
})();
