"""What has to hold whatever the books are: nothing is lost, and nobody gains by how their stake is arranged."""

from dataclasses import replace
from random import Random

import pytest

from books import Books
from random_books import random_scenario
from random_folder import write_books
from reference.ruleset2.distribution import Distribution
from reference.ruleset2.evidence import Evidence
from test_random_books import SEEDS


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed{seed}")
def epochs(request, tmp_path) -> list[Evidence]:
    """The epochs of ruleset 2 in one set of random books."""
    evidence = list(Books(write_books(random_scenario(request.param), tmp_path / "books")).epochs())
    return [epoch for epoch in evidence if isinstance(epoch, Evidence)]


def test_nothing_is_lost_from_the_first_epoch_to_the_last(epochs):
    """What came in, and what was there, is what was paid, kept by the platform, or is still there."""
    sums: dict[str, int] = {}
    for epoch in epochs:
        for p in epoch.distribution.payouts:
            there = p.remainder_in + p.sum("accrued_in")
            came_in = sum(e.converted for e in p.entries) + p.returned
            kept = p.total("retained") + p.reinvested
            still_there = p.remainder_out + p.sum("accrued_out")
            owed = p.total("deficit_out") - p.total("deficit_in")
            assert there + came_in + owed == p.sum("paid") + kept + still_there
            assert sums.get(p.id, there) == there  # what the epoch before left, if there was one of this asset
            sums[p.id] = still_there
            funded = sum(claim.amount - claim.before for claim in p.claims)
            assert funded == p.sum("paid") and all(claim.amount >= claim.before for claim in p.claims)
            assert 0 <= p.remainder_out < max(len(epoch.distribution.weights), 1) or not epoch.distribution.weights


def shares(inputs) -> dict[bytes, list[int]]:
    """Of every account, by payout asset."""
    rows: dict[bytes, list[int]] = {}
    payouts = Distribution(inputs).payouts
    for k, payout in enumerate(payouts):
        for holder in payout.holders:
            rows.setdefault(holder.account, [0] * len(payouts))[k] = holder.share
    return rows


def staker(epoch: Evidence, rng: Random) -> bytes | None:
    """Somebody with a weight; none where there is nobody."""
    weighty = sorted(epoch.distribution.weights)
    return rng.choice(weighty) if weighty else None


def arranged(epoch: Evidence, events: list, opening: list):
    return replace(epoch.inputs, events=sorted(events, key=lambda event: event.order),
                   opening=sorted(opening, key=lambda lot: (lot.account, lot.start)))


def of(rows: list, account: bytes, change) -> list:
    """The rows, those of one account changed."""
    return [change(row) if row.account == account else row for row in rows]


def test_two_accounts_get_what_one_with_the_lots_of_both_gets(epochs):
    """Up to the floor of each: at most one base unit less, and never more."""
    for epoch in epochs:
        account = staker(epoch, Random(epoch.inputs.number))
        if account is None:
            continue
        other = next(bytes([k]) * 20 for k in range(256) if bytes([k]) * 20 not in epoch.distribution.stakes.portions)
        events, opening = epoch.inputs.events, epoch.inputs.opening
        double = shares(arranged(epoch, of(events, account, lambda e: e._replace(amount=2 * e.amount)),
                                 of(opening, account, lambda lot: lot._replace(amount=2 * lot.amount))))
        two = shares(arranged(
            epoch,
            events + [e._replace(account=other, reference="2" + e.reference) for e in events if e.account == account],
            opening + [lot._replace(account=other) for lot in opening if lot.account == account]))
        for whole, half, half_again in zip(double[account], two[account], two[other]):
            assert half == half_again and whole - 1 <= half + half_again <= whole


def test_more_stake_never_earns_less(epochs):
    """Nor does anybody else earn more by it."""
    for epoch in epochs:
        account = staker(epoch, Random(epoch.inputs.number + 1))
        stakes = [e for e in epoch.inputs.events if e.account == account and e.action == "stake"]
        lots = [lot for lot in epoch.inputs.opening if lot.account == account]
        if account is None or not stakes + lots:
            continue
        chosen = Random(epoch.inputs.number).choice(stakes + lots)
        more = shares(arranged(
            epoch, [e._replace(amount=e.amount + 10**9) if e is chosen else e for e in epoch.inputs.events],
            [lot._replace(amount=lot.amount + 10**9) if lot is chosen else lot for lot in epoch.inputs.opening]))
        before = shares(epoch.inputs)
        assert all(now >= then for now, then in zip(more[account], before[account]))
        assert all(now <= then for a in before.keys() - {account} for now, then in zip(more[a], before[a]))


def test_an_earlier_stake_never_earns_less(epochs):
    """Where the multiplier does not fall with age; the stake stays behind those that its account made before it."""
    for epoch in epochs:
        rule = epoch.inputs.weighting
        ages = [0, *rule.cuts]
        falls = any(rule.counted(a) > rule.counted(b) for a, b in zip(ages, ages[1:]))
        account = staker(epoch, Random(epoch.inputs.number + 2))
        own = [e for e in epoch.inputs.events if e.account == account]
        if falls or not any(e.action == "stake" for e in own):
            continue
        place = next(k for k, e in enumerate(own) if e.action == "stake")
        floor = own[place - 1].time + 1 if place else epoch.inputs.start
        chosen = own[place]
        if floor > chosen.time:
            continue
        earlier = shares(arranged(
            epoch, [e._replace(time=floor) if e is chosen else e for e in epoch.inputs.events], epoch.inputs.opening))
        assert all(now >= then for now, then in zip(earlier[account], shares(epoch.inputs)[account]))
