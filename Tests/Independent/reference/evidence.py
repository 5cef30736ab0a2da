"""Section 5: every evidence document of an epoch, as bytes by path inside the epoch's folder."""

from functools import cached_property

import trees

from .canonical import csv_document, json_compact, json_document
from .distribution import Distribution, Holder
from .inputs import EpochInputs
from .presets import DEFAULT, WITH_DUMP, WITH_TOKEN, tree_of
from .report import report
from .tree import dump, leaf_hash, leaf_position, proof_of, tree_nodes
from .units import account_bytes, checksummed, digest_text, sha256, time_text

AVERAGE_HOLDERS = 64
MOST_HOLDERS = 256


def prefixes(accounts: list[bytes]) -> tuple[int, list[str], list[str]]:
    """The prefix length, the prefixes that were split, and the prefixes that have a file, both in order."""
    length = 0
    while len(accounts) > AVERAGE_HOLDERS * 16**length:
        length += 1
    split, kept = [], []

    def place(prefix: str, inside: list[str]) -> None:
        if len(inside) <= MOST_HOLDERS:
            kept.append("0x" + prefix)
            return
        split.append("0x" + prefix)
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


class Evidence:
    """All that an epoch publishes and that never changes."""

    def __init__(self, inputs: EpochInputs):
        self.inputs = inputs
        self.distribution = d = Distribution(inputs)
        self.claim_numbers = {account: k for k, (account, _) in enumerate(d.claims)}
        self.tree = tree_of(inputs.document)
        self.positions = self.indexes = list(range(len(d.claims)))
        if self.tree == DEFAULT:
            self.leaves = [leaf_hash(account, amount) for account, amount in d.claims]
            self.nodes = tree_nodes(self.leaves) if self.leaves else []
            self.root = self.nodes[0] if self.nodes else None
            self.proofs = [proof_of(self.nodes, leaf_position(k, len(self.leaves))) for k in self.positions]
        else:
            self._build()
        self.prefix_length, self.split, self.prefixes = prefixes([holder.account for holder in d.holders])

    def _build(self) -> None:
        """A tree of another preset or order."""
        name, asset = self.tree["preset"], self.inputs.document["asset"]
        claims = self.distribution.claims
        if name == "uniswap":  # numbers claims by the checksummed text of their accounts
            texts = [checksummed(account) for account, _ in claims]
            self.indexes = [sorted(texts).index(text) for text in texts]
        token = account_bytes(asset["contract"]) if name in WITH_TOKEN else None
        self.columns = [{"index": index, "account": account, "token": token, "amount": amount}
                        for index, (account, amount) in zip(self.indexes, claims)]
        self.built = trees.build(name, self.columns, self.tree["order"]) if claims else None
        evidence = self.built.evidence if self.built else []
        self.leaves, self.proofs = [proven["leaf"] for proven in evidence], [proven["proof"] for proven in evidence]
        self.root = self.built.root if self.built else None
        if self.tree["order"] == "hash":
            self.positions = [sorted(self.leaves).index(leaf) for leaf in self.leaves]

    def _dump(self) -> bytes | None:
        """The tree as OpenZeppelin's library dumps it, where that library has it."""
        if self.root is None or self.tree["preset"] not in WITH_DUMP:
            return None
        if self.tree != DEFAULT:
            return trees.dump(self.tree["preset"], self.columns, self.built)
        values = [(checksummed(account), str(amount)) for account, amount in self.distribution.claims]
        return json_compact(dump(self.nodes, values))

    def files(self) -> dict[str, bytes]:
        asset = self.inputs.document["asset"]["id"]
        files = {f"inputs/{name}": data for name, data in self.inputs.files().items()}
        files["report.json"] = self.report
        files[f"{asset}/holders.csv"] = self._holders()
        files[f"{asset}/claims.csv"] = self._claims()
        if dumped := self._dump():
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
        claims = zip(self.indexes, self.distribution.claims, self.positions)
        rows = ([str(index), checksummed(account), str(amount), str(leaf)] for index, (account, amount), leaf in claims)
        return csv_document("index,account,amount,leaf", rows)

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
        table = {prefix: [] for prefix in self.prefixes}
        lengths = sorted(set(map(len, self.prefixes)))
        for holder in self.distribution.holders:
            digits = "0x" + holder.account.hex()
            table[next(digits[:n] for n in lengths if digits[:n] in table)].append(holder)
        return table

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
        k = self.claim_numbers[holder.account]
        return {
            "index": self.indexes[k],
            "amount": str(holder.paid),
            "leaf": self.positions[k],
            "leafHash": digest_text(self.leaves[k]),
            "proof": [digest_text(sibling) for sibling in self.proofs[k]],
        }


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
