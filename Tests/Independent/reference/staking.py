"""Section 3, lots and weights: in closed form by lots, and again from balances alone, which must agree."""

from collections import defaultdict
from typing import NamedTuple

from .inputs import EpochInputs, Lot
from .units import fitting


class Interval(NamedTuple):
    """A time in which an account's stake was constant and not 0."""

    start: int
    end: int
    amount: int


class Stakes(NamedTuple):
    """What an epoch's stake events lead to, excluded accounts included."""

    closing: list[Lot]
    weights: dict[bytes, int]
    intervals: dict[bytes, list[Interval]]


def stakes(inputs: EpochInputs) -> Stakes:
    closing, weights = _by_lots(inputs)
    intervals = _by_balances(inputs)
    again = {a: sum(i.amount * (i.end - i.start) for i in rows) for a, rows in intervals.items()}
    if again != {account: weight for account, weight in weights.items() if weight}:
        raise AssertionError("weights by lots and weights by balances differ")
    balances = defaultdict(int)
    for lot in closing:
        balances[lot.account] += lot.amount
    standing = {account: rows[-1].amount for account, rows in intervals.items() if rows[-1].end == inputs.end}
    if standing != dict(balances):
        raise AssertionError("closing lots and closing balances differ")
    return Stakes(closing, weights, intervals)


def _by_lots(inputs: EpochInputs) -> tuple[list[Lot], dict[bytes, int]]:
    """Every part of a lot weighs its amount times the seconds of the epoch in which it was there."""
    standing: dict[bytes, list[Lot]] = defaultdict(list)
    weights: dict[bytes, int] = defaultdict(int)
    for lot in inputs.opening:
        standing[lot.account].append(lot)

    def leave(account: bytes, start: int, end: int, amount: int) -> None:
        weights[account] += amount * (end - max(start, inputs.start))

    for event in inputs.events:
        own = standing[event.account]
        if event.action == "stake":
            own.append(Lot(event.account, event.time, event.amount))
            continue
        wanted = event.amount
        while wanted > 0:
            if not own:
                raise ValueError(f"{event.reference} takes more than the whole stake")
            lot = own.pop()
            taken = min(wanted, lot.amount)
            leave(event.account, lot.start, event.time, taken)
            if taken < lot.amount:
                own.append(lot._replace(amount=lot.amount - taken))
            wanted -= taken
    closing = [lot for account in sorted(standing) for lot in standing[account] if lot.amount > 0]
    for lot in closing:
        leave(lot.account, lot.start, inputs.end, lot.amount)
        fitting(weights[lot.account])
    return closing, dict(weights)


def _by_balances(inputs: EpochInputs) -> dict[bytes, list[Interval]]:
    """Each account's balance over the epoch, as the longest intervals in which it was constant; no lots in it."""
    changes: dict[bytes, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for lot in inputs.opening:
        changes[lot.account][inputs.start] += lot.amount
    for event in inputs.events:
        changes[event.account][event.time] += event.amount if event.action == "stake" else -event.amount
    intervals = {}
    for account in sorted(changes):
        times = sorted(time for time, change in changes[account].items() if change)
        rows, balance = [], 0
        for time, until in zip(times, times[1:] + [inputs.end]):
            balance += changes[account][time]
            if balance < 0:
                raise ValueError(f"a stake below zero at {time}")
            if balance:
                rows.append(Interval(time, until, balance))
        if rows:
            intervals[account] = rows
    return intervals
