"use strict";

// Shows what a contract is sent to pay a claim, where its function is known.
(function () {
  const { view } = globalThis.Revshare;
  const { byId, element, show } = view;

  // `call` is null where the contract has a function of its own; `shown` writes an account as a wallet shows it.
  function showCall(found, call, shown) {
    show("call-section", found.claim !== null);
    if (found.claim === null) {
      return;
    }
    const { report, part } = found.source;
    byId("call-words").replaceChildren(...(call
      ? ["For a wallet, multisig or script that takes calldata: this calls the claim function of " + call.contract + ". Nothing is sent from here."]
      : ["Contracts with this kind of tree have claim functions of their own. In a browser with a wallet, this page tries the usual ones on the contract. With the declaration of yours, the command line makes the data: ",
        element("code", "", "revshare prove ACCOUNT --format calldata --function \"claim(\u2026)\""), "."]));
    show("call-result", call !== null);
    byId("call-status").textContent = "";
    if (call) {
      show("call-of-epoch", call.isOfEpoch);
      show("call-whole", call.isWhole);
      byId("call-facts").replaceChildren(...[
        ["To", part.distributor === null ? "the contract that pays the claim, which the books do not name" : element("code", "root", shown(String(part.distributor)))],
        ["On", String(report.chain.name) + " (chain " + String(report.chain.id) + ")"],
        ["Function", element("code", "root", call.signature)],
      ].map(([name, value]) => element("div", "", element("dt", "", name), element("dd", "", value))));
    }
  }

  Object.assign(globalThis.Revshare, { showCall });
})();
