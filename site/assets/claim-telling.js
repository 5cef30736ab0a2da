"use strict";

// How a claim stands on the chain, in words. Knows no page and asks nothing.
(function () {
  const { amountIn } = globalThis.Revshare.outcome;

  // The epoch, or the correction that took the place of its claims.
  const publicationName = ({ publication }) => (String(publication).includes(".") ? "correction " + publication : "epoch " + publication);

  // What an item is called.
  function claimTitle({ report, payout }) {
    return payout.isCumulative ? "Everything up to epoch " + report.epoch : "Epoch " + report.epoch;
  }

  // Why a contract that holds another root does not pay the claim; `holder` is whose root it is, where it is one of ours.
  function otherRootWords({ report, payout }, held, holder) {
    const own = publicationName(report);
    if (holder === null) {
      return "The contract holds a root that no epoch of this site has: " + held + ". The root of " + own + " may not be posted yet, or a wrong one was. Ask the publisher.";
    }
    if (holder.epoch === report.epoch) {
      return "The contract still holds the root of " + publicationName(holder) + ", which " + own + " took the place of. It can be claimed once the publisher has posted the root of " + own + ".";
    }
    if (holder.epoch > report.epoch && !payout.isCumulative) {
      return "The contract now holds the root of " + publicationName(holder) + ", and takes claims of that alone. Whether this one can still be claimed, only the publisher can say.";
    }
    return "The contract still holds the root of " + publicationName(holder) + ". This can be claimed once the publisher has posted the root of " + own + ".";
  }

  // Why a contract refuses that holds the root, as far as it can be told.
  function refusedWords({ reason, isUnpaid, rootName }) {
    const said = reason ? ": " + reason : ", and gives no reason";
    if (isUnpaid) {
      return "The contract has not paid this claim, but refuses it" + said + ". Ask the publisher.";
    }
    return "The contract refuses this claim" + said + ". It may have been claimed, or the contract has a claim function that this page does not know" +
      (rootName === null ? "; it does hold the root." : "; its root could not be read either, for it has no " + rootName + "().");
  }

  // What is said of a claim that cannot be made now: a mark, and why.
  function standing(found, state, { chain, shown, walletChain }) {
    const { payout, claim } = found;
    const amount = (value) => amountIn(payout, value);
    switch (state.kind) {
      case "unchecked":
        return { mark: "Not checked", words: "The published files of this epoch do not hold: " + state.reason };
      case "no-contract":
        return { mark: "No contract", words: "The books name no contract that pays this claim. Ask the publisher." };
      case "wrong-chain":
        return { mark: "Other chain", words: "It is paid on " + chain.name + " (chain " + chain.id + "); your wallet is connected to chain " + walletChain + "." };
      case "no-code":
        return { mark: "No contract", words: "There is no contract at this address on " + chain.name + " (chain " + chain.id + "). Ask the publisher." };
      case "no-root":
        return { mark: "Not posted yet", words: "The contract holds no root yet. This can be claimed once the publisher has posted one." };
      case "other-root":
        return { mark: state.holder !== null && state.holder.epoch > found.report.epoch ? "No longer posted" : state.holder === null ? "Another root" : "Not posted yet", words: otherRootWords(found, state.held, state.holder) };
      case "other-token":
        return { mark: "Another token", words: "The contract pays another token than " + payout.asset.symbol + ": " + shown(state.token) + ". Ask the publisher before you do anything with it." };
      case "claimed":
        return { mark: "Paid", kind: "done", words: state.paid === undefined || state.paid === claim.amount ? "The contract has paid this claim: " + amount(claim.amount) + "." : "The contract has paid " + amount(state.paid) + " to this account, which is more than this claim holds." };
      case "whole":
        return { mark: "Ask first", words: "This contract pays all of a claim each time, but this one holds what earlier ones paid too. Ask the publisher." };
      case "mixed":
        return { mark: "Ask first", words: "This contract has paid " + amount(state.paid) + " to the account before and pays only differences, but this claim is of one epoch. Ask the publisher." };
      case "own-only":
        return { mark: "Other account", words: "The contract takes this claim from " + shown(claim.account) + " alone: switch the account in your wallet and ask again." };
      case "unfunded":
        return { mark: "Not funded", words: "The contract holds " + amount(state.balance) + ", less than the " + amount(state.due) + " of this claim. It can be claimed once the publisher has funded it." };
      case "refused":
        return { mark: "Refused", words: refusedWords(state) };
      case "unread":
        return { mark: "Not known", words: state.reason };
      default:
        return { mark: "Can be claimed", words: openWords(found, state, shown) };
    }
  }

  // What the transaction does, all of it.
  function openWords({ payout, claim }, { due, paid, isUpTo }, shown) {
    const before = paid ? "Of the " + amountIn(payout, claim.amount) + " of this claim the contract has paid " + amountIn(payout, paid) + ". " : "";
    const what = isUpTo ? "what the contract has not paid yet, at most " + amountIn(payout, due) + "," : amountIn(payout, due);
    return before + "This transaction pays " + what + " to " + shown(claim.account) + ". You pay its gas, and nothing else is asked of you: no approval, no signature, no other transfer.";
  }

  // What became of the transaction; `received` is what the token's log shows, or null where the token is not known.
  function ending({ payout, claim }, { due, isUpTo }, receipt, received, shown) {
    const account = shown(claim.account);
    if (receipt === null) {
      return { mark: "Waiting", kind: "sent", words: "No block holds it after 15 minutes. Your wallet shows whether it still waits." };
    }
    if (!receipt.succeeded) {
      return { mark: "Failed", kind: "failed", words: "The contract refused it in block " + receipt.block + ": nothing was paid, only gas was spent. Ask again how the claim stands." };
    }
    if (received !== null && (isUpTo ? received === 0n : received !== due)) {
      return { mark: "Look it up", kind: "failed", words: "Block " + receipt.block + " holds it, but by the token\u2019s log " + account + " was paid " + amountIn(payout, received) + " in it. Look the transaction up in a block explorer." };
    }
    const paid = received === null ? "the claim was paid to " : amountIn(payout, received) + " went to ";
    return { mark: "Paid", kind: "done", words: "Done: block " + receipt.block + " holds it, and " + paid + account + "." };
  }

  // How many claims there are of each kind, in a sentence.
  function summary(states, isComplete) {
    const open = states.filter(({ kind }) => kind === "open").length;
    const paid = states.filter(({ kind }) => kind === "claimed").length;
    const sent = states.filter(({ kind }) => kind === "sent").length;
    const rest = states.length - open - paid - sent;
    if (states.length === 0) {
      return isComplete ? "This account has no claim in any epoch." : "This account has no claim in these epochs.";
    }
    const claims = (count) => count + (count === 1 ? " claim" : " claims");
    const parts = [open > 0 ? claims(open) + " can be made now" : "No claim can be made now"];
    if (sent > 0) {
      parts.push(sent + (sent === 1 ? " is" : " are") + " on the way");
    }
    if (paid > 0) {
      parts.push(paid + (paid === 1 ? " was" : " were") + " paid already");
    }
    if (rest > 0) {
      parts.push(rest + " cannot be made as it stands");
    }
    return parts.join(", ") + ".";
  }

  globalThis.Revshare.telling = { claimTitle, standing, ending, summary };
})();
