"""The Merkle engine: OpenZeppelin's format in account order, over (address, uint256)."""

import json
import pathlib
import statistics
import subprocess
import sys

from processes import Usage, measure
from table import Row

FOLDER = pathlib.Path(__file__).resolve().parent
# A file of Uniswap's size, and the claims up to which Python is measured without being asked.
UNISWAP_CLAIMS = 252_803
PYTHON_CLAIMS = 100_000
# The claims up to which all proofs are written to a file.
WRITTEN_CLAIMS = 2_000_000


class Engine:
    """Measures the engine; `samples` makes the files to measure with."""

    def __init__(self, binary, measurements, samples):
        self.binary, self.measurements, self.samples = binary, measurements, samples

    def kernels(self):
        found = json.loads(self._output("kernel"))
        for kernel in found["kernels"]:
            yield Row(
                f"kernel {kernel['kernel']}: permutations a second",
                figure=f"{kernel['oneCore'] / 1e6:.1f} M on one core, "
                f"{kernel['allCores'] / 1e6:.1f} M on {found['threads']} at once",
            )

    def trees(self, count):
        rounds = 9 if count <= 1_000_000 else 3
        found = json.loads(self._output("tree", count, rounds))
        permutations = 3 * count - 1
        yield Row(
            "tree of claims in memory",
            count,
            found["treeWall"],
            found["treeCPU"],
            figure=f"{found['wallRatio']:.2f} x the limit ({found['cpuRatio']:.2f} by CPU), "
            f"which is {permutations / found['limitWall'] / 1e6:.1f} M permutations a second",
            goal="1.5 x, stretch 1.25" if count >= 1_000_000 else "",
        )
        yield Row(
            "all proofs, streamed to a sum",
            count,
            cpu=found["proofsCPU"],
            figure=f"{found['proofHashes'] / 1e6:.1f} M hashes, "
            f"{found['proofHashes'] / found['proofsCPU'] / 1e6:.0f} M a second",
            goal="0.4 s CPU" if count == 1_000_000 else "",
        )

    def commands(self, count):
        table = self.samples.claims(count)
        dump, lines = self.samples.folder / "dump.json", self.samples.folder / "proofs.ndjson"
        tree = [self.binary, "tree", table, "--order", "account"]
        goals = {1_000_000: "0.35 s, 250 MB", 10_000_000: "6.5 s, 2,300 MB"}
        yield self._command("CSV to root", count, tree, goal=goals.get(count, ""))
        yield self._command("CSV to dump", count, [*tree, "--dump", dump], written=dump)
        yield self._command("dump verified, every node", count, [self.binary, "verify", dump], read=dump)
        dump.unlink()
        # The file would have 17 GB at 10M claims.
        if count > WRITTEN_CLAIMS:
            return
        yield self._command("CSV to all proofs in a file", count, [*tree, "--proofs", lines], written=lines)
        lines.unlink()

    def uniswap(self):
        file = self.samples.uniswap(UNISWAP_CLAIMS)
        yield self._command(
            "Uniswap's file verified, all proofs",
            UNISWAP_CLAIMS,
            [self.binary, "verify", file],
            read=file,
            goal="2 s, 500 MB",
        )

    def python(self, count):
        """Python by hand on the same tree, beside our own run in the same minute."""
        ours = json.loads(self._output("tree", count, 5))
        # In a process of its own: what this one holds would count as the peak of those that it starts.
        command = [sys.executable, FOLDER / "python_tree.py", self.samples.claims(count)]
        runs = [
            float(subprocess.run(command, check=True, capture_output=True).stdout)
            for _ in range(3 if count <= PYTHON_CLAIMS else 1)
        ]
        seconds = statistics.median(runs)
        return Row(
            "Python with C keccak, the tree alone",
            count,
            cpu=seconds,
            figure=f"{seconds / ours['treeCPU']:.0f} times our CPU seconds",
            goal="25 times",
        )

    def _output(self, *arguments):
        return subprocess.run(
            [self.measurements, *map(str, arguments)], check=True, capture_output=True
        ).stdout

    def _command(self, what, count, command, goal="", read=None, written=None):
        usage: Usage = measure(command)
        file = read or written
        size = file.stat().st_size / 1e6 if file else 0
        verb = "written" if written else "read"
        figure = f"{size:,.0f} MB {verb}, {size / usage.wall:,.0f} MB/s" if file else ""
        return Row(what, count, usage.wall, usage.cpu, usage.peak, figure, goal)
