"""Sections 9 and 9.1: holders.csv, claims.csv, tree.json and the claim files of one payout asset."""

from ..canonical import csv_document, json_document
from ..claims_tree import ClaimsTree
from ..evidence import by_prefix, claims_path, prefixes
from ..sum_tree import SumTree
from ..units import checksummed, digest_text, time_text
from .checks import EXPLICIT_PROOFS
from .payout import Claim, Holder, Payout
from .range_files import AVERAGE_ACCOUNTS, MOST_ACCOUNTS, range_file
from .stakes import Piece, Stakes

AVERAGE_HOLDERS = 24
MOST_HOLDERS = 28
HOLDERS = "account,weight,share,accruedIn,adjustment,paid,accruedOut,beneficiary"


def _piece(piece: Piece) -> dict:
    return {
        "start": time_text(piece.start),
        "from": time_text(piece.begin),
        "to": time_text(piece.end),
        "amount": str(piece.amount),
        "factor": piece.factor,
        "weight": str(piece.weight),
    }


def _figures(holder: Holder) -> dict:
    return {
        "account": checksummed(holder.account),
        "weight": str(holder.weight),
        "share": str(holder.share),
        "accruedIn": str(holder.accrued_in),
        "adjustment": str(holder.adjustment),
        "paid": str(holder.paid),
        "accruedOut": str(holder.accrued_out),
        "beneficiary": checksummed(holder.beneficiary),
    }


class ClaimFiles:
    """The documents of one payout asset, and the tree that its claims are committed to."""

    def __init__(self, payout: Payout, stakes: Stakes):
        self.payout, self.stakes = payout, stakes
        claims = [(claim.account, claim.amount) for claim in payout.claims]
        choice = {key: payout.payout[key] for key in ("preset", "order")}
        self.tree = ClaimsTree(claims, choice, payout.asset["contract"])
        self.sums = SumTree([(each.account, each.weight, each.share, each.paid) for each in payout.holders])
        accounts = {row.account for row in payout.holders + payout.claims}
        self.is_large = len(accounts) > payout.payout.get("explicitProofs", EXPLICIT_PROOFS) and choice["order"] == "account"
        limits = (AVERAGE_ACCOUNTS, MOST_ACCOUNTS) if self.is_large else (AVERAGE_HOLDERS, MOST_HOLDERS)
        self.prefix_length, self.split, self.prefixes = prefixes(sorted(accounts), *limits)

    def files(self) -> dict[str, bytes]:
        files = {
            "holders.csv": csv_document(HOLDERS, (list(_figures(holder).values()) for holder in self.payout.holders)),
            "claims.csv": csv_document("index,account,amount,leaf", self.tree.rows()),
        }
        if not self.is_large and (dumped := self.tree.dump()):
            files["tree.json"] = dumped
        holders, claims = by_prefix(self.prefixes, self.payout.holders), by_prefix(self.prefixes, self.payout.claims)
        first = 0
        for prefix in self.prefixes:
            sums = self.sums.proof(first, len(holders[prefix]))
            head = {"epoch": self.payout.inputs.number, "asset": self.payout.id, "prefix": prefix, "root": self._root, "sums": sums}
            files[claims_path(prefix)] = json_document(self._file(head, holders[prefix], claims[prefix]))
            first += len(holders[prefix])
        return files

    @property
    def _root(self) -> str | None:
        return None if self.tree.root is None else digest_text(self.tree.root)

    def _file(self, head: dict, holders: list[Holder], claims: list[Claim]) -> dict:
        if self.is_large:
            return range_file(head, self.tree, holders, claims)
        return self._claim_file(head, holders, claims)

    def _claim_file(self, head: dict, holders: list[Holder], claims: list[Claim]) -> dict:
        return {
            "format": "revshare-claims-v2",
            **head,
            "holders": [{**_figures(holder), "pieces": self._pieces(holder)} for holder in holders],
            "claims": [self._claim(claim) for claim in claims],
        }

    def _pieces(self, holder: Holder) -> list[dict] | None:
        if self.payout.inputs.is_given:
            return None
        return [_piece(piece) for piece in self.stakes.pieces(holder.account)] if holder.weight else []

    def _claim(self, claim: Claim) -> dict:
        return {
            "account": checksummed(claim.account),
            "index": self.tree.index(claim.account),
            "amount": str(claim.amount),
            "before": str(claim.before),
            "payments": [{"holder": checksummed(holder), "paid": str(paid)} for holder, paid in claim.payments],
            **self.tree.place(claim.account),
        }
