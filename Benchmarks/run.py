"""Measures the release binary: the Merkle engine, reading a chain, and publishing and auditing an example.

    make bench                        10k, 100k and 1M claims
    make bench CLAIMS=10000000        another size, or several with commas between them
    make bench BENCH=--markdown       the table for the README
    make bench BENCH=--python-all     Python at every size, up to 1M claims (half a minute)

All in one run, since on a machine with other work these figures are only good as ratios: medians of several runs,
seconds on the wall and of CPU (the system's included), and the largest peak of resident memory.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from chain import sync_rows
from engine import PYTHON_CLAIMS, Engine
from processes import measure
from samples import Samples
from stakes import Stakes
from table import Row, text

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES = "10000,100000,1000000"
EVENTS = "1000000,5000000"


def program(binary, folder):
    """Publishing and auditing the Morpheus example."""
    books, site = ROOT / "Examples" / "morpheus", pathlib.Path(folder) / "site"
    publish = [binary, "publish", "--books", books, "--site", site, "--all", "--quiet"]
    steps = [
        ("check: 15,092 stake events", [binary, "check", "--books", books], lambda: None),
        (
            "publish: 7 epochs, 1,800 files",
            publish,
            lambda: subprocess.run(["rm", "-rf", site], check=True),
        ),
        ("audit: everything again", [binary, "audit", site, "--quiet"], lambda: None),
    ]
    for what, command, before in steps:
        usage = measure(command, before)
        yield Row(what, None, usage.wall, usage.cpu, usage.peak)


def rows(arguments, folder):
    samples = Samples(folder, arguments.binary, arguments.measurements)
    engine = Engine(arguments.binary, arguments.measurements, samples)
    stakes = Stakes(arguments.measurements, samples)
    yield from engine.kernels()
    for count in arguments.claims:
        yield from engine.trees(count)
        yield from engine.commands(count)
        if count <= PYTHON_CLAIMS or arguments.python_all and count <= 1_000_000:
            yield engine.python(count)
    if not arguments.no_uniswap:
        yield from engine.uniswap()
    for count in arguments.events:
        yield from stakes.rows(count)
    yield from sync_rows(arguments.binary, folder)
    yield from program(arguments.binary, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary")
    parser.add_argument("measurements", type=pathlib.Path, help="EngineMeasurements")
    parser.add_argument("--claims", default=SIZES, help="how many claims; several with commas between")
    parser.add_argument("--events", default=EVENTS, help="how many staking events; several with commas between")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--python-all", action="store_true", help="measure Python up to 1M claims")
    parser.add_argument("--no-uniswap", action="store_true", help="leave out the large foreign file")
    arguments = parser.parse_args()
    arguments.binary, arguments.measurements = arguments.binary.resolve(), arguments.measurements.resolve()
    arguments.claims = [int(count) for count in arguments.claims.split(",")]
    arguments.events = [int(count) for count in arguments.events.split(",")]
    found = []
    with tempfile.TemporaryDirectory(prefix="revshare-bench-") as folder:
        for row in rows(arguments, folder):
            found.append(row)
            print(f"{row.cells[0]} {row.cells[1]}", file=sys.stderr, flush=True)
    print(text(found, arguments.markdown))


if __name__ == "__main__":
    main()
