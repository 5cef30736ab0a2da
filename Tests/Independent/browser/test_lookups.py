"""What the check of an account fetches, and when: an epoch costs at most 3 files and 100 kB, and an older one only when it is asked for."""

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from large_sites import site_of
from published import PublishedSite
from published_rows import claims_of, expected_of, payout_of
from site_server import SiteServer
from test_verify_page import changed_root, spread
from verify_page import VerifyPage

MOST_FILES, MOST_BYTES = 3, 100_000


def of_epochs(transfers: dict[str, int]) -> dict[int, dict[str, int]]:
    """What was fetched for each epoch: path and bytes."""
    epochs: dict[int, dict[str, int]] = {}
    for url, count in transfers.items():
        found = re.search(r"/epochs/(\d+)/(.*)", url)
        if found:
            epochs.setdefault(int(found[1]), {})[found[2]] = count
    return epochs


def assert_small(transfers: dict[str, int]) -> None:
    for number, files in of_epochs(transfers).items():
        assert len(files) <= MOST_FILES, (number, files)
        assert sum(files.values()) <= MOST_BYTES, (number, files)


def rows(verify: VerifyPage) -> list[list[str]]:
    return [VerifyPage._cells(row) for row in verify.driver.find_elements(By.CSS_SELECTOR, "#history-rows tr")]


def press(verify: VerifyPage, button) -> None:
    """Presses a button by the keyboard and waits until all that it asks for is checked."""
    button.send_keys(Keys.ENTER)
    WebDriverWait(verify.driver, 20).until(lambda d: "checked." in d.find_element(By.ID, "history-status").text)


def units(text: str, decimals: int) -> int:
    whole, _, fraction = text.replace(",", "").split("\u00a0")[0].partition(".")
    return int(whole + fraction.ljust(decimals, "0"))


def test_older_epochs_are_fetched_on_demand(published, server, browser):
    verify = VerifyPage(browser, server.origin)
    latest, *older = reversed(published.epochs)
    expected = {number: expected_of(published, number) for number in published.epochs}
    account = spread([account for account in expected[latest] if all(account in each for each in expected.values())], 3)[1]
    assert verify.check(account, latest) == "verified"
    assert of_epochs(browser.transfers()).keys() == {latest}
    assert [row[0].split(":")[0] for row in rows(verify)] == [str(number) for number in reversed(published.epochs)]
    press(verify, verify.driver.find_element(By.CSS_SELECTOR, "#history-rows button"))
    fetched = browser.transfers()
    assert of_epochs(fetched).keys() == {older[0]}
    assert_small(fetched)
    press(verify, verify.driver.find_element(By.ID, "older"))
    fetched = browser.transfers()
    assert of_epochs(fetched).keys() == set(older[1:])
    assert_small(fetched)
    decimals = payout_of(published.json(f"epochs/{latest}/report.json"))["asset"]["decimals"]
    shown = {int(row[0].split(":")[0]): units(row[1], decimals) for row in rows(verify)}
    assert shown == {number: expected[number][account].paid for number in published.epochs}
    total = verify.driver.find_element(By.CSS_SELECTOR, "#history-sum td").get_property("textContent")
    assert units(total, decimals) == sum(shown.values())
    assert browser.errors() == [] and not verify.driver.find_element(By.ID, "older").is_displayed()


def test_an_older_epoch_that_does_not_hold_is_said(published, server, browser):
    verify = VerifyPage(browser, server.origin)
    latest, older = published.epochs[-1], published.epochs[-2]
    with server.changed(f"epochs/{older}/report.json", changed_root):
        assert verify.check(next(iter(claims_of(published, older))), latest) in ("verified", "nothing")
        press(verify, verify.driver.find_element(By.ID, "older"))
        outcome = {row[0].split(":")[0]: row[2] for row in rows(verify)}
    assert "fail" in outcome.pop(str(older))
    assert all(words.startswith("all ") for words in outcome.values())


@pytest.mark.parametrize("ruleset", [1, 2])
@pytest.mark.parametrize("count", [60, 500, 4000])
def test_an_epoch_is_small_whatever_its_size(count, ruleset, browser, tmp_path):
    folder = site_of(count, ruleset, tmp_path)
    server = SiteServer(folder.resolve())
    verify = VerifyPage(browser, server.origin)
    try:
        for account in spread(sorted(claims_of(PublishedSite(folder), 1), key=str.lower), 3):
            assert verify.check(account, 1) == "verified", verify.verdict()
            fetched = browser.transfers()
            assert len(of_epochs(fetched)[1]) == 2
            assert_small(fetched)
    finally:
        server.stop()
