"use strict";

// Which of several browser wallets is asked; with one there is no choice to make.
(function () {
  const { wallet, walletNames, chooseWallet, watchWallets, view } = globalThis.Revshare;
  const { byId, show } = view;

  // `act` is called when another wallet is chosen.
  function offerWallets(act) {
    const select = byId("wallet");
    watchWallets(() => {
      const names = walletNames();
      const place = Math.max(select.selectedIndex, 0);
      select.replaceChildren(...names.map((name) => new Option(name)));
      select.selectedIndex = names.length > 0 ? place : -1;
      show("wallet-field", names.length > 1);
      show("wallet-account", wallet() !== null);
    });
    select.addEventListener("change", () => {
      chooseWallet(select.selectedIndex);
      act();
    });
  }

  Object.assign(globalThis.Revshare, { offerWallets });
})();
