"""Random books with amounts up to 2^256: the program publishes what the specification gives, or refuses where it has an error."""

import pytest

from books import Books
from program import run
from published import PublishedSite
from random_books import random_scenario
from random_folder import write_books
from test_random_books import SEEDS, assert_same, evidence_below

MALFORMED = 65


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed{seed}")
def test_amounts_at_the_limit(seed, tmp_path, tally):
    scenario = random_scenario(seed, scales=(38, 39, 57, 64, 70, 76, 77))
    scenario.epochs = [epoch._replace(closed=True) for epoch in scenario.epochs]  # rows that wait are checked too
    books = write_books(scenario, tmp_path / "books")
    expected, refused = {}, None
    try:
        for evidence in Books(books).epochs():
            expected[evidence.inputs.number] = evidence.files()
    except (OverflowError, ValueError) as error:
        refused = error
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet")
    if refused is not None:
        assert finished.returncode == MALFORMED, f"{refused}; {finished.stdout}{finished.stderr}"
        return
    assert finished.returncode == 0, finished.stderr
    tally["random books at the limit that fit"] += 1
    site = PublishedSite(tmp_path / "site")
    for number in site.epochs:
        assert_same(number, expected[number], evidence_below(site, number))
    assert run("audit", site.folder, "--quiet").returncode == 0
