"""What the browser tests need of a published epoch, of either ruleset: one payout asset, its holders, claims and root."""

from typing import NamedTuple

from published import PublishedSite, recomputed
from reference.canonical import csv_rows
from reference.evidence import claims_path


class Row(NamedTuple):
    """The rows of one account in a claims file; ruleset 1 has the claim inside of the holder."""

    holder: dict
    claim: dict


class Expected(NamedTuple):
    """What the reference gives an account that is paid itself."""

    paid: int
    parts: list[int]


def payout_of(report: dict) -> dict:
    """The figures of the first payout asset."""
    return report["assets"][0] if "assets" in report else report


def claims_of(published: PublishedSite, number: int) -> dict[str, str]:
    """Account and amount of every claim of an epoch, from claims.csv."""
    asset = payout_of(published.json(f"epochs/{number}/report.json"))["asset"]["id"]
    path = published.epoch_folder(number) / asset / "claims.csv"
    return {row[1]: row[2] for row in csv_rows(path.read_bytes(), "index,account,amount,leaf")}


def claims_file(published: PublishedSite, number: int, account: str) -> str:
    """Where the claim of an account stands: the file with the longest prefix of it."""
    asset = payout_of(published.json(f"epochs/{number}/report.json"))["asset"]["id"]
    base = f"epochs/{number}/{asset}/"
    prefixes = [account.lower()[:length] for length in range(42, 1, -1)]
    return base + next(path for path in map(claims_path, prefixes) if (published.folder / base / path).is_file())


def row_of(document: dict, account: str) -> Row:
    """The account's rows in a claims file, to be read or changed."""
    holder = next(holder for holder in document["holders"] if holder["account"] == account)
    claims = document.get("claims")
    return Row(holder, holder["claim"] if claims is None else next(claim for claim in claims if claim["account"] == account))


def expected_of(published: PublishedSite, number: int) -> dict[str, Expected]:
    """What the reference gives, by account, for those who are paid and receive it themselves."""
    distribution = recomputed(published.folder, number).distribution
    payout = distribution.payouts[0] if hasattr(distribution, "payouts") else distribution
    own = [holder for holder in payout.holders if getattr(holder, "beneficiary", holder.account) == holder.account and holder.paid > 0]
    accounts = {account.lower(): account for account in claims_of(published, number)}
    return {accounts["0x" + holder.account.hex()]: Expected(holder.paid, payout.parts(holder)) for holder in own}


