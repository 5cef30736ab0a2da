"use strict";

// What a holder's check found, in numbers and words for a reader. Knows no page and fetches nothing.
(function () {
  const { isPaidElsewhere, factorAt, secondsPerDay, million, sum } = globalThis.Revshare.figures;
  const mostLots = 6;
  const shownDecimals = 4;

  function grouped(value) {
    const digits = (value < 0n ? -value : value).toString().replace(/\B(?=(\d{3})+$)/g, ",");
    return (value < 0n ? "\u2212" : "") + digits;
  }

  // An amount in whole tokens with all its digits; trailing zeros are cut down to a minimum.
  function tokens(value, decimals, least) {
    if (value < 0n) {
      return "\u2212" + tokens(-value, decimals, least);
    }
    const digits = value.toString().padStart(decimals + 1, "0");
    const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "").padEnd(Math.min(least, decimals), "0");
    const integer = grouped(BigInt(digits.slice(0, digits.length - decimals)));
    return decimals > 0 && fraction ? integer + "." + fraction : integer;
  }

  // part of total in percent, rounded down to four decimals
  function percent(part, total) {
    return total === 0n ? "0%" : tokens((part * 1000000n) / total, 4, 2) + "%";
  }

  // weight in token-days, rounded down to two decimals
  function tokenDays(weight, decimals) {
    return tokens((weight * 100n) / (10n ** BigInt(decimals) * secondsPerDay), 2, 2);
  }

  function duration(seconds) {
    const units = [["d", secondsPerDay], ["h", 3600n], ["min", 60n], ["s", 1n]];
    const parts = [];
    let rest = seconds;
    for (const [name, size] of units) {
      if (rest >= size) {
        parts.push(rest / size + "\u00a0" + name);
        rest %= size;
      }
    }
    return parts.join(" ") || "0\u00a0s";
  }

  // A day, with the time of day where it is not midnight.
  function moment(seconds) {
    const text = new Date(Number(seconds) * 1000).toISOString();
    const clock = text.slice(11, text.slice(17, 19) === "00" ? 16 : 19);
    return text.slice(0, 10) + (clock === "00:00" ? "" : "\u00a0" + clock);
  }

  // How often a piece counts; from how often to how often while that grows.
  function factorText({ factor, start, from, to }, weighting) {
    const times = (value) => tokens(value, 6, 0) + "\u00d7";
    return factor === null ? times(factorAt(from - start, weighting)) + " to " + times(factorAt(to - start, weighting)) : times(factor);
  }

  // A sentence for the stakes of each start; none where stake counts once, or where they would be too many to read.
  function stakeWords({ report, holder }) {
    const { token, weighting } = report;
    if (holder.pieces === null) {
      return [];
    }
    const starts = [...new Set(holder.pieces.map(({ start }) => start))];
    if (weighting.kind === "none" || starts.length > mostLots) {
      return [];
    }
    const cut = 10n ** BigInt(Math.max(0, token.decimals - shownDecimals));
    const amount = (value) => tokens((value / cut) * cut, token.decimals, 0) + " " + token.symbol;
    return starts.map((start) => {
      const spans = holder.pieces.filter((piece) => piece.start === start).map((piece) => amount(piece.amount) + " counted " + factorText(piece, weighting) + " from " + moment(piece.from) + " to " + moment(piece.to));
      return "Staked since " + moment(start) + ": " + spans.join(", and ") + ".";
    });
  }

  // How long stake stood, however many lots did: pieces may overlap.
  function stakedSeconds(pieces) {
    let [total, end] = [0n, 0n];
    for (const { from, to } of [...pieces].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
      const start = from > end ? from : end;
      total += to > start ? to - start : 0n;
      end = to > end ? to : end;
    }
    return total;
  }

  // What was staked, for how long, and how often it counted: as it was, or on average and rounded down.
  function stakedWords({ token, denominator, weighting }, { pieces, weight }) {
    const time = stakedSeconds(pieces);
    const amountTime = sum(pieces.map(({ amount, from, to }) => amount * (to - from)));
    const isConstant = pieces.every(({ amount }) => amount === pieces[0].amount) && amountTime === pieces[0].amount * time;
    const cut = 10n ** BigInt(Math.max(0, token.decimals - 2));
    const average = amountTime / time;
    const amount = isConstant ? tokens(average, token.decimals, 0) : tokens((average / cut) * cut, token.decimals, 0);
    const span = time % secondsPerDay === 0n ? grouped(time / secondsPerDay) + (time === secondsPerDay ? " day" : " days") : duration(time);
    const factor = weighting.kind === "none" ? million : (weight * million) / (denominator * amountTime);
    const isFixed = weighting.kind === "none" || pieces.every((piece) => piece.factor !== null && piece.factor === pieces[0].factor);
    const counted = isFixed ? tokens(factor, 6, 0) + "\u00d7" : tokens((factor / 10000n) * 10000n, 6, 0) + "\u00d7 on average";
    return "staked " + (isConstant ? "" : "on average ") + amount + " " + token.symbol + " for " + span + (weighting.kind === "none" ? "" : " at " + counted);
  }

  function weightWords({ report, payout, holder, exclusion }) {
    const { token, denominator } = report;
    if (holder.weight === 0n) {
      return "The account has no weight in this epoch" + (exclusion ? ", because it is excluded" : "") + ", so it has no share; what follows was owed before. ";
    }
    const part = percent(holder.weight, report.totalWeight);
    const staked = holder.pieces === null ? "has " + part : stakedWords(report, holder) + ", which is " + part;
    return "The account " + staked + " of all stake-time: a weight of " +
      tokenDays(holder.weight / denominator, token.decimals) + " " + token.symbol + "-days among " + grouped(report.holderCount) +
      (report.holderCount === 1 ? " holder" : " holders") + ". So it gets " + part + " of the allocation of " + tokens(payout.allocation, payout.asset.decimals, 2) + " " +
      payout.asset.symbol + ". (Percentages and averages are rounded down; the amount is exact.) ";
  }

  // Whether there is a weight, but not the stakes that give it.
  const lacksStakes = (holder) => holder !== null && holder.pieces === null && holder.weight > 0n;

  // What is not checked, and why.
  function uncheckedWords({ holder }) {
    return lacksStakes(holder) ? ["Not checked here: the stakes behind the weight, which the files of this distribution do not hold"] : [];
  }

  const amountIn = (payout) => (value) => tokens(value, payout.asset.decimals, 2) + "\u00a0" + payout.asset.symbol;

  // What is due beside the share, and what that comes to.
  function dueWords({ payout, holder }) {
    const amount = amountIn(payout);
    const { share, accruedIn, adjustment } = holder;
    const beside = [
      accruedIn > 0n ? "with " + amount(accruedIn) + " kept from earlier epochs" : "",
      accruedIn < 0n ? "less " + amount(-accruedIn) + " that earlier corrections still take back" : "",
      adjustment > 0n ? "with " + amount(adjustment) + " that corrections of earlier epochs add" : "",
      adjustment < 0n ? "less " + amount(-adjustment) + " that corrections of earlier epochs take back" : "",
    ].filter((words) => words);
    if (beside.length === 0) {
      return "";
    }
    const due = share + accruedIn + adjustment;
    const words = "A share of " + amount(share) + ", " + beside.join(" and ") + ", ";
    return words + (due < 0n ? "leaves nothing due." : "makes " + amount(due) + " due.");
  }

  // How it is shown that the holder asked for its payments to go elsewhere.
  function redirectionWords({ report, holder }, shown) {
    const redirection = report.beneficiaries.find(({ account }) => account === holder.account);
    if (!redirection) {
      return "";
    }
    const goes = holder.paid > 0n ? "It is paid to " : "What it is paid goes to ";
    const evidence = redirection.transaction === null ? "by this account\u2019s own signature" : "by this account\u2019s transaction " + redirection.transaction;
    return goes + shown(holder.beneficiary) + ", " + evidence + ", since " + moment(redirection.since) + ".";
  }

  // What is kept, beside an amount that is paid.
  function keptWords({ payout, holder }) {
    return holder.accruedOut > 0n ? "; " + amountIn(payout)(holder.accruedOut) + " is kept for the next epoch" : "";
  }

  function paymentWords(found, shown) {
    const { payout, holder } = found;
    const amount = amountIn(payout);
    const words = [dueWords(found)];
    if (holder.accruedOut > 0n && holder.paid === 0n) {
      words.push("What is due is below the minimum payout of " + amount(payout.minimum) + ": " + amount(holder.accruedOut) + " is kept for the next epoch.");
    }
    if (holder.accruedOut < 0n) {
      words.push("A correction took back more than is due: the rest, " + amount(-holder.accruedOut) + ", is worked off by later shares.");
    }
    words.push(redirectionWords(found, shown));
    return words.filter((text) => text).join(" ");
  }

  // What the sums over all holders show.
  function sumWords({ report, sums }) {
    if (report.isOne) {
      return "The files of this epoch, which is of ruleset 1, hold no proof of what all holders get together. The command revshare prove makes one from holders.csv.";
    }
    if (sums === null) {
      return "There is no proof of what all holders get together.";
    }
    const place = sums.own === null ? "" : "This account is number " + grouped(BigInt(sums.own.first + 1)) + " of " + grouped(BigInt(sums.holderCount)) + " holders. ";
    const compare = ": compare it with the root that another holder sees.";
    const named = sums.isOfFile
      ? "That root is the word of this file alone" + compare
      : sums.statement
        ? "The epoch\u2019s entry in the log names that root and these sums:"
        : "This site has no statement of the epoch that names that root, so it is the word of the claims file alone" + compare;
    return place + "One root stands for the rows of all of them and for what they add up to, so that whoever sees the same root sees the same W, the same shares and the same payments. " + named;
  }

  // The payments of a claim that are those of other accounts.
  function paymentsForOthers(claim) {
    return claim ? claim.payments.filter((payment) => payment.holder !== claim.account) : [];
  }

  function holderHeadline({ report, payout, holder }, name, shown) {
    const amount = amountIn(payout);
    if (isPaidElsewhere(holder)) {
      return name + " is owed " + amount(holder.paid) + " for epoch " + report.epoch + ", paid to " + shown(holder.beneficiary);
    }
    if (holder.paid > 0n || holder.accruedOut === 0n) {
      return name + " gets " + amount(holder.paid) + " for epoch " + report.epoch;
    }
    const why = holder.accruedOut > 0n
      ? amount(holder.accruedOut) + " is below the minimum payout and is kept for the next"
      : "a correction took back " + amount(-holder.accruedOut) + " more than is due";
    return name + " is paid nothing for epoch " + report.epoch + ": " + why;
  }

  // What the account gets, in one line; `shown` writes an account as a wallet shows it.
  function headline(found, account, shown) {
    const { report, payout, holder, claim } = found;
    const name = shown(account);
    const others = sum(paymentsForOthers(claim).map(({ paid }) => paid));
    const forOthers = amountIn(payout)(others) + " of what others are paid";
    if (holder) {
      return holderHeadline(found, name, shown) + (others > 0n ? ", and receives " + forOthers : "") + ".";
    }
    return name + (others > 0n ? " receives " + forOthers + " in epoch " + report.epoch + "." : " gets nothing new in epoch " + report.epoch + ", and keeps its claim of earlier epochs.");
  }

  Object.assign(globalThis.Revshare, {
    words: { grouped, tokens, percent, tokenDays, duration, factorText, stakeWords, weightWords, lacksStakes, uncheckedWords, keptWords, paymentWords, sumWords, paymentsForOthers, headline },
  });
})();
