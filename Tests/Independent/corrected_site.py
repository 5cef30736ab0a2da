"""The example as the program publishes it, signs it and corrects it.

Epochs 1 to 4 are published. A deposit of September that nobody had booked changes epoch 3 and what epoch 4 began with: both are
corrected. Then epoch 5 is closed, in which the corrections' differences are settled.
"""

import atexit
import functools
import pathlib
import shutil
import tempfile
from collections.abc import Iterator
from types import SimpleNamespace

from program import OPUR, copy, run

DEPOSIT = ("2026-09-10T12:00:00Z,25950000,0x00000000000000000000000000000000000000000000000000000000000000aa,7,"
           "0x9086358e958a08D4ac13Bbf2F56177C01dB9280B,Staked,12345.678\n")
REASONS = {"3": "A deposit of 10 September was missing.", "4": "Epoch 3 left out a deposit."}


def succeed(*arguments, **options):
    finished = run(*arguments, **options)
    assert finished.returncode == 0, finished.stderr
    return finished


def append(path: pathlib.Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def signed_books(folder: pathlib.Path, key: pathlib.Path | None = None) -> str:
    """The example's books with a key of their own, a new one or a copy of this one; gives the verifier key."""
    copy(OPUR, folder)
    settings = folder / "revshare.yaml"
    kept = [line for line in settings.read_text().splitlines(keepends=True) if not line.startswith("log:")]
    settings.write_text("".join(kept))
    (folder / "log-checkpoint").unlink(missing_ok=True)
    append(settings, "\nlog: { key: own.key }\n")
    if key:
        shutil.copy(key, folder / "own.key")
        return succeed("key", "show", folder / "own.key").stdout.strip()
    return succeed("key", "new", "--name", "opur.example/revshare", "-o", folder / "own.key").stdout.strip()


def publish(books: pathlib.Path, site: pathlib.Path, **options) -> None:
    succeed("publish", "--books", books, "--site", site, "--all", "--quiet", **options)


def correct(books: pathlib.Path, site: pathlib.Path, epoch: str, *arguments, **options) -> None:
    succeed("correct", "--books", books, "--site", site, "--epoch", epoch, "--reason", REASONS[epoch], "--quiet", *arguments, **options)


def close(books: pathlib.Path) -> None:
    """Closes epoch 5."""
    settings = books / "revshare.yaml"
    settings.write_text("".join(line.replace("closed: false", "closed: true") if line.lstrip().startswith("- { number: 5") else line
                                for line in settings.read_text().splitlines(keepends=True)))


def steps(books: pathlib.Path, site: pathlib.Path, **options) -> Iterator[str]:
    """Publishes, corrects and publishes again; gives the name of each stage when the site has reached it."""
    publish(books, site, **options)
    yield "before"
    append(books / "ledgers/staking.csv", DEPOSIT)
    correct(books, site, "3", **options)
    yield "pending"
    correct(books, site, "4", **options)
    close(books)
    publish(books, site, **options)
    yield "site"


@functools.cache
def made() -> SimpleNamespace:
    """Folders: `books` as they are last, `before` and `pending` (the site on its way), `site`; and the log's `key`."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="corrected-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    key = signed_books(folder / "books")
    for stage in steps(folder / "books", folder / "published"):
        shutil.copytree(folder / "published", folder / stage)
    return SimpleNamespace(books=folder / "books", before=folder / "before", pending=folder / "pending", site=folder / "site", key=key)
