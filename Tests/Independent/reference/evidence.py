"""Section 5: every evidence document of an epoch, as bytes by path inside the epoch's folder."""

from functools import cached_property

from .canonical import csv_document, json_document
from .claims_tree import ClaimsTree
from .distribution import Distribution, Holder
from .inputs import EpochInputs
from .presets import tree_of
from .report import report
from .units import checksummed, digest_text, sha256, time_text

AVERAGE_HOLDERS = 64
MOST_HOLDERS = 256


def prefixes(accounts: list[bytes], average: int = AVERAGE_HOLDERS, most: int = MOST_HOLDERS) -> tuple[int, list[str], list[str]]:
    """The prefix length, the prefixes that were split, and the prefixes that have a file, both in order."""
    length = 0
    while len(accounts) > average * 16**length:
        length += 1
    split, kept = [], []

    def place(prefix: str, inside: list[str]) -> None:
        if len(inside) <= most:
            kept.append("0x" + prefix)
            return
        split.append(prefix)
        for digit in "0123456789abcdef":
            place(prefix + digit, [a for a in inside if a[len(prefix)] == digit])

    starts: dict[str, list[str]] = {}
    for account in accounts:
        starts.setdefault(account.hex()[:length], []).append(account.hex())
    for number in range(16**length):
        prefix = f"{number:0{length}x}" if length else ""
        place(prefix, starts.get(prefix, []))
    return length, split, kept


def claims_path(prefix: str) -> str:
    """`claims/0x3.json`; from three digits on every pair that has a digit after it is a folder."""
    digits = prefix[2:]
    folders = [digits[i : i + 2] for i in range(0, len(digits), 2)][:-1]
    return "/".join(["claims", *folders, prefix + ".json"])


def by_prefix(names: list[str], rows: list) -> dict[str, list]:
    """Rows with an account, each where its file is, in their order."""
    table = {prefix: [] for prefix in names}
    lengths = sorted(set(map(len, names)))
    for row in rows:
        digits = "0x" + row.account.hex()
        table[next(digits[:n] for n in lengths if digits[:n] in table)].append(row)
    return table


class Evidence:
    """All that an epoch publishes and that never changes."""

    def __init__(self, inputs: EpochInputs):
        self.inputs = inputs
        self.distribution = d = Distribution(inputs)
        self.tree = ClaimsTree(d.claims, tree_of(inputs.document), inputs.document["asset"]["contract"])
        self.root = self.tree.root
        self.prefix_length, self.split, self.prefixes = prefixes([holder.account for holder in d.holders])

    def files(self) -> dict[str, bytes]:
        asset = self.inputs.document["asset"]["id"]
        files = {f"inputs/{name}": data for name, data in self.inputs.files().items()}
        files["report.json"] = self.report
        files[f"{asset}/holders.csv"] = self._holders()
        files[f"{asset}/claims.csv"] = self._claims()
        if dumped := self.tree.dump():
            files[f"{asset}/tree.json"] = dumped
        for prefix in self.prefixes:
            files[f"{asset}/{claims_path(prefix)}"] = json_document(self._claims_by_prefix(prefix))
        files["manifest.json"] = manifest(files)
        return files

    @cached_property
    def report(self) -> bytes:
        return json_document(report(self.distribution, self.root, self.prefix_length, self.split))

    def _holders(self) -> bytes:
        rows = ([checksummed(h.account), str(h.weight), str(h.share), str(h.paid)] for h in self.distribution.holders)
        return csv_document("account,weight,share,paid", rows)

    def _claims(self) -> bytes:
        return csv_document("index,account,amount,leaf", self.tree.rows())

    def _claims_by_prefix(self, prefix: str) -> dict:
        return {
            "format": "revshare-claims-v1",
            "epoch": self.inputs.number,
            "asset": self.inputs.document["asset"]["id"],
            "prefix": prefix,
            "root": None if self.root is None else digest_text(self.root),
            "holders": [self._holder(h) for h in self._by_prefix[prefix]],
        }

    @cached_property
    def _by_prefix(self) -> dict[str, list[Holder]]:
        return by_prefix(self.prefixes, self.distribution.holders)

    def _holder(self, holder: Holder) -> dict:
        intervals = self.distribution.stakes.intervals[holder.account]
        return {
            "account": checksummed(holder.account),
            "weight": str(holder.weight),
            "share": str(holder.share),
            "paid": str(holder.paid),
            "stakes": [
                {"from": time_text(i.start), "to": time_text(i.end), "amount": str(i.amount)} for i in intervals
            ],
            "claim": self._claim(holder),
        }

    def _claim(self, holder: Holder) -> dict | None:
        if holder.paid == 0:
            return None
        return {"index": self.tree.index(holder.account), "amount": str(holder.paid), **self.tree.place(holder.account)}


def manifest(files: dict[str, bytes]) -> bytes:
    """The list of given files, by the bytes of their paths."""
    return json_document(
        {
            "format": "revshare-manifest-v1",
            "files": [
                {"path": path, "bytes": len(files[path]), "sha256": sha256(files[path])}
                for path in sorted(files, key=str.encode)
            ],
        }
    )
