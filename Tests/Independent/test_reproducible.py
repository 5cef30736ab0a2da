"""The whole site, with its corrections and signatures, is the same bytes wherever and whenever it is made.

Variations in the manner of Debian's reproducible builds: another time zone, locale, umask, place, user's home, order of folders (disorderfs), time
(faketime) and seed of the hash tables. Ed25519 signatures have no chance in them, so that even the log's are the same.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess

import pytest
from corrected_site import made, signed_books, steps
from program import binary, run

VARIATIONS = {
    "time zone and locale": ({"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}, 0o022),
    "another time zone, no locale": ({"TZ": "America/St_Johns", "LC_ALL": "C"}, 0o022),
    "closed umask": ({}, 0o077),
    "open umask": ({}, 0o000),
    "no home": ({"HOME": "/nonexistent", "USER": "nobody", "TMPDIR": "/nonexistent"}, 0o027),
    "hash seed": ({"SWIFT_DETERMINISTIC_HASHING": "1"}, 0o022),
}
TIMES = {"the past": ("1999", "@1999-12-31 12:00:00"), "the future, an hour a second": ("2050", "@2050-02-28 12:00:00 x3600")}


def made_again(books: pathlib.Path, site: pathlib.Path, **options) -> None:
    assert list(steps(books, site, **options)) == ["before", "pending", "site"]


def assert_equal(site: pathlib.Path, other: pathlib.Path) -> None:
    """As `diff -r` sees it, and it sees all files."""
    compared = subprocess.run(["diff", "-r", "--no-dereference", site, other], capture_output=True, text=True)
    assert (compared.returncode, compared.stdout, compared.stderr) == (0, "", "")


@pytest.fixture
def books(tmp_path):
    folder = tmp_path / "a folder" / "with \u00fc"
    folder.mkdir(parents=True)
    signed_books(folder / "books", key=made().books / "own.key")
    return folder / "books"


@pytest.mark.parametrize("name", VARIATIONS)
def test_made_in_another_way(books, name):
    changed, umask = VARIATIONS[name]
    environment = {"PATH": os.environ["PATH"], **changed}
    made_again(books, pathlib.Path("the site"), cwd=books.parent, env=environment, umask=umask)
    site = books.parent / "the site"
    assert_equal(made().site, site)
    assert {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()} == {0o644}, "a site is there to be read, whatever the umask"


@pytest.mark.parametrize("name", TIMES)
def test_made_at_another_time(books, tmp_path, monkeypatch, name):
    # Through the command: Swift does not find its arguments where a preloaded library moves the environment first.
    year, moment = TIMES[name]
    told = subprocess.run(["faketime", "-f", moment, "date", "+%Y"], capture_output=True, text=True, check=True).stdout
    assert told.strip() == year, "faketime has no effect"
    wrapper = tmp_path / "revshare"
    wrapper.write_text(f"#!/bin/sh\nexec faketime -f '{moment}' '{binary()}' \"$@\"\n")
    wrapper.chmod(0o755)
    expected = made().site
    monkeypatch.setenv("REVSHARE_BINARY", str(wrapper))
    made_again(books, books.parent / "site")
    assert_equal(expected, books.parent / "site")


def test_a_new_random_hash_seed_each_time(books):
    """Swift seeds its hash tables by chance where nothing says otherwise: each of these runs has another order in them."""
    environment = {key: value for key, value in os.environ.items() if key != "SWIFT_DETERMINISTIC_HASHING"}
    made_again(books, books.parent / "site", env=environment)
    assert_equal(made().site, books.parent / "site")


@contextlib.contextmanager
def disordered(folder: pathlib.Path, *options):
    """A mount of a folder, whose entries are listed in another order."""
    if not os.path.exists("/dev/fuse"):
        pytest.skip("no /dev/fuse: disorderfs cannot be mounted here")
    mount = folder.parent / f"{folder.name} mounted"
    mount.mkdir()
    subprocess.run(["disorderfs", "--quiet", *options, folder, mount], check=True, capture_output=True)
    try:
        yield mount
    finally:
        subprocess.run(["fusermount3" if shutil.which("fusermount3") else "fusermount", "-u", mount], check=True)


@pytest.mark.parametrize("order", [["--shuffle-dirents=yes"], ["--reverse-dirents=yes"], ["--sort-dirents=yes", "--reverse-dirents=yes"]])
def test_folders_are_listed_in_another_order(books, order):
    with disordered(books, *order) as mounted:
        made_again(mounted, books.parent / "site")
    assert_equal(made().site, books.parent / "site")
    with disordered(books.parent / "site", *order) as mounted:
        assert_equal(made().site, mounted)
        audited = run("audit", mounted, "--books", made().books, "--quiet")
        assert (audited.returncode, audited.stdout) == (0, run("audit", made().site, "--books", made().books, "--quiet").stdout)


def test_disorderfs_has_an_effect(tmp_path):
    for number in range(40):
        (tmp_path / "folder" / str(number)).mkdir(parents=True)
    with disordered(tmp_path / "folder", "--sort-dirents=yes", "--reverse-dirents=yes") as mounted:
        names = os.listdir(mounted)
    assert names == sorted(names, reverse=True)
