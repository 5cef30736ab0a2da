"""Section 9, report.json of format `revshare-report-v2`."""

from ..inputs import lots_document
from ..presets import LEAVES
from ..report import totals
from ..units import digest_text, sha256
from .claims import ClaimFiles
from .distribution import Distribution
from .identities import identities
from .payout import Payout
from .reconciliation import Reconciliation
from .tables import balances_document

_REPEATED = ("epoch", "chain", "block", "token", "decision", "weighting", "decidedBy")


def report(d: Distribution, claims: list[ClaimFiles]) -> dict:
    document, given = d.inputs.document, d.inputs.is_given
    return {
        "format": "revshare-report-v2",
        "ruleset": document["ruleset"],
        **{key: document[key] for key in _REPEATED if key in document},
        "stake": {
            "eventCount": None if given else len(d.inputs.events),
            "holderCount": len(d.weights),
            "denominator": str(d.inputs.weighting.denominator),
            "totalWeight": str(d.total_weight),
            "opening": None if given else str(sum(lot.amount for lot in d.inputs.opening)),
            "closing": None if given else str(sum(lot.amount for lot in d.stakes.closing)),
        },
        "exclusions": document["exclusions"],
        "beneficiaries": document["beneficiaries"],
        "openingLots": None if given else _table(d.inputs.opening, lots_document),
        "closingLots": None if given else _table(d.stakes.closing, lots_document),
        "openingBalances": _table(d.inputs.balances, balances_document),
        "closingBalances": _table(d.closing_balances, balances_document),
        "assets": [_asset(payout, files) for payout, files in zip(d.payouts, claims)],
        **({"reconciliation": Reconciliation(d.inputs).report()} if "reconciliation" in document else {}),
    }


def _table(rows: list, written) -> dict:
    return {"count": len(rows), "sha256": sha256(written(rows))}


def _asset(p: Payout, files: ClaimFiles) -> dict:
    document = p.inputs.document
    return {
        "asset": {key: p.asset[key] for key in ("id", "symbol", "name", "decimals", "contract")},
        "distributor": p.payout["distributor"],
        "streams": [_stream(p, *row) for row in zip(document["streams"], document["decision"]["poolShares"], p.streams)],
        "totals": totals(p),
        "pool": {
            "contributions": str(p.total("contribution")),
            "returned": str(p.returned),
            "amount": str(p.pool),
            "stakerShare": document["decision"]["stakerShare"],
            "allocated": str(p.allocated),
            "correctionCharge": str(p.correction_charge),
            "reinvested": str(p.reinvested),
        },
        "allocation": {
            "allocated": str(p.allocated),
            "remainderIn": str(p.remainder_in),
            "amount": str(p.allocation),
            "shares": str(p.sum("share")),
            "remainderOut": str(p.remainder_out),
        },
        "payment": _payment(p),
        "yieldPerThousand": None if p.yield_per_thousand is None else str(p.yield_per_thousand),
        "claims": _claims(p, files),
        "identities": identities(p),
    }


def _stream(p: Payout, described: dict, share: dict, figures) -> dict:
    return {
        **described,
        "entryCount": figures.entry_count,
        "booked": [
            {"asset": b.asset, "symbol": p.inputs.assets[b.asset]["symbol"], "decimals": p.inputs.assets[b.asset]["decimals"],
             "entryCount": b.entry_count, "amount": str(b.amount), "converted": str(b.converted)}
            for b in p.booked(figures.id)
        ],
        "entries": str(figures.entries),
        "deficitIn": str(figures.deficit_in),
        "revenue": str(figures.revenue),
        "deficitOut": str(figures.deficit_out),
        "poolShare": share["share"],
        "contribution": str(figures.contribution),
        "retained": str(figures.retained),
    }


def _payment(p: Payout) -> dict:
    return {
        "minimum": p.payout["minimum"],
        "holderCount": len(p.holders),
        "shares": str(p.sum("share")),
        "accruedIn": str(p.sum("accrued_in")),
        "adjustments": str(p.sum("adjustment")),
        "paid": str(p.sum("paid")),
        "accruedOut": str(p.sum("accrued_out")),
        "paidCount": sum(1 for holder in p.holders if holder.paid),
        "belowMinimumCount": sum(1 for holder in p.holders if 0 < holder.due < p.minimum),
    }


def _claims(p: Payout, files: ClaimFiles) -> dict:
    return {
        "count": len(p.claims),
        "total": str(sum(claim.amount for claim in p.claims)),
        "toFund": str(p.sum("paid")),
        "scheme": p.payout["scheme"],
        "before": str(sum(claim.before for claim in p.claims)),
        "preset": p.payout["preset"],
        "order": p.payout["order"],
        "leafEncoding": list(LEAVES[p.payout["preset"]][0]),
        "root": None if files.tree.root is None else digest_text(files.tree.root),
        "prefixLength": files.prefix_length,
        "split": files.split,
        **({"files": "ranges"} if files.is_large else {}),
    }
