"""Section 15 worked by hand: what the program and the reference say of a few receipts, and what neither takes."""

import copy
import json

import pytest

from books import Books
from program import run
from random_folder import write_books
from random_receipts import Receipt
from random_scenario import BookedEntry, Scenario
from reference.ruleset2.reconciliation import Name, named
from test_ruleset2_books_refused import DAY, FIRST, MALFORMED, base, of_ruleset_1

A, B, C, D, E = ("0x" + digits * 32 for digits in ("aa", "bb", "cc", "dd", "ee"))
POOL, PAYER = b"\x77" * 20, b"\x88" * 20


def entry(time: int, stream: str, amount: int, reference: str, asset: str = "usdc") -> BookedEntry:
    return BookedEntry(FIRST + time, stream, asset, amount, None, None, reference, "")


def received(amount: int, transaction: str, log: int, time: int = 1, pool: int = 0) -> Receipt:
    return Receipt(pool, FIRST + time, amount, PAYER, transaction, log)


def scenario(entries: list[BookedEntry], receipts: list[Receipt], **fields) -> Scenario:
    s = copy.deepcopy(base())
    s.entries, s.receipts, s.pools = s.entries[1:2] + entries, receipts, [("usdc", POOL)]
    for name, value in fields.items():
        setattr(s, name, value)
    return s


def told(s: Scenario, folder) -> dict:
    """The reconciliation of the first epoch, of which program and reference say the same."""
    books = write_books(s, folder / "books")
    finished = run("publish", "--books", books, "--site", folder / "site", "--all", "--quiet")
    assert finished.returncode == 0, finished.stderr
    published = json.loads((folder / "site/epochs/1/report.json").read_bytes())["reconciliation"]
    computed = json.loads(next(Books(books).epochs()).files()["report.json"])["reconciliation"]
    assert published == computed
    return published


def counted(count: int, amount: int) -> dict:
    return {"count": count, "amount": str(amount)}


def test_figures_worked_by_hand(tmp_path):
    upper = "0x" + "AA" * 32
    entries = [
        entry(1, "fees", 100, A), entry(2, "ads", 50, upper + "-late"),          # 150 booked, 160 received
        entry(3, "fees", 10, B + ":5"), entry(3, "ads", 7, B),                   # a log, and the rest of its transaction
        entry(4, "fees", 8, C), entry(4, "ads", 3, C + ":1"),                    # nothing was received of either
        entry(5, "fees", -5, D), entry(5, "ads", 20, E + "0"), entry(5, "ads", 1, "INV-7"),
        entry(6, "fees", 10**18, D + ":1", "weth"),                              # of no pool
    ]
    receipts = [received(70, A, 3), received(30, A, 0), received(60, A, 10), received(10, B, 5), received(7, B, 6),
                received(9, D, 1), received(0, E, 2, time=0), received(4, C, 1, time=DAY)]
    said = told(scenario(entries, receipts), tmp_path)
    assert said["policy"] == "report" and len(said["pools"]) == len(said["assets"]) == 1
    assert {key: said["assets"][0][key] for key in ("receipts", "matched", "differing", "unexplained")} == {
        "receipts": counted(6, 186), "matched": counted(2, 17), "differing": counted(3, 160), "unexplained": counted(1, 9)}
    assert said["streams"] == [
        {"stream": "fees", "asset": "usdc", "booked": counted(3, 118), "matched": counted(1, 10), "missing": counted(1, 8),
         "received": "110", "difference": "8", "unnamed": counted(0, 0)},
        {"stream": "ads", "asset": "usdc", "booked": counted(3, 60), "matched": counted(1, 7), "missing": counted(1, 3),
         "received": "67", "difference": "-7", "unnamed": counted(2, 21)}]
    assert [row["reference"] for row in said["missing"]] == [C, C + ":1"]
    assert said["differing"] == [{"transaction": A, "asset": "usdc", "booked": "150", "received": "160"}]
    assert [(row["reference"], row["amount"]) for row in said["unexplained"]] == [(D + ":1", "9")]


def test_an_entry_gets_no_more_than_it_says_but_for_the_last(tmp_path):
    entries = [entry(1, "fees", 100, A), entry(2, "ads", 50, A + "/2"), entry(3, "fees", 20, A + "/3")]
    said = told(scenario(entries, [received(120, A, 1)]), tmp_path)
    assert [(row["stream"], row["received"], row["difference"]) for row in said["streams"]] == [("fees", "100", "20"), ("ads", "20", "30")]


def test_two_assets_in_one_transaction(tmp_path):
    entries = [entry(1, "fees", 5, A), entry(1, "fees", 6, A + " eur", "eur")]
    s = scenario(entries, [received(5, A, 1), received(6, A, 2, pool=1)], pools=[("usdc", POOL), ("eur", POOL)])
    said = told(s, tmp_path)
    assert [(row["asset"]["id"], row["matched"]) for row in said["assets"]] == [("usdc", counted(1, 5)), ("eur", counted(1, 6))]
    assert [(row["asset"], row["difference"]) for row in said["streams"] if row["stream"] == "fees"] == [("usdc", "0"), ("eur", "0")]


@pytest.mark.parametrize("receipts", [[], [received(0, A, 4)]], ids=["nobody", "somebody"])
def test_an_entry_of_nothing(tmp_path, receipts):
    """Nothing is missing as well as anything else is, and a transfer of nothing is no receipt."""
    said = told(scenario([entry(1, "fees", 0, A)], receipts), tmp_path)
    (row,) = [row for row in said["streams"] if row["stream"] == "fees"]
    assert (row["matched"]["count"], row["missing"]["count"], len(said["missing"])) == (0, 1, 1)


def test_a_hundred_are_listed(tmp_path):
    entries = [entry(k, "fees", 2, f"0x{k:064x}") for k in range(210)]
    receipts = [received(1, f"0x{k:064x}", 0) for k in range(105)] + [received(1, f"0x{k:064x}", 0) for k in range(300, 405)]
    said = told(scenario(entries, receipts), tmp_path)
    assert [len(said[member]) for member in ("missing", "differing", "unexplained")] == [100, 100, 100]
    assert said["streams"][0]["missing"] == counted(105, 210) and said["assets"][0]["unexplained"] == counted(105, 105)
    assert said["missing"][99]["reference"] == f"0x{204:064x}" and said["differing"][99]["transaction"] == f"0x{99:064x}"


def test_what_a_reference_names():
    assert named(A) == named("0x" + "AA" * 32) == named(A + "-1") == named(A + "é") == named(A + ":") == named(A + ":01") == Name(A, None)
    assert named(A + f":{2**64}") == named(A + ":1:2") == named(A + ": 1") == named(A + ":1 ") == Name(A, None)
    assert named(A + ":0") == Name(A, 0) and named(A + f":{2**64 - 1}") == Name(A, 2**64 - 1)
    assert [named(text) for text in (A + "0", A + "z", A + "Z:1", A[:-1], "0X" + A[2:], " " + A, "sha256:" + A[2:], "")] == [None] * 8


# What the policy `refuse` does not let pass, and books that cannot be.


@pytest.mark.parametrize(("entries", "receipts", "passes"), [
    ([entry(1, "fees", 5, A)], [received(5, A, 0)], True),
    ([entry(1, "fees", 5, "INV-8")], [], True),
    ([entry(1, "fees", 5, A)], [], False),
    ([entry(1, "fees", 5, A)], [received(4, A, 0)], False),
    ([], [received(4, A, 0)], False),
    ([entry(1, "fees", 5, A)], [received(5, A, 0, time=DAY)], False),
    ([entry(1, "fees", -5, A)], [], True),
], ids=["agrees", "unnamed", "missing", "differing", "unexplained", "in another epoch", "refund"])
def test_the_policy_refuse(tmp_path, entries, receipts, passes):
    books = write_books(scenario(entries, receipts, policy="refuse"), tmp_path / "books")
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet")
    assert finished.returncode == (0 if passes else MALFORMED), finished.stderr
    assert passes or (A in finished.stderr and not (tmp_path / "site").exists())
    if passes:
        assert len(list(Books(books).epochs())) == 2
    else:
        with pytest.raises(ValueError, match="do not agree"):
            list(Books(books).epochs())


REFUSED = {
    "twice": [received(5, A, 0), received(6, A, 0)],
    "below zero": [received(-5, A, 0)],
    "no hash": [received(5, A[:-1], 0)],
    "log of 2^64": [received(5, A, 2**64)],
    "log below zero": [received(5, A, -1)],
    "above the limit": [received(2**256, A, 0)],
}


@pytest.mark.parametrize("name", REFUSED)
def test_receipts_that_cannot_be(tmp_path, name):
    books = write_books(scenario([], REFUSED[name]), tmp_path / "books")
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet")
    assert finished.returncode == MALFORMED and "receipts-0-0.csv" in finished.stderr, finished.stderr
    with pytest.raises((ValueError, OverflowError)):
        list(Books(books).epochs())


def test_sums_that_do_not_fit(tmp_path):
    """Two receipts whose sum is 2^256: no figure wraps, and nothing is published."""
    books = write_books(scenario([], [received(2**255, A, 0), received(2**255, B, 0)]), tmp_path / "books")
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet")
    assert finished.returncode == MALFORMED and not (tmp_path / "site").exists(), finished.stdout
    with pytest.raises(OverflowError):
        list(Books(books).epochs())


def test_ruleset_1_knows_no_receipts(tmp_path):
    s = scenario([], [])
    s.entries = [entry(1, "fees", 5, "a")]
    of_ruleset_1(s)
    finished = run("publish", "--books", write_books(s, tmp_path / "books"), "--site", tmp_path / "site", "--all", "--quiet")
    assert finished.returncode == MALFORMED and "ruleset" in finished.stderr
