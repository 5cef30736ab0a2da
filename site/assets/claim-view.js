"use strict";

// Shows what was found of a claim, in elements by their ids; the page and the proof file have the same ones.
// Whatever was read reaches them only as text.
(function () {
  const { words } = globalThis.Revshare;
  const { grouped, tokens, percent, tokenDays, duration, factorText } = words;
  const byId = (id) => document.getElementById(id);

  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) {
      node.className = className;
    }
    node.append(...children);
    return node;
  }

  function show(id, isShown) {
    byId(id).hidden = !isShown;
  }

  function time(seconds) {
    const text = new Date(Number(seconds) * 1000).toISOString();
    const node = element("time", "nowrap", text.slice(0, 10) + " " + text.slice(11, text.slice(17, 19) === "00" ? 16 : 19));
    node.dateTime = text.slice(0, 19) + "Z";
    return node;
  }

  function hash(text) {
    const middle = element("span", "hash-middle", text.slice(10, -8));
    return element("code", "hash", element("span", "", text.slice(0, 10)), middle, element("span", "", text.slice(-8)));
  }

  // A sentence whose days and times do not break over lines.
  function sentence(text) {
    const parts = text.split(/(\d{4}-\d\d-\d\d(?:\u00a0[\d:]+)?)/);
    return parts.map((part, place) => (place % 2 === 1 ? element("span", "nowrap", part) : part));
  }

  function row(heading, ...cells) {
    const head = element("th", "", heading);
    head.scope = "row";
    return element("tr", "", head, ...cells);
  }

  const number = (...children) => element("td", "num", ...children);

  function say(kind, headline, detail) {
    const children = detail ? [element("p", "", headline), element("p", "", detail)] : [element("p", "", headline)];
    byId("verdict").replaceChildren(element("div", "verdict" + (kind ? " is-" + kind : ""), ...children));
  }

  function listItem(kind, sign, text, ...beside) {
    const mark = element("span", "mark " + kind, sign);
    mark.setAttribute("aria-hidden", "true");
    return element("li", "", mark, element("span", "", text), ...beside);
  }

  // The checks, and what is not checked.
  function showChecks(checks, unchecked) {
    const items = checks.map(({ title, problem }) =>
      problem ? listItem("bad", "\u2717", title + ": no", element("span", "detail", problem)) : listItem("good", "\u2713", title)
    );
    byId("checks-list").replaceChildren(...items, ...unchecked.map((text) => listItem("", "\u2013", text)));
    show("checks-section", true);
  }

  function stakedCell({ amount, start }, { token, weighting }) {
    const cell = number(tokens(amount, token.decimals, 0));
    if (weighting.kind !== "none") {
      cell.append(element("span", "cell-note", "since ", time(start)));
    }
    return cell;
  }

  function showStakes({ report, holder }, shown) {
    const { token, denominator, weighting } = report;
    const pieces = holder.pieces || [];
    byId("stakes").replaceChildren(...pieces.map((piece) =>
      element("tr", "", stakedCell(piece, report), element("td", "", time(piece.from)), element("td", "", time(piece.to)),
        number(duration(piece.to - piece.from)), number(factorText(piece, weighting)), number(tokenDays(piece.weight / denominator, token.decimals)))
    ));
    show("stakes-table", report.isOne || pieces.length > 0);
    show("counted-note", weighting.kind !== "none" && pieces.length > 0);
    byId("explain-command").textContent = "revshare prove " + shown(holder.account) + " --epoch " + report.epoch + " --explain";
    show("explain-note", words.lacksStakes(holder));
  }

  function showFormula({ report, payout, holder }) {
    const seconds = report.denominator === 1n ? "amount \u00d7 seconds" : "amount \u00d7 seconds \u00d7 factor, in 1/" + grouped(report.denominator);
    const payment = report.isOne ? [] : [
      row("Kept from earlier epochs", number(grouped(holder.accruedIn))),
      row("Corrections of earlier epochs", number(grouped(holder.adjustment))),
      ...(payout.minimum > 0n ? [row("Minimum payout", number(grouped(payout.minimum)))] : []),
    ];
    byId("formula").replaceChildren(
      row("Allocation", number(grouped(payout.allocation))),
      row("Weight: the sum of " + seconds, number(grouped(holder.weight))),
      row("W: the weight of all holders", number(grouped(report.totalWeight))),
      row("Share: floor(allocation \u00d7 weight / W)", number(grouped(holder.share))),
      ...payment,
      row("Paid", number(grouped(holder.paid))),
      ...(report.isOne ? [] : [row("Kept for the next epoch", number(grouped(holder.accruedOut)))])
    );
  }

  // `shown` writes an account as a wallet shows it.
  function showWhy(found, shown) {
    const { payout, holder } = found;
    const { asset } = payout;
    byId("payout-amount").textContent = tokens(holder.paid, asset.decimals, 2);
    byId("payout-unit").textContent = asset.symbol;
    byId("payout-base").textContent = grouped(holder.paid) + " base units of " + asset.symbol + words.keptWords(found);
    byId("why-words").textContent = words.weightWords(found);
    byId("payment-words").replaceChildren(...sentence(words.paymentWords(found, shown)));
    show("payment-words", byId("payment-words").textContent !== "");
    byId("stake-words").replaceChildren(...words.stakeWords(found).map((text) => element("li", "", ...sentence(text))));
    show("stake-words", byId("stake-words").children.length > 0);
    showStakes(found, shown);
    showFormula(found);
  }

  function showParts({ report, payout, holder, parts }) {
    show("parts-section", report.isOne || holder.share > 0n);
    byId("parts-caption").textContent = "Parts of the share by stream, in " + payout.asset.symbol;
    byId("parts-rows").replaceChildren(...parts.map(({ title, amount }) =>
      row(title, number(tokens(amount, payout.asset.decimals, payout.asset.decimals)), number(percent(amount, holder.share)))
    ));
  }

  // What the claim holds, where that is more than what the account itself is paid; `linked` leads from words to the
  // check of an account, where there is one to lead to.
  function showClaim({ payout, claim, holder }, shown, linked) {
    const amount = (value) => number(tokens(value, payout.asset.decimals, payout.asset.decimals));
    const others = words.paymentsForOthers(claim);
    const own = claim.payments.filter((payment) => payment.holder === claim.account);
    show("claim-section", payout.isCumulative || others.length > 0 || !holder);
    byId("claim-rows").replaceChildren(
      ...(payout.isCumulative ? [row("Claims of earlier epochs", amount(claim.before))] : []),
      ...own.map(({ paid }) => row("Paid for this epoch", amount(paid))),
      ...others.map(({ holder: other, paid }) => row(linked("Paid for " + shown(other), other), amount(paid))),
      row("The claim", amount(claim.amount))
    );
    show("cumulative-note", payout.isCumulative);
  }

  // The proof of a claim: the account's own, or the one of the account that it is paid to.
  function showProof({ payout, holder }, claim, proof, shown) {
    const { preset, token } = payout.tree;
    const index = preset === "uniswap" || preset === "sablier" ? claim.index + ", " : "";
    const contract = token === null ? "" : shown(token) + ", ";
    const first = row("Leaf", element("td", "", index + shown(claim.account) + ", " + contract + grouped(claim.amount)), element("td", "", hash(proof.leaf)));
    const steps = proof.steps.map(({ sibling, result }, place) =>
      row(String(place + 1), element("td", "", hash(sibling)), element("td", "", hash(result)))
    );
    byId("proof-rows").replaceChildren(first, ...steps);
    const isOfOther = holder !== null && holder.account !== claim.account;
    byId("proof-of").textContent = isOfOther ? "This is the claim of " + shown(claim.account) + ", which holds the payment. " : "";
    show("proof-section", true);
  }

  // What all holders get together.
  function showTotals(found) {
    const { payout, sums } = found;
    byId("sums-words").textContent = words.sumWords(found);
    ["sums-table", "sums-root", "sums-limit"].forEach((id) => show(id, sums !== null));
    if (sums !== null) {
      if (sums.statement) {
        const link = element("a", "", "statement.json");
        link.href = "../" + sums.statement;
        byId("sums-words").append(" ", link, ".");
      }
      byId("sums-rows").replaceChildren(
        row("Holders", number(grouped(BigInt(sums.holderCount)))),
        row("W: their weights", number(grouped(sums.top.weight))),
        row("Their shares", number(grouped(sums.top.share))),
        row("The allocation, which these are not above", number(grouped(payout.allocation))),
        row("What they are paid, the amount to fund", number(grouped(sums.top.paid)))
      );
      byId("sums-root").replaceChildren(element("div", "", element("dt", "", "Root of the sum tree"), element("dd", "", element("code", "root", sums.root))));
    }
    show("sums-section", true);
  }

  // The computed root, and each of the others with whether it is the same: pairs of its name and the root or null.
  function showRoots(computed, others) {
    const rows = others.filter(([, root]) => root !== null).map(([name, root]) => {
      const verdict = root === computed ? element("span", "good", " equal") : element("span", "bad", " another root");
      return element("div", "", element("dt", "", name), element("dd", "", element("code", "root", root), verdict));
    });
    const first = element("div", "", element("dt", "", "Computed root"), element("dd", "", element("code", "root", computed)));
    byId("roots").replaceChildren(first, ...rows);
  }

  Object.assign(globalThis.Revshare, {
    view: { byId, element, show, row, number, say, showChecks, showWhy, showParts, showClaim, showProof, showTotals, showRoots },
  });
})();
