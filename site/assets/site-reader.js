"use strict";

// Fetches what is needed of a site and checks it: the index, of an epoch its report, for each payout asset one file of
// claims, and the file of the account that is paid where that is another. Each is fetched once. Where a correction takes
// the place of an epoch's claims, report and claims are the correction's. Knows no page.
(function () {
  const { Refusal, readReport, readClaims, readPublications, statementOf, claimsPath, check } = globalThis.Revshare;
  const { isPaidElsewhere } = globalThis.Revshare.figures;

  class SiteReader {
    constructor(root) {
      this.root = root;
      this.documents = new Map();
    }

    async fetched(path) {
      let response;
      try {
        response = await fetch(this.root + path);
      } catch {
        throw new Refusal("The file " + path + " could not be fetched. Is the connection down? Try again, or use revshare prove.");
      }
      if (!response.ok) {
        throw new Refusal("The file " + path + " could not be read: the server answered " + response.status + ".");
      }
      return response;
    }

    async read(path) {
      if (!this.documents.has(path)) {
        const response = await this.fetched(path);
        try {
          this.documents.set(path, await response.json());
        } catch {
          throw new Refusal("The file " + path + " is not JSON.");
        }
      }
      return this.documents.get(path);
    }

    // What the files say of an account in one payout asset, and the files themselves.
    async findingsOf(payout, report, source, { verifier, account, otherRoot, statement }) {
      const readFile = async (owner) => readClaims(await this.read(claimsPath(report, payout, owner)), report, payout, verifier);
      const document = await readFile(account);
      const holder = document.holders.find((each) => each.account === account);
      const receiver = holder && isPaidElsewhere(holder) ? await readFile(holder.beneficiary) : null;
      const found = check({ verifier, report, payout, document, receiver, statement, account, otherRoot });
      const part = report.isOne ? source : source.assets[report.payouts.indexOf(payout)];
      return { ...found, source: { report: source, part, document: document.source, account, found } };
    }

    // What the files say of an account in an epoch: a finding for each payout asset, and the one that `choose` names. Of
    // the other assets a file that cannot be read is a finding with an error.
    async examine(epoch, choose, { verifier, account, otherRoot }) {
      const publications = readPublications(await this.read("index.json"), epoch);
      const { publication, corrections } = publications;
      const source = await this.read("epochs/" + publication + "/report.json");
      const report = { ...readReport(source, epoch, verifier), publication };
      const chosen = choose(report);
      const findings = [];
      for (const payout of report.payouts) {
        const statement = statementOf(publications, payout);
        try {
          findings.push(await this.findingsOf(payout, report, source, { verifier, account, statement, otherRoot: payout === chosen ? otherRoot : null }));
        } catch (error) {
          if (payout === chosen) {
            throw error;
          }
          findings.push({ report, payout, error });
        }
      }
      return { epoch, report, corrections, findings, found: findings[report.payouts.indexOf(chosen)] };
    }
  }

  Object.assign(globalThis.Revshare, { SiteReader });
})();
