"""Section 9.1: claims files of a large distribution, made from the tables of a published payout asset.

`with_range_files` turns a site whose claims files hold proofs into one whose files hold ranges; its manifests and log stay as they were.
"""

import json
from pathlib import Path
from typing import NamedTuple

from reference.canonical import csv_rows, json_document
from reference.claims_tree import ClaimsTree
from reference.evidence import by_prefix, claims_path, prefixes
from reference.ruleset2.claims import HOLDERS
from reference.sum_tree import SumTree
from reference.tree import tree_nodes
from reference.units import account_bytes, digest_text
from trees import PRESETS
from tree_shapes import Digests, layers_of

AVERAGE_ACCOUNTS, MOST_ACCOUNTS = 256, 512


class Row(NamedTuple):
    """An account with its rows of holders.csv and claims.csv, empty where it has none."""

    account: bytes
    holder: list[str]
    claim: list[str]


def nodes_in_array(leaves: Digests, first: int, count: int) -> Digests:
    """What is needed beside `count` leaves of an array, by the text of the section."""
    nodes = tree_nodes(leaves)
    known, needed = {2 * len(leaves) - 2 - k for k in range(first, first + count)}, []
    while known != {0}:
        place = max(known)
        beside = place + 1 if place % 2 else place - 1
        if beside not in known:
            needed.append(nodes[beside])
        known = known - {place, beside} | {(place - 1) // 2}
    return needed


def nodes_in_layers(leaves: Digests, first: int, count: int, odd: str) -> Digests:
    known, needed = set(range(first, first + count)), []
    for layer in layers_of(leaves, odd)[:-1]:
        for place in sorted(known):
            beside = place ^ 1
            if beside not in known and beside < len(layer):
                needed.append(layer[beside])
        known = {place // 2 for place in known}
    return needed


def nodes_beside(preset: str, leaves: Digests, first: int, count: int) -> Digests:
    shape = PRESETS[preset].shape
    if shape == "array":
        return nodes_in_array(leaves, first, count)
    return nodes_in_layers(leaves, first, count, shape)


class RangeFiles:
    """The claims files of one payout asset."""

    def __init__(self, folder: Path, epoch: int, part: dict, limits: tuple[int, int]):
        self.epoch, self.asset, self.preset, self.root = epoch, part["asset"]["id"], part["claims"]["preset"], part["claims"]["root"]
        self.holders = csv_rows((folder / self.asset / "holders.csv").read_bytes(), HOLDERS)
        self.claims = csv_rows((folder / self.asset / "claims.csv").read_bytes(), "index,account,amount,leaf")
        self.tree = ClaimsTree([(account_bytes(row[1]), int(row[2])) for row in self.claims],
                               {"preset": self.preset, "order": part["claims"]["order"]}, part["asset"]["contract"])
        assert self.tree.root is None or digest_text(self.tree.root) == self.root
        self.sums = SumTree([(account_bytes(row[0]), int(row[1]), int(row[2]), int(row[5])) for row in self.holders])
        self.payments = self._payments()
        by_account = {account_bytes(row[0]): [row, []] for row in self.holders}
        for row in self.claims:
            by_account.setdefault(account_bytes(row[1]), [[], []])[1] = row
        self.rows = [Row(account, *both) for account, both in sorted(by_account.items())]
        self.prefix_length, self.split, self.prefixes = prefixes([row.account for row in self.rows], *limits)

    def _payments(self) -> dict[str, list[tuple[str, str]]]:
        """Holder and paid amount of every payment, by the account that has the claim."""
        payments: dict[str, list[tuple[str, str]]] = {row[1]: [] for row in self.claims}
        for row in self.holders:
            if row[5] != "0":
                payments[row[7]].append((row[0], row[5]))
        return payments

    def files(self) -> dict[str, dict]:
        rows, files, holder, claim = by_prefix(self.prefixes, self.rows), {}, 0, 0
        for prefix in self.prefixes:
            inside = rows[prefix]
            holders, claims = sum(1 for row in inside if row.holder), sum(1 for row in inside if row.claim)
            files[claims_path(prefix)] = {
                "format": "revshare-claims-range-v1", "epoch": self.epoch, "asset": self.asset, "prefix": prefix, "root": self.root,
                "sums": self.sums.proof(holder, holders),
                "tree": self._tree(claim, claims),
                "rows": [self._row(row) for row in inside],
                "payments": [payment for row in inside if row.claim for payment in self._named(row)],
            }
            holder, claim = holder + holders, claim + claims
        return files

    def _tree(self, first: int, count: int) -> dict | None:
        if not count:
            return None
        nodes = nodes_beside(self.preset, self.tree.leaves, first, count)
        return {"first": first, "count": len(self.claims), "nodes": [digest_text(node) for node in nodes]}

    def _row(self, row: Row) -> str:
        holder = [*row.holder[1:7], "" if row.holder[7] == row.holder[0] else row.holder[7]] if row.holder else [""] * 7
        return ",".join([(row.holder or row.claim[1:])[0], *holder, *self._claim(row)])

    def _claim(self, row: Row) -> list[str]:
        if not row.claim:
            return ["", "", ""]
        index, account, amount, _ = row.claim
        before = int(amount) - sum(int(paid) for _, paid in self.payments[account])
        place = self.claims.index(row.claim)
        return ["" if int(index) == place else index, amount, str(before) if before else ""]

    def _named(self, row: Row) -> list[dict]:
        account, holder = row.claim[1], row.holder
        paid = [(account, holder[5])] if holder and holder[5] != "0" and holder[7] == account else []
        payments = self.payments[account]
        return [] if payments == paid else [{"account": account, "holder": holder, "paid": paid} for holder, paid in payments]


def with_range_files(site: Path, limits: tuple[int, int] = (AVERAGE_ACCOUNTS, MOST_ACCOUNTS)) -> Path:
    """The site, changed: every payout asset of ruleset 2 whose tree is in account order."""
    for path in sorted(site.glob("epochs/*/report.json")):
        report = json.loads(path.read_bytes())
        for part in report.get("assets", []):
            if part["claims"]["order"] != "account":
                continue
            files = RangeFiles(path.parent, report["epoch"]["number"], part, limits)
            folder = path.parent / files.asset
            for old in sorted((folder / "claims").rglob("*.json")):
                old.unlink()
            for name, document in files.files().items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(json_document(document))
            part["claims"].update(prefixLength=files.prefix_length, split=files.split)
            path.write_bytes(json_document(report))
    return site
