"""Section 10: the epoch that the specification works by hand, its figures copied from there."""

from reference.inputs import Lot, StakeEvent
from reference.ruleset2.evidence import Evidence
from reference.ruleset2.inputs import EpochInputs
from reference.ruleset2.rows import Adjustment, Balance, Entry, Rate, Returned
from reference.sum_tree import SumTree
from reference.units import checksummed, seconds
from test_ruleset2 import NONE, document

A, B, C, D, E, F = (bytes([digit]) * 20 for digit in range(0xA1, 0xA7))
DAY = 86_400
UNIT = DAY * 10**6


def day(number: int) -> int:
    return seconds(f"2026-01-{number:02d}T00:00:00Z")


def example() -> EpochInputs:
    token = {"symbol": "T", "name": "Token", "decimals": 0, "contract": None}
    return EpochInputs(
        document(
            epoch={"number": 2, "start": "2026-01-11T00:00:00Z", "end": "2026-01-21T00:00:00Z"},
            assets=[{"id": "usdc", **token, "decimals": 6, "payout": "usdc"}, {"id": "eur", **token, "decimals": 2, "payout": "usdc"}],
            payouts=[{"asset": "usdc", "distributor": None, "preset": "openzeppelin", "order": "account", "scheme": "cumulative",
                      "minimum": "5000000"}],
            streams=[{"id": s, "title": s, "description": ""} for s in ("subs", "ads")],
            decision={"id": "D", "stakerShare": "40%", "vote": None,
                      "poolShares": [{"stream": "subs", "share": "50%"}, {"stream": "ads", "share": "100%"}]},
            weighting={**NONE, "multiplier": "steps", "steps": [{"age": 5 * DAY, "factor": "1.5"}]},
            exclusions=[{"account": checksummed(D), "reason": "excluded"}],
            beneficiaries=[{"account": checksummed(B), "beneficiary": checksummed(E), "since": "2026-01-02T00:00:00Z",
                            "signature": None, "transaction": "0x" + "00" * 32}],
            carried=[{"asset": "usdc", "remainder": "17", "deficits": [
                {"stream": "subs", "amount": "0"}, {"stream": "ads", "amount": "10000000"}]}],
        ),
        entries=[Entry(day(11), "subs", "usdc", 1000000000, None, 1000000000, None, None, "subs", ""),
                 Entry(day(12), "ads", "eur", 20000, day(10), 216502000, None, None, "ads", ""),
                 Entry(day(18), "ads", "eur", -5001, day(10), -54136325, None, "ads", "back", "")],
        rates=[Rate(day(10), "eur", "1.08251", "bank"), Rate(day(17), "eur", "1.09", "bank")],
        returned=[Returned(day(13), "usdc", 5000000, 1, "r", "")],
        adjustments=[Adjustment(day(13), "usdc", C, 3000000, 1, "c", ""), Adjustment(day(14), "usdc", A, -1000000, 1, "a", "")],
        events=[StakeEvent(day(11), None, "stake", B, 200, "s"), StakeEvent(day(16), None, "unstake", B, 50, "u"),
                StakeEvent(day(20), None, "stake", C, 10, "c")],
        opening=[Lot(A, day(9), 100), Lot(D, day(2), 1000)],
        balances=[Balance("usdc", A, 0, 40000000), Balance("usdc", B, 0, 7000000), Balance("usdc", C, 1200000, 0),
                  Balance("usdc", F, 700000, 0)],
    )


def test_figures_are_those_of_the_specification():
    d = Evidence(example()).distribution
    p = d.payouts[0]
    assert [(s.entries, s.deficit_in, s.revenue, s.contribution, s.retained) for s in p.streams] == [
        (1000000000, 0, 1000000000, 500000000, 500000000), (162365675, 10000000, 152365675, 152365675, 0)]
    assert (p.pool, p.allocated, p.correction_charge, p.reinvested, p.allocation) == (
        657365675, 262946270, 2000000, 392419405, 262946287)
    assert d.weights == {A: 1350 * UNIT, B: 2125 * UNIT, C: 10 * UNIT}
    assert p.yield_per_thousand == 754508714
    assert [(h.account, h.share, h.accrued_in, h.adjustment, h.paid, h.accrued_out, h.beneficiary) for h in p.holders] == [
        (A, 101858676, 0, -1000000, 100858676, 0, A), (B, 160333101, 0, 0, 160333101, 0, E),
        (C, 754508, 1200000, 3000000, 0, 4954508, C), (F, 0, 700000, 0, 0, 700000, F)]
    assert (p.sum("share"), p.sum("paid"), p.sum("accrued_out"), p.remainder_out) == (262946285, 261191777, 5654508, 2)
    assert [(c.account, c.before, c.amount) for c in p.claims] == [
        (A, 40000000, 140858676), (B, 7000000, 7000000), (E, 0, 160333101)]
    assert p.allocated_parts == [200000000, 60946270, 2000000]
    assert p.parts(p.holders[0]) == [77474892, 23609028, 774749, 7]


def test_the_sum_tree_is_that_of_the_specification():
    named = {A: 0x11, B: 0x22, C: 0x33, F: 0x66}
    holders = Evidence(example()).distribution.payouts[0].holders
    tree = SumTree([(bytes([named[holder.account]]) * 20, holder.weight, holder.share, holder.paid) for holder in holders])
    assert tree.root.hash.hex() == "df184abfed70920041180be958dc10a19b10ccd00f36cf925f1ab81c5dd8a410"
    assert tree.root[1:] == (301104000000000, 262946285, 261191777)
