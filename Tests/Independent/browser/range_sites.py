"""Sites with the files of a large distribution, beside the same with proofs, and what the page's own scripts find on both."""

import json
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from published import PublishedSite
from range_files import with_range_files
from reference.canonical import csv_rows
from reference.ruleset2.claims import HOLDERS
from site_server import SiteServer

# So small that accounts of an example stand in many files.
SMALL = (4, 6)
# What is found of accounts in an asset of an epoch, as text; of a claim and a proof all that a reader sees.
FINDINGS = """
const [accounts, epoch, asset, done] = arguments;
const text = (value) => JSON.parse(JSON.stringify(value ?? null, (key, each) => (typeof each === "bigint" ? String(each) : key === "range" ? undefined : each)));
(async () => {
  const { ClaimVerifier, SiteReader, words, keep, claimCall } = globalThis.Revshare;
  const verifier = await ClaimVerifier.from(await (await fetch("../assets/claim-verifier.wasm")).arrayBuffer());
  const reader = new SiteReader("../");
  const found = [];
  for (const account of accounts) {
    const choose = (report) => report.payouts.find((payout) => payout.asset.id === asset);
    const { found: each } = await reader.examine(epoch, choose, { verifier, account: account.toLowerCase(), otherRoot: null });
    const isThere = each.holder || each.claim;
    found.push(text({
      titles: each.checks.map(({ title }) => title), problems: each.checks.filter(({ problem }) => problem),
      headline: isThere ? words.headline(each, account.toLowerCase(), (other) => verifier.checksummed(other)) : "",
      claim: each.claim, proof: each.proof, parts: each.parts, received: each.received, kept: isThere ? keep.proofDocument(each.source) : null,
      call: each.claim ? claimCall(each, each.claim, each.proof.root, verifier) : null,
    }));
  }
  return found;
})().then(done, (error) => done([String(error)]));
"""


class RangeSite(NamedTuple):
    """The site with range files, and the same one as the program wrote it with proofs."""

    server: SiteServer
    plain: SiteServer

    @property
    def folder(self) -> Path:
        return self.server.folder

    def stop(self) -> None:
        self.server.stop()
        self.plain.stop()


def range_site(site: Path, limits: tuple[int, int] = SMALL) -> RangeSite:
    """A site that was published, and its copy beside it with range files."""
    other = site.with_name(site.name + "-range")
    copytree(site, other)
    with_range_files(other, limits)
    return RangeSite(SiteServer(other.resolve()), SiteServer(site.resolve()))


def accounts_of(folder: Path, epoch: int, asset: str) -> list[str]:
    """Those that are a holder, or have a claim, or both."""
    base = PublishedSite(folder).epoch_folder(epoch) / asset
    holders = csv_rows((base / "holders.csv").read_bytes(), HOLDERS)
    claims = csv_rows((base / "claims.csv").read_bytes(), "index,account,amount,leaf")
    return sorted({row[0] for row in holders} | {row[1] for row in claims}, key=str.lower)


def findings(browser, server: SiteServer, accounts: list[str], epoch: int, asset: str) -> list[dict]:
    browser.open(f"{server.origin}/verify/index.html")
    browser.wait_until_idle()
    return browser.driver.execute_async_script(FINDINGS, accounts, epoch, asset)


def without_pieces(kept: dict | None) -> dict | None:
    """A kept proof as it is where no file holds pieces."""
    if kept and kept["holder"]:
        return {**kept, "holder": {**kept["holder"], "pieces": None}}
    return kept


def assert_the_same(browser, site: RangeSite, epoch: int, asset: str, beside: tuple[str, ...] = ()) -> list[dict]:
    """That every account, and those beside, is found as in the files with proofs; what is found of each."""
    accounts = [*accounts_of(site.folder, epoch, asset), *beside]
    ranged, plain = (findings(browser, server, accounts, epoch, asset) for server in (site.server, site.plain))
    assert len(ranged) == len(plain) == len(accounts)
    for account, found, expected in zip(accounts, ranged, plain):
        assert found["problems"] == [], (account, found)
        assert found["kept"] == without_pieces(expected["kept"]), account
        for key in ("headline", "claim", "proof", "parts", "received", "call"):
            assert found[key] == expected[key], (account, key)
    return ranged


def tampered(change):
    """What is done to the bytes of a document by a change of it."""

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json.dumps(document).encode()

    return changed
