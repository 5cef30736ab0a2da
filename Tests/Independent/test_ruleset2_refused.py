"""Inputs of ruleset 2 that the specification does not allow, each one change away from an epoch that it does."""

import copy

import pytest

from reference.ruleset2.inputs import EpochInputs
from reference.units import checksummed
from test_ruleset2 import A, B, NONE, START, worked_out_by_hand


def changed(**rows) -> EpochInputs:
    """The epoch worked out by hand, with some tables changed; `edit` changes epoch.json."""
    case = worked_out_by_hand()
    tables = {name: getattr(case, name) for name in (
        "entries", "rates", "returned", "adjustments", "events", "opening", "balances")}
    document = copy.deepcopy(case.document)
    rows.pop("edit", lambda _: None)(document)
    tables.update({name: change(list(tables[name])) for name, change in rows.items()})
    return EpochInputs(document, **tables)


def setting(*path):
    """An edit of epoch.json: the last of the path is the value at the others."""
    *keys, last, value = path

    def edit(document):
        for key in keys:
            document = document[key]
        document[last] = value

    return edit


def with_row(place, **fields):
    return lambda rows: [row._replace(**fields) if k == place else row for k, row in enumerate(rows)]


REFUSED = {
    "entries out of order": {"entries": lambda rows: rows[::-1]},
    "entry before the epoch": {"entries": with_row(0, time=START - 1)},
    "entry at the end": {"entries": with_row(4, time=START + 100)},
    "reference twice": {"entries": with_row(1, reference="a")},
    "unknown stream": {"entries": with_row(0, stream="three")},
    "unknown asset": {"entries": with_row(0, asset="gbp")},
    "rate for a payout asset": {"entries": with_row(0, rate_time=START)},
    "another conversion": {"entries": with_row(2, converted=46)},
    "not the latest rate": {"entries": with_row(2, rate_time=START - 10)},
    "refund at its own rate": {"entries": with_row(3, rate_time=START + 6, converted=-19)},
    "refund in another stream": {"entries": with_row(3, stream="two")},
    "refund before its entry": {"entries": lambda rows: rows[:2] + [rows[3]._replace(time=START + 4)] + [rows[2]] + rows[4:]},
    "entry adjusts its own epoch": {"entries": with_row(1, adjusts=2)},
    "rates out of order": {"rates": lambda rows: rows[::-1]},
    "rate twice": {"rates": lambda rows: rows[:1] + rows},
    "no rate": {"rates": lambda rows: rows[1:]},
    "rate at the end": {"rates": with_row(1, time=START + 100)},
    "two rates before the start": {"rates": lambda rows: [rows[0]._replace(time=START - 99)] + rows},
    "superfluous zero": {"rates": with_row(0, rate="1.50")},
    "returned nothing": {"returned": with_row(0, amount=0)},
    "returned by its own epoch": {"returned": with_row(0, epoch=2)},
    "returned in an asset without claims": {"returned": with_row(0, asset="eur")},
    "adjustment of nothing": {"adjustments": with_row(0, amount=0)},
    "adjustments out of order": {"adjustments": lambda rows: rows[::-1]},
    "events out of order": {"events": lambda rows: rows[::-1]},
    "opening lot of nothing": {"opening": with_row(0, amount=0)},
    "opening lot that starts in the epoch": {"opening": with_row(0, start=START)},
    "balances out of order": {"balances": lambda rows: rows[::-1]},
    "balance of two zeros": {"balances": with_row(0, accrued=0)},
    "another format": {"edit": setting("format", "revshare-inputs-v1")},
    "another ruleset": {"edit": setting("ruleset", 1)},
    "unknown key": {"edit": setting("more", None)},
    "payout that is none": {"edit": setting("assets", 1, "payout", "eur")},
    "unknown scheme": {"edit": setting("payouts", 0, "scheme", "annual")},
    "token in the leaf, and no contract": {"edit": setting("payouts", 0, "preset", "merkl")},
    "minimum below zero": {"edit": setting("payouts", 0, "minimum", "-1")},
    "steps without steps": {"edit": setting("weighting", {**NONE, "multiplier": "steps"})},
    "cap without growth": {"edit": setting("weighting", {**NONE, "cap": "2", "seconds": 5})},
    "ages not ascending": {"edit": setting("weighting", "steps", [{"age": 5, "factor": "2"}, {"age": 5, "factor": "3"}])},
    "factor of seven places": {"edit": setting("weighting", "steps", [{"age": 5, "factor": "1.0000001"}])},
    "factor above 1000": {"edit": setting("weighting", "steps", [{"age": 5, "factor": "1000.1"}])},
    "growth in no time": {"edit": setting("weighting", {**NONE, "multiplier": "linear", "cap": "2", "seconds": 0})},
    "deficit of an unknown stream": {"edit": setting("carried", 0, "deficits", 0, "stream", "three")},
    "pool share of an unknown stream": {"edit": setting("decision", "poolShares", 0, "stream", "three")},
    "opening after the first epoch": {"edit": setting("opening", {"source": "an earlier system"})},
    "carried into the first epoch": {"edit": setting("previous", None)},
    "redirection of the future": {"edit": setting("beneficiaries", 0, "since", "2026-07-01T00:01:40Z")},
    "redirection without evidence": {"edit": setting("beneficiaries", 0, "transaction", None)},
    "redirection with both": {"edit": setting("beneficiaries", 0, "signature", "0x" + "1b" * 65)},
    "somebody's signature": {"edit": setting("beneficiaries", 0, {
        "account": checksummed(A), "beneficiary": checksummed(B), "since": "2026-06-30T00:00:00Z",
        "signature": "0x" + "01" * 64 + "1b", "transaction": None})},
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_inputs_that_are_refused(change):
    with pytest.raises(ValueError):
        changed(**change)


def test_the_epoch_without_a_change_is_not_refused():
    assert changed() == worked_out_by_hand()
