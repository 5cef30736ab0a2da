"""Sites whose distributors are really there: books with the addresses of contracts that were deployed on a node."""

import re
from pathlib import Path
from typing import NamedTuple

from chain.chain_client import Client, Contract
from corrected_site import close
from large_sites import DECISION, SETTINGS
from program import OPUR, copy, publish
from published import PublishedSite
from published_rows import claims_of, payout_of

NOBODY = "0x" + "11" * 20
SUPPLY = 10**15


class ClaimSite(NamedTuple):
    """A site, the token it pays, and the distributor of each epoch."""

    site: PublishedSite
    token: Contract
    distributors: dict[int, Contract | None]

    def payout(self, epoch: int) -> dict:
        return payout_of(self.site.json(f"epochs/{epoch}/report.json"))

    def root(self, epoch: int) -> bytes:
        return bytes.fromhex(self.payout(epoch)["claims"]["root"][2:])

    def claim(self, epoch: int, account: str) -> int:
        return int(claims_of(self.site, epoch)[account])

    def fund(self, epoch: int, amount: int | None = None) -> None:
        """Sends a distributor what its epoch pays, or another amount."""
        due = int(self.payout(epoch)["claims"]["toFund"]) if amount is None else amount
        self.token.send("transfer", self.distributors[epoch].address, due)

    def account(self, epochs: list[int]) -> str:
        """The first account that has a claim in each of these epochs."""
        return sorted(set.intersection(*(set(claims_of(self.site, epoch)) for epoch in epochs)))[0]


def books_with(folder: Path, addresses: dict[int, str | None], token: str, tree: str, is_longer: bool) -> Path:
    """The example; an epoch without an address has none from there on."""
    books = copy(OPUR, folder)
    if is_longer:
        close(books)
    path = books / "revshare.yaml"
    text = path.read_text()
    rows = "".join(f'  - {{ address: "{address}", from: {epoch} }}\n' for epoch, address in addresses.items() if address)
    text = re.sub(r"^distributor:\n(  - .*\n)+", f"distributor:\n{rows}" if rows else "", text, flags=re.MULTILINE)
    text = re.sub(r"^payout:", f"tree: {{ format: {tree} }}\npayout:", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"(id: usdc, .*contract: )\"0x\w+\"", rf'\1"{token}"', text))
    return books


def published_with(folder: Path, *settings) -> PublishedSite:
    publish(books_with(folder / "books", *settings), folder / "site")
    return PublishedSite(folder / "site")


def per_epoch(client: Client, folder: Path, kind: str, tree: str) -> ClaimSite:
    """Epochs 1 to 3, each with a distributor of its own that was made for its root; 4 has none that is there."""
    token = client.deploy("Token", "USD Coin", "USDC", 6, SUPPLY)
    plain = published_with(folder / "plain", {}, token.address, tree, False)
    made = {epoch: client.deploy(kind, token.address, bytes.fromhex(payout_of(plain.json(f"epochs/{epoch}/report.json"))["claims"]["root"][2:]))
            for epoch in (1, 2, 3)}
    addresses = {epoch: contract.address for epoch, contract in made.items()} | {4: NOBODY}
    return ClaimSite(published_with(folder / "deployed", addresses, token.address, tree, False), token, made | {4: None})


def cumulative(client: Client, folder: Path, kind: str, tree: str) -> ClaimSite:
    """Epochs 1 to 3 without a distributor, and one for 4 and 5."""
    token = client.deploy("Token", "USD Coin", "USDC", 6, SUPPLY)
    made = client.deploy(kind, *([] if kind == "MerklDistributor" else [token.address]))
    site = published_with(folder, {4: made.address}, token.address, tree, True)
    return ClaimSite(site, token, {1: None, 2: None, 3: None, 4: made, 5: made})


def long_site(folder: Path, count: int) -> tuple[PublishedSite, str]:
    """A site of so many epochs of a day each, without a distributor, and the account of its one holder."""
    books = folder / "books"
    books.mkdir()
    days = [f"2026-07-{day:02}" for day in range(1, count + 2)]
    epochs = "".join(f"  - {{ number: {number}, start: {start}T00:00:00Z, end: {end}T00:00:00Z, closed: true }}\n"
                     for number, (start, end) in enumerate(zip(days, days[1:]), 1))
    (books / "revshare.yaml").write_text(re.sub(r"^epochs:\n(  - .*\n)+", f"epochs:\n{epochs}", SETTINGS % 2, flags=re.MULTILINE))
    (books / "governance.yaml").write_text(DECISION)
    entries = [f"{day}T12:00:00Z,100,R-{day}\n" for day in days[:-1]]
    (books / "revenue.csv").write_text("time,amount,reference\n" + "".join(entries))
    (books / "staking.csv").write_text(f"time,account,amount,reference\n{days[0]}T00:00:00Z,{NOBODY},1000,S-1\n")
    publish(books, folder / "site")
    return PublishedSite(folder / "site"), NOBODY
