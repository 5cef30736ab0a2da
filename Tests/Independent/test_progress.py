"""What long work shows of how far it has come, on a terminal and elsewhere."""

import os
import pty
import re
import select
import subprocess

import pytest
from many_holders import write_books
from program import binary, run

BAR = re.compile(r"\[[#.]{24}\] (\d+)% of (\d+) (rows|MB), (\d+)/s, (\d+) s left; (.*)")


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Books that take longer than the second that nothing is told of."""
    folder = tmp_path_factory.mktemp("books")
    write_books(folder / "large", 100_000)
    return folder / "large"


def on_terminal(*command) -> str:
    """What a command writes to a terminal as its standard error."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([binary(), *command], stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    written = b""
    while process.poll() is None or select.select([leader], [], [], 0)[0]:
        if not select.select([leader], [], [], 0.1)[0]:
            continue
        try:
            written += os.read(leader, 65_536)
        except OSError:
            break
    os.close(leader)
    assert process.wait() == 0, written
    return written.decode()


def bars(text: str, phase: str) -> list:
    found = [match.groups() for match in map(BAR.search, text.split("\r")) if match]
    return [(int(percent), int(total)) for percent, total, _, _, _, name in found if name.startswith(phase)]


def test_on_a_terminal(books, tmp_path):
    written = on_terminal("publish", "--books", books, "--site", tmp_path / "site", "--epoch", "1")
    assert "computing epoch 1" in written and "writing epoch 1" in written
    shown = bars(written, "writing epoch 1")
    percents = [percent for percent, _ in shown]
    assert shown and percents == sorted(percents) and percents[-1] <= 100
    # Rows of all tables and accounts of all claims files.
    assert all(total > 300_000 for _, total in shown)
    # The last line is taken away.
    assert written.endswith("\r\x1b[K")
    written = on_terminal("audit", tmp_path / "site")
    assert bars(written, "comparing epoch 1") and written.endswith("\r\x1b[K")
    assert bars(on_terminal("check", "--books", books), "making the documents of epoch")


def test_elsewhere_lines_and_quiet_nothing(books, tmp_path):
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", "1")
    assert finished.returncode == 0
    assert {"computing epoch 1", "writing epoch 1"} <= set(finished.stderr.splitlines())
    assert "\x1b" not in finished.stderr and "\r" not in finished.stderr
    finished = run("audit", tmp_path / "site", "--quiet")
    assert finished.returncode == 0 and finished.stderr == ""
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", "2", "--quiet")
    assert finished.returncode == 0 and finished.stderr == ""
