"""The published inputs of every closed epoch, made again from the books alone."""

import pytest

from books import Books
from comparison import figures, first_difference
from ledgers import base_units, moment
from published import PublishedSite, files_below


def test_inputs_are_what_the_books_say(books_and_site, tally):
    folder, site = books_and_site
    closed = []
    for evidence in Books(folder).epochs():
        closed.append(evidence.inputs.number)
        expected = evidence.inputs.files()
        published = files_below(PublishedSite(site).epoch_folder(closed[-1]) / "inputs")
        for name in sorted(expected.keys() | published.keys()):
            path = f"epochs/{closed[-1]}/inputs/{name}"
            difference = first_difference(path, expected.get(name), published.get(name))
            assert not difference, difference
            tally.update({f"{kind} from books": n for kind, n in figures(name, expected[name]).items()})
    assert closed and closed == PublishedSite(site).epochs


@pytest.mark.parametrize(
    ("text", "pattern", "zone", "expected"),
    [
        ("2026-07-03 14:05", "YYYY-MM-DD hh:mm", "UTC", 1783087500),
        ("03.07.2026 16:05:09", "DD.MM.YYYY hh:mm:ss", "+02:00", 1783087509),
        ("1783087500", "unix", None, 1783087500),
        ("2026-07-03T14:05:00Z", "rfc3339", None, 1783087500),
    ],
)
def test_times_of_a_ledger(text, pattern, zone, expected):
    assert moment(text, pattern, zone) == expected


def test_amounts_of_a_ledger():
    assert base_units("1,250.5", 6, separators=True) == 1_250_500_000
    assert base_units("-0.000001", 6) == -1
    for text in ("1e3", "+1", "1.0000001", "1,250.5", "", ".5", "1."):
        with pytest.raises(ValueError):
            base_units(text, 6)
