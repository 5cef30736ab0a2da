"""The commands over books of many holders: seconds, memory, and what they publish, each beside the size before."""

import os
import pathlib
import shutil
import subprocess
from typing import NamedTuple

import scale_books
from processes import middle, run_once
from table import Row

# Runs of books up to this many holders are repeated.
SMALL = 100_000
GOALS = {
    (1_000_000, "publish, first epoch"): "12 s, 1,000 MB, 400 bytes without inputs",
    (1_000_000, "publish, second epoch"): "12 s, 1,000 MB, 400 bytes without inputs",
    (1_000_000, "audit"): "12 s an epoch, 1,000 MB",
    (10_000_000, "publish, first epoch"): "180 s, 6,000 MB",
    (10_000_000, "audit"): "180 s an epoch, 6,000 MB",
}
# No worse than this times linear from 100k to 1M.
GROWTH = 1.15


class Weight(NamedTuple):
    """How many files there are and how many bytes they hold, the inputs apart."""

    files: int
    inputs: int
    others: int

    @staticmethod
    def of(site):
        files = inputs = others = 0
        for folder, _, names in os.walk(site):
            size = sum(os.lstat(os.path.join(folder, name)).st_size for name in names)
            files += len(names)
            if "inputs" in pathlib.Path(folder).relative_to(site).parts:
                inputs += size
            else:
                others += size
        return Weight(files, inputs, others)

    def since(self, before):
        return Weight(*(after - each for after, each in zip(self, before)))

    def text(self, count):
        every, own = (self.inputs + self.others) / count, self.others / count
        return f"{self.files:,} files more, {every:,.0f} bytes a holder, {own:,.0f} without inputs"


class Scale:
    """Measures one size after the other; a growth is the CPU seconds by those before, by how many more holders."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.before = {}

    def books(self, count):
        """Books with so many holders, made when they are first asked for."""
        folder = self.folder / f"books-{count}"
        if not folder.exists():
            scale_books.write_books(folder, count)
        return folder

    def site(self, count):
        return self.folder / f"site-{count}"

    def steps(self, count):
        """Name and command of each step, in order: a publication follows the one before."""
        books, site = ["--books", self.books(count)], ["--site", self.site(count)]
        steps = [("check", ["check", *books])]
        steps += [("compute", ["compute", *books, "--epoch", "1"])]
        steps += [("publish, first epoch", ["publish", *books, *site, "--epoch", "1", "--quiet"])]
        steps += [("publish, second epoch beside it", ["publish", *books, *site, "--epoch", "2", "--quiet"])]
        steps += [("audit, both epochs", ["audit", self.site(count), "--quiet"])]
        if self.has_option("audit", "--epoch"):
            steps += [("audit, second epoch alone", ["audit", self.site(count), "--epoch", "2", "--quiet"])]
        account = scale_books.holder(count // 2 + 1)
        return steps + [("prove: one account", ["prove", account, *site])]

    def has_option(self, command, option):
        words = subprocess.run([self.binary, command, "--help"], check=True, capture_output=True, text=True)
        return f" {option} " in words.stdout

    def rows(self, count):
        steps, runs, weights = self.steps(count), {}, {}
        for _ in range(3 if count <= SMALL else 1):
            shutil.rmtree(self.site(count), ignore_errors=True)
            before = Weight(0, 0, 0)
            for name, command in steps:
                runs.setdefault(name, []).append(run_once([self.binary, *command]))
                if name.startswith("publish"):
                    after = Weight.of(self.site(count))
                    weights[name], before = after.since(before).text(count), after
        for name, _ in steps:
            usage = middle(runs[name])
            figures = [self.growth(name, count, usage.cpu), weights.get(name)]
            figure = "; ".join(filter(None, figures))
            yield Row(name, count, usage.wall, usage.cpu, usage.peak, figure, self.goal(name, count))

    def growth(self, name, count, cpu):
        known = self.before.get(name)
        self.before[name] = (count, cpu)
        return f"growth {cpu / known[1] / (count / known[0]):.2f}" if known else None

    def cpu(self, name):
        """The CPU seconds of a step of the size that was measured last."""
        return self.before[name][1]

    @staticmethod
    def goal(name, count):
        found = [goal for (size, step), goal in GOALS.items() if size == count and name.startswith(step)]
        return "; ".join([*found, f"growth {GROWTH}"] if count == 1_000_000 else found)
