"""Every page of the site in a real browser: quiet, at home, and readable with scripts off."""

import hashlib
import json


def test_page_is_quiet_and_stays_at_home(page, server, browser):
    browser.open(f"{server.origin}/{page}")
    browser.wait_until_idle()
    assert browser.driver.title.strip()
    assert browser.errors() == []
    assert browser.requests_beyond(server.origin) == []


def test_links_of_the_page_lead_to_files(page, server, browser):
    browser.open(f"{server.origin}/{page}")
    own = [url for url in browser.links() if url.startswith(server.origin)]
    assert own
    assert [url for url in own if server.file_at(url) is None] == []
    fragments = [url.split("#", 1)[1] for url in own if url.startswith(browser.driver.current_url.split("#")[0] + "#")]
    missing = "return arguments[0].filter(id => id && !document.getElementById(id))"
    assert browser.driver.execute_script(missing, fragments) == []


def test_page_fits_a_phone(page, server, browser):
    browser.open(f"{server.origin}/{page}")
    size = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        widths = browser.driver.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert widths[0] <= widths[1] <= 360


def test_page_reads_the_same_with_scripts_off(page_with_figures, server, browser, browser_without_scripts):
    for each in (browser, browser_without_scripts):
        each.open(f"{server.origin}/{page_with_figures}")
    assert browser_without_scripts.text() == browser.text()


def test_report_describes_its_data_to_search_engines(published, server, browser):
    """The data block passes the policy and is JSON; its files are those of the site, under the site's own address."""
    base = published.json("index.json")["site"]["baseURL"]
    for number in published.epochs:
        browser.open(f"{server.origin}/epochs/{number}/index.html")
        assert browser.errors() == []
        block = "return document.querySelector('script[type=\"application/ld+json\"]').textContent"
        dataset = json.loads(browser.driver.execute_script(block))
        report = published.json(f"epochs/{number}/report.json")
        assert (dataset["@type"], dataset["url"]) == ("Dataset", f"{base}epochs/{number}/")
        assert dataset["temporalCoverage"] == f"{report['epoch']['start']}/{report['epoch']['end']}"
        manifest = hashlib.sha256(published.files[f"epochs/{number}/manifest.json"]).hexdigest()
        assert dataset["identifier"] == f"sha256:{manifest}"
        urls = [download["contentUrl"] for download in dataset["distribution"]]
        assert {url.removeprefix(base) for url in urls} <= set(published.files)


def test_missing_page_is_whole_at_any_depth(server, browser):
    """The host shows 404.html in the place of what is not there: style sheet and links hold at any depth."""
    for path in ("missing", "epochs/99/", "epochs/99/usdc/claims/0x.json"):
        browser.open(f"{server.origin}/{path}")
        assert "no page here" in browser.text()
        assert browser.driver.execute_script("return getComputedStyle(document.querySelector('.page')).display") == "grid"
        own = [url for url in browser.links() if url.startswith(server.origin) and "#" not in url]
        assert len(own) > 5
        assert [url for url in own if server.file_at(url) is None] == []
        assert browser.driver.execute_script("return document.scripts.length") == 0


def test_check_says_that_it_needs_scripts(server, browser_without_scripts):
    browser_without_scripts.open(f"{server.origin}/verify/index.html")
    assert "scripts" in browser_without_scripts.text()


def test_epoch_page_shows_its_figures_with_scripts_off(published, server, browser_without_scripts):
    for number in published.epochs:
        report = published.json(f"epochs/{number}/report.json")
        browser_without_scripts.open(f"{server.origin}/epochs/{number}/index.html")
        text = browser_without_scripts.all_text()
        assert report["decision"]["title"] in text
        for payout in report.get("assets", [report]):
            assert payout["claims"]["root"] in text
            decimals = payout["asset"]["decimals"]
            amounts = [payout["claims"]["toFund"], payout["pool"]["amount"], payout["totals"]["revenue"]]
            for amount in amounts + [stream["contribution"] for stream in payout["streams"]]:
                assert f"{int(amount) // 10**decimals:,}" in text, amount
