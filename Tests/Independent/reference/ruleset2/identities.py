"""Section 8.10: the identities of a payout asset."""

from ..report import identity
from .payout import Payout


def identities(p: Payout) -> list[dict]:
    entries, deficit_in = p.total("entries"), p.total("deficit_in")
    revenue, deficit_out = p.total("revenue"), p.total("deficit_out")
    contributions, retained = p.total("contribution"), p.total("retained")
    shares, paid = p.sum("share"), p.sum("paid")
    claims, before = sum(claim.amount for claim in p.claims), sum(claim.before for claim in p.claims)
    parts = sum(sum(p.parts(holder)) for holder in p.holders)
    table = [
        ("streams", [("entries", entries), ("deficitIn", -deficit_in)],
         [("revenue", revenue), ("deficitOut", -deficit_out)]),
        ("revenue", [("revenue", revenue)], [("retained", retained), ("contributions", contributions)]),
        ("collection", [("contributions", contributions), ("returned", p.returned)], [("pool", p.pool)]),
        ("pool", [("pool", p.pool)],
         [("allocated", p.allocated), ("reinvested", p.reinvested), ("correctionCharge", p.correction_charge)]),
        ("allocation", [("allocated", p.allocated), ("remainderIn", p.remainder_in)],
         [("shares", shares), ("remainderOut", p.remainder_out)]),
        ("payment",
         [("shares", shares), ("accruedIn", p.sum("accrued_in")), ("adjustments", p.sum("adjustment"))],
         [("paid", paid), ("accruedOut", p.sum("accrued_out"))]),
        ("claims", [("claims", claims), ("before", -before)], [("paid", paid)]),
        ("parts", [("parts", parts)], [("shares", shares)]),
    ]
    return [identity(*row) for row in table]
