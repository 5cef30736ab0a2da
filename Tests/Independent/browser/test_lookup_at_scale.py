"""What a lookup fetches where an epoch has 20,000 holders, from `revshare serve`: as little as where it has few."""

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By

from many_holders import holder, write_books
from program import publish
from published import PublishedSite
from published_rows import claims_of
from running_server import RunningServer
from test_lookups import of_epochs, press, rows
from test_verify_page import spread
from verify_page import VerifyPage

HOLDERS = 20_000
MOST_FILES, MOST_BYTES = 3, 150_000
# What the page itself is made of.
PAGE = ("/assets/", "/verify/")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    publish(write_books(folder / "books", HOLDERS), folder / "site")
    return PublishedSite(folder / "site")


@pytest.fixture(scope="module")
def verify(large, browser):
    server = RunningServer(large.folder)
    yield VerifyPage(browser, server.origin)
    server.stop()


def data(site: PublishedSite, transfers: dict[str, int]) -> dict[str, int]:
    """The bytes of each file of data that was fetched, as they stand in the site."""
    paths = [urlsplit(url).path for url in transfers]
    files = {path: site.folder / path.lstrip("/") for path in paths if not path.startswith(PAGE)}
    return {path: file.stat().st_size for path, file in files.items() if file.is_file()}


def test_the_latest_epoch(large, verify):
    claims = claims_of(large, 2)
    largest = max(claims, key=lambda account: int(claims[account]))
    newcomer = next(account for account in claims if account.lower() == holder(0))
    for account in [*spread(sorted(claims, key=str.lower), 3), largest, newcomer]:
        assert verify.check(account, 2) == "verified", verify.verdict()
        assert verify.base_units() == int(claims[account])
        fetched = data(large, verify.browser.transfers())
        assert of_epochs(fetched).keys() == {2}, fetched
        assert len(fetched) <= MOST_FILES and sum(fetched.values()) <= MOST_BYTES, fetched
    assert verify.browser.errors() == []


def test_the_epoch_before_when_it_is_asked_for(large, verify):
    account = spread(sorted(claims_of(large, 1), key=str.lower), 3)[1]
    assert verify.check(account, 2) == "verified", verify.verdict()
    verify.browser.transfers()
    press(verify, verify.driver.find_element(By.ID, "older"))
    fetched = data(large, verify.browser.transfers())
    assert of_epochs(fetched).keys() == {1}, fetched
    assert len(fetched) <= MOST_FILES and sum(fetched.values()) <= MOST_BYTES, fetched
    assert all("fail" not in row[2] for row in rows(verify))
