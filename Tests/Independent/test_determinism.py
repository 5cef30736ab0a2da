"""Equal books give equal bytes, whatever the order of rows and wherever they are published."""

import csv
import os
import random

from program import OPUR, binary, copy, files, publish


def shuffle_rows(path, seed):
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    random.Random(seed).shuffle(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def test_rows_in_any_order_give_the_same_bytes(tmp_path):
    publish(OPUR, tmp_path / "site")
    expected = files(tmp_path / "site")
    for seed in range(3):
        books = copy(OPUR, tmp_path / f"books-{seed}")
        for ledger in (books / "ledgers").glob("*.csv"):
            shuffle_rows(ledger, seed)
        publish(books, tmp_path / f"site-{seed}")
        assert files(tmp_path / f"site-{seed}") == expected, f"seed {seed}"


def test_place_time_zone_locale_umask_and_hash_seed_change_nothing(tmp_path):
    publish(OPUR, tmp_path / "site")
    expected = files(tmp_path / "site")
    elsewhere = tmp_path / "a folder" / "with ü"
    elsewhere.mkdir(parents=True)
    environments = [
        {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1"},
        {"HOME": "/nonexistent"},
    ]
    for number, environment in enumerate(environments):
        books = copy(OPUR, elsewhere / f"books {number}")
        publish(
            books,
            f"site {number}",
            cwd=elsewhere,
            env={"PATH": os.environ["PATH"], **environment},
            umask=[0o077, 0o000, 0o027][number],
        )
        site = elsewhere / f"site {number}"
        assert files(site) == expected, environment
        modes = {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()}
        assert modes == {0o644}, "a site is there to be read, whatever the umask"


def test_one_epoch_at_a_time_gives_the_same_bytes_as_all_at_once(tmp_path):
    from program import run, signing, without_log

    publish(OPUR, tmp_path / "site")
    for _ in (tmp_path / "site" / "epochs").iterdir():
        finished = run(
            "publish", "--books", OPUR, "--site", tmp_path / "steps", "--quiet", *signing()
        )
        assert finished.returncode == 0, finished.stderr
    steps, site = files(tmp_path / "steps"), files(tmp_path / "site")
    assert without_log(steps) == without_log(site)
    # The log is the same; a head was signed at each step.
    assert steps["log/checkpoint"] == site["log/checkpoint"]
    assert {path for path in steps if path.startswith("log/tile/0/")} == {
        f"log/tile/0/000.p/{size}" for size in range(1, 5)
    }


def test_the_binary_needs_nothing_beside_it(tmp_path):
    moved = tmp_path / "elsewhere"
    moved.write_bytes(open(binary(), "rb").read())
    moved.chmod(0o755)
    import subprocess

    from program import signing

    books = copy(OPUR, tmp_path / "books")
    subprocess.run(
        [
            *[moved, "publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet"],
            *signing(),
        ],
        check=True,
        cwd=tmp_path,
    )
    publish(OPUR, tmp_path / "reference")
    assert files(tmp_path / "site") == files(tmp_path / "reference")
