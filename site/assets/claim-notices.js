"use strict";

// What is told before the claims: that the wallet has another account, or is connected to another chain.
(function () {
  const { element } = globalThis.Revshare.view;

  function otherAccount(account) {
    return element("p", "notice", "Your wallet is connected as ", element("code", "root", account),
      ", another account than the one that was checked. Whoever sends a claim, the account that was checked is paid; the wallet\u2019s account pays the gas and gets nothing. " +
      "Where a contract takes a claim from its own account alone, it says so below: switch the account in your wallet then, and ask again.");
  }

  // `act` is called when the wallet is to be switched.
  function otherChain({ id, name }, walletChain, act) {
    const button = element("button", "minor", "Switch my wallet to " + name);
    button.type = "button";
    button.addEventListener("click", act);
    const words = "Your wallet is connected to chain " + walletChain + ". These claims are paid on " + name + " (chain " + id + ").";
    return element("div", "notice claiming-chain", element("p", "", words), button);
  }

  globalThis.Revshare.notices = { otherAccount, otherChain };
})();
