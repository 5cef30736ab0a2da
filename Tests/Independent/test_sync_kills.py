"""Sync that is killed or interrupted: what was stored is whole, and the same command again ends where one run ends.

REVSHARE_KILLS       how many kills (20)
REVSHARE_KILLS_SEED  what their moments depend on
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

from chain import false_logs, misbehaving
from chain.misbehaving import Fault, MisbehavingNode
from program import binary, files, publish, run
from sync_fixtures import chained  # noqa: F401
from synced import STORE, dump, stored, sync, told_by_node

KILLS = int(os.environ.get("REVSHARE_KILLS", "20"))
SEED = int(os.environ.get("REVSHARE_KILLS_SEED", "20261126"))
STEP = 0.01


@pytest.fixture(scope="module")
def slow(chained):
    """A node that takes its time, and gives little at once."""
    with MisbehavingNode(chained.client.url) as host:
        host.fault(Fault(before=lambda _: time.sleep(STEP)))
        host.fault(false_logs.capped("reth", 9))
        yield host


class Undisturbed:
    """Where a whole run ends, and how long it takes."""

    def __init__(self, story, folder, host):
        self.books = story.write(folder / "books", story.from_chain())
        self.untouched = story.write(folder / "untouched", story.from_chain())
        started = time.monotonic()
        sync(self.books, host)
        self.duration = time.monotonic() - started
        assert stored(self.books) == told_by_node(story)
        self.tables = dump(self.books)
        publish(self.books, folder / "site", list)
        self.site = files(folder / "site")


@pytest.fixture(scope="module")
def undisturbed(chained, slow, tmp_path_factory):
    return Undisturbed(chained, tmp_path_factory.mktemp("undisturbed"), slow)


def start(books, host, output=subprocess.PIPE) -> subprocess.Popen:
    command = [binary(), "sync", "--books", books, "--node", host.url]
    return subprocess.Popen(command, stdout=output, stderr=output, text=True)


def killed(books, host, seconds: float) -> None:
    process = start(books, host, subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait()


def end(process: subprocess.Popen) -> tuple[int, str, str]:
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors


def assert_publishes_or_says_why(books, undisturbed):
    """Publishing what there is: all of it, or the advice to read on; nothing else."""
    site = books.parent / "early"
    finished = run("publish", "--books", books, "--site", site, "--all")
    if finished.returncode == 0:
        assert files(site) == undisturbed.site
        shutil.rmtree(site)
        return True
    assert finished.returncode in (65, 66) and "run `revshare sync`" in finished.stderr, finished.stderr
    assert not site.exists()
    return False


@pytest.mark.parametrize("content", [b"", "database"], ids=["no bytes", "no tables"])
def test_an_end_before_the_tables(chained, undisturbed, tmp_path, content):
    """A store of nothing is one that was not read yet: publishing says so, and the next run makes it."""
    books = shutil.copytree(undisturbed.untouched, tmp_path / "books")
    if content:
        with sqlite3.connect(books / STORE) as database:
            database.execute("CREATE TABLE made (here)")
            database.execute("DROP TABLE made")
            database.execute("VACUUM")
        database.close()
    else:
        (books / STORE).write_bytes(content)
    assert not assert_publishes_or_says_why(books, undisturbed)
    sync(books, chained.client)
    assert dump(books) == undisturbed.tables


def test_kills(chained, slow, undisturbed, tmp_path):
    """SIGKILL; every second store is killed a second time."""
    chance = random.Random(SEED)
    honest = set(undisturbed.tables["event"])
    partial = published = 0
    for number in range(KILLS):
        books = shutil.copytree(undisturbed.untouched, tmp_path / "killed")
        for _ in range(1 + number % 2):
            killed(books, slow, chance.uniform(0, undisturbed.duration))
        place = f"seed {SEED}, kill {number}"
        if number % 4 == 0:
            published += assert_publishes_or_says_why(books, undisturbed)
        if number % 4 and (books / STORE).exists():
            # What is left of a transaction is undone by whoever opens the store next, here another program.
            copied = shutil.copytree(books, tmp_path / "copied")
            found = stored_if_any(copied)
            assert set(found) <= honest, place
            partial += 0 < len(found) < len(honest)
            shutil.rmtree(copied)
        sync(books, slow if number % 5 == 0 else chained.client)
        assert dump(books) == undisturbed.tables, place
        shutil.rmtree(books)
    print(f"\n{KILLS} kills (seed {SEED}): {partial} stores seen in part, {published} published")


def stored_if_any(books) -> list:
    try:
        return stored(books)
    except sqlite3.OperationalError as error:
        assert "no such table" in str(error)
        return []


def test_after_a_kill_the_publication_is_the_same(chained, slow, undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.untouched, tmp_path / "killed")
    killed(books, slow, 0.6 * undisturbed.duration)
    sync(books, slow)
    publish(books, tmp_path / "site", list)
    assert files(tmp_path / "site") == undisturbed.site


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_interrupted(name, slow, undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.untouched, tmp_path / "books")
    slow.reset()
    process = start(books, slow)
    wait_for(lambda: slow.calls["eth_getLogs"] > 8)
    process.send_signal(getattr(signal, name))
    status, output, errors = end(process)
    assert (status, output) == (130, "") and "ended" in errors, errors
    assert set(stored(books)) < set(undisturbed.tables["event"])
    sync(books, slow)
    assert dump(books) == undisturbed.tables


def wait_for(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.mark.parametrize("fault", [misbehaving.busy(30), misbehaving.silence()], ids=["waiting", "silence"])
def test_interrupted_while_nothing_comes(fault, chained, undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.untouched, tmp_path / "books")
    with MisbehavingNode(chained.client.url) as host:
        rule = host.fault(fault, "eth_getLogs", skip=1)
        host.fault(false_logs.capped("reth", 9))
        process = start(books, host)
        wait_for(lambda: rule.applied)
        time.sleep(0.2)
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        status, _, _ = end(process)
        assert status == 130 and time.monotonic() - started < 3
    sync(books, chained.client)
    assert dump(books) == undisturbed.tables


def test_a_store_that_is_something_else(chained, undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.untouched, tmp_path / "books")
    for content in (b"not a database, but long enough to be taken for one" * 100, os.urandom(4096)):
        (books / STORE).write_bytes(content)
        finished = sync(books, chained.client, status=74)
        assert STORE in finished.stderr and (books / STORE).read_bytes() == content
        refused = run("publish", "--books", books, "--site", tmp_path / "site", "--all")
        assert refused.returncode in (65, 74) and STORE in refused.stderr and not (tmp_path / "site").exists()


def test_a_store_that_is_cut_off(chained, undisturbed, tmp_path):
    """Nothing is made up from what is left."""
    whole = (undisturbed.books / STORE).read_bytes()
    for part in (100, len(whole) // 2, len(whole) - 4096):
        books = shutil.copytree(undisturbed.untouched, tmp_path / str(part))
        (books / STORE).write_bytes(whole[:part])
        refused = run("publish", "--books", books, "--site", tmp_path / "site", "--all")
        assert refused.returncode in (65, 74) and STORE in refused.stderr and not (tmp_path / "site").exists()


def test_an_empty_file_is_a_new_store(chained, undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.untouched, tmp_path / "books")
    (books / STORE).touch()
    sync(books, chained.client)
    assert dump(books) == undisturbed.tables


def test_a_store_that_may_only_be_read(undisturbed, tmp_path):
    books = shutil.copytree(undisturbed.books, tmp_path / "books")
    (books / STORE).chmod(0o444)
    publish(books, tmp_path / "site", list)
    assert files(tmp_path / "site") == undisturbed.site
