"""Which sites and books are tested, and the count of what was compared.

REVSHARE_SITES  colon-separated site folders; left out: the repository's own `site`
REVSHARE_BOOKS  colon-separated pairs books=site; left out: the repository's own example
"""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(HERE))

from published import PublishedSite  # noqa: E402

TALLY = Counter()


def sites() -> list[Path]:
    named = os.environ.get("REVSHARE_SITES", str(REPOSITORY / "site"))
    return [Path(path) for path in named.split(":") if path]


def books() -> list[tuple[Path, Path]]:
    named = os.environ.get("REVSHARE_BOOKS", f"{REPOSITORY / 'Examples/opur'}={REPOSITORY / 'site'}")
    return [tuple(Path(part) for part in pair.split("=")) for pair in named.split(":") if pair]


def pytest_generate_tests(metafunc):
    """A folder that is not there fails the tests that need it; it never skips them."""
    if "epoch_of" in metafunc.fixturenames:
        pairs = [(path, number) for path in sites() for number in PublishedSite(path).epochs or [None]]
        names = [f"{path.name}-epoch{number}" for path, number in pairs]
        metafunc.parametrize("epoch_of", pairs, ids=names)
    elif "site" in metafunc.fixturenames:
        metafunc.parametrize("site", [PublishedSite(path) for path in sites()], ids=[p.name for p in sites()])
    elif "books_and_site" in metafunc.fixturenames:
        metafunc.parametrize("books_and_site", books(), ids=[path.name for path, _ in books()])


@pytest.fixture(scope="session")
def tally() -> Counter:
    return TALLY


def pytest_terminal_summary(terminalreporter):
    if TALLY:
        counts = ", ".join(f"{count:,} {name}" for name, count in sorted(TALLY.items()))
        terminalreporter.write_line(f"figures compared: {sum(TALLY.values()):,} ({counts})")
