"""docs/books.md: from the books folder alone to the inputs of every closed epoch."""

import copy
from pathlib import Path
from typing import Iterator

import yaml

import books_ruleset1
import books_ruleset2
from book_settings import account_text, latest
from commitments import Hiding
from governance import Governance
from ledgers import adjustment_rows, in_order, rates, receipts, returned_rows, revenue_entries, stake_events
from reference.chain import Closing, closing
from reference.ruleset2.rows import Adjustment
from reference.units import account_bytes, checksummed, seconds


class Books:
    """The two YAML files, every scalar as the text that stands there, and the ledgers that they name."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.configuration = _yaml(folder / "revshare.yaml", "revshare-books-v1")
        self.governance = Governance(folder, _yaml(folder / "governance.yaml", "revshare-governance-v1")["decisions"])
        self.token = _token(self.configuration["token"])
        self.assets = {asset["id"]: {"id": asset["id"], **_token(asset)} for asset in self.configuration["assets"]}
        self.converted_to = {asset["id"]: asset.get("convertTo") for asset in self.configuration["assets"]}
        ledgers, first = self.configuration["ledgers"], self.all_payouts[0]["asset"]
        hiding = Hiding(folder, self.configuration.get("privacy"))
        self.entries = revenue_entries(folder, ledgers.get("revenue") or [], self.assets, first, hiding)
        self.events = stake_events(folder, ledgers.get("staking") or [], self.token["decimals"], hiding)
        self.rates = rates(folder, ledgers.get("rates") or [], self.assets, hiding)
        self.returned = returned_rows(folder, ledgers.get("returned") or [], self.assets, first, hiding)
        self.adjustments = adjustment_rows(folder, ledgers.get("adjustments") or [], self.assets, first, hiding)
        self.receipts = receipts(folder, ledgers.get("receipts") or [], self.assets)
        start = seconds(self.configuration["epochs"][0]["start"])
        if any(row.time < start for row in self.entries + self.events + self.returned + self.adjustments):
            raise ValueError("a row stands before the first epoch")

    def epochs(self) -> Iterator:
        """The evidence of every closed epoch in order, each computed from its inputs, and these from the epoch before."""
        before = None
        for epoch in self.configuration["epochs"]:
            if epoch.get("closed") != "true":
                return
            evidence = self.evidence(epoch, before)
            yield evidence
            before = closing(evidence)

    def evidence(self, epoch: dict, before: Closing | None, due: list[Adjustment] = []):
        """An epoch after what was left before it; `due` is what corrections gave it, beside the books' own adjustments."""
        stating = self.governance.stating("ruleset", int(epoch["number"]))
        ruleset = int((stating or self.configuration)["ruleset"])
        made = copy.copy(self)
        made.adjustments = in_order(self.adjustments + due)
        return (books_ruleset2 if ruleset == 2 else books_ruleset1).evidence(made, epoch, before)

    @property
    def pools(self) -> list[dict]:
        """Each once, by asset in the order of the books, then by account."""
        order = list(self.assets)
        named = {(order.index(ledger["asset"]), account_bytes(ledger["pool"]))
                 for ledger in self.configuration["ledgers"].get("receipts") or []}
        return [{"asset": order[place], "account": checksummed(account)} for place, account in sorted(named)]

    @property
    def all_payouts(self) -> list[dict]:
        """Every payout asset, with its settings, also one that has not begun, in the order of the books."""
        listed = self.configuration["payout"]
        if isinstance(listed, str):
            settings = {key: self.configuration[key] for key in ("distributor", "tree", "claims", "explicitProofs") if key in self.configuration}
            return [{"asset": listed, **settings}]
        order = list(self.assets)
        return sorted(listed, key=lambda payout: order.index(payout["asset"]))

    def payouts(self, number: int) -> list[dict]:
        return [payout for payout in self.all_payouts if int(payout.get("from", 0)) <= number]

    def streams(self, number: int, decision: dict) -> list[dict]:
        """Those of the decision, with the words that began last."""
        words, ids = {}, []
        for stream in self.configuration["streams"]:
            if stream["id"] not in ids:
                ids.append(stream["id"])
            words.setdefault(stream["id"], []).append(stream)
        if not set(decision["poolShares"]) <= set(ids):
            raise ValueError(f"{decision['id']} names an unknown stream")
        kept = [latest(words[i], number) for i in ids if i in decision["poolShares"]]
        return [{key: stream[key] for key in ("id", "title", "description")} for stream in kept]

    def exclusions(self, number: int) -> list[dict]:
        held = [
            (account_bytes(exclusion["account"]), exclusion["reason"])
            for exclusion in self.configuration.get("exclusions") or []
            if int(exclusion["from"]) <= number <= int(exclusion.get("until", number))
        ]
        return [{"account": checksummed(account), "reason": reason} for account, reason in sorted(held)]


def _yaml(path: Path, form: str) -> dict:
    document = yaml.load(path.read_text("utf-8-sig"), Loader=yaml.BaseLoader)
    if document["format"] != form:
        raise ValueError(f"{path} is not {form}")
    return document


def _token(token: dict) -> dict:
    return {"symbol": token["symbol"], "name": token["name"], "decimals": int(token["decimals"]),
            "contract": account_text(token.get("contract"))}
