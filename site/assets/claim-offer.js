"use strict";

// Shows one claim as it stands on the chain, with a button where it can be made, and what became of it.
(function () {
  const { words, view } = globalThis.Revshare;
  const { amountIn } = globalThis.Revshare.outcome;
  const { claimTitle, standing } = globalThis.Revshare.telling;
  const { distributorOf, chainOf } = globalThis.Revshare.collecting;
  const { element } = view;

  const code = (text) => element("code", "root", text);

  // A sentence whose accounts and hashes can be selected as a whole.
  function sentence(text) {
    return text.split(/(0x[0-9a-fA-F]{40,64})/).map((part, place) => (place % 2 === 1 ? code(part) : part));
  }

  function pairs(rows) {
    return element("dl", "pairs offer-facts", ...rows.map(([name, ...value]) => element("div", "", element("dt", "", name), element("dd", "", ...value))));
  }

  // All that the wallet will be asked to send, beside what the words say.
  function factsOf(found, { due, isUpTo, call }, { shown, from }) {
    const { id, name } = chainOf(found);
    return pairs([
      ["Contract", code(shown(distributorOf(found)))],
      ...(from === found.claim.account ? [] : [["Sent from, for gas alone", code(shown(from))]]),
      ["On", name + " (chain " + id + ")"],
      [isUpTo ? "At most, in base units" : "Amount in base units", words.grouped(due)],
      ["Function", code(call.signature)],
    ]);
  }

  // A claim in the list: `update` shows how it stands, `act` is called when its button is pressed. What is said of it
  // later stands in one place, which readers of the screen are told of.
  class ClaimOffer {
    constructor(item, context, act) {
      this.item = item;
      this.context = context;
      this.act = act;
      this.body = element("div", "offer-body");
      this.status = element("p", "offer-status");
      this.status.setAttribute("role", "status");
      this.node = element("li", "", this.body, this.status);
      this.update(item.state);
    }

    update(state) {
      this.item.state = state;
      const { found, epoch } = this.item;
      const { shown, session } = this.context;
      if (!found || !found.claim) {
        this.fill("Epoch " + epoch, "", { mark: "Not checked", words: state.reason });
        return;
      }
      const told = standing(found, state, { chain: chainOf(found), shown, walletChain: session.chain });
      const isOpen = state.kind === "open";
      const isAtContract = !["claimed", "no-contract", "unchecked", "open"].includes(state.kind);
      const place = isAtContract ? [element("p", "help", "Contract ", code(shown(distributorOf(found))))] : [];
      this.amount = amountIn(found.payout, isOpen ? state.due : found.claim.amount);
      this.fill(claimTitle(found), this.amount, told, ...(isOpen ? [factsOf(found, state, { shown, from: session.from }), this.button(state)] : place));
    }

    fill(title, amount, { mark, kind, words: text }, ...rest) {
      const isOpen = this.item.state.kind === "open";
      this.node.className = "offer" + (isOpen ? " is-open" : kind ? " is-" + kind : "");
      const head = element("div", "offer-head", element("h3", "", title), ...(amount ? [element("p", "offer-amount", amount)] : []), element("p", "offer-mark", mark));
      this.body.replaceChildren(head, element("p", "", ...sentence(text)), ...rest);
    }

    button({ isUpTo }) {
      const button = element("button", "", isUpTo ? "Claim it" : "Claim " + this.amount);
      button.type = "button";
      button.addEventListener("click", async () => {
        // Its focus stays where it is.
        if (button.getAttribute("aria-disabled") !== "true") {
          button.setAttribute("aria-disabled", "true");
          await this.act();
          button.removeAttribute("aria-disabled");
        }
      });
      return button;
    }

    say(text) {
      this.status.replaceChildren(...sentence(text));
    }

    // What is left of an offer once its transaction is on its way.
    sent(hash) {
      const { found } = this.item;
      const { shown } = this.context;
      this.item.state = { kind: "sent" };
      const words = "Your wallet sent the claim to " + shown(distributorOf(found)) + ".";
      this.fill(claimTitle(found), this.amount, { mark: "Sent", words, kind: "sent" }, pairs([["Transaction", code(hash)]]));
      this.node.tabIndex = -1;
      this.say("Waiting for a block that holds it. It goes on without this page: keep the hash if you leave.");
    }

    ended({ mark, kind, words: text }) {
      this.item.state = { kind: kind === "done" ? "claimed" : kind };
      this.body.querySelector(".offer-mark").textContent = mark;
      this.node.className = "offer is-" + kind;
      this.say(text);
    }
  }

  Object.assign(globalThis.Revshare, { ClaimOffer });
})();
