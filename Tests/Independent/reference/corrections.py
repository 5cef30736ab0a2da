"""Section 14: corrections, what they publish beside an epoch's evidence, and what they give the next epoch."""

import json
from collections import Counter
from typing import NamedTuple

from . import evidence as first
from .canonical import csv_document, json_document
from .chain import Closing, closing
from .evidence import manifest
from .ruleset2.rows import Adjustment
from .units import checksummed

LISTED_ROWS = 100


class Difference(NamedTuple):
    account: bytes
    before: int
    after: int


class Publication(NamedTuple):
    name: str
    evidence: object
    files: dict[str, bytes]
    settlement: str | None = None
    differences: dict[str, list[Difference]] = {}

    @property
    def number(self) -> int:
        return int(self.name.split(".")[0])


def holders_of(evidence) -> dict[str, list]:
    """The holders of each payout asset, in the order of the report."""
    if isinstance(evidence, first.Evidence):
        return {evidence.inputs.document["asset"]["id"]: evidence.distribution.holders}
    return {payout.id: payout.holders for payout in evidence.distribution.payouts}


def _roots(files: dict[str, bytes]) -> dict[str, str | None]:
    report = json.loads(files["report.json"])
    return {payout["asset"]["id"]: payout["claims"]["root"] for payout in report.get("assets", [report])}


def share_differences(before, after) -> dict[str, list[Difference]]:
    old, new = holders_of(before), holders_of(after)
    differences = {}
    for asset in [*new, *(asset for asset in old if asset not in new)]:
        shares = [Counter({holder.account: holder.share for holder in side.get(asset, [])}) for side in (old, new)]
        accounts = sorted({account for side in shares for account in side})
        rows = [Difference(account, shares[0][account], shares[1][account]) for account in accounts]
        differences[asset] = [row for row in rows if row.before != row.after]
    return differences


def _text(value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def figures_that_differ(before, after, place: str = "") -> list[dict]:
    """Member by member, element by element; what stands on one side alone is null on the other."""
    if isinstance(before, dict) and isinstance(after, dict):
        rows = []
        for key in list(before) + [key for key in after if key not in before]:
            inside = f"{place}.{key}".lstrip(".")
            if key in before and key in after:
                rows += figures_that_differ(before[key], after[key], inside)
            else:
                rows.append({"place": inside, "before": _text(before[key]) if key in before else None,
                             "after": _text(after[key]) if key in after else None})
        return rows
    if isinstance(before, list) and isinstance(after, list):
        rows = [row for i, pair in enumerate(zip(before, after)) for row in figures_that_differ(*pair, f"{place}[{i}]")]
        counts = [f"{len(side)} elements" for side in (before, after)]
        return rows + ([{"place": place, "before": counts[0], "after": counts[1]}] if counts[0] != counts[1] else [])
    return [] if _text(before) == _text(after) else [{"place": place, "before": _text(before), "after": _text(after)}]


def _rows_beyond(table: bytes, other: bytes) -> list[str]:
    left = Counter(other.decode().split("\n")[1:])
    beyond = []
    for row in table.decode().split("\n")[1:]:
        if left[row]:
            left[row] -= 1
        elif row:
            beyond.append(row)
    return beyond


def _tables(before: dict[str, bytes], after: dict[str, bytes]) -> list[dict]:
    tables = []
    for path in sorted(path for path in before.keys() | after.keys() if path.startswith("inputs/") and path.endswith(".csv")):
        old, new = before.get(path, b""), after.get(path, b"")
        if old != new:
            removed, added = _rows_beyond(old, new), _rows_beyond(new, old)
            tables.append({"path": path, "removedCount": len(removed), "addedCount": len(added),
                           "removed": removed[:LISTED_ROWS], "added": added[:LISTED_ROWS]})
    return tables


class History:
    """What was published, in the order of the log."""

    def __init__(self):
        self.publications: list[Publication] = []

    def of(self, number: int) -> list[Publication]:
        return [publication for publication in self.publications if publication.number == number]

    def left(self, number: int) -> Closing | None:
        """What an epoch leaves: stake and deficits as they hold now, money as it was paid."""
        if not self.of(number):
            return None
        now = closing(self.of(number)[-1].evidence)
        paid = closing([p for p in self.of(number) if p.settlement != "adjustments"][-1].evidence)
        manifest_of_now = first.sha256(self.of(number)[-1].files["manifest.json"])
        return now._replace(manifest=manifest_of_now, remainders=paid.remainders, balances=paid.balances)

    def due(self, number: int) -> list[Adjustment]:
        """What the corrections that were published between the epoch before and this one, or until now, give it."""
        names = [publication.name for publication in self.publications]
        if str(number - 1) not in names:
            return []
        since = names.index(str(number - 1))
        until = names.index(str(number)) if str(number) in names else len(names)
        time = self.publications[since].evidence.inputs.end
        return [
            Adjustment(time, asset, row.account, row.after - row.before, publication.number,
                       f"{publication.name}/{asset}/{checksummed(row.account)}", "")
            for publication in self.publications[since:until] if publication.settlement == "adjustments"
            for asset, rows in publication.differences.items() for row in rows
        ]

    def publish(self, books, epoch: dict) -> None:
        number = int(epoch["number"])
        evidence = books.evidence(epoch, self.left(number - 1), self.due(number))
        self.publications.append(Publication(str(number), evidence, evidence.files()))

    def correct(self, books, epoch: dict, reason: str, settlement: str) -> None:
        number = int(epoch["number"])
        evidence = books.evidence(epoch, self.left(number - 1), self.due(number))
        corrected, name = self.of(number)[-1], f"{number}.{len(self.of(number))}"
        differences = share_differences(corrected.evidence, evidence)
        files = evidence.files()
        del files["manifest.json"]
        files["correction.json"] = json_document(self._document(name, corrected, evidence, files, differences, reason, settlement))
        for asset, rows in differences.items():
            files[f"{asset}/differences.csv"] = csv_document("account,before,after,difference", (
                [checksummed(row.account), str(row.before), str(row.after), str(row.after - row.before)] for row in rows))
        files["manifest.json"] = manifest(files)
        self.publications.append(Publication(name, evidence, files, settlement, differences))

    @staticmethod
    def _document(name, corrected, evidence, files, differences, reason, settlement) -> dict:
        old, new = _roots(corrected.files), _roots(files)
        terms = [{**side.inputs.document, "previous": None} for side in (corrected.evidence, evidence)]
        reports = [json.loads(side["report.json"]) for side in (corrected.files, files)]
        return {
            "format": "revshare-correction-v1",
            "publication": name,
            "corrects": corrected.name,
            "reason": reason,
            "settlement": settlement,
            "assets": [{
                "asset": asset,
                "differenceCount": len(rows),
                "increase": str(sum(row.after - row.before for row in rows if row.after > row.before)),
                "decrease": str(sum(row.before - row.after for row in rows if row.before > row.after)),
                "rootBefore": old.get(asset),
                "rootAfter": new.get(asset),
            } for asset, rows in differences.items()],
            "terms": figures_that_differ(*terms),
            "tables": _tables(corrected.files, files),
            "figures": figures_that_differ(*reports),
        }
