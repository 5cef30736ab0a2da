"""Books of ruleset 2 that docs/books.md or the specification does not allow, each one change away from books that they do."""

import copy
from random import Random

import pytest

from program import publish, run
from random_folder import write_books
from random_scenario import BookedEntry, Decision, Epoch, Exclusion, Opening, Redirection, Scenario
from random_terms import DAY, FIRST, account_of
from random_votes import random_vote
from reference.inputs import Lot, StakeEvent
from reference.ruleset2.rows import Adjustment, Balance, Rate, Returned

MALFORMED = 65
KEY = b"\x07" * 32
HOLDER, OTHER = account_of(KEY), b"\x22" * 20
TRANSACTION = "0x" + "ab" * 32
PLAIN = {"multiplier": "none", "steps": [], "cap": None, "seconds": None, "withdrawals": "newest"}


def asset(name: str, decimals: int, payout: str) -> dict:
    return {"id": name, "symbol": name.upper(), "name": name, "decimals": decimals, "contract": "0x" + "44" * 20,
            "payout": payout, "convertTo": None if name == payout else payout}


def payout(name: str, distributor: str | None = None) -> dict:
    return {"asset": name, "from": 1, "distributors": [(1, distributor)] if distributor else [],
            "trees": [(1, ("openzeppelin", None))], "schemes": [(1, "cumulative")]}


def base() -> Scenario:
    epochs = [Epoch(k + 1, FIRST + k * DAY, FIRST + (k + 1) * DAY, True, 2) for k in range(2)]
    streams = [{"id": name, "titles": [(1, name)]} for name in ("fees", "ads")]
    shares = {"fees": 500_000, "ads": 10**6}
    return Scenario(
        seed=1, scale=6, token={"symbol": "T", "name": "Token", "decimals": 6, "contract": None},
        assets=[asset("usdc", 6, "usdc"), asset("weth", 18, "weth"), asset("eur", 2, "usdc")],
        payouts=[payout("usdc"), payout("weth")], streams=streams, epochs=epochs,
        decisions=[Decision("D-1", 1, FIRST - DAY, 500_000, shares), Decision("D-2", 2, FIRST, 400_000, dict(shares))],
        keys={HOLDER: KEY}, accounts=[HOLDER, OTHER],
        redirections=[Redirection(HOLDER, OTHER, FIRST + 5, None, TRANSACTION)],
        entries=[BookedEntry(FIRST, "fees", "usdc", 900, None, None, "a", ""), BookedEntry(FIRST + 9, "ads", "eur", 7, None, None, "b", ""),
                 BookedEntry(FIRST + DAY, "ads", "eur", -2, 1, "b", "c", ""), BookedEntry(FIRST + DAY, "ads", "usdc", -9, None, None, "d", "")],
        rates=[Rate(FIRST, "eur", "1.1", "bank"), Rate(FIRST + DAY, "eur", "1.2", "bank")],
        returned=[Returned(FIRST + DAY, "usdc", 5, 1, "r", "")],
        adjustments=[Adjustment(FIRST + DAY, "weth", OTHER, -5, 1, "x", "")],
        events=[StakeEvent(FIRST, None, "stake", HOLDER, 70, "s"), StakeEvent(FIRST + 60, None, "stake", OTHER, 30, "t")],
        opening=Opening("An earlier system", {"usdc": 3}, {"usdc": {"ads": 4}}, [Lot(OTHER, FIRST - 1, 5)], [Balance("weth", OTHER, 7, 9)]),
    )


def row(table: str, place: int, **fields):
    """A change of one row of a ledger."""
    def change(s: Scenario) -> None:
        getattr(s, table)[place] = getattr(s, table)[place]._replace(**fields)
    return change


def again(table: str, **fields):
    """The last row of a ledger once more, changed."""
    return lambda s: getattr(s, table).append(getattr(s, table)[-1]._replace(**fields))


def decided(place: int, **fields):
    return lambda s: [setattr(s.decisions[place], name, value) for name, value in fields.items()]


def steps(*pairs):
    return decided(1, weighting={**PLAIN, "multiplier": "steps", "steps": [{"age": age, "factor": factor} for age, factor in pairs]})


def linear(cap: str, seconds: int):
    return decided(1, weighting={**PLAIN, "multiplier": "linear", "cap": cap, "seconds": seconds})


def voted(**fields):
    """A vote that adopts, with something in its proposal changed."""
    def change(s: Scenario) -> None:
        rng = Random(3)
        while not s.decisions[1].snapshot or "adopts" not in s.decisions[1].snapshot["setting"]:
            random_vote(rng, s.decisions[1], OTHER)
        s.decisions[1].snapshot["stated"] = True
        s.decisions[1].snapshot["proposal"].update(fields)
    return change


def voted_twice(s: Scenario) -> None:
    voted()(s)
    vote = s.decisions[1].snapshot
    vote["votes"].append(vote["votes"][0])
    vote["proposal"]["votes"] += 1


def signed_by_another(s: Scenario) -> None:
    s.redirections[0] = Redirection(OTHER, HOLDER, FIRST, "0x" + "01" * 64 + "1b", None)


def one_distributor(s: Scenario) -> None:
    s.payouts = [payout("usdc", "0x" + "55" * 20), payout("weth", "0x" + "55" * 20)]


def left_out_with_a_deficit(s: Scenario) -> None:
    s.entries = [entry for entry in s.entries if entry.reference == "a"] + [
        BookedEntry(FIRST, "ads", "usdc", -50, None, None, "m", "")]
    del s.decisions[1].pool_shares["ads"]


def of_ruleset_1(s: Scenario) -> None:
    """One payout asset, one asset, no table that ruleset 1 has not."""
    s.assets, s.payouts, s.opening = s.assets[:1], [{**payout("usdc"), "schemes": [(1, "per-epoch")]}], None
    s.entries, s.rates, s.returned, s.adjustments, s.redirections = s.entries[:1], [], [], [], []
    s.epochs = [epoch._replace(ruleset=1) for epoch in s.epochs]


def then(first, second):
    return lambda s: (first(s), second(s))


ALLOWED = {
    "as it is": lambda s: None,
    "ruleset 1": of_ruleset_1,
    "ruleset 1 that passes a refund over": then(of_ruleset_1, again("entries", refunds="a", reference="b", time=FIRST + 3)),
    "then ruleset 2": then(of_ruleset_1, decided(1, ruleset=2, weighting=PLAIN)),
    "a vote": voted(),
    "a step at once": steps((0, "1.000001"), (5, "1000")),
    "growth": linear("0", 1),
    "redirection to the holder": again("redirections", beneficiary=HOLDER, since=FIRST + 9),
}

REFUSED = {
    "reference twice in returned": again("returned"),
    "reference twice in adjustments": again("adjustments"),
    "returned nothing": row("returned", 0, amount=0),
    "returned less than nothing": row("returned", 0, amount=-1),
    "returned by its own epoch": row("returned", 0, epoch=2),
    "returned in an asset that is not paid out": row("returned", 0, asset="eur"),
    "adjustment of nothing": row("adjustments", 0, amount=0),
    "adjustment of its own epoch": row("adjustments", 0, epoch=2),
    "adjustment in an asset that is not paid out": row("adjustments", 0, asset="eur"),
    "no rate": row("rates", 0, time=FIRST + 10),
    "rate of nothing": row("rates", 0, rate="0"),
    "rate below nothing": row("rates", 0, rate="-1"),
    "rate of 37 places": row("rates", 0, rate="0." + "0" * 36 + "1"),
    "rate of 128 bits": row("rates", 0, rate=str(2**128)),
    "two rates of one time": again("rates"),
    "rate of an unknown asset": row("rates", 0, asset="gbp"),
    "refund of what is nowhere": row("entries", 2, refunds="nowhere"),
    "refund of itself": row("entries", 2, refunds="c"),
    "refund of a later entry": row("entries", 1, refunds="c"),
    "refund in another stream": row("entries", 2, stream="fees"),
    "refund in another asset": row("entries", 2, asset="usdc"),
    "adjusts its own epoch": row("entries", 2, adjusts=2),
    "adjusts no number": row("entries", 2, adjusts="last"),
    "both evidences": row("redirections", 0, signature="0x" + "01" * 64 + "1b"),
    "no evidence": row("redirections", 0, transaction=None),
    "half a transaction": row("redirections", 0, transaction="0x" + "ab" * 16),
    "signed by another": signed_by_another,
    "two redirections of one time": again("redirections", beneficiary=HOLDER),
    "one distributor of two": one_distributor,
    "left out with a deficit": left_out_with_a_deficit,
    "steps that fall in age": steps((9, "1.5"), (5, "2")),
    "two steps of one age": steps((5, "1.5"), (5, "2")),
    "a factor above 1000": steps((5, "1000.000001")),
    "a factor of seven places": steps((5, "1.0000001")),
    "a factor below nothing": steps((5, "-1")),
    "growth in no time": linear("2", 0),
    "a minimum of an unknown asset": decided(1, minimum={"eur": 5}),
    "a ruleset that goes down": decided(1, ruleset=1),
    "a ruleset that does not exist": decided(1, ruleset=3),
    "opening lot of the first epoch": lambda s: s.opening.lots.append(Lot(OTHER, FIRST, 5)),
    "opening lot of nothing": lambda s: s.opening.lots.append(Lot(OTHER, FIRST - 5, 0)),
    "opening balance twice": lambda s: s.opening.balances.append(s.opening.balances[0]),
    "opening balance that was claimed negatively": lambda s: s.opening.balances.append(Balance("usdc", OTHER, 1, -1)),
    "opening balance of an asset that is not paid out": lambda s: s.opening.balances.append(Balance("eur", OTHER, 1, 1)),
    "opening deficit of an unknown stream": lambda s: s.opening.deficits["usdc"].update({"more": 5}),
    "opening deficit below nothing": lambda s: s.opening.deficits["usdc"].update({"ads": -5}),
    "opening remainder below nothing": lambda s: s.opening.remainders.update({"usdc": -1}),
    "excluded twice at once": lambda s: s.exclusions.extend([Exclusion(OTHER, "one", 1, None), Exclusion(OTHER, "two", 2, None)]),
    "ruleset 1 with weighting": then(of_ruleset_1, decided(1, weighting=PLAIN)),
    "ruleset 1 with a minimum": then(of_ruleset_1, decided(1, minimum={"usdc": 1})),
    "ruleset 1 with cumulative claims": then(of_ruleset_1, lambda s: s.payouts[0].update(schemes=[(1, "cumulative")])),
    "ruleset 1 with what was returned": then(of_ruleset_1, lambda s: s.returned.append(Returned(FIRST + DAY, "usdc", 5, 1, "r", ""))),
    "ruleset 1 with an opening": then(of_ruleset_1, lambda s: setattr(s, "opening", Opening("Some", {}, {}, [], []))),
    "ruleset 1 with a vote": then(of_ruleset_1, voted()),
    "a vote below its quorum": voted(quorum=10**15),
    "a vote that is not closed": voted(state="active"),
    "a vote of another kind": voted(type="quadratic"),
    "votes that are missing": voted(votes=999),
    "scores of another winner": voted(scores=[1e12, 1e12, 1e12]),
    "a vote that ended too late": voted(end=FIRST + 1),
    "an account that votes twice": voted_twice,
}


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_books_that_are_published(change, tmp_path):
    scenario = copy.deepcopy(base())
    change(scenario)
    publish(write_books(scenario, tmp_path / "books"), tmp_path / "site")
    assert run("audit", tmp_path / "site", "--quiet").returncode == 0


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_books_that_are_refused(change, tmp_path):
    scenario = copy.deepcopy(base())
    change(scenario)
    books = write_books(scenario, tmp_path / "books")
    for command in (("check", "--books", books), ("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet")):
        finished = run(*command)
        assert finished.returncode == MALFORMED, finished.stdout + finished.stderr
    assert not (tmp_path / "site").exists()
