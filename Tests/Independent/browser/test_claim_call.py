"""The page's calldata: the bytes that `revshare prove` prints and eth-abi encodes, saved and copied; none where no function is known."""

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from calldata import FUNCTIONS, call, values_of
from keeping import proved, saved
from preset_sites import CONTRACT, site_with
from published import PublishedSite
from published_rows import claims_file, claims_of, payout_of, row_of
from site_server import SiteServer
from verify_page import VerifyPage


@pytest.fixture(scope="module", params=FUNCTIONS)
def chosen(request, tmp_path_factory):
    _, folder = site_with(f"{{ format: {request.param} }}", tmp_path_factory.mktemp("call"))
    server = SiteServer(folder.resolve())
    yield request.param, PublishedSite(folder), server
    server.stop()


def is_shown(verify: VerifyPage, name: str) -> bool:
    return verify.driver.find_element(By.ID, name).is_displayed()


def test_saved_and_copied_calldata(chosen, browser, tmp_path):
    preset, site, server = chosen
    verify = VerifyPage(browser, server.origin)
    number = site.epochs[-1]
    account = sorted(claims_of(site, number))[3]
    report = payout_of(site.json(f"epochs/{number}/report.json"))
    claim = row_of(site.json(claims_file(site, number, account)), account).claim | {"account": account}
    expected = call(FUNCTIONS[preset][0], values_of(preset, claim, report["claims"]["root"], CONTRACT))
    assert verify.check(account, number) == "verified"
    assert saved(browser, tmp_path, "save-call") == proved(site.folder, account, number, "usdc", "calldata") == (expected + "\n").encode()
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", {"origin": server.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    browser.driver.find_element(By.ID, "copy-call").send_keys(Keys.ENTER)
    WebDriverWait(browser.driver, 10).until(lambda d: d.find_element(By.ID, "call-status").text)
    assert browser.driver.find_element(By.ID, "call-status").text == f"Copied: {(len(expected) - 2) // 2} bytes."
    assert browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0], arguments[0])") == expected
    facts = browser.driver.find_element(By.ID, "call-facts").text
    assert FUNCTIONS[preset][0] in facts and report["distributor"] in facts and "Ethereum (chain 1)" in facts
    assert report["claims"]["scheme"] == "cumulative"
    assert not is_shown(verify, "call-of-epoch")
    assert is_shown(verify, "call-whole") == (preset in ("uniswap", "sablier"))
    assert browser.errors() == [] and browser.requests_beyond(server.origin) == []


def test_claims_of_one_epoch_for_a_contract_that_pays_differences(chosen, browser):
    preset, site, server = chosen
    verify = VerifyPage(browser, server.origin)
    assert verify.check(next(iter(claims_of(site, 1))), 1) == "verified"
    assert is_shown(verify, "call-of-epoch") == (preset in ("merkl", "cumulative", "urd"))
    assert not is_shown(verify, "call-whole")


def test_a_contract_with_a_function_of_its_own(published, server, browser):
    verify = VerifyPage(browser, server.origin)
    number = published.epochs[-1]
    assert verify.check(next(iter(claims_of(published, number))), number) == "verified"
    assert "claim functions of their own" in browser.driver.find_element(By.ID, "call-words").text
    assert is_shown(verify, "call-section") and not is_shown(verify, "call-result")


def test_what_does_not_check_has_no_calldata(chosen, browser):
    _, site, server = chosen
    verify = VerifyPage(browser, server.origin)
    number = site.epochs[-1]
    account = sorted(claims_of(site, number))[3]

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        row_of(document, account).claim["proof"][0] = "0x" + "11" * 32
        return json.dumps(document, indent=2).encode()

    with server.changed(claims_file(site, number, account), changed):
        assert verify.check(account, number) == "rejected"
        assert not is_shown(verify, "call-section")
