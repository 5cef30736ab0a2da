"""Section 15: what the pools received on the chain, beside the entries that name its transactions."""

import re
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from ..requirement import check_table, require
from ..units import account_bytes, checksummed, fitting, time_text, unsigned
from .rows import Entry, Receipt

LISTED_ROWS = 100
POLICIES = ("report", "refuse")
BLOCK_KEYS, KEYS, POOL_KEYS = ["number", "hash"], ["policy", "pools"], ["asset", "account"]


class Name(NamedTuple):
    """What a reference names: a transaction, in lower case, and perhaps one of its logs."""

    transaction: str
    log: int | None

    def text(self) -> str:
        return self.transaction if self.log is None else f"{self.transaction}:{self.log}"


def named(reference: str) -> Name | None:
    found = re.match(r"0x[0-9a-fA-F]{64}(?![0-9a-zA-Z])", reference)
    if not found:
        return None
    log = re.fullmatch(r":(0|[1-9][0-9]*)", reference[66:])
    return Name(found[0].lower(), int(log[1]) if log and int(log[1]) < 2**64 else None)


class Group(NamedTuple):
    """Entries that name one thing, in one asset, and the receipts of it."""

    name: Name
    asset: str
    entries: list[Entry]
    receipts: list[Receipt]

    @property
    def booked(self) -> int:
        return fitting(sum(entry.amount for entry in self.entries))

    @property
    def received(self) -> int:
        return fitting(sum(receipt.amount for receipt in self.receipts))

    @property
    def kind(self) -> str:
        if not self.entries:
            return "unexplained"
        if not self.receipts:
            return "missing"
        return "matched" if self.booked == self.received else "differing"

    def received_by_entry(self) -> list[int]:
        """To each entry up to its amount, to the last all of the rest."""
        parts, rest = [], self.received
        for entry in self.entries[:-1]:
            parts.append(min(rest, entry.amount))
            rest -= parts[-1]
        return parts + [rest] if self.entries else []


class Reconciliation:
    def __init__(self, inputs):
        self.inputs, self.document = inputs, inputs.document["reconciliation"]
        pools = {pool["asset"] for pool in self.document["pools"]}
        self.assets = [asset for asset in inputs.assets if asset in pools]
        self.entries = [e for e in inputs.entries if e.asset in pools and e.amount >= 0]

    @cached_property
    def groups(self) -> list[Group]:
        """Those with entries in the order of their first one, then those with receipts alone."""
        groups: dict[tuple[Name, str], Group] = {}
        for entry in self.entries:
            if name := named(entry.reference):
                groups.setdefault((name, entry.asset), Group(name, entry.asset, [], [])).entries.append(entry)
        for receipt in self.inputs.receipts:
            name = named(receipt.reference)
            if (name, receipt.asset) not in groups:
                name = name._replace(log=None)
            groups.setdefault((name, receipt.asset), Group(name, receipt.asset, [], [])).receipts.append(receipt)
        return list(groups.values())

    @cached_property
    def kinds(self) -> dict[str, Group]:
        """The group of each entry and receipt, by its reference and its table."""
        return {(type(row), row.reference): group for group in self.groups for row in group.entries + group.receipts}

    def kind(self, row: Entry | Receipt) -> str:
        group = self.kinds.get((type(row), row.reference))
        return group.kind if group else "unnamed"

    @property
    def missing(self) -> list[Entry]:
        return [entry for entry in self.entries if self.kind(entry) == "missing"]

    @property
    def differing(self) -> list[Group]:
        return [group for group in self.groups if group.kind == "differing"]

    @property
    def unexplained(self) -> list[Receipt]:
        return [receipt for receipt in self.inputs.receipts if self.kind(receipt) == "unexplained"]

    def report(self) -> dict:
        return {
            **self.document,
            "assets": [self._asset(asset) for asset in self.assets],
            "streams": [row for stream in self.inputs.document["streams"] for asset in self.assets
                        for row in self._stream(stream["id"], asset)],
            "missing": [{"reference": e.reference, "stream": e.stream, "asset": e.asset, "amount": str(e.amount)}
                        for e in self.missing[:LISTED_ROWS]],
            "differing": [{"transaction": g.name.text(), "asset": g.asset, "booked": str(g.booked), "received": str(g.received)}
                          for g in self.differing[:LISTED_ROWS]],
            "unexplained": [{"time": time_text(r.time), "asset": r.asset, "amount": str(r.amount), "sender": checksummed(r.sender),
                             "reference": r.reference} for r in self.unexplained[:LISTED_ROWS]],
        }

    def _asset(self, name: str) -> dict:
        asset = self.inputs.assets[name]
        receipts = [receipt for receipt in self.inputs.receipts if receipt.asset == name]
        kinds = {kind: counted([r for r in receipts if self.kind(r) == kind]) for kind in ("matched", "differing", "unexplained")}
        return {"asset": {key: asset[key] for key in ("id", "symbol", "name", "decimals", "contract")},
                "receipts": counted(receipts), **kinds}

    def _stream(self, stream: str, asset: str) -> list[dict]:
        entries = [entry for entry in self.entries if (entry.stream, entry.asset) == (stream, asset)]
        if not entries:
            return []
        booked = [entry for entry in entries if self.kind(entry) != "unnamed"]
        received: dict[str, int] = defaultdict(int)
        for group in self.groups:
            for entry, part in zip(group.entries, group.received_by_entry()):
                received[entry.reference] = part
        sums = sum(entry.amount for entry in booked), sum(received[entry.reference] for entry in booked)
        of = {kind: counted([e for e in entries if self.kind(e) == kind]) for kind in ("matched", "missing", "unnamed")}
        return [{"stream": stream, "asset": asset, "booked": counted(booked), "matched": of["matched"], "missing": of["missing"],
                 "received": str(sums[1]), "difference": str(sums[0] - sums[1]), "unnamed": of["unnamed"]}]


def counted(rows: list) -> dict:
    return {"count": len(rows), "amount": str(fitting(sum(row.amount for row in rows)))}


def check_chain(inputs) -> None:
    """What is said of the chain, and its receipts."""
    block, document = inputs.document.get("block"), inputs.document.get("reconciliation")
    if block is not None:
        require(list(block) == BLOCK_KEYS and re.fullmatch("0x[0-9a-f]{64}", block["hash"]) is not None, "block")
        unsigned(block["number"])
    if document is None:
        require(not inputs.receipts, "receipts without a reconciliation")
        return
    require(list(document) == KEYS and document["policy"] in POLICIES, "reconciliation")
    require(all(list(pool) == POOL_KEYS and pool["asset"] in inputs.assets for pool in document["pools"]), "pools")
    order = [(list(inputs.assets).index(pool["asset"]), account_bytes(pool["account"])) for pool in document["pools"]]
    require(order == sorted(set(order)) and len(order) > 0, "order of pools")
    check_table(inputs, "receipts.csv", inputs.receipts)
    for receipt in inputs.receipts:
        name = named(receipt.reference)
        require(name is not None and name.log is not None and name.text() == receipt.reference, f"{receipt.reference} is no log")
        require(receipt.asset in {pool["asset"] for pool in document["pools"]}, f"{receipt.reference}: no asset of a pool")
    found = Reconciliation(inputs)
    refused = document["policy"] == "refuse" and (found.missing or found.differing or found.unexplained)
    require(not refused, "entries and receipts do not agree")
