"""From epoch to epoch: what one leaves to the next, under either ruleset, and that the next begins with it."""

from typing import NamedTuple

from . import evidence as first
from .inputs import lots_document
from .requirement import require
from .ruleset2.rows import Balance, Rate
from .ruleset2.tables import balances_document
from .units import sha256


class Origin(NamedTuple):
    """What a later refund takes over from the entry that it names."""

    stream: str
    asset: str
    rate: Rate | None


class Closing(NamedTuple):
    """What an epoch leaves; remainders and deficits by payout asset, then by stream."""

    number: int
    end: int
    ruleset: int
    manifest: str
    remainders: dict[str, int]
    deficits: dict[str, dict[str, int]]
    lots: list
    balances: list[Balance]
    entries: dict[str, Origin]


def closing(evidence) -> Closing:
    d, inputs = evidence.distribution, evidence.inputs
    digest = sha256(evidence.files()["manifest.json"])
    if isinstance(evidence, first.Evidence):
        asset = inputs.document["asset"]["id"]
        return Closing(
            inputs.number, inputs.end, 1, digest, {asset: d.remainder_out},
            {asset: {stream.id: stream.deficit_out for stream in d.streams}},
            sorted(d.stakes.closing, key=lambda lot: lot.account), [],
            {entry.reference: Origin(entry.stream, asset, None) for entry in inputs.entries},
        )
    rates = {(rate.asset, rate.time): rate for rate in inputs.rates}
    return Closing(
        inputs.number, inputs.end, 2, digest, {p.id: p.remainder_out for p in d.payouts},
        {p.id: {stream.id: stream.deficit_out for stream in p.streams} for p in d.payouts},
        d.stakes.closing, d.closing_balances,
        {e.reference: Origin(e.stream, e.asset, rates.get((e.asset, e.rate_time))) for e in inputs.entries},
    )


def check_first(inputs) -> None:
    """Under ruleset 1 nothing is carried into the first epoch; under ruleset 2 its own checks say what may be."""
    document = inputs.document
    require(document["previous"] is None, "the first epoch names one before it")
    if document["ruleset"] == 1:
        amounts = [document["carried"]["remainder"]] + [row["amount"] for row in document["carried"]["deficits"]]
        require(not inputs.opening and set(amounts) == {"0"}, "something is carried into the first epoch")
    else:
        _check_origins(inputs, {})


def check_follows(inputs, before: Closing, origins: dict[str, Origin]) -> None:
    """The inputs of an epoch begin with what the one before left; `origins` are all earlier entries."""
    document = inputs.document
    require(document["previous"] == {"epoch": before.number, "manifest": before.manifest}, "previous")
    require((inputs.number, inputs.start) == (before.number + 1, before.end), "epochs are contiguous")
    require(document["ruleset"] >= before.ruleset, "a ruleset goes down")
    if not getattr(inputs, "is_given", False):
        require(before.lots is not None, "stakes after given weights, which do not tell what stood")
        require(lots_document(inputs.opening) == lots_document(before.lots), "opening lots are the closing lots")
    carried = document["carried"]
    if document["ruleset"] == 1:
        carried = [{"asset": document["asset"]["id"], **carried}]
    else:
        places = [payout["asset"] for payout in inputs.payouts]
        require(all(balance.asset in places for balance in before.balances), "a payout asset left with balances")
        balances = sorted(before.balances, key=lambda balance: places.index(balance.asset))
        require(balances_document(inputs.balances) == balances_document(balances), "opening balances")
        _check_origins(inputs, origins)
    now = {row["asset"]: int(row["remainder"]) for row in carried}
    owed = {row["asset"]: {d["stream"]: int(d["amount"]) for d in row["deficits"]} for row in carried}
    require(_some(now) == _some(before.remainders), "remainders")
    for asset in now.keys() | before.remainders.keys():
        require(_some(owed.get(asset, {})) == _some(before.deficits.get(asset, {})), f"deficits of {asset}")


def _some(amounts: dict[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in amounts.items() if amount}


def _check_origins(inputs, origins: dict[str, Origin]) -> None:
    """A refund of an earlier entry is of its stream and asset, and converted by its rate."""
    own = {entry.reference for entry in inputs.entries}
    rates = {(rate.asset, rate.time): rate for rate in inputs.rates}
    for entry in inputs.entries:
        require(entry.reference not in origins, f"{entry.reference} stands in an earlier epoch")
        if entry.refunds is None or entry.refunds in own:
            continue
        origin = origins.get(entry.refunds)
        require(origin is not None, f"{entry.reference} takes back {entry.refunds}, which is nowhere")
        require((origin.stream, origin.asset) == (entry.stream, entry.asset), f"{entry.reference} takes back another kind")
        if inputs.assets[entry.asset]["payout"] != entry.asset:  # one that is paid out by now is its own conversion
            require(rates.get((entry.asset, entry.rate_time)) == origin.rate, f"{entry.reference}: another rate")
