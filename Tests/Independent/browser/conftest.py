"""REVSHARE_SITE  the site folder that is opened; left out: the repository's own `site`"""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from chromium import Chromium  # noqa: E402
from published import PublishedSite  # noqa: E402
from site_server import SiteServer  # noqa: E402

SITE = Path(os.environ.get("REVSHARE_SITE", HERE.parent.parent.parent / "site")).resolve()


def pytest_generate_tests(metafunc):
    """`page` is every page; `page_with_figures` every page but the check, which needs scripts."""
    pages = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")) or [f"no HTML page in {SITE}"]
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages)
    elif "page_with_figures" in metafunc.fixturenames:
        metafunc.parametrize("page_with_figures", [page for page in pages if not page.startswith("verify/")])


@pytest.fixture(scope="session")
def published() -> PublishedSite:
    assert (SITE / "index.html").is_file(), f"{SITE} is not a site"
    return PublishedSite(SITE)


@pytest.fixture(scope="session")
def server():
    server = SiteServer(SITE)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    browser = Chromium()
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def browser_without_scripts():
    browser = Chromium(is_scripted=False)
    yield browser
    browser.quit()
