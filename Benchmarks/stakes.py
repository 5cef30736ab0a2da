"""Staking: from a ledger of events to weights and shares, a fifth as many holders as events."""

import json
import statistics
import subprocess

from table import Row

RUNS = 3
GOALS = {5_000_000: {"read": "1.0 s CPU", "plain": "1.5 s CPU", "linear": "1.5 s CPU"}}


class Stakes:
    """Measures reading, weighing and sharing in one process; `samples` makes the books."""

    def __init__(self, measurements, samples):
        self.measurements, self.samples = measurements, samples

    def rows(self, count):
        folder = self.samples.stakes(count)
        command = [self.measurements, "stake", folder]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(RUNS)
        ]
        found = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        peak = max(run["peak"] for run in runs)
        size = (folder / "staking.csv").stat().st_size / 1e6
        goals = GOALS.get(count, {})
        yield Row(
            "staking events read, checked, in order",
            count,
            found["readWall"],
            found["readCPU"],
            figure=f"{size:,.0f} MB read, {size / found['readCPU']:,.0f} MB a CPU second",
            goal=goals.get("read", ""),
        )
        for name, what in [("plain", "weights, plain"), ("linear", "weights, growing, oldest lot first")]:
            yield Row(
                what,
                count,
                found[f"{name}Wall"],
                found[f"{name}CPU"],
                figure=f"{found['holders']:,.0f} holders",
                goal=goals.get(name, ""),
            )
        yield Row(
            "shares of these holders",
            count,
            cpu=found["sharesCPU"],
            peak=peak,
            figure=f"{found['sharesCPU'] / found['holders'] * 1e9:.0f} ns each",
            goal="40 ns each, 1,000 MB for all" if goals else "",
        )
