"""Section 5, report.json: every figure of an epoch, and both sides of every identity."""

from .distribution import Distribution
from .inputs import lots_document
from .presets import LEAVES, tree_of
from .units import digest_text, sha256


def identities(d: Distribution) -> list[dict]:
    """The identities of ruleset 1; each side is a list of named terms."""
    entries, deficit_in = d.total("entries"), d.total("deficit_in")
    revenue, deficit_out = d.total("revenue"), d.total("deficit_out")
    parts = sum(sum(d.parts(holder)) for holder in d.holders)
    table = [
        ("streams", [("entries", entries), ("deficitIn", -deficit_in)],
         [("revenue", revenue), ("deficitOut", -deficit_out)]),
        ("revenue", [("revenue", revenue)],
         [("retained", d.total("retained")), ("contributions", d.total("contribution"))]),
        ("contributions", [("contributions", d.total("contribution"))], [("pool", d.pool)]),
        ("pool", [("pool", d.pool)], [("allocated", d.allocated), ("reinvested", d.reinvested)]),
        ("allocation", [("allocated", d.allocated), ("remainderIn", d.remainder_in)],
         [("shares", d.shares), ("remainderOut", d.remainder_out)]),
        ("payment", [("shares", d.shares)], [("paid", d.paid)]),
        ("claims", [("paid", d.paid)], [("claims", sum(amount for _, amount in d.claims))]),
        ("parts", [("parts", parts)], [("shares", d.shares)]),
    ]
    return [identity(*row) for row in table]


def identity(name: str, left: list, right: list) -> dict:
    totals = [sum(amount for _, amount in side) for side in (left, right)]
    if totals[0] != totals[1]:
        raise AssertionError(f"the identity {name} does not hold: {totals[0]} and {totals[1]}")
    terms = [[{"name": term, "amount": str(amount)} for term, amount in side] for side in (left, right)]
    return {"name": name, "left": terms[0], "right": terms[1],
            "leftTotal": str(totals[0]), "rightTotal": str(totals[1])}


def report(d: Distribution, root: bytes | None, prefix_length: int, split: list[str]) -> dict:
    document = d.inputs.document
    total_claims = str(sum(amount for _, amount in d.claims))
    return {
        "format": "revshare-report-v1",
        "ruleset": document["ruleset"],
        **{key: document[key] for key in ("epoch", "chain", "distributor", "token", "asset", "decision")},
        "streams": [_stream(*row) for row in zip(document["streams"], document["decision"]["poolShares"], d.streams)],
        "totals": totals(d),
        "pool": {
            "amount": str(d.pool),
            "stakerShare": document["decision"]["stakerShare"],
            "allocated": str(d.allocated),
            "reinvested": str(d.reinvested),
        },
        "allocation": {
            "allocated": str(d.allocated),
            "remainderIn": str(d.remainder_in),
            "amount": str(d.allocation),
            "shares": str(d.shares),
            "remainderOut": str(d.remainder_out),
        },
        "stake": {
            "eventCount": len(d.inputs.events),
            "holderCount": len(d.holders),
            "totalWeight": str(d.total_weight),
            "opening": str(sum(lot.amount for lot in d.inputs.opening)),
            "closing": str(sum(lot.amount for lot in d.stakes.closing)),
        },
        "exclusions": document["exclusions"],
        "openingLots": _lots(d.inputs.opening),
        "closingLots": _lots(d.stakes.closing),
        "claims": {
            "count": len(d.claims),
            "total": total_claims,
            "toFund": total_claims,
            **tree_of(document),
            "leafEncoding": list(LEAVES[tree_of(document)["preset"]][0]),
            "root": None if root is None else digest_text(root),
            "prefixLength": prefix_length,
            "split": split,
        },
        "identities": identities(d),
    }


def _stream(described: dict, share: dict, figures) -> dict:
    return {
        **described,
        "entryCount": figures.entry_count,
        "entries": str(figures.entries),
        "deficitIn": str(figures.deficit_in),
        "revenue": str(figures.revenue),
        "deficitOut": str(figures.deficit_out),
        "poolShare": share["share"],
        "contribution": str(figures.contribution),
        "retained": str(figures.retained),
    }


def _lots(lots: list) -> dict:
    return {"count": len(lots), "sha256": sha256(lots_document(lots))}


def totals(d) -> dict:
    """The sums of all streams."""
    return {
        "entryCount": d.total("entry_count"),
        "entries": str(d.total("entries")),
        "deficitIn": str(d.total("deficit_in")),
        "revenue": str(d.total("revenue")),
        "deficitOut": str(d.total("deficit_out")),
        "contributions": str(d.total("contribution")),
        "retained": str(d.total("retained")),
    }
