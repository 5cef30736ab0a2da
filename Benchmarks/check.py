"""Counts the instructions of the hot paths with callgrind, and compares them with Benchmarks/baseline.json.

    make bench-check       fails where a path takes more than 5 percent more instructions than it did
    make bench-baseline    writes the baseline again

Unlike seconds, instructions are the same on a machine with other work. Valgrind knows no AVX-512, so what is counted
is the kernel that is chosen there: AVX2.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from samples import Samples

FOLDER = pathlib.Path(__file__).resolve().parent
BASELINE = FOLDER / "baseline.json"
TOLERANCE = 0.05
NOTE = "Instructions under valgrind on x86-64: the AVX2 kernel, one thread. Written by make bench-baseline."


class Counter:
    """Counts the instructions of a path of EngineMeasurements."""

    def __init__(self, folder, measurements):
        self.folder = pathlib.Path(folder)
        # Valgrind 3.19 cannot read the debug information of this compiler; names of functions suffice.
        self.program = self.folder / "EngineMeasurements"
        subprocess.run(["strip", "--strip-debug", "-o", self.program, measurements], check=True)
        self.one_core = self.folder / "one-core.so"
        compiler = ["clang", "-shared", "-fPIC", "-O", "-D_GNU_SOURCE", "-o", self.one_core]
        subprocess.run([*compiler, FOLDER / "one-core.c", "-ldl"], check=True)

    def count(self, path, file):
        output = self.folder / "callgrind.out"
        command = ["valgrind", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*7counted*"]
        command += [f"--callgrind-out-file={output}", self.program, "counted", path, file]
        # Hashes of strings and sets differ from run to run without the second variable.
        environment = {**os.environ, "LD_PRELOAD": self.one_core, "SWIFT_DETERMINISTIC_HASHING": "1"}
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        collected = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode != 0 or not collected or int(collected[1]) == 0:
            sys.exit(f"{path}: callgrind counted nothing\n{run.stderr}")
        return int(collected[1])


def counts(binary, measurements):
    """The instructions of each path, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        samples = Samples(folder, binary, measurements)
        counter = Counter(folder, measurements)
        table, dump, foreign = samples.claims(20_000), samples.dump(5_000), samples.uniswap(5_000)
        paths = [
            ("leaves of 20,000 claims", "leaves", table),
            ("tree of 20,000 claims", "tree", table),
            ("all proofs of 20,000 claims", "proofs", table),
            ("sum tree of 20,000 holders, with proofs of 24 each", "sums", table),
            ("CSV of 20,000 claims, read", "table", table),
            ("dump of 5,000 claims, written", "dumpWritten", samples.claims(5_000)),
            ("proofs of 5,000 claims, written", "proofsWritten", samples.claims(5_000)),
            ("dump of 5,000 claims, verified", "dump", dump),
            ("foreign file of 5,000 claims, verified", "foreign", foreign),
            ("foreign file of 5,000 claims, passed over", "json", foreign),
        ]
        stakes = samples.stakes(50_000)
        paths += [
            ("50,000 staking events, read", "stakesRead", stakes),
            ("weights of 50,000 staking events", "weights", stakes),
        ]
        for name, path, file in paths:
            yield name, counter.count(path, file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary")
    parser.add_argument("measurements", type=pathlib.Path, help="EngineMeasurements")
    parser.add_argument("--write", action="store_true", help="write the baseline again")
    arguments = parser.parse_args()
    baseline = {} if arguments.write else json.loads(BASELINE.read_text())["instructions"]
    found, slower = {}, []
    for name, count in counts(arguments.binary.resolve(), arguments.measurements.resolve()):
        found[name] = count
        before = baseline.get(name)
        change = f"{100 * (count / before - 1):+7.2f} %" if before else "      new"
        print(f"{name:<44}{count:>15,}{change}", flush=True)
        if before and count > before * (1 + TOLERANCE):
            slower.append(f"{name}: {count:,} instructions, {before:,} in the baseline")
        if not before and not arguments.write:
            slower.append(f"{name}: not in the baseline")
    if arguments.write:
        document = {"note": NOTE, "instructions": found}
        BASELINE.write_text(json.dumps(document, indent=2) + "\n")
        return 0
    missing = sorted(baseline.keys() - found.keys())
    slower += [f"{name}: in the baseline, but no longer counted" for name in missing]
    for line in slower:
        print(f"bench-check: {line}")
    if slower:
        print(f"bench-check: more than {TOLERANCE:.0%} off; if that is meant, run make bench-baseline and commit")
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
