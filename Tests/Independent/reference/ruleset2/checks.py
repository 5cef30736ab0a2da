"""Section 7: what inputs have to be; what is not so is refused."""

from ..presets import checked
from ..units import account_bytes, parts_per_million, seconds, unsigned
from .beneficiaries import check_evidence
from .given import check_sums
from .reconciliation import check_chain
from ..requirement import check_table, require
from .revenue_checks import check_entries, check_rates
from .votes import check_vote

INPUT_KEYS = [
    "format", "ruleset", "epoch", "chain", "token", "assets", "payouts", "streams", "decision", "weighting", "decidedBy",
    "exclusions", "beneficiaries", "opening", "carried", "previous",
]
ASSET_KEYS = ["id", "symbol", "name", "decimals", "contract", "payout"]
PAYOUT_KEYS = ["asset", "distributor", "preset", "order", "scheme", "minimum"]
EXPLICIT_PROOFS = 4096  # where a payout asset says nothing, and then it is never written
CHAIN_KEYS = ["block", "reconciliation", "weights"]  # after `chain`, each only where there is something to say
BENEFICIARY_KEYS = ["account", "beneficiary", "since", "signature", "transaction"]
SCHEMES = ("per-epoch", "cumulative")


def check(inputs) -> None:
    document = inputs.document
    place = INPUT_KEYS.index("chain") + 1
    keys = INPUT_KEYS[:place] + [key for key in CHAIN_KEYS if key in document] + INPUT_KEYS[place:]
    require(list(document) == keys, "keys of epoch.json")
    require(document["format"] == "revshare-inputs-v2" and document["ruleset"] == 2, "format or ruleset")
    require(inputs.start < inputs.end, "an epoch ends after it starts")
    _check_assets(inputs)
    _check_decision(document)
    check_vote(document, inputs.votes)
    inputs.weighting  # refuses what is none
    _check_accounts(inputs)
    _check_carried(inputs)
    check_entries(inputs)
    check_rates(inputs)
    _check_corrections(inputs)
    _check_stakes(inputs)
    check_sums(inputs)
    check_chain(inputs)


def _check_assets(inputs) -> None:
    ids, payouts = list(inputs.assets), [payout["asset"] for payout in inputs.payouts]
    require(len(ids) == len(inputs.document["assets"]) and all(list(a) == ASSET_KEYS for a in inputs.assets.values()), "assets")
    require(payouts == [i for i in ids if i in payouts] and len(payouts) > 0, "order of payouts")
    for asset in inputs.assets.values():
        require(asset["payout"] in payouts and (asset["id"] not in payouts or asset["payout"] == asset["id"]), "payout")
    for payout in inputs.payouts:
        keys = PAYOUT_KEYS + ["explicitProofs"] * ("explicitProofs" in payout)
        require(list(payout) == keys and payout["scheme"] in SCHEMES, "a payout asset")
        explicit = payout.get("explicitProofs", 0)
        require(type(explicit) is int and explicit >= 0 and explicit != EXPLICIT_PROOFS, "explicitProofs")
        checked({key: payout[key] for key in ("preset", "order")}, inputs.assets[payout["asset"]])
        unsigned(payout["minimum"])


def _check_decision(document: dict) -> None:
    streams = [stream["id"] for stream in document["streams"]]
    require(len(set(streams)) == len(streams), "a stream stands twice")
    require([s["stream"] for s in document["decision"]["poolShares"]] == streams, "order of poolShares")
    for share in [document["decision"]["stakerShare"]] + [s["share"] for s in document["decision"]["poolShares"]]:
        parts_per_million(share)
    require(list(document["decidedBy"]) == ["ruleset", "weighting", "minimum"], "keys of decidedBy")


def _check_accounts(inputs) -> None:
    document = inputs.document
    excluded = [account_bytes(exclusion["account"]) for exclusion in document["exclusions"]]
    require(excluded == sorted(set(excluded)), "order of exclusions")
    redirected = [account_bytes(row["account"]) for row in document["beneficiaries"]]
    require(redirected == sorted(set(redirected)), "order of beneficiaries")
    for row in document["beneficiaries"]:
        require(list(row) == BENEFICIARY_KEYS, "keys of a beneficiary")
        require(seconds(row["since"]) < inputs.end, "a redirection that is not yet in force")
        check_evidence(document, row)


def _check_carried(inputs) -> None:
    document = inputs.document
    payouts, streams = [p["asset"] for p in inputs.payouts], [s["id"] for s in document["streams"]]
    require([c["asset"] for c in document["carried"]] == payouts, "order of carried")
    for carried in document["carried"]:
        require([d["stream"] for d in carried["deficits"]] == streams, "order of deficits")
        for amount in [carried["remainder"]] + [d["amount"] for d in carried["deficits"]]:
            unsigned(amount)
    order = [(payouts.index(b.asset), b.account) for b in inputs.balances]
    require(order == sorted(set(order)), "order of opening-balances.csv")
    require(all(b.accrued or b.claimed for b in inputs.balances), "a balance of two zeros")
    opening = document["opening"]
    require(opening is None or list(opening) == ["source"] and document["previous"] is None, "opening")
    if document["previous"] is None and opening is None:
        amounts = [c["remainder"] for c in document["carried"]]
        amounts += [d["amount"] for c in document["carried"] for d in c["deficits"]]
        nothing = not inputs.opening and not inputs.balances and set(amounts) <= {"0"}
        require(nothing, "something is carried into the first epoch")


def _check_corrections(inputs) -> None:
    payouts = [payout["asset"] for payout in inputs.payouts]
    for name, rows in (("returned.csv", inputs.returned), ("adjustments.csv", inputs.adjustments)):
        check_table(inputs, name, rows)
        require(all(row.asset in payouts and row.amount and row.epoch < inputs.number for row in rows), name)


def _check_stakes(inputs) -> None:
    order = [event.order for event in inputs.events]
    require(order == sorted(order), "order of staking.csv")
    require(all(inputs.start <= event.time < inputs.end for event in inputs.events), "an event is not in the epoch")
    require(len({event.reference for event in inputs.events}) == len(order), "a reference stands twice in staking.csv")
    require(all(lot.amount > 0 and lot.start < inputs.start for lot in inputs.opening), "an impossible opening lot")
    imported = inputs.document["opening"] is not None
    lots = [(lot.account, lot.start, lot.amount if imported else 0) for lot in inputs.opening]
    require(lots == sorted(lots), "order of opening-lots.csv")
