"use strict";

// An account's proof as a file that can be kept: the same bytes as `revshare prove --format json` writes.
(function () {
  const { sumsDocument } = globalThis.Revshare.sums;
  const has = (account) => (row) => String(row.account).toLowerCase() === account;

  // The members are those of the published files, as they stand there.
  function proofDocument({ report, part, document, account, found }) {
    const holder = document.holders.find(has(account)) || null;
    const parts = (found.parts || []).map(({ source, amount }) => ({ source, amount: amount.toString() }));
    const { claims, asset, distributor, allocation } = part;
    if (found.report.isOne) {
      const isStandard = claims.preset === "openzeppelin" && claims.order === "account";
      return {
        format: "revshare-proof-v1", epoch: report.epoch, chain: report.chain, distributor, asset,
        ...(isStandard ? {} : { tree: { preset: claims.preset, order: claims.order } }),
        root: claims.root, allocation: allocation.amount, totalWeight: report.stake.totalWeight, holder, parts,
      };
    }
    const claim = document.claims.find(has(account)) || null;
    return {
      format: "revshare-proof-v2", epoch: report.epoch, chain: report.chain, token: report.token, weighting: report.weighting, asset, distributor,
      preset: claims.preset, order: claims.order, scheme: claims.scheme, minimum: part.payment.minimum, root: claims.root, sums: found.sums && found.sums.own ? sumsDocument(found.sums.own) : null,
      allocation: allocation.amount, totalWeight: report.stake.totalWeight, account: (holder || claim).account, holder, parts, claim,
    };
  }

  // What the file that checks itself holds: the proof, and what its words need beside it.
  function proofFileContent(source) {
    const { site, report, part, found } = source;
    const { title, baseURL, notice } = site;
    return {
      format: "revshare-proof-file-v1", site: { title, baseURL, notice }, token: report.token, holderCount: report.stake.holderCount, claimCount: part.claims.count,
      titles: (found.parts || []).map(({ title }) => title), proof: proofDocument(source),
    };
  }

  const text = (value) => JSON.stringify(value, null, 2) + "\n";

  // The file around a content; `shell` is published beside the scripts.
  function proofFile(shell, content) {
    const place = shell.indexOf("@CONTENT@");
    return shell.slice(0, place) + text(content).replaceAll("<", "\\u003c") + shell.slice(place + "@CONTENT@".length);
  }

  Object.assign(globalThis.Revshare, { keep: { proofDocument, proofFileContent, proofFile, text } });
})();
