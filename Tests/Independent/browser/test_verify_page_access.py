"""The check by keyboard alone, on a narrow phone, and on paper."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from published_rows import claims_file, claims_of, expected_of, payout_of, row_of
from test_verify_page import spread
from verify_page import VerifyPage


@pytest.fixture
def verify(server, browser) -> VerifyPage:
    return VerifyPage(browser, server.origin)


def type_keys(verify: VerifyPage, *keys: str) -> None:
    ActionChains(verify.driver).send_keys(*keys).perform()


def focused(verify: VerifyPage) -> str:
    """What the keyboard is at: its id, or else its text."""
    return verify.driver.execute_script("const e = document.activeElement; return e.id || e.textContent.trim()")


def tab_to(verify: VerifyPage, name: str) -> None:
    for _ in range(60):
        type_keys(verify, Keys.TAB)
        if focused(verify) == name:
            outline = verify.driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"nothing shows that the keyboard is at {name}"
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def test_keyboard_alone(published, verify):
    number = published.epochs[-1]
    account = next(iter(claims_of(published, number)))
    verify.browser.open(f"{verify.origin}/verify/index.html")
    tab_to(verify, "account")
    type_keys(verify, account, Keys.ENTER)
    assert verify.outcome() == "verified"
    root = verify.roots()[0]
    tab_to(verify, "Compare with a root from elsewhere")
    type_keys(verify, Keys.SPACE)
    tab_to(verify, "root")
    type_keys(verify, root, Keys.ENTER)
    WebDriverWait(verify.driver, 10).until(lambda _: "you entered" in verify.browser.text())
    assert verify.outcome() == "verified"
    for name in ("save-file", "save-json", f"Show epoch {published.epochs[-2]}"):
        tab_to(verify, name)
    type_keys(verify, Keys.ENTER)
    WebDriverWait(verify.driver, 10).until(lambda d: "is checked" in d.find_element(By.ID, "history-status").text)
    assert focused(verify) == f"Show epoch {published.epochs[-3]}"
    tab_to(verify, "older")
    type_keys(verify, Keys.ENTER)
    WebDriverWait(verify.driver, 10).until(lambda d: "All epochs" in d.find_element(By.ID, "history-status").text)
    assert focused(verify) == "history-table"


def test_it_fits_a_narrow_phone(published, verify):
    number = published.epochs[-1]
    size = {"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": True}
    verify.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert verify.check(next(iter(claims_of(published, number))), number) == "verified"
        assert verify.driver.execute_script("return document.documentElement.scrollWidth") <= 320
    finally:
        verify.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_paper_holds_the_whole_proof(published, verify):
    number = published.epochs[-1]
    account = spread(list(expected_of(published, number)), 3)[1]
    assert verify.check(account, number) == "verified"
    verify.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        text = verify.browser.text()
        shown = "".join(text.split())
        claim = row_of(published.json(claims_file(published, number, account)), account).claim
        root = payout_of(published.json(f"epochs/{number}/report.json"))["claims"]["root"]
        for part in [account, root, claim["leafHash"], f"{int(claim['amount']):,}"] + claim["proof"]:
            assert part in shown
        assert "checks hold, and the proof leads to the root." in text
        visible = "return [...document.querySelectorAll('button, input, select')].filter(e => e.checkVisibility()).length"
        assert verify.driver.execute_script(visible) == 0
        # The hashes are not cut: each is as wide as its text.
        cut = "return [...document.querySelectorAll('.hash-middle')].filter(e => e.scrollWidth > e.clientWidth && e.clientWidth > 0).length"
        assert verify.driver.execute_script(cut) == 0
    finally:
        verify.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
