"use strict";

// The page "Check an account": reads the form, asks the site and the wallet, shows what was found.
(function () {
  const { ClaimVerifier, Refusal, SiteReader, readAccount, readRoot, words, view, keep, claimCall, contractRoot, wallet, walletAccount, walletSource, nodeSource, rootName, offerWallets, showCall, ClaimAction } = globalThis.Revshare;
  const { isPaidElsewhere } = globalThis.Revshare.figures;
  const { reasonOf, detailOf, problemsOf, outcomeCell, amountIn, receivedIn, getsText, keptText, madeWords, correctionNotes, correctionMark } = globalThis.Revshare.outcome;
  const { byId, element, show, row, number, say } = view;
  const sections = ["result", "claim-section", "checks-section", "proof-section", "sums-section", "payouts-section", "history-section", "keep-section", "call-section"];
  const form = byId("check-form");
  // Where the books name a node.
  const nodeField = byId("node-root-field");
  const site = new SiteReader("../");
  let verifier = null;
  let running = 0;
  // What is shown: an account in an epoch, and what is found of it in each epoch so far.
  let shownCheck = null;
  let known = new Map();
  const claiming = new ClaimAction({
    verifier: () => verifier,
    index: () => site.read("index.json"),
    epochs: () => [...byId("epoch").options].map(({ value }) => Number(value)),
    examine: examineOnce,
  });

  const shownAccount = (account) => verifier.checksummed(account);

  // A link to the check of another account, epoch or asset.
  function checkLink(text, account, epoch, asset) {
    const link = element("a", "", text);
    link.href = "?" + new URLSearchParams({ account: shownAccount(account), epoch, asset });
    return link;
  }

  function showPayouts({ report, findings, found }, account) {
    show("payouts-section", findings.length > 1);
    byId("payouts-rows").replaceChildren(...findings.map((finding) => {
      const { symbol, id } = finding.payout.asset;
      const heading = finding.payout === found.payout ? symbol + " (shown here)" : checkLink("check " + symbol, account, report.epoch, id);
      return row(heading, number(getsText(finding)), number(keptText(finding)), outcomeCell(finding));
    }));
  }

  function showFindings(examined, account, otherRoot) {
    const { found } = examined;
    const problems = problemsOf(found);
    const proven = found.proof ? found : found.received;
    view.showChecks(found.checks, words.uncheckedWords(found));
    if (proven && proven.proof) {
      view.showProof(found, proven.claim, proven.proof, shownAccount);
      byId("proof-of").append(madeWords(proven.proof));
      showRoots(otherRoot);
      showAsking("wallet", wallet() !== null && found.source.part.distributor !== null);
      if (nodeField) {
        showAsking("node", found.source.part.distributor !== null);
      }
    }
    sayFindings(examined, account);
    byId("verdict").firstChild.append(...correctionNotes(examined));
    showPayouts(examined, account);
    showHistory();
    if (problems.length > 0) {
      return;
    }
    if (found.holder) {
      view.showWhy(found, shownAccount);
      view.showParts(found);
      view.showTotals(found);
      show("result", true);
    }
    if (found.claim) {
      view.showClaim(found, shownAccount, (text, other) => checkLink(text, other, found.report.epoch, found.payout.asset.id));
    }
    showCall(found, found.claim && shownCall(shownCheck), shownAccount);
    claiming.offer(account);
    show("keep-section", found.holder !== null || found.claim !== null);
    if (found.holder && isPaidElsewhere(found.holder)) {
      const link = checkLink("Check the account that it is paid to", found.holder.beneficiary, found.report.epoch, found.payout.asset.id);
      byId("verdict").firstChild.append(element("p", "", link));
    }
  }

  const shownCall = ({ found }) => claimCall(found, found.claim, found.proof.root, verifier);

  function showAsking(name, isThere) {
    show(name + "-root-field", isThere);
    byId(name + "-answer").textContent = "";
  }

  // The root that the proof leads to, and those that it is compared with.
  function showRoots(otherRoot) {
    const { found, chainRoots } = shownCheck;
    const { proof } = found.proof ? found : found.received;
    view.showRoots(proof.root, [
      ["Root in report.json", found.payout.root],
      ["Root that you entered", otherRoot],
      ...chainRoots,
    ]);
  }

  // The checks that fail, with those of the assets that are not shown.
  function failures({ findings, found }) {
    return findings.flatMap((finding) => problemsOf(finding).map(({ title, problem }) => (finding === found ? "" : finding.payout.asset.symbol + ": ") + title + ": no, " + problem + "."));
  }

  function sayFindings(examined, account) {
    const { report, checks, exclusion, holder, claim, proof, received } = examined.found;
    const shown = shownAccount(account);
    const failed = failures(examined);
    const isElsewhere = examined.findings.some((finding) => finding.holder || finding.claim);
    if (failed.length > 0) {
      say("bad", "Do not trust this: " + failed.length + (failed.length === 1 ? " check fails." : " checks fail."), failed.join(" "));
    } else if (exclusion && !holder && !claim) {
      say("", shown + " is excluded in epoch " + report.epoch + " and gets nothing.", "Reason: " + exclusion.reason);
    } else if (!holder && !claim && isElsewhere) {
      say("", shown + " gets nothing in this asset in epoch " + report.epoch + ".", "What it gets in others is listed below.");
    } else if (!holder && !claim) {
      say("", shown + " gets nothing in epoch " + report.epoch + ".", "The account had no stake in these days: the claims file where it would stand does not list it. Only revshare audit can show that nobody was left out.");
    } else {
      const isProven = proof !== null || received !== null;
      const excluded = exclusion ? " The account is excluded. Reason: " + exclusion.reason : "";
      say("good", words.headline(examined.found, account, shownAccount), "All " + checks.length + " checks hold" + (isProven ? ", and the proof leads to the root." : ".") + excluded);
    }
  }

  // The epochs of the index with what is known of the account in each; the others have a button that fetches them.
  function showHistory() {
    const { account } = shownCheck;
    const epochs = [...byId("epoch").options].map(({ value, text }) => ({ number: Number(value), text }));
    byId("history-rows").replaceChildren(...epochs.map(({ number: epoch, text }) => {
      const examined = known.get(epoch);
      if (!examined) {
        const button = element("button", "minor", "Show epoch " + epoch);
        button.type = "button";
        button.addEventListener("click", () => showOlder([epoch]));
        // In both columns, which a phone has room for.
        const cell = element("td", "", button);
        cell.colSpan = 2;
        const unknown = row(text, cell);
        unknown.className = "screen-only";
        return unknown;
      }
      if (examined.error) {
        return row(text, number("\u2013"), outcomeCell(examined));
      }
      const heading = epoch === shownCheck.epoch ? text : checkLink(text, account, epoch, examined.findings[0].payout.asset.id);
      const failing = examined.findings.find((finding) => problemsOf(finding).length > 0);
      const amounts = examined.findings.map((finding) => element("span", "line", getsText(finding)));
      return row(element("span", "line", heading, ...correctionMark(examined)), number(...amounts), outcomeCell(failing || examined.findings[0]));
    }));
    showSums(epochs.length);
    show("older", epochs.some(({ number: epoch }) => !known.has(epoch)));
    show("history-section", epochs.length > 1);
  }

  // What the account is paid in the epochs that are shown, in each asset.
  function showSums(epochCount) {
    const sums = new Map();
    const examined = [...known.values()].filter(({ error }) => !error);
    for (const finding of examined.flatMap(({ findings }) => findings)) {
      const { payout } = finding;
      const paid = finding.error ? 0n : receivedIn(finding);
      const name = JSON.stringify(payout.asset);
      sums.set(name, { payout, amount: (sums.has(name) ? sums.get(name).amount : 0n) + paid });
    }
    const name = examined.length === epochCount ? "All " + epochCount + " epochs" : "The " + examined.length + (examined.length === 1 ? " epoch" : " epochs") + " shown";
    const lines = [...sums.values()].map(({ payout, amount }) => element("span", "line", amountIn(payout, amount)));
    byId("history-sum").replaceChildren(row(name, number(...lines), element("td", "")));
  }

  // What is found of the account that is shown in an epoch, fetched where it is not known yet; null once another account
  // or epoch is shown.
  async function examineOnce(epoch) {
    const { account, turn } = shownCheck;
    if (known.has(epoch)) {
      return known.get(epoch);
    }
    let examined;
    try {
      examined = await site.examine(epoch, (report) => report.payouts[0], { verifier, account, otherRoot: null });
    } catch (error) {
      examined = { error };
    }
    if (turn !== running) {
      return null;
    }
    known.set(epoch, examined);
    showHistory();
    return examined;
  }

  // Fetches and checks epochs one after the other, as long as the account that is shown stays the same.
  async function showOlder(epochs) {
    byId("history-status").textContent = "Checking\u2026";
    for (const epoch of epochs) {
      if ((await examineOnce(epoch)) === null) {
        return;
      }
    }
    // The button that was pressed is gone: the next one, or else the table, takes its place for the keyboard.
    (byId("history-rows").querySelector("button") || byId("history-table")).focus();
    byId("history-status").textContent = epochs.length === 1 ? "Epoch " + epochs[0] + " is checked." : "All epochs are checked.";
  }

  async function run() {
    const turn = (running += 1);
    const isCurrent = () => turn === running;
    for (const id of sections) {
      show(id, false);
    }
    claiming.offer(null);
    const field = byId("account");
    const rootField = byId("root");
    field.removeAttribute("aria-invalid");
    rootField.removeAttribute("aria-invalid");
    byId("history-status").textContent = "";
    say("", "Checking\u2026");
    try {
      verifier = verifier || (await ClaimVerifier.from(await (await site.fetched("assets/claim-verifier.wasm")).arrayBuffer()));
      const account = refusable(field, () => readAccount(field.value, verifier));
      const otherRoot = refusable(rootField, () => readRoot(rootField.value));
      const epoch = Number(byId("epoch").value);
      const examined = await site.examine(epoch, choosePayout, { verifier, account, otherRoot });
      if (isCurrent()) {
        if (!shownCheck || shownCheck.account !== account) {
          known = new Map();
        }
        known.set(epoch, examined);
        shownCheck = { ...examined, account, otherRoot, turn, chainRoots: new Map() };
        showFindings(examined, account, otherRoot);
      }
    } catch (error) {
      if (isCurrent()) {
        say("bad", "Not checked: " + reasonOf(error), detailOf(error));
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

  // The epochs of the index, the latest first; the ones in the page stay where it cannot be read.
  async function fillEpochs(wanted) {
    const select = byId("epoch");
    const index = await site.read("index.json");
    const epochs = index.epochs.map(({ number: epoch, start, end }) => ({ epoch, start, end })).sort((a, b) => b.epoch - a.epoch);
    const options = epochs.map(({ epoch, start, end }) => {
      const lastDay = new Date(Date.parse(end) - 1000).toISOString().slice(0, 10);
      return new Option(epoch + ": " + String(start).slice(0, 10) + " to " + lastDay, String(epoch));
    });
    // What the reader is choosing from stays, where it is the same.
    if ([...select.options].map(({ text }) => text).join("\n") !== options.map(({ text }) => text).join("\n")) {
      select.replaceChildren(...options);
    }
    if (epochs.some(({ epoch }) => String(epoch) === wanted)) {
      select.value = wanted;
    }
  }

  // Gives the reader a file that the page made.
  function save(name, type, content) {
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // Says beside a button why what it does did not work.
  function onClick(id, statusId, act) {
    byId(id).addEventListener("click", async () => {
      byId(statusId).textContent = "";
      try {
        await act();
      } catch (error) {
        byId(statusId).textContent = (error instanceof Refusal ? "" : "It did not work: ") + reasonOf(error);
      }
    });
  }

  const savedName = ({ epoch, found, account }, ending) => "proof-" + epoch + "-" + found.payout.asset.id + "-" + shownAccount(account) + ending;

  async function saveProofFile() {
    const checked = shownCheck;
    const index = await site.read("index.json");
    const shell = await (await site.fetched("assets/proof-file.txt")).text();
    const content = keep.proofFileContent({ ...checked.found.source, site: index.site });
    save(savedName(checked, ".html"), "text/html", keep.proofFile(shell, content));
  }

  async function copyCall() {
    const { data } = shownCall(shownCheck);
    try {
      await navigator.clipboard.writeText(data);
    } catch {
      throw new Refusal("The browser does not let this page copy. Save it instead.");
    }
    byId("call-status").textContent = "Copied: " + (data.length - 2) / 2 + " bytes.";
  }

  async function askWalletForAccount() {
    byId("account").value = await walletAccount();
    submit();
  }

  // Compares with the root that the contract holds, as the wallet or the node says.
  async function askForRoot({ name, owned, ask, remedy }) {
    const { found, turn, otherRoot, chainRoots } = shownCheck;
    const { report, part } = found.source;
    byId(name + "-answer").textContent = "Asking\u2026";
    const root = await contractRoot({ name, ask, remedy }, report.chain, part.distributor, found.payout.tree, verifier);
    if (turn !== running) {
      return;
    }
    chainRoots.set("Root that the contract holds, as " + owned + " reads it", root);
    showRoots(otherRoot);
    const isEqual = root === (found.proof ? found : found.received).proof.root;
    const why = found.payout.isCumulative
      ? " Claims are cumulative here: the contract holds the root of the last epoch that was posted. If that is this epoch, ask the publisher before you claim."
      : " It may not be posted yet, or it may be wrong: ask the publisher before you claim.";
    byId(name + "-answer").textContent = owned[0].toUpperCase() + owned.slice(1) + " asked " + part.distributor + " on " + report.chain.name + " (chain " + report.chain.id + ") for " + rootName(found.payout.tree) + "(), and sent nothing. " +
      (isEqual ? "The contract holds the root that your proof leads to." : "The contract holds another root than the one that your proof leads to." + why);
  }

  function submit() {
    const shared = new URLSearchParams({ account: byId("account").value.trim(), epoch: byId("epoch").value });
    if (byId("asset").value) {
      shared.set("asset", byId("asset").value);
    }
    history.replaceState(null, "", "?" + shared);
    run();
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
      submit();
    });
    offerWallets(() => claiming.offer(claiming.account));
    onClick("wallet-account", "wallet-status", askWalletForAccount);
    onClick("wallet-root", "wallet-answer", () => askForRoot(walletSource));
    if (nodeField) {
      onClick("node-root", "node-answer", () => askForRoot(nodeSource(nodeField.dataset.node)));
    }
    onClick("save-json", "keep-status", () => save(savedName(shownCheck, ".json"), "application/json", keep.text(keep.proofDocument(shownCheck.found.source))));
    onClick("save-file", "keep-status", saveProofFile);
    onClick("copy-call", "call-status", copyCall);
    onClick("save-call", "call-status", () => save(savedName(shownCheck, ".calldata.txt"), "text/plain", shownCall(shownCheck).data + "\n"));
    byId("older").addEventListener("click", () => showOlder([...byId("epoch").options].map(({ value }) => Number(value))));
    byId("account").value = query.get("account") || "";
    try {
      await fillEpochs(query.get("epoch"));
    } catch (error) {
      say("bad", "Not checked: " + reasonOf(error), detailOf(error));
    }
    if (byId("account").value) {
      await run();
    }
  }

  start();
})();
