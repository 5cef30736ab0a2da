"""The site in Chromium as `revshare serve` shows it: scripts and WebAssembly run, and a claim is proven."""

import pytest

from conftest import SITE
from published_rows import claims_of
from running_server import RunningServer
from verify_page import VerifyPage


@pytest.fixture(scope="module")
def origin():
    server = RunningServer(SITE)
    yield server.origin
    assert server.stop()[0] == 130


def test_pages_load_without_a_complaint(browser, origin, page):
    browser.open(f"{origin}/{page}")
    browser.wait_until_idle()
    assert browser.text()
    assert browser.errors() == []
    assert browser.requests_beyond(origin) == []


def test_a_claim_is_proven(browser, origin, published):
    number = published.epochs[-1]
    accounts = sorted(claims_of(published, number))
    verify = VerifyPage(browser, origin)
    for account in (accounts[0], accounts[-1]):
        assert verify.check(account, number) == "verified", verify.verdict()
    assert browser.errors() == []
