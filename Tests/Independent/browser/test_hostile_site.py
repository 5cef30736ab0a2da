"""Books whose texts attack the page, beside books whose texts are plain words: both give the same elements, and nothing runs."""

import json
import re

import pytest

from hostile_books import PAYLOADS, books_with, hostile_texts, plain_texts
from program import publish, run
from published import PublishedSite
from published_rows import claims_of
from site_server import SiteServer
from verify_page import VerifyPage

# All but the lines of a chart's labels, of which a long label has more.
ELEMENTS = """
return [...document.querySelectorAll(':not(svg text, svg tspan)')].map(element =>
  [element.localName, element.namespaceURI, ...[...element.attributes].map(each => each.name).sort()].join(' '));
"""
HANDLERS = """
return [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
  .filter(each => /^on/i.test(each.name) || /^\\s*(javascript|data|vbscript):/i.test(each.value))
  .map(each => `${element.localName} ${each.name}=${each.value}`));
"""
ALARM = "window.alarms = []; for (const name of ['alert', 'confirm', 'prompt', 'eval']) " \
    "window[name] = text => window.alarms.push(`${name}: ${text}`);"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    servers = []
    for name, texts in [("plain", plain_texts()), ("hostile", hostile_texts())]:
        folder = tmp_path_factory.mktemp(name)
        publish(books_with(texts, folder / "books"), folder / "site")
        servers.append(SiteServer((folder / "site").resolve()))
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def alarmed(browser):
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": ALARM})
    yield browser
    browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def pages(server):
    return sorted(path.relative_to(server.folder).as_posix() for path in server.folder.rglob("*.html"))


def elements(browser, server, page):
    browser.open(f"{server.origin}/{page}")
    browser.wait_until_idle()
    return browser.driver.execute_script(ELEMENTS)


def test_elements_are_those_of_plain_texts(sites, alarmed):
    plain, hostile = sites
    assert pages(plain) == pages(hostile)
    for page in pages(plain):
        assert elements(alarmed, hostile, page) == elements(alarmed, plain, page), page


def test_check_of_a_holder_has_the_elements_of_plain_texts(sites, alarmed):
    found = []
    for server in sites:
        site = PublishedSite(server.folder)
        check = VerifyPage(alarmed, server.origin)
        for number in site.epochs:
            account = sorted(claims_of(site, number))[0]
            assert check.check(account, number) == "verified"
            assert alarmed.driver.execute_script("return window.alarms") == []
            found.append(alarmed.driver.execute_script(ELEMENTS))
    assert found[: len(found) // 2] == found[len(found) // 2 :]


def test_nothing_runs_and_nothing_is_fetched(sites, alarmed):
    _, hostile = sites
    for page in pages(hostile):
        alarmed.open(f"{hostile.origin}/{page}")
        alarmed.wait_until_idle()
        assert alarmed.driver.execute_script("return window.alarms") == [], page
        assert alarmed.driver.execute_script(HANDLERS) == [], page
        assert alarmed.errors() == [], page
        assert alarmed.requests_beyond(hostile.origin) == [], page


def test_texts_are_read_as_they_were_written(sites, alarmed):
    _, hostile = sites
    text = ""
    for page in pages(hostile):
        alarmed.open(f"{hostile.origin}/{page}")
        text += alarmed.all_text() + alarmed.driver.title
    for payload in PAYLOADS:
        assert re.search(re.escape(payload) + r"\d", text), payload[:80]


@pytest.mark.parametrize("width", [320, 1200])
def test_long_words_stay_on_the_page(sites, alarmed, width):
    _, hostile = sites
    size = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 600}
    alarmed.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for page in pages(hostile):
            alarmed.open(f"{hostile.origin}/{page}")
            shown = alarmed.driver.execute_script("return document.documentElement.scrollWidth")
            assert shown <= width, page
    finally:
        alarmed.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://opur.example", "data:text/html,x", "//evil.example",
                                  'https://opur.example/"onclick="x', "https://opur.example/<b>"])
def test_links_that_are_none_are_refused(tmp_path, link):
    books = books_with(plain_texts(), tmp_path / "books")
    file = books / "revshare.yaml"
    before = file.read_text()
    file.write_text(before.replace('"https://opur.example"', json.dumps(link)))
    assert file.read_text() != before
    finished = run("check", "--books", books)
    assert finished.returncode == 65
    assert "website" in finished.stdout + finished.stderr
