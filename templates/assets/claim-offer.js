"use strict";

// Shows one claim as it stands on the chain, with a button where it can be made, and what became of it.
(function () {
  const { words, view } = globalThis.Revshare;
  const { amountIn } = globalThis.Revshare.outcome;
  const { claimTitle, standing } = globalThis.Revshare.telling;
  const { distributorOf, chainOf } = globalThis.Revshare.collecting;
  const { element } = view;

  const code = (text) => element("code", "root", text);

  function pairs(rows) {
    return element("dl", "pairs wide", ...rows.map(([name, ...value]) => element("div", "", element("dt", "", name), element("dd", "", ...value))));
  }

  // All that the wallet will be asked to send.
  function factsOf(found, { due, isUpTo, call }, { shown, from }) {
    const { payout, claim } = found;
    const { id, name } = chainOf(found);
    return pairs([
      ["Contract", code(shown(distributorOf(found)))],
      ["Chain", name + " (chain " + id + ")"],
      ["Account that is paid", code(shown(claim.account))],
      ["Account that sends, and pays the gas", code(shown(from))],
      ["Amount", (isUpTo ? "at most " : "") + amountIn(payout, due) + " (" + words.grouped(due) + " base units)"],
      ["Function", code(call.signature)],
    ]);
  }

  // A claim in the list. `update` shows how it stands; `act` is called when its button is pressed.
  class ClaimOffer {
    constructor(item, context, act) {
      this.item = item;
      this.context = context;
      this.status = element("p", "help offer-status");
      this.status.setAttribute("role", "status");
      this.node = element("li", "offer");
      this.act = act;
      this.update(item.state);
    }

    update(state) {
      this.item.state = state;
      const { found, epoch } = this.item;
      const { shown, session } = this.context;
      if (!found || !found.claim) {
        this.fill("Epoch " + epoch, "", { mark: "Not checked", words: state.reason }, []);
        return;
      }
      const told = standing(found, state, { chain: chainOf(found), shown, walletChain: session.chain });
      const isOpen = state.kind === "open";
      const isAtContract = !["claimed", "no-contract", "unchecked", "open"].includes(state.kind);
      const place = isAtContract ? [element("p", "help", "Contract ", code(shown(distributorOf(found))))] : [];
      const amount = amountIn(found.payout, isOpen ? state.due : found.claim.amount);
      this.fill(claimTitle(found), amount, told, isOpen ? [factsOf(found, state, { shown, from: session.from }), this.button(state)] : place);
    }

    fill(title, amount, { mark, isGood, words: text }, rest) {
      const isOpen = this.item.state.kind === "open";
      this.node.className = "offer" + (isOpen ? " is-open" : "");
      const head = element("div", "offer-head", element("h3", "", title, ...(amount ? [element("span", "offer-amount", amount)] : [])), element("p", "offer-mark" + (isGood ? " good" : ""), mark));
      this.node.replaceChildren(head, element("p", "", text), ...rest, this.status);
    }

    button({ due, isUpTo }) {
      const button = element("button", "", "Claim " + (isUpTo ? "it" : amountIn(this.item.found.payout, due)));
      button.type = "button";
      button.addEventListener("click", async () => {
        button.disabled = true;
        await this.act(this);
        button.disabled = false;
      });
      return button;
    }

    say(...children) {
      this.status.replaceChildren(...children);
    }

    // What is left of an offer once its transaction is on its way.
    sent(hash) {
      this.node.className = "offer is-sent";
      this.node.querySelector(".offer-mark").textContent = "Sent";
      this.node.querySelector("button").remove();
      this.transaction = element("p", "help", "Transaction ", code(hash));
      this.node.insertBefore(this.transaction, this.status);
      this.say("Waiting for a block that holds it. It goes on without this page: keep the hash if you leave.");
    }

    ended(mark, isGood, text) {
      const shown = this.node.querySelector(".offer-mark");
      shown.textContent = mark;
      shown.className = "offer-mark " + (isGood ? "good" : "bad");
      this.node.className = "offer" + (isGood ? " is-done" : " is-sent");
      this.say(text);
    }
  }

  Object.assign(globalThis.Revshare, { ClaimOffer });
})();
