"""The queries of `revshare sql` on real engines: the published weights and the reference's, to the unit, for every holder.

DuckDB and PostgreSQL always; Spark where REVSHARE_SPARK is set (`make test-engines`), which takes minutes.
RANDOM_HISTORIES  how many seeds of each rule (3)
"""

import os
from random import Random

import pytest

from engine_figures import Question, given_tables, multiplier, published_weights, reference_rows
from engines.duckdb_engine import DuckDB
from engines.postgres_engine import PostgreSQL
from engines.printed_query import Failed
from engines.spark_engine import Spark
from program import publish, run
from published import PublishedSite
from random_books import random_scenario
from random_folder import write_books
from stake_histories import DAY, END, LARGEST, STARTS, random_history, small_books
from reference.units import time_text

ENGINES = [DuckDB, PostgreSQL] + ([Spark] if os.environ.get("REVSHARE_SPARK") else [])
SEEDS = range(int(os.environ.get("RANDOM_HISTORIES", "3")))
STEPS = ({"age": "1 seconds", "factor": "1.000001"}, {"age": "1 days", "factor": "0"}, {"age": "90 days", "factor": "1.25"},
         {"age": "7300 days", "factor": "1000"}, {"age": "90000 days", "factor": "3"})
FROM_THE_START = ({"age": "0 seconds", "factor": "0.5"}, {"age": "365 days", "factor": "2"})


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.dialect)
def engine(request):
    started = request.param()
    yield started
    started.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Books and the site that the program makes of them, once for all engines."""
    made = {}

    def of(name, write_books_to):
        if name not in made:
            folder = tmp_path_factory.mktemp("published")
            books = write_books_to(folder / "books")
            publish(books, folder / "site")
            made[name] = books, folder / "site"
        return made[name]

    return of


def assert_agrees(engine, books, site, number, folder, tally):
    """An epoch's rows are the reference's, and their weights the published ones."""
    question = Question(engine.dialect, books, number)
    rows = engine.rows(question.text, question.tables(site, folder))
    assert [tuple(row) for row in rows] == reference_rows(site, number)
    published = published_weights(site, number)
    assert question.weights(rows) == published
    tally[f"weights by {engine.dialect}"] += len(published)


def test_published_sites(engine, books_and_site, tmp_path, tally):
    """Every epoch of the examples; one with linear growth is refused."""
    books, site = books_and_site
    compared = 0
    for number in PublishedSite(site).epochs:
        if multiplier(site, number)["multiplier"] == "linear":
            assert_refuses_growth(engine.dialect, books, number)
            continue
        assert_agrees(engine, books, site, number, tmp_path / str(number), tally)
        compared += 1
    assert compared


def assert_refuses_growth(dialect, books, number):
    refused = run("sql", "--dialect", dialect, "--epoch", number, "--books", books)
    assert (refused.returncode, refused.stdout) == (64, "")
    assert f"epoch {number}" in refused.stderr and "linear" in refused.stderr


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("withdrawals", ("newest", "oldest"))
@pytest.mark.parametrize("steps", ((), STEPS, FROM_THE_START), ids=("plain", "steps", "steps from age 0"))
def test_random_histories(engine, published, steps, withdrawals, seed, tmp_path, tally):
    """Fifty years of 40 holders with amounts up to 10^26; the last epoch has another order of withdrawals."""
    name = f"{seed} {withdrawals} {len(steps)}"
    events = random_history(Random(name), 40, 1500)
    assert len({(e.account, e.time) for e in events}) < len(events) and max(e.amount for e in events) > LARGEST // 10
    other = {"newest": "oldest", "oldest": "newest"}[withdrawals]
    rule = {"steps": list(steps)} if steps else {}
    weightings = [{**rule, "withdrawals": order} for order in (withdrawals, withdrawals, other)]
    books, site = published(name, lambda folder: small_books(folder, events, weightings))
    for number in (1, 2, 3):
        assert_agrees(engine, books, site, number, tmp_path / str(number), tally)


@pytest.mark.parametrize("seed", range(12))
def test_random_books(engine, published, seed, tmp_path, tally):
    """Books with exclusions, opening lots, private references, rules that change."""
    books, site = published(seed, lambda folder: write_books(random_scenario(seed), folder))
    for number in PublishedSite(site).epochs:
        if multiplier(site, number)["multiplier"] == "linear":
            assert_refuses_growth(engine.dialect, books, number)
        else:
            assert_agrees(engine, books, site, number, tmp_path / str(number), tally)


A, B = "0x" + "a1" * 20, "0x" + "B2" * 20
TOO_LARGE = {"duckdb": 2**127, "spark": 10**38}
"""The first figure that the engine does not have; PostgreSQL has all."""


@pytest.fixture(scope="module", params=({}, {"steps": list(STEPS)}, {"steps": list(STEPS), "withdrawals": "oldest"}),
                ids=("plain", "newest", "oldest"))
def question(engine, request, tmp_path_factory):
    """Of an epoch of fifty years less a second, after one of a second."""
    folder = tmp_path_factory.mktemp("books") / "books"
    starts = (STARTS[0], STARTS[0] + 1)
    return Question(engine.dialect, small_books(folder, [], [request.param], starts, END), 2)


def asked(engine, question, folder, events, lots=(), *more):
    """Of each account all that it has, by account."""
    rows = engine.rows(question.text, given_tables(folder / "tables", lots, events), *more)
    sums = {}
    for account, _, amount_seconds in rows:
        sums[account] = sums.get(account, 0) + amount_seconds
    return sums


def test_accounts_in_any_case(engine, question, tmp_path):
    """One account, however it is written; accounts in the order of their bytes."""
    time = time_text(END - 10)
    events = [(time, 2, "unstake", B.upper().replace("X", "x"), 1, "c"), (time, 1, "stake", B.lower(), 3, "b"),
              (time, "", "stake", A, 5, "a,\"b\"")]
    assert asked(engine, question, tmp_path, events) == {A: 50, B.lower(): 20}


def test_the_largest_sum(engine, question, tmp_path):
    """The largest figure of all, and all digits of others: Spark's minus sign before an amount keeps only 34."""
    limit = TOO_LARGE.get(engine.dialect, 2**256)
    begin, end = time_text(STARTS[0]), time_text(END - 1)
    lots = [(A, time_text(STARTS[0] - 5), limit - 3), (B, time_text(STARTS[0] - 5), limit // 3)]
    events = [(begin, 1, "unstake", A, limit - 3, "a"), (begin, 1, "unstake", B, limit // 3 - 7, "b"),
              (end, 1, "stake", A, limit - 1, "c")]
    assert asked(engine, question, tmp_path, events, lots) == {A: limit - 1, B.lower(): 7 * (END - STARTS[0] - 1)}


OVERFLOWS = {
    "an amount": lambda limit: [(END - 1, "stake", limit)],
    "a stake": lambda limit: [(END - 1, "stake", limit // 2), (END - 1, "stake", limit // 2 + 1)],
    "amount x seconds": lambda limit: [(END - 8, "stake", limit // 8), (END - 9, "stake", limit // 8)],
    "a sum over the epoch": lambda limit: [
        (END - 10, "stake", limit // 4), (END - 7, "unstake", limit // 4), (END - 4, "stake", limit // 4)],
}


@pytest.mark.parametrize("kind", OVERFLOWS)
def test_overflow_is_an_error(engine, question, kind, tmp_path):
    """What an engine cannot hold it says; PostgreSQL holds it."""
    limit = TOO_LARGE.get(engine.dialect, 10**200)
    rows = OVERFLOWS[kind](limit)
    events = [(time_text(time), "", action, A, amount, str(k)) for k, (time, action, amount) in enumerate(rows)]
    if engine.dialect in TOO_LARGE:
        with pytest.raises(Failed, match="(?i)overflow|out of range|out_of|could not convert|cannot be represented"):
            asked(engine, question, tmp_path, events)
    else:
        seconds = sum(amount * (END - time) * (1 if action == "stake" else -1) for time, action, amount in rows)
        assert asked(engine, question, tmp_path, events) == {A: seconds}


def test_withdrawal_above_the_stake_is_an_error(engine, question, tmp_path):
    """Also before the epoch, and where it is made good in the same second: tables that lack rows give no figure."""
    for place, time in enumerate((STARTS[0] - 9, STARTS[0] + 9)):
        for later in (0, 1):
            events = [(time_text(time), 1, "unstake", A, 1, "a"), (time_text(time + later), 2, "stake", A, 9, "b")]
            (tmp_path / f"{place}{later}").mkdir()
            with pytest.raises(Failed, match=f"more than the whole stake: {A}"):
                asked(engine, question, tmp_path / f"{place}{later}", events)


NO_EVENTS = {
    "duckdb": ("ALTER TABLE events ALTER amount TYPE DOUBLE", "UPDATE events SET amount = -1", "UPDATE events SET action = 'Stake'"),
    "postgres": ("ALTER TABLE events ALTER amount TYPE double precision", "UPDATE events SET amount = 0.5", "UPDATE events SET amount = 'NaN'",
                 "UPDATE events SET amount = -1", "UPDATE events SET action = 'Stake'"),
    "spark": ("SET spark.sql.ansi.enabled = false",
              *("CREATE OR REPLACE TEMPORARY VIEW events AS SELECT account, CAST(0 AS BIGINT) AS time, CAST(NULL AS BIGINT) AS sequence, "
                f"{columns} FROM staking" for columns in
                ("action, CAST(amount AS DOUBLE) AS amount", "action, CAST(-1 AS DECIMAL(38, 0)) AS amount",
                 "'Stake' AS action, CAST(amount AS DECIMAL(38, 0)) AS amount"))),
}


def test_what_is_no_event_is_an_error(engine, question, tmp_path):
    """Floating point, a negative amount, another action, an engine that would give NULL for what does not fit."""
    events = [(time_text(END - 9), "", "stake", A, 7, "a")]
    for place, change in enumerate(NO_EVENTS[engine.dialect]):
        (tmp_path / str(place)).mkdir()
        with pytest.raises(Failed, match=f"not a stake event.*{A}|operator does not exist: double precision % integer"):
            asked(engine, question, tmp_path / str(place), events, (), change)
