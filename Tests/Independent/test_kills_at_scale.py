"""Publishing the second epoch of many holders is killed at twenty moments, spread over all that it does, and told to end
at eight.

After each the site is the old or the new one, byte for byte, and the same command again ends where an undisturbed run
ends. A moment is told by the CPU seconds that the program has had, so that a busy machine does not move it.

REVSHARE_KILLS_HOLDERS  how many holders (100000)
REVSHARE_KILLS_SEED     what the moments depend on
"""

import hashlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
from typing import NamedTuple

import pytest
from many_holders import write_books
from program import run
from test_kills import SEED, State, check

HOLDERS = int(os.environ.get("REVSHARE_KILLS_HOLDERS", "100000"))
KILLS = 20
ENDINGS = 8
STEP = "next"
TICKS = os.sysconf("SC_CLK_TCK")


class Known(NamedTuple):
    """What a state held."""

    content: dict
    kept: bytes


class LargeState(State):
    """A state whose files stand for their hashes."""

    @property
    def content(self):
        return {
            path.relative_to(self.site).as_posix(): hashlib.blake2b(path.read_bytes()).digest()
            for path in self.site.rglob("*")
            if path.is_file()
        }

    @property
    def known(self):
        return Known(self.content, self.kept)

    def put_back(self, site, kept):
        """Makes the state what it was; nothing else of the books changes."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(site, self.site)
        (self.books / "log-checkpoint").write_bytes(kept)


class Publisher:
    """The program at work."""

    def __init__(self, state):
        self.state = state
        self.process = subprocess.Popen(
            state.command(STEP), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    @property
    def has_ended(self):
        """Whether it has; what it used can still be told until it is waited for."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, options) is not None

    @property
    def cpu(self):
        """Seconds of all its threads so far."""
        words = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / TICKS

    def wait(self, cpu):
        """Waits until it has had so many CPU seconds or ends, and says whether it has ended."""
        while not self.has_ended and self.cpu < cpu:
            time.sleep(0.001)
        return self.has_ended

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A state with one epoch published, its site again to copy from, what it and the one after it hold, CPU seconds."""
    root = tmp_path_factory.mktemp("large")
    state = LargeState(root / "state")
    write_books(state.books, HOLDERS)
    key = run("key", "new", "--name", "books.example/large", "--output", state.books / "log.key")
    assert key.returncode == 0, key.stderr
    with (state.books / "revshare.yaml").open("a") as settings:
        settings.write("log: { key: log.key }\n")
    first = state.run("first")
    assert first.returncode == 0, first.stderr
    shutil.copytree(state.site, root / "site")
    old = state.known
    publisher = Publisher(state)
    publisher.wait(cpu=float("inf"))
    duration = publisher.cpu
    assert publisher.process.wait() == 0
    audit = run("audit", state.site, "--quiet", "--since", state.books / "log-checkpoint")
    assert audit.returncode == 0, audit.stdout
    return state, root / "site", old, state.known, duration


def test_kills(large):
    state, site, old, new, duration = large
    chance = random.Random(SEED)
    ended = staged = new_count = kept_only = 0
    for number in range(KILLS):
        state.put_back(site, old.kept)
        share = (number + chance.random()) / KILLS
        publisher = Publisher(state)
        ended += publisher.wait(cpu=share * duration)
        publisher.kill()
        staged += (state.folder / ".site.staging").exists()
        place = f"seed {SEED}, kill {number} at {share:.1%} of {duration:.2f} CPU seconds"
        is_new, is_kept = check(state, STEP, old, new, place)
        new_count += is_new
        kept_only += is_kept and not is_new
    print(
        f"\n{KILLS} kills of {HOLDERS:,} holders in {duration:.2f} CPU seconds (seed {SEED}): {ended} after the end, "
        f"{staged} with files staged; the site was new after {new_count}, {kept_only} times the new head was kept alone"
    )
    assert ended < KILLS / 2 and staged > 0, (ended, staged)


def test_told_to_end(large):
    """Ctrl-C: what was staged is taken away, the site is the old one, and the exit status says so."""
    state, site, old, new, duration = large
    chance = random.Random(SEED + 1)
    ended = 0
    for number in range(ENDINGS):
        state.put_back(site, old.kept)
        share = (number + chance.random()) / ENDINGS
        publisher = Publisher(state)
        publisher.wait(cpu=share * duration)
        publisher.process.send_signal([signal.SIGINT, signal.SIGTERM][number % 2])
        _, errors = publisher.process.communicate(timeout=600)
        status = publisher.process.returncode
        place = f"seed {SEED}, ending {number} at {share:.1%} of {duration:.2f} CPU seconds: {errors}"
        assert not (state.folder / ".site.staging").exists(), place
        # Before the signals are listened for, while the program starts, they end it at once; at the end there is no way back.
        assert status in (130, 0, -signal.SIGINT, -signal.SIGTERM), place
        assert state.known == (new if status == 0 else old), place
        if status == 130:
            ended += 1
            assert "ended before its end; nothing was changed" in errors, place
    print(f"\n{ENDINGS} times told to end: {ended} ended before the end")
    assert ended >= ENDINGS / 2


def test_a_second_signal_ends_it_at_once(large):
    state, site, old, new, duration = large
    state.put_back(site, old.kept)
    publisher = Publisher(state)
    publisher.wait(cpu=0.3 * duration)
    for _ in range(200):
        publisher.process.send_signal(signal.SIGINT)
    assert publisher.process.wait(timeout=60) == 130
    assert state.known == old
    assert state.run(STEP).returncode == 0
    assert state.known == new
