"""Runs the real binary (REVSHARE_BINARY) on copies of books and sites."""

import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OPUR = ROOT / "Examples" / "opur"
# What a publication's folder holds beside its evidence: a page and what the log says.
BESIDE_EVIDENCE = ("index.html", "statement.json", "statement.json.tlog-proof", "provenance.dsse.json")
# A key that everybody has.
TEST_KEY = ROOT / "Examples" / "opur-test.key"
TINY = ROOT / "Tests" / "EndToEndTests" / "Books" / "tiny"


def binary():
    path = os.environ.get("REVSHARE_BINARY", str(ROOT / ".build" / "release" / "revshare"))
    if not os.access(path, os.X_OK):
        pytest.fail(f"no binary at {path}; run `swift build -c release` or set REVSHARE_BINARY")
    return os.path.abspath(path)


def run(*arguments, cwd=ROOT, **options):
    """A finished run, its output as text."""
    command = [binary(), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, **options
    )


def signing():
    """The options that sign a log with the key for tests, with no memory of what was signed before."""
    return ["--key", TEST_KEY, "--checkpoint", pathlib.Path(tempfile.mkdtemp()) / "checkpoint"]


def publish(books, site, key=signing, **options):
    """Publishes all closed epochs, signed; with `key=list` unsigned, as books without a key are."""
    finished = run(
        "publish", "--books", books, "--site", site, "--all", "--quiet", *key(), **options
    )
    assert finished.returncode == 0, finished.stderr
    return finished


def without_log(site_files):
    """A site's files but those that tell in how many steps its log has grown."""
    return {
        path: data
        for path, data in site_files.items()
        if not path.startswith("log/") and not path.endswith(".tlog-proof") and path != "manifest.json"
    }


def copy(folder, target):
    shutil.copytree(folder, target)
    (target / ".revshare.lock").unlink(missing_ok=True)
    return target


def files(folder):
    """Every file's bytes by its relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
