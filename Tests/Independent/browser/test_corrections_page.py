"""Corrections on every page: what they show, that a reason is inert, and which claim the check of an account takes."""

import csv
import json

import pytest
from selenium.webdriver.common.by import By

from corrected_sites import ACCOUNT, adjusted, replaced
from hostile_books import PAYLOADS
from published import PublishedSite
from site_server import SiteServer
from test_accessibility import AXE, RUN
from test_hostile_site import ALARM, HANDLERS, elements
from test_lookups import MOST_BYTES, MOST_FILES
from verify_page import VerifyPage

HOSTILE = " ".join(PAYLOADS)
PAGES = ["index.html", "epochs/3/index.html", "epochs/3.1/index.html", "epochs/4.1/index.html", "audit/index.html",
         "data/index.html"]


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    made = {
        "adjusted": adjusted(tmp_path_factory.mktemp("adjusted")),
        "hostile": adjusted(tmp_path_factory.mktemp("hostile"), HOSTILE),
        "unsigned": adjusted(tmp_path_factory.mktemp("unsigned"), is_signed=False),
        "replaced": replaced(tmp_path_factory.mktemp("replaced")),
    }
    running = {name: SiteServer(site.resolve()) for name, site in made.items()}
    yield running
    for server in running.values():
        server.stop()


def paid(server, publication):
    with (server.folder / f"epochs/{publication}/usdc/holders.csv").open(newline="") as table:
        return next(int(row["paid"]) for row in csv.DictReader(table) if row["account"] == ACCOUNT)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
@pytest.mark.parametrize("name", ["adjusted", "unsigned", "hostile"])
def test_pages_are_accessible_and_fit(servers, browser, name, scheme, width):
    server, command = servers[name], browser.driver.execute_cdp_cmd
    command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    command("Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600})
    try:
        for page in PAGES:
            browser.open(f"{server.origin}/{page}")
            browser.wait_until_idle()
            assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width, page
            browser.driver.execute_script(AXE.read_text())
            assert browser.driver.execute_async_script(RUN) == [], page
    finally:
        command("Emulation.clearDeviceMetricsOverride", {})
        command("Emulation.setEmulatedMedia", {"features": []})


def test_a_hostile_reason_is_text(servers, browser):
    plain, hostile = servers["adjusted"], servers["hostile"]
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": ALARM})
    try:
        for page in PAGES:
            expected = elements(browser, plain, page)
            assert elements(browser, hostile, page) == expected, page
            assert browser.driver.execute_script("return window.alarms") == [], page
            assert browser.driver.execute_script(HANDLERS) == [], page
            assert browser.errors() == [], page
            assert browser.requests_beyond(hostile.origin) == [], page
            if page.startswith(("index", "epochs")):
                assert HOSTILE in browser.all_text(), page
        check = VerifyPage(browser, hostile.origin)
        assert check.check(ACCOUNT, 4) == "verified"
        assert browser.driver.execute_script("return window.alarms") == []
        assert HOSTILE in browser.all_text()
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_the_pages_tell_of_a_correction(servers, browser):
    server = servers["adjusted"]
    document = json.loads((server.folder / "epochs/4.1/correction.json").read_bytes())
    browser.open(f"{server.origin}/epochs/4.1/index.html")
    text = browser.all_text()
    for figure in document["figures"] + document["terms"]:
        for value in [figure["place"], figure["before"], figure["after"]]:
            assert value is None or value in text, figure
    for payout in document["assets"]:
        assert payout["rootBefore"] in text and payout["rootAfter"] in text
    with (server.folder / "epochs/4.1/usdc/differences.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == document["assets"][0]["differenceCount"]
    shown = [each.text for each in browser.driver.find_elements(By.CSS_SELECTOR, "[aria-labelledby=holders] tbody th")]
    assert shown == [row["account"] for row in rows]
    browser.open(f"{server.origin}/epochs/4/index.html")
    banner = browser.driver.find_element(By.CSS_SELECTOR, ".notice.correction")
    assert "corrected by 4.1" in banner.text and document["reason"] in banner.text
    links = [link.get_attribute("href") for link in banner.find_elements(By.TAG_NAME, "a")]
    assert links == [f"{server.origin}/epochs/4.1/index.html"]
    assert (server.folder / "feed.atom").read_text().count("/epochs/4.1/</id>") == 1
    assert "/epochs/4.1/</loc>" in (server.folder / "sitemap.xml").read_text()


@pytest.mark.parametrize("name", ["adjusted", "unsigned"])
def test_who_signed_is_said(servers, browser, name):
    server = servers[name]
    browser.open(f"{server.origin}/epochs/3.1/index.html")
    section = browser.driver.find_element(By.CSS_SELECTOR, "[aria-labelledby=log]").text
    assert ("unsigned:" in section) is (name == "unsigned")
    assert ("opur.example/own" in section) is (name == "adjusted")
    browser.open(f"{server.origin}/audit/index.html")
    guide = browser.driver.find_element(By.CSS_SELECTOR, "[aria-labelledby=log]").text
    assert json.loads((server.folder / "index.json").read_bytes())["log"]["root"] in guide
    assert ("--since kept-checkpoint" in guide) is (name == "adjusted")


def test_a_replaced_claim_is_that_of_the_correction(servers, browser):
    server = servers["replaced"]
    assert paid(server, "4") != paid(server, "4.1")
    check = VerifyPage(browser, server.origin)
    assert check.check(ACCOUNT, 4) == "verified"
    assert check.base_units() == paid(server, "4.1")
    assert "Correction 4.1 takes the place of the claims that were published first" in check.verdict()
    fetched = {url.partition("/epochs/")[2]: count for url, count in browser.transfers().items() if "/epochs/" in url}
    assert fetched and all(path.startswith("4.1/") for path in fetched)
    assert len(fetched) <= MOST_FILES and sum(fetched.values()) <= MOST_BYTES
    root = json.loads((server.folder / "epochs/4.1/report.json").read_bytes())["assets"][0]["claims"]["root"]
    assert browser.driver.find_element(By.CSS_SELECTOR, "#roots .root").text == root


def test_an_adjusted_claim_stands(servers, browser):
    server = servers["adjusted"]
    assert paid(server, "4") != paid(server, "4.1")
    check = VerifyPage(browser, server.origin)
    assert check.check(ACCOUNT, 4) == "verified"
    assert check.base_units() == paid(server, "4")
    assert "Correction 4.1 was published later. The claim below stands" in check.verdict()
    link = browser.driver.find_element(By.CSS_SELECTOR, "#verdict a").get_attribute("href")
    assert link == f"{server.origin}/epochs/4.1/index.html"
    assert check.check(ACCOUNT, 2) == "verified" and "orrection" not in check.verdict()


def changed_entry(change):
    def changed(data):
        index = json.loads(data)
        change(index["epochs"][-1])
        return json.dumps(index).encode()

    return changed


@pytest.mark.parametrize("change, said", [
    (lambda entry: entry["corrections"][0].update(publication="3.1"), "is not one of this epoch"),
    (lambda entry: entry["corrections"][0].update(publication="4.1/../../x"), "is not one of this epoch"),
    (lambda entry: entry["corrections"][0].update(settlement="other"), "does not say what becomes of the money"),
    (lambda entry: entry.update(corrections=[]), None),
], ids=["other epoch", "path", "settlement", "hidden"])
def test_what_the_index_says_of_corrections_is_checked(servers, browser, change, said):
    server = servers["replaced"]
    check = VerifyPage(browser, server.origin)
    with server.changed("index.json", changed_entry(change)):
        outcome = check.check(ACCOUNT, 4)
        # Who hides a correction shows the claim that was published first; only the log tells.
        assert outcome == ("verified" if said is None else "refused")
        assert said is None or said in check.verdict()


def test_every_page_of_a_corrected_site_is_linked(servers):
    server = servers["adjusted"]
    assert "epochs/3.1/index.html" in (server.folder / "index.html").read_text()
    assert "epochs/3.1/index.html" in (server.folder / "audit/index.html").read_text()
    assert PublishedSite(server.folder).epochs == [1, 2, 3, 4]
