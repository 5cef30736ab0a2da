"""Books drawn from a seed: what the program publishes of them is what the reference computes, byte for byte."""

import os
from random import Random

import pytest

from comparison import figures, first_difference
from program import files, publish, run
from published import PublishedSite, files_below, recomputed
from random_books import random_scenario
from random_folder import write_books

FIRST = int(os.environ.get("RANDOM_BOOKS_FROM", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("RANDOM_BOOKS", "60")))


@pytest.mark.parametrize("seed", SEEDS)
def test_evidence_of_random_books(seed, tmp_path, tally):
    scenario = random_scenario(seed)
    site = tmp_path / "site"
    publish(write_books(scenario, tmp_path / "books"), site)
    numbers = PublishedSite(site).epochs
    assert numbers == [epoch.number for epoch in scenario.epochs if epoch.closed]
    for number in numbers:
        expected = recomputed(site, number).files
        published = files_below(PublishedSite(site).epoch_folder(number))
        published.pop("index.html")
        differences = [first_difference(f"epochs/{number}/{path}", expected.get(path), published.get(path))
                       for path in sorted(expected.keys() | published.keys())]
        assert not any(differences), "\n".join(filter(None, differences))
        for path, data in published.items():
            tally.update(figures(path, data))
    audit = run("audit", site, "--quiet")
    assert audit.returncode == 0, audit.stdout + audit.stderr


@pytest.mark.parametrize("seed", list(SEEDS)[:12])
def test_order_of_rows_changes_no_byte(seed, tmp_path):
    scenario = random_scenario(seed)
    publish(write_books(scenario, tmp_path / "books"), tmp_path / "site")
    publish(write_books(scenario, tmp_path / "shuffled", Random(seed)), tmp_path / "again")
    assert files(tmp_path / "site") == files(tmp_path / "again")
