"""Measures programs: seconds and memory, as the system counts them when a process ends."""

import os
import statistics
import subprocess
import time

RUNS = 5
# Runs that take longer are not repeated as often.
LONG_SECONDS = 2


class Usage:
    """Medians of several runs: seconds on the wall and of CPU; and the largest peak of memory, in MB."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def run_once(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: status {os.waitstatus_to_exitcode(status)}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(command, before=lambda: None):
    """Runs a command some times, each after a preparation."""
    runs = []
    while len(runs) < RUNS:
        before()
        runs.append(run_once(command))
        if sum(run.wall for run in runs) > LONG_SECONDS and len(runs) % 2 == 1:
            break
    return middle(runs)


def middle(runs):
    """One usage for several."""
    return Usage(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.peak for run in runs),
    )
