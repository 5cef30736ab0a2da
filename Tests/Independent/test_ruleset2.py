"""The reference of ruleset 2 itself: an epoch worked out by hand, and weights against a walk second by second."""

import json
import random

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

from reference.chain import check_follows, closing
from reference.inputs import Lot, StakeEvent
from reference.ruleset2.beneficiaries import message, signer
from reference.ruleset2.conversion import converted
from reference.ruleset2.evidence import Evidence
from reference.ruleset2.inputs import EpochInputs, read_inputs
from reference.ruleset2.rows import Adjustment, Balance, Entry, Rate, Returned
from reference.ruleset2.stakes import Stakes
from reference.ruleset2.weighting import Weighting
from reference.units import checksummed, seconds, time_text

START = seconds("2026-07-01T00:00:00Z")
A, B, C, D, E, F = (bytes([digit]) * 20 for digit in range(0x11, 0x77, 0x11))
NONE = {"multiplier": "none", "steps": [], "cap": None, "seconds": None, "withdrawals": "newest"}
STEPS = {**NONE, "multiplier": "steps", "steps": [{"age": 50, "factor": "2"}], "withdrawals": "oldest"}


def document(**changes) -> dict:
    """An epoch of 100 seconds with two streams, of which 50% and 100% go to the pool, and half of it to stakers."""
    token = {"symbol": "T", "name": "Token", "decimals": 0, "contract": None}
    return {
        "format": "revshare-inputs-v2", "ruleset": 2,
        "epoch": {"number": 2, "start": time_text(START), "end": time_text(START + 100)},
        "chain": {"id": 1, "name": "Ethereum"}, "token": token,
        "assets": [{"id": "usdc", **token, "decimals": 2, "payout": "usdc"}, {"id": "eur", **token, "decimals": 1, "payout": "usdc"}],
        "payouts": [{"asset": "usdc", "distributor": None, "preset": "openzeppelin", "order": "account",
                     "scheme": "cumulative", "minimum": "50"}],
        "streams": [{"id": s, "title": s, "description": ""} for s in ("one", "two")],
        "decision": {"id": "D", "stakerShare": "50%", "poolShares": [
            {"stream": "one", "share": "50%"}, {"stream": "two", "share": "100%"}], "vote": None},
        "weighting": STEPS, "decidedBy": {"ruleset": None, "weighting": None, "minimum": None},
        "exclusions": [], "beneficiaries": [], "opening": None,
        "carried": [{"asset": "usdc", "remainder": "3",
                     "deficits": [{"stream": "one", "amount": "0"}, {"stream": "two", "amount": "7"}]}],
        "previous": {"epoch": 1, "manifest": ""},
        **changes,
    }


def worked_out_by_hand() -> EpochInputs:
    return EpochInputs(
        document(beneficiaries=[{"account": checksummed(A), "beneficiary": checksummed(E), "since": "2026-06-30T00:00:00Z",
                                 "signature": None, "transaction": "0x" + "ab" * 32}]),
        entries=[
            Entry(START, "one", "usdc", 1000, None, 1000, None, None, "a", ""),
            Entry(START, "two", "usdc", 100, None, 100, 1, None, "b", ""),
            Entry(START + 5, "one", "eur", 3, START - 9, 45, None, None, "c", "0.3 x 1.5 = 0.45"),
            Entry(START + 6, "one", "eur", -1, START - 9, -15, None, "c", "d", "at the rate of c"),
            Entry(START + 7, "two", "usdc", -300, None, -300, None, None, "e", ""),
        ],
        rates=[Rate(START - 9, "eur", "1.5", "bank"), Rate(START + 6, "eur", "1.9", "bank")],
        returned=[Returned(START + 1, "usdc", 86, 1, "r", "")],
        adjustments=[Adjustment(START, "usdc", A, -20, 1, "x", ""), Adjustment(START, "usdc", C, 5, 1, "y", "")],
        events=[StakeEvent(START + 10, None, "stake", B, 5, "s1"), StakeEvent(START + 40, None, "stake", B, 5, "s2"),
                StakeEvent(START + 70, None, "unstake", B, 7, "s3")],
        opening=[Lot(A, START - 30, 10)],
        balances=[Balance("usdc", B, 10, 0), Balance("usdc", C, 30, 0), Balance("usdc", D, -4, 0),
                  Balance("usdc", E, 0, 1000), Balance("usdc", F, 0, 6)],
    )


def test_an_epoch_worked_out_by_hand():
    """B's oldest lot leaves at second 70 with 2 of the next one; factors double at an age of 50 seconds."""
    d = Evidence(worked_out_by_hand()).distribution
    p = d.payouts[0]
    assert d.weights == {A: 10 * (20 + 2 * 80) * 10**6, B: (5 * (50 + 2 * 10) + 2 * 30 + 3 * (50 + 2 * 10)) * 10**6}
    assert [(s.entries, s.revenue, s.contribution, s.retained, s.deficit_out) for s in p.streams] == [
        (1030, 1030, 515, 515, 0), (-200, 0, 0, 0, 207)]
    assert (p.pool, p.allocated, p.correction_charge, p.reinvested, p.allocation) == (601, 300, -15, 316, 303)
    assert [(h.account, h.share, h.accrued_in, h.adjustment, h.paid, h.accrued_out, h.beneficiary) for h in p.holders] == [
        (A, 225, 0, -20, 205, 0, E), (B, 77, 10, 0, 87, 0, B), (C, 0, 30, 5, 0, 35, C), (D, 0, -4, 0, 0, -4, D)]
    assert p.remainder_out == 1
    assert [tuple(claim) for claim in p.claims] == [(B, 87, 0, [(B, 87)]), (E, 1205, 1000, [(A, 205)]), (F, 6, 6, [])]
    assert p.yield_per_thousand == 12520  # 12520.66
    assert p.allocated_parts == [257, 0, 43]  # 257.07 0 42.93
    assert p.parts(p.holders[0]) == [191, 0, 32, 2]  # 190.84 0 31.93 2.23
    assert [tuple(balance) for balance in d.closing_balances] == [
        ("usdc", B, 0, 87), ("usdc", C, 35, 0), ("usdc", D, -4, 0), ("usdc", E, 0, 1205), ("usdc", F, 0, 6)]
    assert [(p.start - START, p.begin - START, p.end - START, p.amount, p.factor) for p in d.stakes.pieces(B)] == [
        (10, 10, 60, 5, "1"), (10, 60, 70, 5, "2"), (40, 40, 70, 2, "1"), (40, 40, 90, 3, "1"), (40, 90, 100, 3, "2")]


def test_documents_of_the_epoch_worked_out_by_hand():
    files = Evidence(worked_out_by_hand()).files()
    assert files["usdc/holders.csv"].decode().splitlines()[1] == (
        f"{checksummed(A)},1800000000,225,0,-20,205,0,{checksummed(E)}")
    asset = json.loads(files["report.json"])["assets"][0]
    assert asset["payment"] == {
        "minimum": "50", "holderCount": 4, "shares": "302", "accruedIn": "36", "adjustments": "-15", "paid": "292",
        "accruedOut": "31", "paidCount": 2, "belowMinimumCount": 1}
    assert asset["streams"][0]["booked"] == [
        {"asset": "usdc", "symbol": "T", "decimals": 2, "entryCount": 1, "amount": "1000", "converted": "1000"},
        {"asset": "eur", "symbol": "T", "decimals": 1, "entryCount": 2, "amount": "2", "converted": "30"}]
    assert [(i["name"], i["leftTotal"]) for i in asset["identities"]] == [
        ("streams", "823"), ("revenue", "1030"), ("collection", "601"), ("pool", "601"), ("allocation", "303"),
        ("payment", "323"), ("claims", "292"), ("parts", "302")]
    assert sorted(files) == sorted(
        ["inputs/" + name for name in ("adjustments.csv", "epoch.json", "opening-balances.csv", "opening-lots.csv",
                                       "rates.csv", "returned.csv", "revenue.csv", "staking.csv")]
        + ["manifest.json", "report.json", "usdc/claims.csv", "usdc/claims/0x.json", "usdc/holders.csv", "usdc/tree.json"])


def test_inputs_are_read_back_as_they_were_written(tmp_path):
    case = worked_out_by_hand()
    for name, data in case.files().items():
        (tmp_path / name).write_bytes(data)
    assert read_inputs(tmp_path) == case


def test_the_next_epoch_begins_with_what_this_one_left():
    before = Evidence(worked_out_by_hand())
    left = closing(before)
    deficits = [{"stream": "one", "amount": "0"}, {"stream": "two", "amount": "207"}]
    following = {"epoch": {"number": 3, "start": time_text(START + 100), "end": time_text(START + 150)},
                 "previous": {"epoch": 2, "manifest": left.manifest}}

    def case(remainder: str, balances: list[Balance]) -> EpochInputs:
        carried = [{"asset": "usdc", "remainder": remainder, "deficits": deficits}]
        refund = Entry(START + 100, "one", "eur", -2, START - 9, -30, None, "c", "late", "")
        return EpochInputs(document(**following, carried=carried), entries=[refund], rates=[Rate(START - 9, "eur", "1.5", "bank")],
                           opening=left.lots, balances=balances)

    check_follows(case("1", left.balances), left, left.entries)
    for wrong in (case("2", left.balances), case("1", left.balances[1:])):
        with pytest.raises(ValueError):
            check_follows(wrong, left, left.entries)
    with pytest.raises(ValueError):
        check_follows(case("1", left.balances), left, {})


@pytest.mark.parametrize(("amount", "rate", "decimals", "payout_decimals", "expected"), [
    (3, "1.5", 1, 2, 45),
    (-1, "1.239", 1, 2, -12),
    (10**26, "0." + "0" * 35 + "1", 0, 10, 1),
    (10**26 - 1, "0." + "0" * 35 + "1", 0, 10, 0),
    (7, "340282366920938463463374607431768211455", 0, 0, 7 * (2**128 - 1)),
])
def test_conversions(amount, rate, decimals, payout_decimals, expected):
    assert converted(amount, rate, decimals, payout_decimals) == expected


@pytest.mark.parametrize("rate", ["0", "01", "1.0", "1.50", ".5", "1.", "-1", "340282366920938463463374607431768211456"])
def test_rates_of_another_spelling_are_refused(rate):
    with pytest.raises(ValueError):
        converted(1, rate, 0, 0)


def test_a_signature_of_another_library_is_its_holders():
    key = Account.from_key("0x" + "11" * 32)
    holder = bytes.fromhex(key.address[2:])
    text = message(document(), holder, B, "2026-07-01T00:00:00Z")
    assert text.startswith("Revshare beneficiary\nchain: 1\ntoken: T\nholder: " + key.address)
    signed = "0x" + bytes(key.sign_message(encode_defunct(text=text)).signature).hex()
    assert signer(text, signed) == holder
    assert signer(text + "\n", signed) != holder
    assert signer(text, signed[:-2] + f"{int(signed[-2:], 16) - 27:02x}") == holder
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    other = f"{order - int(signed[66:130], 16):064x}"
    with pytest.raises(ValueError):
        signer(text, signed[:66] + other + f"{27 + 28 - int(signed[-2:], 16):02x}")


WEIGHTINGS = [
    NONE,
    {**NONE, "withdrawals": "oldest"},
    STEPS,
    {**STEPS, "steps": [{"age": 0, "factor": "0.5"}, {"age": 7, "factor": "0"}, {"age": 23, "factor": "1.000001"}]},
    {**NONE, "multiplier": "linear", "cap": "3", "seconds": 17},
    {**NONE, "multiplier": "linear", "cap": "0.25", "seconds": 40, "withdrawals": "oldest"},
    {**NONE, "multiplier": "linear", "cap": "1000", "seconds": 1},
]


@pytest.mark.parametrize("seed", range(70))
def test_weights_against_a_walk_second_by_second(seed):
    """One account, its lots as single units in a list, each asked for its multiplier in every second."""
    rng = random.Random(seed)
    rule = WEIGHTINGS[seed % len(WEIGHTINGS)]
    opening = [Lot(A, -age, rng.randint(1, 5)) for age in sorted(rng.sample(range(1, 60), rng.randint(0, 3)), reverse=True)]
    units = [lot.start for lot in opening for _ in range(lot.amount)]
    events, total = [], 0
    for second in range(50):
        for _ in range(rng.choice((0, 0, 0, 1, 2))):
            stakes = rng.random() < 0.5
            amount = rng.randint(0, 6 if stakes else len(units))
            events.append(StakeEvent(second, None, "stake" if stakes else "unstake", A, amount, ""))
            if stakes:
                units += [second] * amount
            elif rule["withdrawals"] == "oldest":
                units = units[amount:]
            else:
                units = units[: len(units) - amount]
        total += sum(multiplier(rule, second - start) for start in units)
    stakes = Stakes(opening, events, 0, 50, Weighting(rule))
    assert stakes.weights().get(A, 0) == total
    assert [lot.start for lot in stakes.closing for _ in range(lot.amount)] == units
    assert all(piece.begin < piece.end and piece.amount for piece in stakes.pieces(A))


def multiplier(rule: dict, age: int) -> int:
    """The table of section 8.4, in units of 1/D."""
    if rule["multiplier"] == "none":
        return 1
    if rule["multiplier"] == "linear":
        return 10**6 * rule["seconds"] + (millionths(rule["cap"]) - 10**6) * min(age, rule["seconds"])
    reached = [step["factor"] for step in rule["steps"] if step["age"] <= age]
    return millionths(reached[-1]) if reached else 10**6


def millionths(factor: str) -> int:
    whole, _, places = factor.partition(".")
    return int(whole + places.ljust(6, "0"))
