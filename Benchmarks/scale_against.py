"""Beside what a user would pick, in the same run: DuckDB and Python on the same books, with the same results."""

import csv
import hashlib
import json
import pathlib
import subprocess

from processes import run_once
from table import Row

FOLDER = pathlib.Path(__file__).resolve().parent


class Published:
    """The figures of a site's first epoch."""

    def __init__(self, site):
        epoch = site / "epochs" / "1"
        report = json.loads((epoch / "report.json").read_text())
        self.weight = report["stake"]["totalWeight"]
        self.allocation = report["assets"][0]["allocation"]["amount"]
        self.root = report["assets"][0]["claims"]["root"]
        table = hashlib.sha256()
        with (epoch / "usdc" / "holders.csv").open(newline="") as file:
            for row in csv.DictReader(file):
                table.update(f"{row['account'].lower()},{row['weight']},{row['share']}\n".encode())
        self.shares = table.hexdigest()
        self.claims = epoch / "usdc" / "claims.csv"


def write_claims(source, target):
    """The published claims as a table of accounts and amounts."""
    with source.open(newline="") as file, target.open("w") as output:
        output.write("account,amount\n")
        output.writelines(f"{row['account']},{row['amount']}\n" for row in csv.DictReader(file))


def rows(binary, python, scale, count):
    """What they take, and how many times our CPU seconds that is; `scale` has published the site."""
    # In a process of its own: what this one holds would count as the peak of those that it starts.
    published = Published(scale.site(count))
    begin, end = 1_767_225_600, 1_767_225_600 + 90 * 86_400
    command = [python, FOLDER / "scale_rival.py", scale.books(count), begin, end, published.allocation]
    found = json.loads(subprocess.run([*map(str, command)], check=True, capture_output=True).stdout)
    for ours, theirs in [("weight", "weight"), ("root", "root"), ("shares", "shares")]:
        assert getattr(published, ours) == found[theirs], f"{ours}: {getattr(published, ours)}, not {found[theirs]}"
    table, proofs = scale.folder / "claims.csv", scale.folder / "proofs.ndjson"
    write_claims(published.claims, table)
    tree = run_once([binary, "tree", table, "--order", "account", "--proofs", proofs])
    proofs.unlink()
    compute, publish = scale.cpu("compute"), scale.cpu("publish, first epoch")
    cpu = found["cpu"]
    engine, figures = cpu["tree"] + cpu["proofs"], cpu["weights"] + cpu["shares"]
    yield Row("revshare tree: these claims, all proofs to a file", count, tree.wall, tree.cpu, tree.peak)
    yield Row(
        "Python with C keccak: tree, all proofs, no file",
        count,
        cpu=engine,
        figure=f"{engine / tree.cpu:.1f} times our CPU seconds",
    )
    yield Row(
        "DuckDB: weights; Python: shares",
        count,
        cpu=figures,
        peak=found["peak"],
        figure=f"{figures / compute:.1f} times our compute, which does checks and the tree too",
    )
    yield Row(
        "DuckDB and Python: all of it, in memory",
        count,
        cpu=figures + engine,
        figure=f"{(figures + engine) / compute:.1f} times our compute, {(figures + engine) / publish:.2f} times our "
        "publish, which writes and commits to everything",
    )
