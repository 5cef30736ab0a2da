"""The reference of section 7.2 itself: percentages in texts, split power, and which choice decides."""

import pytest

from reference.ruleset2.votes import Vote, outcome, percentage_of, read_votes, tallies, units, units_text, votes_document

ONE = 10**36


@pytest.mark.parametrize(("text", "parts"), [
    ("50%", 500_000), ("Share: 12.5%", 125_000), ("(7%)", 70_000), ("to 0.0001% of it", 1), ("=100%", 10**6), ("Abstain", None),
    ('"3%"', 30_000), ("[4%]", 40_000), ("about 5%, not more", 50_000), ("'6%'", 60_000), ("10 or 20%", 200_000),
])
def test_percentages_in_texts(text, parts):
    assert percentage_of(text) == parts


@pytest.mark.parametrize("text", [
    "5% or 6%", "-5%", "+5%", "5 %", "%", "v5%", "1.23456%", "100.1%", "5%6", "½%", "5\u066a", "5\uff05", "5\u2030", "1,5%", ".5%", "5.%",
])
def test_texts_that_hold_no_one_percentage(text):
    with pytest.raises(ValueError):
        percentage_of(text)


def test_power_is_split_by_largest_remainder():
    """10 over 1:1:1 in units: 3 and a third each; the unit that is left goes to the first."""
    third = [(1, ONE), (2, ONE), (3, ONE)]
    assert tallies([Vote(b"", third, True, 10)], 4) == [4, 3, 3, 0]
    assert tallies([Vote(b"", [(2, 3 * ONE), (4, ONE + ONE // 2)], True, 9 * ONE)], 4) == [0, 6 * ONE, 0, 3 * ONE]
    assert tallies([Vote(b"", [(1, 1)], False, 5), Vote(b"", [(1, 1)], False, 7)], 2) == [12, 0]


def test_the_median_is_the_lower_one():
    """Of tallies 2 2 for 10% and 30%, and of 1 1 3 for 10% 20% 30%; Abstain does not count."""
    assert outcome("median", None, ["30%", "10%", "Abstain"], [2, 2, 99], [0, 0, 0]) == (2, 100_000)
    assert outcome("median", None, ["10%", "20%", "30%"], [1, 1, 3], [0, 0, 0]) == (3, 300_000)
    assert outcome("median", None, ["20%", "20.0%", "5%"], [1, 3, 1], [0, 0, 0]) == (2, 200_000)


def test_the_choice_that_leads_decides():
    assert outcome("adopts", "For", ["Against", "For"], [1, 2], [1, 2]) == (2, None)
    assert outcome("winner", None, ["40%", "50%"], [1, 2], [1, 2]) == (2, 500_000)


@pytest.mark.parametrize(("rule", "names", "counted", "scores"), [
    ("adopts", ["For", "Against"], [1, 2], [1, 2]),
    ("adopts", ["For", "Against"], [2, 2], [2, 1]),
    ("adopts", ["For", "Against"], [2, 1], [2, 2]),
    ("winner", ["40%", "No"], [1, 2], [1, 2]),
    ("median", ["Yes", "No"], [1, 2], [1, 2]),
])
def test_votes_that_decide_nothing(rule, names, counted, scores):
    with pytest.raises(ValueError):
        outcome(rule, "For" if rule == "adopts" else None, names, counted, scores)


def test_decimals_and_tables_are_read_back():
    for text in ("0", "1.5", "0." + "0" * 35 + "1", "21899999.8003", "-3.25"):
        assert units_text(units(text)) == text
    votes = [Vote(b"\x01" * 20, [(1, ONE * 3), (3, ONE * 3 // 2)], True, ONE), Vote(b"\x02" * 20, [(2, 1)], False, 0)]
    assert read_votes(votes_document(votes)) == votes
    assert votes_document(votes).decode().splitlines()[1].endswith(",1:3|3:1.5,1")
