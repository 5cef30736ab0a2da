"""A site is the old one or the new one, whatever happens while it is written."""

import os
import random
import resource
import signal
import subprocess
import time

import pytest

import program
from program import OPUR, TINY, binary, copy, files, run


def publish(books, site, **options):
    return program.publish(books, site, key=list, **options)


def leftovers(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".staging"))


def test_a_killed_run_leaves_the_site_whole_and_a_rerun_completes_it(tmp_path):
    books = copy(OPUR, tmp_path / "books")
    # In the same steps, since the log keeps the tiles of each.
    run("publish", "--books", books, "--site", tmp_path / "reference", "--epoch", 1, "--quiet")
    publish(books, tmp_path / "reference")
    expected = files(tmp_path / "reference")
    run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", 1, "--quiet")
    before = files(tmp_path / "site")
    started = time.monotonic()
    publish(books, tmp_path / "timed")
    duration = time.monotonic() - started
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    seen = set()
    for _ in range(40):
        command = [binary(), "publish", "--books", books, "--site", tmp_path / "site", "--all"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * duration * 1.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = files(tmp_path / "site")
        assert found in (before, expected), f"seed {seed}: neither the old nor the new site"
        seen.add(found == expected)
        if found == expected:
            subprocess.run(["rm", "-rf", tmp_path / "site"], check=True)
            run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", 1, "--quiet")
    publish(books, tmp_path / "site")
    assert files(tmp_path / "site") == expected
    assert leftovers(tmp_path) == []
    assert False in seen, "no run was killed before its end"


def test_a_full_disk_leaves_the_old_site(tmp_path):
    books = copy(OPUR, tmp_path / "books")
    run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", 1, "--quiet")
    before = files(tmp_path / "site")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    finished = run(
        "publish", "--books", books, "--site", tmp_path / "site", "--all", preexec_fn=limit
    )
    assert finished.returncode == 73, finished.stderr
    assert "cannot write" in finished.stderr
    assert files(tmp_path / "site") == before
    assert leftovers(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way")
    finished = run("publish", "--books", copy(TINY, tmp_path / "b"), "--site", tmp_path / "file/site")
    assert finished.returncode == 73
    assert "cannot write" in finished.stderr


def test_a_foreign_folder_is_not_touched(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    finished = run("publish", "--books", copy(TINY, tmp_path / "b"), "--site", tmp_path / "site")
    assert finished.returncode == 73
    assert "thesis.txt" in finished.stderr
    assert files(tmp_path / "site") == {"thesis.txt": b"years of work"}


def test_a_published_epoch_is_not_changed(tmp_path):
    books = copy(TINY, tmp_path / "books")
    publish(books, tmp_path / "site")
    before = files(tmp_path / "site")
    ledger = books / "ledgers" / "revenue.csv"
    ledger.write_text(ledger.read_text().replace("12000", "12001"))
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all")
    assert finished.returncode == 2
    assert "published 12000000000, books 12001000000" in finished.stderr
    assert files(tmp_path / "site") == before


def test_the_same_books_change_nothing(tmp_path):
    books = copy(TINY, tmp_path / "books")
    publish(books, tmp_path / "site")
    inodes = {path: path.stat().st_ino for path in (tmp_path / "site").rglob("*")}
    finished = publish(books, tmp_path / "site")
    assert finished.stdout.startswith("Nothing to publish")
    assert {path: path.stat().st_ino for path in (tmp_path / "site").rglob("*")} == inodes


def test_evidence_stays_the_very_file_when_an_epoch_is_added(tmp_path):
    books = copy(TINY, tmp_path / "books")
    run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", 1)
    report = tmp_path / "site/epochs/1/report.json"
    inode = report.stat().st_ino
    publish(books, tmp_path / "site")
    assert report.stat().st_ino == inode


def test_a_second_publisher_waits_its_turn(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    books = copy(TINY, tmp_path / "books")
    with open(books / ".revshare.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all")
    assert finished.returncode == 75
    assert not os.path.exists(tmp_path / "site")


def test_a_dry_run_writes_nothing(tmp_path):
    books = copy(TINY, tmp_path / "books")
    finished = run(
        "publish", "--books", books, "--site", tmp_path / "site", "--all", "--dry-run", "--quiet"
    )
    assert finished.returncode == 0
    assert "Nothing was written" in finished.stdout
    assert not os.path.exists(tmp_path / "site")


def test_two_books_that_publish_into_one_folder_do_not_mix(tmp_path):
    books = [copy(OPUR, tmp_path / name) for name in ("first", "second")]
    publish(OPUR, tmp_path / "reference")
    expected = files(tmp_path / "reference")
    for _ in range(10):
        processes = [
            subprocess.Popen(
                [binary(), "publish", "--books", folder, "--site", tmp_path / "site", "--all"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for folder in books
        ]
        statuses = [process.wait() for process in processes]
        assert 0 in statuses and set(statuses) <= {0, 75}
        assert files(tmp_path / "site") == expected
        assert leftovers(tmp_path) == []
        subprocess.run(["rm", "-rf", tmp_path / "site"], check=True)


def test_a_damaged_site_is_restored(tmp_path):
    books = copy(TINY, tmp_path / "books")
    publish(books, tmp_path / "site")
    before = files(tmp_path / "site")
    (tmp_path / "site/epochs/1/usdc/claims.csv").write_text("index,account,amount,leaf\n")
    (tmp_path / "site/epochs/2/usdc/tree.json").unlink()
    (tmp_path / "site/index.html").write_text("hacked")
    finished = publish(books, tmp_path / "site")
    assert "Restored 3 damaged files" in finished.stdout
    assert files(tmp_path / "site") == before


def test_a_link_to_the_site_stays_a_link(tmp_path):
    books = copy(TINY, tmp_path / "books")
    (tmp_path / "releases").mkdir()
    run("publish", "--books", books, "--site", tmp_path / "releases/1", "--epoch", 1)
    (tmp_path / "current").symlink_to("releases/1")
    publish(books, tmp_path / "current")
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "releases/1/epochs/2/report.json").exists()


def test_in_place_does_not_touch_foreign_files(tmp_path):
    books = copy(TINY, tmp_path / "books")
    publish(books, tmp_path / "reference")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("somebody else's")
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--in-place")
    assert finished.returncode == 73
    assert files(tmp_path / "site") == {"index.html": b"somebody else's"}
    (tmp_path / "site/index.html").unlink()
    finished = run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--in-place")
    assert finished.returncode == 0, finished.stderr
    assert files(tmp_path / "site") == files(tmp_path / "reference")


def test_an_interrupted_run_in_place_is_repaired_by_a_rerun(tmp_path):
    books = copy(OPUR, tmp_path / "books")
    publish(books, tmp_path / "reference")
    expected = files(tmp_path / "reference")
    (tmp_path / "site").mkdir()
    command = [binary(), "publish", "--books", books, "--site", tmp_path / "site", "--all", "--in-place"]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    duration = time.monotonic() - started
    for _ in range(15):
        subprocess.run(["rm", "-rf", tmp_path / "site"], check=True)
        (tmp_path / "site").mkdir()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.random() * duration)
        process.kill()
        process.wait()
        subprocess.run(command, check=True, capture_output=True)
        assert files(tmp_path / "site") == expected


def test_a_reader_that_goes_away_stops_nothing(tmp_path):
    books = copy(TINY, tmp_path / "books")
    command = f"{binary()} publish --books {books} --site {tmp_path}/site --all 2>&1 | head -n 1"
    subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    publish(books, tmp_path / "reference")
    assert files(tmp_path / "site") == files(tmp_path / "reference")
    assert leftovers(tmp_path) == []


def test_a_result_that_cannot_be_written_is_a_failure(tmp_path):
    with open("/dev/full", "w") as full:
        finished = subprocess.run([binary(), "check", "--books", TINY], stdout=full, stderr=subprocess.PIPE)
    assert finished.returncode == 73
    assert b"cannot be written" in finished.stderr
