"use strict";

// The part of the page that claims: asks the wallet how the claims of the account that was checked stand, and sends one
// when its button is pressed.
(function () {
  const { Refusal, ChainReader, ClaimOffer, OneAtATime, wallet, walletAccount, walletSource, view } = globalThis.Revshare;
  const { reasonOf } = globalThis.Revshare.outcome;
  const { ClaimCollector, standingOf, rootsOf, distributorOf, chainOf } = globalThis.Revshare.collecting;
  const { walletChain, switchChain, sendCall, receiptOf, receivedIn } = globalThis.Revshare.sending;
  const { ending, summary } = globalThis.Revshare.telling;
  const { otherAccount, otherChain } = globalThis.Revshare.notices;
  const { byId, show } = view;
  // How many epochs are gone through at a time.
  const batch = 12;
  const keyOf = (found, { call }) => distributorOf(found) + call.data;

  class ClaimAction {
    // `site` gives index.json, the epochs of the page, and what its files say of the account; `shown` writes accounts.
    constructor(site) {
      this.site = site;
      this.shown = (account) => site.verifier().checksummed(account);
      this.turn = 0;
      this.account = null;
      const buttons = [byId("claiming-ask"), byId("claiming-more")];
      this.asking = new OneAtATime(buttons, (error) => { byId("claiming-status").textContent = reasonOf(error); });
      // The transactions that no block is known to hold yet, by what they call, each with the offer that shows it.
      this.sent = new Map();
      byId("claiming-ask").addEventListener("click", () => this.asking.act(() => this.ask()));
      byId("claiming-more").addEventListener("click", () => this.asking.act(() => this.collect()));
    }

    // Forgets what was read, and offers to read it for an account, or nothing for null.
    offer(account) {
      this.turn += 1;
      this.account = account;
      this.asking.forget();
      show("claiming-section", account !== null && wallet() !== null);
      byId("claiming-section").classList.add("screen-only");
      byId("claiming-ask").textContent = "Ask my wallet what can be claimed";
      byId("claiming-ask").className = "";
      this.clear();
    }

    clear() {
      byId("claiming-status").textContent = "";
      byId("claiming-notices").replaceChildren();
      byId("claiming-list").replaceChildren();
      show("claiming-more", false);
    }

    async ask() {
      const turn = (this.turn += 1);
      this.clear();
      byId("claiming-status").textContent = "Asking your wallet\u2026";
      const from = (await walletAccount()).toLowerCase();
      if (!/^0x[0-9a-f]{40}$/.test(from)) {
        throw new Refusal("The wallet showed no account.");
      }
      const chain = await walletChain(walletSource);
      const owners = rootsOf(await this.site.index());
      if (turn !== this.turn) {
        return;
      }
      this.session = { turn, from, chain, owners, reader: new ChainReader(walletSource.ask, this.site.verifier()), items: [] };
      this.collector = new ClaimCollector(this.site.epochs(), this.site.examine);
      byId("claiming-section").classList.remove("screen-only");
      byId("claiming-ask").textContent = "Ask again";
      byId("claiming-ask").className = "minor";
      if (from !== this.account) {
        byId("claiming-notices").append(otherAccount(this.shown(from)));
      }
      await this.collect();
    }

    // Reads how the claims of the next epochs stand.
    async collect() {
      const { session, collector } = this;
      for (let count = 0; count < batch && collector.left.length > 0; count += 1) {
        byId("claiming-status").textContent = "Asking about epoch " + collector.left[0] + "\u2026";
        const items = await collector.next();
        for (const item of items || []) {
          await this.add(item, session, collector);
        }
        if (session.turn !== this.turn) {
          return;
        }
      }
      const left = collector.left.length;
      show("claiming-more", left > 0);
      byId("claiming-more").textContent = left > batch ? "Ask about the " + batch + " epochs before" : "Ask about the " + (left === 1 ? "epoch" : left + " epochs") + " before";
      this.tellSummary(session);
    }

    tellSummary({ items }) {
      byId("claiming-status").textContent = summary(items.map(({ state }) => state), this.collector.left.length === 0);
    }

    async add(item, session, collector) {
      const { found, error } = item;
      item.state = error ? { kind: "unchecked", reason: reasonOf(error) } : await standingOf(session.reader, found, session);
      if (session.turn !== this.turn) {
        return;
      }
      if (item.state.kind === "wrong-chain" && !byId("claiming-notices").querySelector(".claiming-chain")) {
        const chain = chainOf(found);
        const turnTo = () => this.asking.act(async () => {
          await switchChain(walletSource, chain);
          await this.ask();
        });
        byId("claiming-notices").append(otherChain(chain, session.chain, turnTo));
      }
      session.items.push(item);
      const offer = new ClaimOffer(item, { shown: this.shown, session }, () => this.claim(offer, session));
      item.offer = offer;
      byId("claiming-list").append(offer.node);
      const sent = item.state.kind === "open" ? this.sent.get(keyOf(found, item.state)) : undefined;
      if (sent) {
        sent.offer = offer;
        offer.sent(sent.hash);
      }
      const posted = error ? null : await collector.posted(item);
      if (posted) {
        await this.add(posted, session, collector);
      }
    }

    // Sends a claim, if it still stands as it was shown, and shows what becomes of it.
    async claim(offer, session) {
      const { found, state } = offer.item;
      try {
        offer.say("Looking once more whether it stands as shown\u2026");
        const isChanged = (await walletAccount()).toLowerCase() !== session.from || (await walletChain(walletSource)) !== session.chain;
        if (isChanged) {
          throw new Refusal("Your wallet has another account or chain now than when it was asked. Nothing was sent: ask again.");
        }
        const now = await standingOf(new ChainReader(walletSource.ask, this.site.verifier()), found, session);
        if (session.turn !== this.turn) {
          return;
        }
        if (now.kind !== "open" || now.due !== state.due || now.call.data !== state.call.data) {
          offer.update(now);
          offer.say("It stands otherwise now than it was shown. Nothing was sent.");
          return;
        }
        offer.say("Confirm it in your wallet\u2026");
        const hash = await sendCall(walletSource, { from: session.from, to: distributorOf(found), data: now.call.data, chain: session.chain });
        await this.watch(hash, offer, now);
      } catch (error) {
        offer.say(error.isRefused ? "You refused it in the wallet. Nothing was sent." : reasonOf(error));
      }
    }

    // Shows what was sent, and waits for the block. Where the wallet was asked again meanwhile, another offer has taken
    // the place of the one that sent.
    async watch(hash, pressed, state) {
      const { found } = pressed.item;
      const key = keyOf(found, state);
      const { items } = this.session;
      const shown = items.find((item) => item.offer === pressed || (item.state.kind === "open" && keyOf(item.found, item.state) === key));
      const sent = { hash, offer: shown ? shown.offer : pressed };
      this.sent.set(key, sent);
      sent.offer.sent(hash);
      this.tellSummary(this.session);
      // The button is gone, and with it the focus that it had.
      if (document.activeElement === document.body) {
        sent.offer.node.focus();
      }
      const receipt = await receiptOf(walletSource, hash);
      this.sent.delete(key);
      const { offer } = sent;
      const received = receipt && receipt.succeeded && state.token !== null ? receivedIn(receipt.logs, state.token, found.claim.account) : null;
      offer.ended(ending(found, state, receipt, received, this.shown));
      if (this.session.items.includes(offer.item)) {
        this.tellSummary(this.session);
      }
    }
  }

  Object.assign(globalThis.Revshare, { ClaimAction });
})();
