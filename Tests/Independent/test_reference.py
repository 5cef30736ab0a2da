"""The reference itself: an epoch worked out by hand, its edges, and weights against a walk second by second."""

import json
import random
from itertools import pairwise

import pytest

from reference.distribution import Distribution
from reference.evidence import Evidence
from reference.inputs import Entry, EpochInputs, Lot, StakeEvent, lots_document, read_inputs
from reference.tree import folded, leaf_hash, leaf_position, proof_of
from reference.units import checksummed, seconds, time_text

START = seconds("2026-07-01T00:00:00Z")
A, B, C, D = (bytes([digit]) * 20 for digit in (0x11, 0x22, 0x33, 0x44))


def inputs(events=(), opening=(), entries=(), exclusions=(), remainder=0, deficit=0, length=100) -> EpochInputs:
    """An epoch of some seconds with two streams, of which 40% and 100% go to the pool, and half of it to stakers."""
    token = {"symbol": "T", "name": "Token", "decimals": 0, "contract": None}
    document = {
        "format": "revshare-inputs-v1", "ruleset": 1,
        "epoch": {"number": 2, "start": time_text(START), "end": time_text(START + length)},
        "chain": {"id": 1, "name": "Ethereum"}, "distributor": None, "token": token, "asset": {"id": "usdc", **token},
        "streams": [{"id": s, "title": s, "description": ""} for s in ("one", "two")],
        "decision": {"id": "D", "stakerShare": "50%",
                     "poolShares": [{"stream": "one", "share": "40%"}, {"stream": "two", "share": "100%"}]},
        "exclusions": [{"account": checksummed(account), "reason": ""} for account in exclusions],
        "carried": {"remainder": str(remainder),
                    "deficits": [{"stream": "one", "amount": "0"}, {"stream": "two", "amount": str(deficit)}]},
        "previous": None,
    }
    return EpochInputs(
        document,
        [Entry(START, stream, amount, f"r{i}", "") for i, (stream, amount) in enumerate(entries)],
        [StakeEvent(START + t, None, action, account, amount, f"e{i:03d}") for i, (t, action, account, amount) in enumerate(events)],
        [Lot(account, START + start, amount) for account, start, amount in opening],
    )


def test_an_epoch_worked_out_by_hand():
    """B takes 30 at second 40: the whole lot of 20 of second 10, and 10 of the 50 that stood at the start."""
    case = inputs(
        opening=[(A, -50, 100), (B, -7, 50), (C, -1, 1000)],
        events=[(10, "stake", B, 20), (40, "unstake", B, 30), (90, "stake", D, 1)],
        entries=[("one", 1000), ("one", -1), ("two", 500)],
        exclusions=[C], remainder=7, deficit=100,
    )
    d = Distribution(case)
    assert [(s.revenue, s.contribution, s.retained, s.deficit_out) for s in d.streams] == [(999, 399, 600, 0), (400, 400, 0, 0)]
    assert (d.pool, d.allocated, d.reinvested, d.allocation) == (799, 399, 400, 406)
    assert [(h.account, h.weight) for h in d.holders] == [(A, 10_000), (B, 50 * 10 + 70 * 30 + 40 * 60), (D, 10)]
    assert d.total_weight == 15_010
    assert [h.share for h in d.holders] == [270, 135, 0]
    assert d.remainder_out == 1
    assert d.claims == [(A, 270), (B, 135)]
    assert d.allocated_parts == [199, 200]
    assert d.parts(d.holders[0]) == [132, 133, 5]  # 132.32 133.00 4.66
    assert [(lot.account, lot.start - START, lot.amount) for lot in d.stakes.closing] == [
        (A, -50, 100), (B, -7, 40), (C, -1, 1000), (D, 90, 1)]
    assert [(i.start - START, i.end - START, i.amount) for i in d.stakes.intervals[B]] == [
        (0, 10, 50), (10, 40, 70), (40, 100, 40)]


def test_without_weight_there_is_no_tree_and_everything_is_carried():
    evidence = Evidence(inputs(entries=[("two", 100)], opening=[(A, -1, 5)], exclusions=[A], remainder=3))
    files = evidence.files()
    report = json.loads(files["report.json"])
    assert report["claims"]["root"] is None and "usdc/tree.json" not in files
    assert report["allocation"]["remainderOut"] == report["allocation"]["amount"] == "53"
    assert json.loads(files["usdc/claims/0x.json"])["holders"] == []
    assert files["usdc/holders.csv"] == b"account,weight,share,paid\n"


def test_a_month_below_zero_leaves_a_deficit():
    d = Distribution(inputs(entries=[("one", 5), ("two", 10), ("two", -25)], deficit=4))
    assert [(s.entries, s.revenue, s.deficit_out) for s in d.streams] == [(5, 5, 0), (-15, 0, 19)]


@pytest.mark.parametrize("amount", [6, 2**256])
def test_impossible_unstakes_are_refused(amount):
    with pytest.raises(ValueError):
        Distribution(inputs(opening=[(A, -1, 5)], events=[(1, "unstake", A, amount)])).holders


def test_what_does_not_fit_is_an_error():
    with pytest.raises(OverflowError):
        Distribution(inputs(opening=[(A, -1, 2**255)])).holders


def test_stake_that_comes_and_goes_within_a_second_leaves_one_interval():
    events = [(9, action, account, 7) for action in ("stake", "unstake") for account in (A, B)]
    d = Distribution(inputs(opening=[(A, -1, 5)], events=events))
    assert [tuple(i) for i in d.stakes.intervals[A]] == [(START, START + 100, 5)]
    assert [h.account for h in d.holders] == [A]


@pytest.mark.parametrize("seed", range(40))
def test_weights_against_a_walk_second_by_second(seed):
    """Random epochs, also read back from their files: the weight is the sum of what stands in each second."""
    case, walked = random_epoch(random.Random(seed))
    evidence = Evidence(case)
    d = evidence.distribution
    assert {h.account: h.weight for h in d.holders} == {a: w for a, w in walked.items() if w and a not in case.excluded}
    assert d.shares + d.remainder_out == d.allocation
    assert 0 <= d.remainder_out < max(len(d.holders), 1) or not d.holders
    assert all(sum(d.parts(holder)) == holder.share for holder in d.holders)
    for k, (account, amount) in enumerate(d.claims):
        assert folded(leaf_hash(account, amount), proof_of(evidence.tree.nodes, leaf_position(k, len(d.claims)))) == evidence.root
    intervals = (pairwise(rows) for rows in d.stakes.intervals.values())
    assert all(a.end <= b.start and (a.end < b.start or a.amount != b.amount) for pairs in intervals for a, b in pairs)


def random_epoch(rng: random.Random) -> tuple[EpochInputs, dict[bytes, int]]:
    accounts = [rng.randbytes(20) for _ in range(rng.randint(1, 6))]
    opening = [(a, -rng.randint(1, 9), rng.randint(1, 50)) for a in sorted(accounts) for _ in range(rng.randint(0, 2))]
    opening.sort(key=lambda lot: lot[:2])
    balances = {a: sum(lot[2] for lot in opening if lot[0] == a) for a in accounts}
    walked, events = dict.fromkeys(accounts, 0), []
    for second in range(60):
        for action in ("stake", "unstake"):
            rows = []
            for account in rng.sample(accounts, rng.randint(0, 1 + len(accounts) // 3)):
                amount = rng.randint(1, 40) if action == "stake" else rng.randint(0, balances[account])
                if amount:
                    rows.append((second, action, account, amount))
                    balances[account] += amount if action == "stake" else -amount
            events += sorted(rows, key=lambda row: row[3])
        for account in accounts:
            walked[account] += balances[account]
    case = inputs(events, opening, [("one", rng.randint(0, 10**6)), ("two", rng.randint(-100, 100))],
                  sorted(rng.sample(accounts, rng.randint(0, 1))), rng.randint(0, 9), 3, length=60)
    return case, walked


def test_inputs_are_read_back_as_they_were_written(tmp_path):
    case, _ = random_epoch(random.Random(7))
    for name, data in case.files().items():
        (tmp_path / name).write_bytes(data)
    assert read_inputs(tmp_path) == case
    assert lots_document(case.opening) == (tmp_path / "opening-lots.csv").read_bytes()
