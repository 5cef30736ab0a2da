"""What `revshare tree` refuses: exit status 65 for a malformed table, 64 for an unknown preset, and where the fault is."""

import random
import re

import pytest

from program import run
from reference.units import account_bytes, checksummed
from tree_comparison import table_at
from tree_tables import random_rows

ROW = 7  # the spoiled row, counted from 1; it stands on line 8 of the file
KEYED = ["openzeppelin", "uniswap", "cumulative", "cumulative-128", "threshold", "rocketpool", "rocketpool-v4",
         "sharded", "convex"]
NOT_NUMBERS = ["", "-1", "1.5", "1e18", "12x", "\u0663", str(2**256)]
NOT_ADDRESSES = ["", "0x1234", "vitalik.eth", "0x" + "0g" * 20, "0x" + "11" * 21]
SPOILED = [
    *(("openzeppelin", "amount", cell) for cell in NOT_NUMBERS),
    *(("openzeppelin", "account", cell) for cell in NOT_ADDRESSES),
    ("sablier", "amount", str(2**128)),
    ("threshold", "beneficiary", "0x12"),
    ("merkl", "token", "0x12"),
    ("rocketpool", "network", "-1"),
    ("rocketpool", "eth", "x"),
    ("rocketpool-v4", "voter_share", ""),
    ("lido-csm", "operator", "one"),
    ("lido-csm", "shares", "1.0"),
    ("cumulative-128", "salt", "0x" + "00" * 15),
    ("cumulative-128", "salt", "00"),
    ("openzeppelin-simple", "hash", "0x" + "00" * 31),
    ("openzeppelin-simple", "hash", "0x" + "zz" * 32),
]


def rows_of(name: str) -> list[dict[str, str]]:
    return random_rows(name, 10, random.Random(f"refused {name}"), single=True)


def refusal(folder, name: str, rows: list[dict[str, str]]) -> str:
    proofs = folder / "proofs.jsonl"
    finished = run("tree", table_at(folder, rows), "--format", name, "--proofs", proofs, "--json")
    assert finished.returncode == 65, (finished.returncode, finished.stderr)
    assert finished.stdout == "" and not proofs.exists()
    return finished.stderr


def assert_names(text: str, column: str | None = None) -> None:
    """The file, the row (by its own number or by that of its line), the column."""
    assert "claims.csv" in text
    assert re.search(rf"(?<!\d)({ROW}|{ROW + 1})(?!\d)", text), text
    assert column is None or column in text, text


@pytest.mark.parametrize("name, column, cell", SPOILED)
def test_bad_cell(name, column, cell, tmp_path):
    rows = rows_of(name)
    assert column in rows[ROW - 1]
    rows[ROW - 1][column] = cell
    assert_names(refusal(tmp_path, name, rows), column)


@pytest.mark.parametrize("name", ["openzeppelin", "uniswap", "eigenlayer"])
def test_bad_checksum(name, tmp_path):
    rows = rows_of(name)
    good = checksummed(account_bytes(rows[ROW - 1]["account"]))
    rows[ROW - 1]["account"] = "0x" + good[2:].swapcase()
    assert_names(refusal(tmp_path, name, rows), "account")


@pytest.mark.parametrize("name", KEYED)
def test_account_twice(name, tmp_path):
    """Also where the amounts differ, and the spelling."""
    rows = rows_of(name)
    rows[ROW - 1]["account"] = account_text_of_other_case(rows[2]["account"])
    assert_names(refusal(tmp_path, name, rows), "account")


def account_text_of_other_case(text: str) -> str:
    return text.lower() if text != text.lower() else checksummed(account_bytes(text))


@pytest.mark.parametrize("name", ["merkl", "urd", "eigenlayer"])
def test_account_and_token_twice(name, tmp_path):
    rows = rows_of(name)
    rows[ROW - 1] |= {"account": account_text_of_other_case(rows[2]["account"]), "token": rows[2]["token"]}
    assert_names(refusal(tmp_path, name, rows))


def test_index_twice(tmp_path):
    rows = [{"index": str(number), **row} for number, row in enumerate(rows_of("cumulative"))]
    rows[ROW - 1]["index"] = "2"
    assert_names(refusal(tmp_path, "uniswap", rows), "index")


@pytest.mark.parametrize("name, column", [("openzeppelin", "amount"), ("merkl", "token"), ("threshold", "beneficiary"),
                                          ("rocketpool-v4", "voter_share")])
def test_missing_column(name, column, tmp_path):
    rows = [{key: cell for key, cell in row.items() if key != column} for row in rows_of(name)]
    text = refusal(tmp_path, name, rows)
    assert "claims.csv" in text and column in text


@pytest.mark.parametrize("change", ["short", "long"])
def test_row_of_another_length(change, tmp_path):
    rows = rows_of("threshold")
    if change == "short":
        del rows[ROW - 1]["amount"]
    else:
        rows[ROW - 1]["more"] = "1"
    assert_names(refusal(tmp_path, "threshold", rows))


def test_leaf_of_64_bytes(tmp_path):
    """A salt of 12 bytes before account and amount makes as many bytes as two nodes have."""
    rows = [{"salt": "0x" + "ab" * 12, **row} for row in rows_of("sharded")]
    text = refusal(tmp_path, "sharded", rows)
    assert "claims.csv" in text and "64 bytes" in text
    rows = rows_of("convex")
    rows[ROW - 1]["amount"] = "1" + "0" * 20  # with the account and a space, a text of 64 bytes
    text = refusal(tmp_path, "convex", rows)
    assert "claims.csv" in text and f"line {ROW + 1}" in text and "64 bytes" in text


@pytest.mark.parametrize("name", ["openzepelin", "", "Uniswap"])
def test_unknown_preset(name, tmp_path):
    finished = run("tree", table_at(tmp_path, rows_of("openzeppelin")), "--format", name, "--json")
    assert finished.returncode == 64 and finished.stdout == ""
    assert name in finished.stderr
