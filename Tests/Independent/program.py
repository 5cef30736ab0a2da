"""Runs the real binary (REVSHARE_BINARY) on copies of books and sites."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OPUR = ROOT / "Examples" / "opur"
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


def publish(books, site, **options):
    finished = run("publish", "--books", books, "--site", site, "--all", "--quiet", **options)
    assert finished.returncode == 0, finished.stderr
    return finished


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
