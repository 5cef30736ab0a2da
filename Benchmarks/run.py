"""Measures the release binary on the Morpheus example, and Python with C keccak on the same epoch.

    make bench          or: .venv/bin/python Benchmarks/run.py .build/release/revshare

All in one run, since these figures are only good as ratios: user CPU seconds (median of several runs) and peak memory.
"""

import csv
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = 5


def measure(command, before=lambda: None):
    """User CPU seconds (median) and peak resident megabytes (largest) of a command."""
    seconds, peak = [], 0
    for _ in range(RUNS):
        before()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        seconds.append(usage.ru_utime)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def python_tree(claims):
    """Root of the claims' tree with pycryptodome, whose keccak is C."""
    from Crypto.Hash import keccak

    def hashed(message):
        return keccak.new(digest_bits=256, data=message).digest()

    nodes = [b""] * (2 * len(claims) - 1)
    for index, (account, amount) in enumerate(claims):
        leaf = hashed(hashed(bytes(12) + account + amount.to_bytes(32, "big")))
        nodes[2 * len(claims) - 2 - index] = leaf
    for index in reversed(range(len(claims) - 1)):
        left, right = sorted((nodes[2 * index + 1], nodes[2 * index + 2]))
        nodes[index] = hashed(left + right)
    return nodes[0]


def main(binary):
    books = ROOT / "Examples" / "morpheus"
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        rows = [
            ("check: 15,092 stake events", *measure([binary, "check", "--books", books])),
            (
                "publish: 7 epochs, 1,800 files",
                *measure(
                    [binary, "publish", "--books", books, "--site", site, "--all", "--quiet"],
                    before=lambda: subprocess.run(["rm", "-rf", site], check=True),
                ),
            ),
            ("audit: everything again", *measure([binary, "audit", site, "--quiet"])),
            (
                "verify: a dump, every node",
                *measure([binary, "verify", site / "epochs/2/usdc/tree.json"]),
            ),
        ]
        with open(site / "epochs/2/usdc/claims.csv", newline="") as file:
            claims = [
                (bytes.fromhex(row["account"][2:]), int(row["amount"]))
                for row in csv.DictReader(file)
            ]
        started = time.process_time()
        python_tree(claims)
        python = time.process_time() - started
    width = max(len(name) for name, *_ in rows)
    for name, seconds, peak in rows:
        print(f"{name:<{width}}  {seconds:8.3f} s CPU  {peak:8.1f} MB")
    verify = rows[-1][1]
    print(
        f"Python with C keccak: the tree alone of the same {len(claims):,} claims  {python:.3f} s CPU, "
        f"{python / max(verify, 0.001):.1f} times the verify run, which also reads the dump"
    )


if __name__ == "__main__":
    main(sys.argv[1])
