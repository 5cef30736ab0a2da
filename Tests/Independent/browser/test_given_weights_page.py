"""The check of accounts in an epoch whose weights were given: all but the stakes behind a weight is checked as ever."""

import pytest
from selenium.webdriver.common.by import By

from given_books import given_opur
from published import PublishedSite
from published_rows import expected_of
from range_sites import RangeSite, assert_the_same
from site_server import SiteServer
from test_large_distribution import STAKES, UNCHECKED, checks, shown
from test_verify_page import ABSENT, spread
from verify_page import VerifyPage

NUMBER = 4


@pytest.fixture(scope="module")
def opur(tmp_path_factory):
    """The site with given weights, and the same by stake events."""
    folder = tmp_path_factory.mktemp("given")
    given_opur(folder)
    site = RangeSite(SiteServer((folder / "site").resolve()), SiteServer((folder / "site-before").resolve()))
    yield site
    site.stop()


@pytest.fixture(autouse=True)
def nothing_is_logged(browser):
    yield
    assert browser.errors() == []


def test_every_account_is_found_as_by_events(opur, browser):
    for found in assert_the_same(browser, opur, NUMBER, "usdc", (ABSENT,)):
        assert STAKES not in found["titles"]


def test_what_a_reader_sees(opur, browser):
    expected = expected_of(PublishedSite(opur.plain.folder), NUMBER)
    verify = VerifyPage(browser, opur.server.origin)
    for account in spread(sorted(expected, key=str.lower), 3):
        assert verify.check(account, NUMBER) == "verified", verify.verdict()
        assert verify.base_units() == expected[account].paid
        assert checks(browser)[-1] == UNCHECKED and STAKES not in checks(browser)
        assert not browser.driver.find_element(By.ID, "stakes-table").is_displayed()
        assert f"This command shows how: revshare prove {account} --epoch {NUMBER} --explain" in " ".join(shown(browser, "explain-note").split())
    # The epochs before are as they were.
    before = next(iter(expected_of(PublishedSite(opur.plain.folder), 3)))
    assert verify.check(before, 3) == "verified" and UNCHECKED not in checks(browser)


def test_pages_say_that_weights_were_given(opur, browser):
    browser.open(f"{opur.server.origin}/epochs/{NUMBER}/index.html")
    assert "The weights of this epoch were given" in browser.text() and "Staked at the end" not in browser.text()
    link = browser.driver.find_element(By.CSS_SELECTOR, "#shares ~ p a[href$='weights.csv'], section[aria-labelledby=shares] a[href$='weights.csv']")
    assert link.get_property("href").endswith(f"epochs/{NUMBER}/inputs/weights.csv")
    browser.open(f"{opur.server.origin}/index.html")
    rows = browser.driver.find_elements(By.CSS_SELECTOR, "section[aria-labelledby=participation] tbody tr")
    assert [cell.text for cell in rows[0].find_elements(By.TAG_NAME, "td")][1:3] == ["\u2013", "\u2013"]
    for page in ("methodology", "audit"):
        browser.open(f"{opur.server.origin}/{page}/index.html")
        assert browser.driver.find_elements(By.CSS_SELECTOR, "a[href$='weights.csv']")
        assert not browser.driver.find_elements(By.CSS_SELECTOR, "a[href*='epochs/4/inputs/staking.csv']")
