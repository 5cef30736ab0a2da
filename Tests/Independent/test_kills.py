"""Publishing that is killed, runs out of space, may not write, or meets another publisher: nothing is lost.

After each the site is the old or the new one, byte for byte, the kept head of the log belongs to it, and the same
command again ends where an undisturbed run ends.

REVSHARE_KILLS       how many kills (50)
REVSHARE_KILLS_SEED  what their moments depend on
"""

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import pytest
from program import TINY, binary, copy, files, run

KILLS = int(os.environ.get("REVSHARE_KILLS", "50"))
SEED = int(os.environ.get("REVSHARE_KILLS_SEED", "20261126"))
REASON = "INV-6 was booked too low"
STEPS = {
    "first": ["publish", "--epoch", "1"],
    "next": ["publish", "--epoch", "2"],
    "correction": ["correct", "--epoch", "2", "--reason", REASON],
}


class State:
    """Books and a site in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.books = folder / "books"
        self.site = folder / "site"

    def command(self, step):
        place = ["--books", str(self.books), "--site", str(self.site), "--quiet"]
        return [binary(), *STEPS[step], *place]

    def run(self, step, **options):
        return subprocess.run(
            self.command(step), capture_output=True, text=True, timeout=120, **options
        )

    def copied(self, folder):
        shutil.copytree(self.folder, folder)
        return State(folder)

    @property
    def content(self):
        return files(self.site) if self.site.exists() else None

    @property
    def kept(self):
        path = self.books / "log-checkpoint"
        return path.read_bytes() if path.exists() else None


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """Each step with the state before it and the one after it, undisturbed; and how long it takes."""
    root = tmp_path_factory.mktemp("undisturbed")
    start = root / "start"
    copy(TINY, start / "books")
    key = run("key", "new", "--name", "books.example/tiny", "--output", start / "books/log.key")
    assert key.returncode == 0, key.stderr
    with (start / "books/revshare.yaml").open("a") as settings:
        settings.write("log: { key: log.key }\n")
    state, found = State(start), {}
    for step in STEPS:
        if step == "correction":
            ledger = state.books / "ledgers/revenue.csv"
            ledger.write_text(ledger.read_text().replace("ads,1000,INV-6", "ads,1001,INV-6"))
        after = state.copied(root / step)
        began = time.monotonic()
        finished = after.run(step)
        assert finished.returncode == 0, finished.stderr
        duration = time.monotonic() - began
        audit = run("audit", after.site, "--quiet", "--since", after.books / "log-checkpoint")
        assert audit.returncode == 0, audit.stdout
        found[step] = (state, after, duration)
        state = after.copied(root / f"{step}-copy")
    assert set(found["correction"][1].content) > set(found["next"][1].content)
    return found


def check(state, step, old, new, place):
    """The state is the old or the new one, and the same command again makes it the new one."""
    content, kept = state.content, state.kept
    assert content in (old.content, new.content), place
    assert kept in (old.kept, new.kept), place
    is_new = content == new.content
    assert not is_new or kept == new.kept, place
    if not is_new or step != "correction":
        again = state.run(step)
        assert again.returncode == 0, f"{place}: {again.stderr}"
    else:
        # There is nothing to correct any more; publishing clears what was left behind.
        assert state.run(step).returncode == 2, place
        again = state.run("next")
        assert again.returncode == 0, f"{place}: {again.stderr}"
    assert state.content == new.content and state.kept == new.kept, place
    left = {path.name for path in state.folder.iterdir()}
    assert left == {"books", "site"}, f"{place}: {left}"
    return is_new, kept == new.kept


def test_kills(steps, tmp_path):
    """SIGKILL."""
    chance = random.Random(SEED)
    ended = kept_only = new_count = audited = 0
    for number in range(KILLS):
        step = list(STEPS)[number % len(STEPS)]
        old, new, duration = steps[step]
        state = old.copied(tmp_path / "killed")
        staging = state.folder / ".site.staging"
        process = subprocess.Popen(
            state.command(step), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # A third each: at any moment, while files are written, and about the exchange.
        moment = number // len(STEPS) % 3
        if moment == 0:
            time.sleep(chance.uniform(0, 1.1 * duration))
        while moment == 1 and process.poll() is None and not staging.exists():
            time.sleep(0.0005)
        while moment == 2 and process.poll() is None and state.kept == old.kept:
            time.sleep(0.0002)
        if moment > 0:
            time.sleep(chance.uniform(0, 0.06 if moment == 1 else 0.012))
        ended += process.poll() is not None
        process.kill()
        process.wait()
        if state.site.exists() and number % 5 == 0:
            audit = run("audit", state.site, "--quiet", "--key", steps["first"][1].site / "log/vkey")
            assert audit.returncode == 0, audit.stdout
            audited += 1
        is_new, is_kept = check(state, step, old, new, f"seed {SEED}, kill {number}, {step}")
        new_count += is_new
        kept_only += is_kept and not is_new
        shutil.rmtree(state.folder)
    print(
        f"\n{KILLS} kills (seed {SEED}): {ended} after the end; the site was new after {new_count}, "
        f"old after {KILLS - new_count}, {kept_only} of these with the new head kept; {audited} audited"
    )
    assert ended < KILLS / 2


@contextlib.contextmanager
def small_disk(folder, size):
    """A file system of its own; skipped where there is no right to mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder, option):
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


def limited_files(size):
    """What makes every file larger than a size fail to be written, as on a full disk."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("step", STEPS)
def test_no_space(steps, tmp_path, step):
    old, new, _ = steps[step]
    tried = 0
    for size in (0, 200, 3_000, 20_000):
        state = old.copied(tmp_path / f"limit-{size}")
        finished = state.run(step, preexec_fn=limited_files(size))
        assert finished.returncode == 73, finished.stderr
        assert state.content == old.content and state.kept in (old.kept, new.kept)
        check(state, step, old, new, f"{step}, no file over {size} bytes")
        tried += 1
    disk = tmp_path / "disk"
    with small_disk(disk, "16m") as is_mounted:
        if is_mounted:
            state = old.copied(disk / "state")
            used = shutil.disk_usage(disk).used
            for more in (0, 4_096, 65_536, 400_000):
                remount(disk, f"size={used + more}")
                finished = state.run(step)
                assert finished.returncode == 73, f"{more} bytes left: {finished.stderr}"
                assert state.content == old.content and state.kept in (old.kept, new.kept)
                tried += 1
            remount(disk, "size=16m")
            check(state, step, old, new, f"{step}, after a full disk")
    print(f"\n{step}: {tried} times no space")
    assert tried >= 4


@pytest.mark.parametrize("step", STEPS)
def test_folder_that_may_not_be_written(steps, tmp_path, step):
    old, new, _ = steps[step]
    disk = tmp_path / "disk"
    with small_disk(disk, "16m") as is_mounted:
        state = old.copied(disk / "state")
        if is_mounted:
            remount(disk, "ro")
        else:
            state.folder.chmod(0o555)
        finished = state.run(step)
        if is_mounted:
            remount(disk, "rw")
        else:
            state.folder.chmod(0o755)
        assert finished.returncode == 73, finished.stderr
        assert state.content == old.content and state.kept == old.kept
        check(state, step, old, new, f"{step}, read-only")


@pytest.mark.parametrize("step", STEPS)
def test_kept_head_that_may_not_be_written(steps, tmp_path, step):
    """What cannot be remembered is not published."""
    old, new, _ = steps[step]
    state = old.copied(tmp_path / "state")
    folder = tmp_path / "elsewhere" / "not-there"
    command = [*state.command(step), "--checkpoint", str(folder / "head")]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 73, finished.stderr
    assert state.content == old.content
    check(state, step, old, new, f"{step}, no place for the head")


def test_two_publishers_at_once(steps, tmp_path):
    """One waits for nobody: it gives up, or it comes after the other and finds nothing to do."""
    chance = random.Random(SEED)
    refused = 0
    for number in range(9):
        step = list(STEPS)[number % len(STEPS)]
        old, new, duration = steps[step]
        state = old.copied(tmp_path / "shared")
        processes = []
        for _ in range(2):
            processes.append(
                subprocess.Popen(
                    state.command(step), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
            time.sleep(chance.uniform(0, 0.3 * duration))
        statuses = sorted(process.wait(timeout=120) for process in processes)
        # A second correction after the first finds nothing to correct.
        assert statuses in ([0, 0], [0, 75]) or (step, statuses) == ("correction", [0, 2]), statuses
        assert state.content == new.content and state.kept == new.kept
        refused += statuses == [0, 75]
        shutil.rmtree(state.folder)
    print(f"\n9 pairs of publishers: {refused} times one was refused with status 75")
