"""Sections 7.1 and 8.1: entries and the rates that they were converted by."""

from .conversion import converted, latest, scaled
from ..requirement import check_table, require


def check_entries(inputs) -> None:
    """Each entry is in its place, and is converted by the rate that is its own or that of the entry it takes back."""
    check_table(inputs, "revenue.csv", inputs.entries)
    streams = [stream["id"] for stream in inputs.document["streams"]]
    before = {}
    references = {entry.reference for entry in inputs.entries}
    for entry in inputs.entries:
        require(entry.stream in streams and entry.asset in inputs.assets, f"{entry.reference}: stream or asset")
        require(entry.adjusts is None or entry.adjusts < inputs.number, f"{entry.reference} adjusts a later epoch")
        named = before.get(entry.refunds)
        if entry.refunds in references:
            require(named is not None, f"{entry.reference} stands before what it takes back")
            require((named.stream, named.asset) == (entry.stream, entry.asset), f"{entry.reference} takes back another kind")
        _check_conversion(inputs, entry, named)
        before[entry.reference] = entry


def _check_conversion(inputs, entry, named) -> None:
    asset = inputs.assets[entry.asset]
    payout = inputs.assets[asset["payout"]]
    if asset is payout:
        require(entry.rate_time is None and entry.converted == entry.amount, f"{entry.reference} needs no rate")
        return
    if named is not None:
        time = named.rate_time
    elif entry.refunds is None:
        rate = latest(inputs.rates, entry.asset, entry.time)
        require(rate is not None, f"{entry.reference} has no rate")
        time = rate.time
    else:  # an entry of an earlier epoch, whose rate only the chain of epochs tells
        time = entry.rate_time
    require(time is not None and entry.rate_time == time, f"{entry.reference}: rateTime")
    used = [rate for rate in inputs.rates if (rate.asset, rate.time) == (entry.asset, time)]
    require(len(used) == 1, f"{entry.reference}: the rate of {time} is missing")
    expected = converted(entry.amount, used[0].rate, asset["decimals"], payout["decimals"])
    require(entry.converted == expected, f"{entry.reference}: converted is {expected}")


def check_rates(inputs) -> None:
    """Rates in order, of assets that have entries; none from before the epoch but the latest and those that are named."""
    ids = list(inputs.assets)
    order = [(ids.index(rate.asset), rate.time) for rate in inputs.rates]
    require(order == sorted(set(order)), "order of rates.csv")
    used = {entry.asset for entry in inputs.entries}
    references = {entry.reference for entry in inputs.entries}
    named = {(e.asset, e.rate_time) for e in inputs.entries if e.refunds is not None and e.refunds not in references}
    for rate in inputs.rates:
        scaled(rate.rate)
        require(rate.asset in used and inputs.assets[rate.asset]["payout"] != rate.asset, f"a rate of {rate.asset}")
        opening = latest(inputs.rates, rate.asset, inputs.start - 1)
        # of those before the start, one that no refund names is the latest
        needed = rate.time >= inputs.start or (rate.asset, rate.time) in named or rate is opening
        require(needed and rate.time < inputs.end, f"a rate of {rate.asset} that the epoch has no use for")
