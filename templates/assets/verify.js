"use strict";

// The page "Check an account": reads the form, fetches at most three files, shows what was found.
// Fetched text reaches the page only as text.
(function () {
  const { ClaimVerifier, Refusal, readAccount, readRoot, readReport, readClaims, claimsPath, check, secondsPerDay } = globalThis.Revshare;
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

  function grouped(value) {
    return value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
  }

  // An amount in whole tokens with all its digits; trailing zeros are cut down to a minimum.
  function tokens(value, decimals, least) {
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

  const factorText = (factor) => (factor === null ? "growing" : tokens(factor, 6, 0) + "\u00d7");

  function showStakes({ report, holder }) {
    const { token, denominator } = report;
    byId("stakes").replaceChildren(...holder.pieces.map((piece) =>
      element("tr", "", number(tokens(piece.amount, token.decimals, 0)), element("td", "", time(piece.from)), element("td", "", time(piece.to)),
        number(duration(piece.to - piece.from)), number(factorText(piece.factor)), number(tokenDays(piece.weight / denominator, token.decimals)))
    ));
    show("counted-note", report.weighting.kind !== "none");
  }

  function weightWords({ report, payout, holder }) {
    const { token, denominator } = report;
    if (holder.weight === 0n) {
      return "The account has no weight in this epoch, so it has no share; what follows was owed before. ";
    }
    const part = percent(holder.weight, report.totalWeight);
    return "The account\u2019s stake gives a weight of " + tokenDays(holder.weight / denominator, token.decimals) + " " + token.symbol + "-days. That is " +
      part + " of the weight of all " + grouped(report.holderCount) + " holders, so it gets " + part + " of the allocation of " +
      tokens(payout.allocation, payout.asset.decimals, 2) + " " + payout.asset.symbol + ". (Percentages are rounded down; the amount is exact.) ";
  }

  function paymentWords({ payout, holder }) {
    const amount = (value) => tokens(value, payout.asset.decimals, 2) + " " + payout.asset.symbol;
    const words = [];
    if (holder.accruedOut > 0n && holder.paid === 0n) {
      words.push("What is due is below the minimum payout of " + amount(payout.minimum) + ": it is kept for the next epoch.");
    }
    if (holder.accruedOut < 0n) {
      words.push("A correction took back more than is due: the rest is worked off by later shares.");
    }
    if (holder.beneficiary !== holder.account && holder.paid > 0n) {
      words.push("It is paid to " + verifier.checksummed(holder.beneficiary) + ", as this account asked.");
    }
    return words.join(" ");
  }

  function showWhy(found) {
    const { report, payout, holder } = found;
    const { asset } = payout;
    byId("payout-amount").textContent = tokens(holder.paid, asset.decimals, 2);
    byId("payout-unit").textContent = asset.symbol;
    byId("payout-base").textContent = grouped(holder.paid) + " base units of " + asset.symbol;
    byId("why-words").textContent = weightWords(found) + paymentWords(found);
    showStakes(found);
    const seconds = report.denominator === 1n ? "amount \u00d7 seconds" : "amount \u00d7 seconds \u00d7 factor, in 1/" + grouped(report.denominator);
    const payment = report.isOne ? [] : [
      row("Kept from earlier epochs", number(grouped(holder.accruedIn))),
      row("Corrections of earlier epochs", number(grouped(holder.adjustment))),
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

  function showParts({ payout, holder, parts }) {
    byId("parts-caption").textContent = "Parts of the share by stream, in " + payout.asset.symbol;
    byId("parts-rows").replaceChildren(...parts.map(({ title, amount }) =>
      row(title, number(tokens(amount, payout.asset.decimals, payout.asset.decimals)), number(percent(amount, holder.share)))
    ));
  }

  // What the claim holds, where that is more than what the account itself is paid.
  function showClaim({ payout, claim, holder }) {
    const amount = (value) => number(tokens(value, payout.asset.decimals, payout.asset.decimals));
    const others = claim.payments.filter((payment) => payment.holder !== claim.account);
    const own = claim.payments.filter((payment) => payment.holder === claim.account);
    show("claim-section", payout.isCumulative || others.length > 0 || !holder);
    byId("claim-rows").replaceChildren(
      ...(payout.isCumulative ? [row("Claims of earlier epochs", amount(claim.before))] : []),
      ...own.map(({ paid }) => row("Paid for this epoch", amount(paid))),
      ...others.map(({ holder: other, paid }) => row("Paid for " + verifier.checksummed(other), amount(paid))),
      row("The claim", amount(claim.amount))
    );
    show("cumulative-note", payout.isCumulative);
  }

  function showProof({ payout, claim, proof }, otherRoot) {
    const { preset, token } = payout.tree;
    const index = preset === "uniswap" || preset === "sablier" ? claim.index + ", " : "";
    const contract = token === null ? "" : verifier.checksummed(token) + ", ";
    const first = row("Leaf", element("td", "", index + verifier.checksummed(claim.account) + ", " + contract + grouped(claim.amount)), element("td", "", hash(proof.leaf)));
    const steps = proof.steps.map(({ sibling, result }, place) =>
      row(String(place + 1), element("td", "", hash(sibling)), element("td", "", hash(result)))
    );
    byId("proof-rows").replaceChildren(first, ...steps);
    const roots = [["Computed root", proof.root], ["Root in report.json", payout.root], ["Root that you entered", otherRoot]];
    byId("roots").replaceChildren(...roots.filter(([, root]) => root !== null).map(([name, root]) => {
      const verdict = root === proof.root ? element("span", "good", " equal") : element("span", "bad", " another root");
      return element("div", "", element("dt", "", name), element("dd", "", element("code", "root", root), ...(name === "Computed root" ? [] : [verdict])));
    }));
    show("proof-section", true);
  }

  // What the account gets, in one line; null where it gets and claims nothing.
  function headline({ report, payout, holder, claim }, shown) {
    const amount = (value) => tokens(value, payout.asset.decimals, 2) + " " + payout.asset.symbol;
    const others = claim ? claim.payments.filter((payment) => payment.holder !== claim.account).reduce((total, { paid }) => total + paid, 0n) : 0n;
    const also = others > 0n ? (holder ? ", and " : " receives ") + amount(others) + " of what others are paid" : "";
    if (holder && holder.paid > 0n && holder.beneficiary !== holder.account) {
      return shown + " is owed " + amount(holder.paid) + " for epoch " + report.epoch + ", paid to " + verifier.checksummed(holder.beneficiary) + also + ".";
    }
    if (holder) {
      return shown + " gets " + amount(holder.paid) + " for epoch " + report.epoch + also + ".";
    }
    return others > 0n ? shown + also + " in epoch " + report.epoch + "." : shown + " gets nothing new in epoch " + report.epoch + ", and keeps its claim of earlier epochs.";
  }

  function showFindings(found, account, otherRoot) {
    const { report, payout } = found;
    const problems = found.checks.filter(({ problem }) => problem);
    const shown = verifier.checksummed(account);
    showChecks(found.checks);
    if (found.proof) {
      showProof(found, otherRoot);
    }
    if (problems.length > 0) {
      say("bad", "Do not trust this: " + problems.length + (problems.length === 1 ? " check fails." : " checks fail."),
        problems.map(({ title, problem }) => title + ": no, " + problem + ".").join(" "));
      return;
    }
    if (found.exclusion && !found.holder && !found.claim) {
      say("", shown + " is excluded in epoch " + report.epoch + " and gets nothing.", "Reason: " + found.exclusion.reason);
      return;
    }
    if (!found.holder && !found.claim) {
      say("", shown + " gets nothing in epoch " + report.epoch + ".", "The account had no stake in these days: the claims file where it would stand does not list it. Only revshare audit can show that nobody was left out.");
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
    const excluded = found.exclusion ? " The account is excluded: " + found.exclusion.reason + "." : "";
    say("good", headline(found, shown), "All " + found.checks.length + " checks hold" + (found.proof ? ", and the proof leads to the root." : ".") + excluded);
    if (report.payouts.length > 1) {
      const names = report.payouts.filter((other) => other !== payout).map((other) => other.asset.symbol).join(", ");
      byId("verdict").firstChild.append(element("p", "", "This epoch is also paid in " + names + ": choose it above and check again."));
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
      if (isCurrent()) {
        showFindings(check({ verifier, report, payout, document, account, otherRoot }), account, otherRoot);
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
