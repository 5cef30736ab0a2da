"""Books whose weights were given: what an engine has added up takes the place of the stake events."""

import csv
import json
import shutil
from pathlib import Path
from random import Random

from engine_figures import Question, multiplier, reference_rows
from engines.duckdb_engine import DuckDB
from program import OPUR, copy, publish
from published import PublishedSite

HEADER = ["account", "step", "amount_seconds"]


def first_given(site: Path) -> int | None:
    """The first epoch from which on all can be given: of ruleset 2, without linear growth."""
    first = None
    for number in reversed(PublishedSite(site).epochs):
        is_2 = json.loads((site / f"epochs/{number}/report.json").read_bytes())["ruleset"] == 2
        if not is_2 or multiplier(site, number)["multiplier"] == "linear":
            break
        first = number
    return first


def write_rows(path: Path, rows: list[tuple]) -> None:
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])


def give_weights(books: Path, site: Path, folder: Path, shuffle: Random | None = None) -> int | None:
    """A copy of books in which the weights of all epochs that can be are given; the first of these epochs.

    The books' settings are JSON, as random_folder writes them.
    """
    first = first_given(site)
    if first is None:
        return None
    shutil.copytree(books, folder)
    settings = json.loads((folder / "revshare.yaml").read_text(encoding="utf-8"))
    items = []
    for number in PublishedSite(site).epochs:
        if number >= first:
            rows = list(reference_rows(site, number))
            if shuffle:
                shuffle.shuffle(rows)
            write_rows(folder / f"weights/{number}.csv", rows)
            items.append({"epoch": number, "file": f"weights/{number}.csv"})
    settings["ledgers"]["weights"] = items
    if first == int(settings["epochs"][0]["number"]):
        settings.get("opening", {}).pop("lots", None)
    (folder / "revshare.yaml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return first


def given_opur(folder: Path) -> None:
    """The example with the weights of epoch 4 from DuckDB, by the query that the program prints: books, site, and both as they were."""
    copy(OPUR, folder / "before")
    publish(folder / "before", folder / "site-before")
    question = Question("duckdb", folder / "before", 4)
    engine = DuckDB()
    rows = engine.rows(question.text, question.tables(folder / "site-before", folder / "tables"))
    engine.close()
    copy(OPUR, folder / "books")
    write_rows(folder / "books/ledgers/weights-4.csv", rows)
    path = folder / "books/revshare.yaml"
    path.write_text(path.read_text() + "\n  weights:\n    - { epoch: 4, file: ledgers/weights-4.csv }\n")
    publish(folder / "books", folder / "site")


def all_events(site: Path) -> list[Path]:
    """The tables of stake events of a site, one an epoch."""
    return [site / f"epochs/{number}/inputs/staking.csv" for number in PublishedSite(site).epochs
            if (site / f"epochs/{number}/inputs/staking.csv").exists()]
