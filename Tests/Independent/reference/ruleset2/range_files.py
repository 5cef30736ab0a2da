"""Section 9.1: the claim files of a large distribution, format `revshare-claims-range-v1`."""

from ..claims_tree import ClaimsTree
from ..units import checksummed, digest_text
from .payout import Claim, Holder

AVERAGE_ACCOUNTS = 256
MOST_ACCOUNTS = 512


def range_file(head: dict, tree: ClaimsTree, holders: list[Holder], claims: list[Claim]) -> dict:
    """The file of the holders and claims of one prefix; `head` is what files of every kind begin with."""
    held, claimed = {each.account: each for each in holders}, {each.account: each for each in claims}
    return {
        "format": "revshare-claims-range-v1",
        **head,
        "tree": _tree(tree, claims),
        "rows": [_row(account, held.get(account), claimed.get(account), tree) for account in sorted(held.keys() | claimed.keys())],
        "payments": [
            {"account": checksummed(claim.account), "holder": checksummed(holder), "paid": str(paid)}
            for claim in claims if claim.payments != _own(held.get(claim.account)) for holder, paid in claim.payments
        ],
    }


def _tree(tree: ClaimsTree, claims: list[Claim]) -> dict | None:
    if not claims:
        return None
    first = tree.numbers[claims[0].account]
    nodes = tree.nodes_beside(first, len(claims))
    return {"first": first, "count": len(tree.claims), "nodes": [digest_text(node) for node in nodes]}


def _own(holder: Holder | None) -> list[tuple[bytes, int]]:
    """The payments of a claim that nothing is said of."""
    pays_itself = holder is not None and holder.paid and holder.beneficiary == holder.account
    return [(holder.account, holder.paid)] if pays_itself else []


def _row(account: bytes, holder: Holder | None, claim: Claim | None, tree: ClaimsTree) -> str:
    fields = [checksummed(account)] + [""] * 10
    if holder:
        fields[1:7] = map(str, (holder.weight, holder.share, holder.accrued_in, holder.adjustment, holder.paid, holder.accrued_out))
        if holder.beneficiary != account:
            fields[7] = checksummed(holder.beneficiary)
    if claim:
        index = tree.index(account)
        fields[8:] = ["" if index == tree.numbers[account] else str(index), str(claim.amount), str(claim.before or "")]
    return ",".join(fields)
