"use strict";

// The page "Check an account": reads the form, fetches at most four files, shows what was found.
// Fetched text reaches the page only as text.
(function () {
  const { ClaimVerifier, Refusal, readAccount, readRoot, readReport, readClaims, claimsPath, check, isPaidElsewhere, words } = globalThis.Revshare;
  const { grouped, tokens, percent, tokenDays, duration, factorText } = words;
  const siteRoot = "../";
  const byId = (id) => document.getElementById(id);
  const form = byId("check-form");
  const documents = new Map();
  let verifier = null;
  let running = 0;

  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) {
      node.className = className;
    }
    node.append(...children);
    return node;
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

  const shownAccount = (account) => verifier.checksummed(account);

  // A link to the check of another account, or of the same in another asset.
  function checkLink(text, account, report, payout) {
    const link = element("a", "", text);
    link.href = "?" + new URLSearchParams({ account: shownAccount(account), epoch: report.epoch, asset: payout.asset.id });
    return link;
  }

  const number = (...children) => element("td", "num", ...children);

  function say(kind, headline, detail) {
    const children = detail ? [element("p", "", headline), element("p", "", detail)] : [element("p", "", headline)];
    byId("verdict").replaceChildren(element("div", "verdict" + (kind ? " is-" + kind : ""), ...children));
  }

  async function read(path) {
    if (!documents.has(path)) {
      const response = await fetch(siteRoot + path);
      if (!response.ok) {
        throw new Refusal("The file " + path + " could not be read: the server answered " + response.status + ".");
      }
      let content;
      try {
        content = await response.json();
      } catch {
        throw new Refusal("The file " + path + " is not JSON.");
      }
      documents.set(path, content);
    }
    return documents.get(path);
  }

  function show(id, isShown) {
    byId(id).hidden = !isShown;
  }

  function showChecks(checks) {
    const items = checks.map(({ title, problem }) => {
      const mark = element("span", "mark " + (problem ? "bad" : "good"), problem ? "\u2717" : "\u2713");
      mark.setAttribute("aria-hidden", "true");
      const item = element("li", "", mark, element("span", "", title + (problem ? ": no" : "")));
      if (problem) {
        item.append(element("span", "detail", problem));
      }
      return item;
    });
    byId("checks-list").replaceChildren(...items);
    show("checks-section", true);
  }

  function stakedCell({ amount, start }, { token, weighting }) {
    const cell = number(tokens(amount, token.decimals, 0));
    if (weighting.kind !== "none") {
      cell.append(element("span", "cell-note", "since ", time(start)));
    }
    return cell;
  }

  function showStakes({ report, holder }) {
    const { token, denominator, weighting } = report;
    byId("stakes").replaceChildren(...holder.pieces.map((piece) =>
      element("tr", "", stakedCell(piece, report), element("td", "", time(piece.from)), element("td", "", time(piece.to)),
        number(duration(piece.to - piece.from)), number(factorText(piece, weighting)), number(tokenDays(piece.weight / denominator, token.decimals)))
    ));
    show("stakes-table", report.isOne || holder.pieces.length > 0);
    show("counted-note", weighting.kind !== "none" && holder.pieces.length > 0);
  }

  function showWhy(found) {
    const { report, payout, holder } = found;
    const { asset } = payout;
    byId("payout-amount").textContent = tokens(holder.paid, asset.decimals, 2);
    byId("payout-unit").textContent = asset.symbol;
    byId("payout-base").textContent = grouped(holder.paid) + " base units of " + asset.symbol + words.keptWords(found);
    byId("why-words").textContent = words.weightWords(found);
    byId("payment-words").replaceChildren(...sentence(words.paymentWords(found, shownAccount)));
    show("payment-words", byId("payment-words").textContent !== "");
    byId("stake-words").replaceChildren(...words.stakeWords(found).map((text) => element("li", "", ...sentence(text))));
    show("stake-words", byId("stake-words").children.length > 0);
    showStakes(found);
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

  function showParts({ report, payout, holder, parts }) {
    show("parts-section", report.isOne || holder.share > 0n);
    byId("parts-caption").textContent = "Parts of the share by stream, in " + payout.asset.symbol;
    byId("parts-rows").replaceChildren(...parts.map(({ title, amount }) =>
      row(title, number(tokens(amount, payout.asset.decimals, payout.asset.decimals)), number(percent(amount, holder.share)))
    ));
  }

  // What the claim holds, where that is more than what the account itself is paid.
  function showClaim({ report, payout, claim, holder }) {
    const amount = (value) => number(tokens(value, payout.asset.decimals, payout.asset.decimals));
    const others = words.paymentsForOthers(claim);
    const own = claim.payments.filter((payment) => payment.holder === claim.account);
    show("claim-section", payout.isCumulative || others.length > 0 || !holder);
    byId("claim-rows").replaceChildren(
      ...(payout.isCumulative ? [row("Claims of earlier epochs", amount(claim.before))] : []),
      ...own.map(({ paid }) => row("Paid for this epoch", amount(paid))),
      ...others.map(({ holder: other, paid }) => row(checkLink("Paid for " + shownAccount(other), other, report, payout), amount(paid))),
      row("The claim", amount(claim.amount))
    );
    show("cumulative-note", payout.isCumulative);
  }

  // The proof of a claim: the account's own, or the one of the account that it is paid to.
  function showProof({ payout, holder }, claim, proof, otherRoot) {
    const { preset, token } = payout.tree;
    const index = preset === "uniswap" || preset === "sablier" ? claim.index + ", " : "";
    const contract = token === null ? "" : shownAccount(token) + ", ";
    const first = row("Leaf", element("td", "", index + shownAccount(claim.account) + ", " + contract + grouped(claim.amount)), element("td", "", hash(proof.leaf)));
    const steps = proof.steps.map(({ sibling, result }, place) =>
      row(String(place + 1), element("td", "", hash(sibling)), element("td", "", hash(result)))
    );
    byId("proof-rows").replaceChildren(first, ...steps);
    const roots = [["Computed root", proof.root], ["Root in report.json", payout.root], ["Root that you entered", otherRoot]];
    byId("roots").replaceChildren(...roots.filter(([, root]) => root !== null).map(([name, root]) => {
      const verdict = root === proof.root ? element("span", "good", " equal") : element("span", "bad", " another root");
      return element("div", "", element("dt", "", name), element("dd", "", element("code", "root", root), ...(name === "Computed root" ? [] : [verdict])));
    }));
    const isOfOther = holder !== null && holder.account !== claim.account;
    byId("proof-of").textContent = isOfOther ? "This is the claim of " + shownAccount(claim.account) + ", which holds the payment. " : "";
    show("proof-section", true);
  }

  // Where to look further: the account that is paid, and the other assets of the epoch.
  function furtherChecks({ report, payout, holder }, account) {
    const lines = [];
    if (holder && isPaidElsewhere(holder)) {
      lines.push(element("p", "", checkLink("Check the account that it is paid to", holder.beneficiary, report, payout)));
    }
    const others = report.payouts.filter((other) => other !== payout);
    if (others.length > 0) {
      const links = others.flatMap((other, place) => [place === 0 ? "" : ", ", checkLink("check " + other.asset.symbol, account, report, other)]);
      lines.push(element("p", "", "This epoch is also paid in other assets: ", ...links, "."));
    }
    return lines;
  }

  function showFindings(found, account, otherRoot) {
    const problems = found.checks.filter(({ problem }) => problem);
    const proven = found.proof ? found : found.received;
    showChecks(found.checks);
    if (proven && proven.proof) {
      showProof(found, proven.claim, proven.proof, otherRoot);
    }
    sayFindings(found, problems, account);
    if (problems.length > 0) {
      return;
    }
    if (found.holder) {
      showWhy(found);
      showParts(found);
      show("result", true);
    }
    if (found.claim) {
      showClaim(found);
    }
    byId("verdict").firstChild.append(...furtherChecks(found, account));
  }

  function sayFindings(found, problems, account) {
    const { report, checks, exclusion, holder, claim } = found;
    const shown = shownAccount(account);
    if (problems.length > 0) {
      say("bad", "Do not trust this: " + problems.length + (problems.length === 1 ? " check fails." : " checks fail."),
        problems.map(({ title, problem }) => title + ": no, " + problem + ".").join(" "));
    } else if (exclusion && !holder && !claim) {
      say("", shown + " is excluded in epoch " + report.epoch + " and gets nothing.", "Reason: " + exclusion.reason);
    } else if (!holder && !claim) {
      say("", shown + " gets nothing in epoch " + report.epoch + ".", "The account had no stake in these days: the claims file where it would stand does not list it. Only revshare audit can show that nobody was left out.");
    } else {
      const isProven = found.proof !== null || found.received !== null;
      const excluded = exclusion ? " The account is excluded. Reason: " + exclusion.reason : "";
      say("good", words.headline(found, account, shownAccount), "All " + checks.length + " checks hold" + (isProven ? ", and the proof leads to the root." : ".") + excluded);
    }
  }

  async function run() {
    const turn = (running += 1);
    const isCurrent = () => turn === running;
    for (const id of ["result", "claim-section", "checks-section", "proof-section"]) {
      show(id, false);
    }
    const field = byId("account");
    const rootField = byId("root");
    field.removeAttribute("aria-invalid");
    rootField.removeAttribute("aria-invalid");
    say("", "Checking\u2026");
    try {
      verifier = verifier || (await ClaimVerifier.load(siteRoot + "assets/claim-verifier.wasm"));
      const account = refusable(field, () => readAccount(field.value, verifier));
      const otherRoot = refusable(rootField, () => readRoot(rootField.value));
      const epoch = Number(byId("epoch").value);
      const report = readReport(await read("epochs/" + epoch + "/report.json"), epoch, verifier);
      const payout = choosePayout(report);
      const document = readClaims(await read(claimsPath(report, payout, account)), report);
      const holder = document.holders.find((row) => row.account === account);
      const receiver = holder && isPaidElsewhere(holder) ? readClaims(await read(claimsPath(report, payout, holder.beneficiary)), report) : null;
      if (isCurrent()) {
        showFindings(check({ verifier, report, payout, document, receiver, account, otherRoot }), account, otherRoot);
      }
    } catch (error) {
      if (isCurrent()) {
        sayError(error);
      }
    }
  }

  // The payout asset that is chosen; there is a choice only where an epoch pays several.
  function choosePayout(report) {
    const select = byId("asset");
    const wanted = select.value || new URLSearchParams(location.search).get("asset");
    const payout = report.payouts.find(({ asset }) => asset.id === wanted) || report.payouts[0];
    select.replaceChildren(...report.payouts.map(({ asset }) => new Option(asset.symbol, asset.id)));
    select.value = payout.asset.id;
    show("asset-field", report.payouts.length > 1);
    return payout;
  }

  function refusable(field, reading) {
    try {
      return reading();
    } catch (error) {
      field.setAttribute("aria-invalid", "true");
      throw error;
    }
  }

  function sayError(error) {
    if (error instanceof Refusal) {
      say("bad", "Not checked: " + error.message);
    } else if (error instanceof TypeError && String(error.message).includes("fetch")) {
      say("bad", "Not checked: a file of this site could not be fetched.", "Is the connection down? Try again, or use revshare prove.");
    } else {
      say("bad", "Not checked: a published file does not have its shape, or this browser cannot run the verifier.", String(error.message || error));
    }
  }

  // The epochs of the index, the latest first; the ones in the page stay where it cannot be read.
  async function fillEpochs(wanted) {
    const select = byId("epoch");
    const index = await read("index.json");
    const epochs = index.epochs.map(({ number, start, end }) => ({ number, start, end })).sort((a, b) => b.number - a.number);
    select.replaceChildren(...epochs.map(({ number, start, end }) => {
      const lastDay = new Date(Date.parse(end) - 1000).toISOString().slice(0, 10);
      return new Option(number + ": " + String(start).slice(0, 10) + " to " + lastDay, String(number));
    }));
    if (epochs.some(({ number }) => String(number) === wanted)) {
      select.value = wanted;
    }
  }

  async function start() {
    if (location.protocol === "file:") {
      show("disk-note", true);
      form.querySelector("button").disabled = true;
      return;
    }
    const query = new URLSearchParams(location.search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const shared = new URLSearchParams({ account: byId("account").value.trim(), epoch: byId("epoch").value });
      if (byId("asset").value) {
        shared.set("asset", byId("asset").value);
      }
      history.replaceState(null, "", "?" + shared);
      run();
    });
    byId("account").value = query.get("account") || "";
    try {
      await fillEpochs(query.get("epoch"));
    } catch (error) {
      sayError(error);
    }
    if (byId("account").value) {
      await run();
    }
  }

  start();
})();
