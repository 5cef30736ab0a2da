"use strict";

// The browser wallet, where there is one (EIP-1193, found by EIP-6963 or as window.ethereum): an account, or a way to
// ask the chain that it is connected to. What is asked here only reads; claims are sent by claim-sending.js.
(function () {
  const { Refusal } = globalThis.Revshare;
  // Those that announced themselves, in that order, each with its name.
  const announced = [];
  let chosen = null;
  let onChange = () => {};

  const isProvider = (provider) => typeof provider === "object" && provider !== null && typeof provider.request === "function";

  addEventListener("eip6963:announceProvider", ({ detail }) => {
    const { info, provider } = detail || {};
    if (isProvider(provider) && !announced.some((each) => each.provider === provider)) {
      announced.push({ name: String((info && info.name) || "Wallet " + (announced.length + 1)).slice(0, 40), provider });
      onChange();
    }
  });
  dispatchEvent(new Event("eip6963:requestProvider"));

  // The wallet, or null: the one that was chosen, else the first.
  function wallet() {
    const first = announced.length > 0 ? announced[0].provider : globalThis.ethereum;
    return chosen || (isProvider(first) ? first : null);
  }

  const walletNames = () => announced.map(({ name }) => name);

  function chooseWallet(place) {
    chosen = announced[place].provider;
  }

  // Has a function called when one more is there.
  function watchWallets(act) {
    onChange = act;
    act();
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

  Object.assign(globalThis.Revshare, { wallet, walletNames, chooseWallet, watchWallets, walletAccount, walletSource });
})();
