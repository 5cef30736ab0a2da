"""Measures the release binary on books of many holders: check, compute, publish, audit, one lookup.

    make bench-scale                      10k, 100k and 1M holders
    make bench-scale SCALE=10000000       another size, or several with commas between them
    make bench-scale BENCH=--markdown     the table for the README

Each size is made from a seed (scale_books.py), so that figures are of the same books in each run. On a machine with
other work the CPU seconds are the ones to compare: a growth is their ratio to the size before, by how many more
holders there are; 1.00 is linear. The last rows of a size put the same claims through DuckDB and Python.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

import scale_against
import scale_lookup
from scale_steps import Scale
from table import text

SIZES = "10000,100000,1000000"
# What Python holds of ten million proofs would not fit.
AGAINST_HOLDERS = 1_000_000


def rows(arguments, folder):
    scale = Scale(arguments.binary, folder)
    for count in arguments.holders:
        yield from scale.rows(count)
        if not arguments.no_browser:
            yield from scale_lookup.rows(arguments.binary, scale.site(count), count)
        if arguments.python and count <= AGAINST_HOLDERS:
            yield from scale_against.rows(arguments.binary, arguments.python, scale, count)
        shutil.rmtree(scale.site(count))
        shutil.rmtree(scale.books(count))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary")
    parser.add_argument("--holders", default=SIZES, help="how many holders; several with commas between, ascending")
    parser.add_argument("--python", type=pathlib.Path, help="a Python that has Benchmarks/requirements.txt")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--no-browser", action="store_true", help="leave out the lookup in Chromium")
    arguments = parser.parse_args()
    arguments.binary = arguments.binary.resolve()
    arguments.holders = [int(count) for count in arguments.holders.split(",")]
    found = []
    try:
        with tempfile.TemporaryDirectory(prefix="revshare-scale-") as folder:
            for row in rows(arguments, folder):
                found.append(row)
                print("  ".join(filter(None, row.cells)), file=sys.stderr, flush=True)
    finally:
        print(text(found, arguments.markdown))


if __name__ == "__main__":
    main()
