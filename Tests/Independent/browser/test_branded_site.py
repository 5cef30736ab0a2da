"""A site in its publisher's colours, with logo and links, in Chromium: the colours are those of the books, and nothing else changes."""

import json

import pytest

from program import OPUR, copy, publish
from site_server import SiteServer
from test_accessibility import AXE, RUN

COLOURS = {"light": "#7a2e8e", "dark": "#d9a5e8"}
TITLE = "<img src=x onerror=alert(1)>\"' {{site.title}} </a><script>alert(2)</script>"
LINKS = [{"title": "Forum", "url": "https://forum.opur.example/"}, {"title": TITLE, "url": "ipfs://bafy/a?b=1&c=2"},
         {"title": "w" * 300, "url": "https://opur.example/long"}]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"><path fill="#7a2e8e" d="M4 28 L32 4 L60 28 Z"/></svg>'
COLOUR_OF = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"


@pytest.fixture(scope="module")
def branded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("branded")
    books = copy(OPUR, folder / "books")
    branding = {"colour": COLOURS, "logo": "logo.svg", "links": LINKS}
    (books / "logo.svg").write_text(LOGO)
    settings = books / "revshare.yaml"
    settings.write_text(settings.read_text() + f"branding: {json.dumps(branding)}\n")
    publish(books, folder / "site")
    server = SiteServer((folder / "site").resolve())
    yield server
    server.stop()


@pytest.fixture(params=["light", "dark"])
def scheme(request, browser):
    command = browser.driver.execute_cdp_cmd
    command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": request.param}]})
    yield request.param
    command("Emulation.setEmulatedMedia", {"features": []})


def pages(server):
    return sorted(path.relative_to(server.folder).as_posix() for path in server.folder.rglob("*.html"))


def rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[place:place + 2], 16) for place in (1, 3, 5)))


def test_colours_are_those_of_the_books(branded, browser, scheme):
    for page, selector, style in [("index.html", "main tbody a", "color"), ("verify/index.html", "#check-form button", "backgroundColor"),
                                  ("epochs/4/index.html", "svg .mark-main", "fill"), ("404.html", "main a", "color")]:
        browser.open(f"{branded.origin}/{page}")
        browser.wait_until_idle()
        assert browser.driver.execute_script(COLOUR_OF, selector, style) == rgb(COLOURS[scheme]), page
        assert browser.errors() == []
        assert browser.requests_beyond(branded.origin) == []


def test_logo_is_shown_before_the_name(branded, browser):
    for page in pages(branded):
        browser.open(f"{branded.origin}/{page}")
        shown = browser.driver.execute_script(
            "const i = document.querySelector('.site-title a > img'); return [i.complete && i.naturalWidth > 0, i.height, i.width, i.alt]")
        assert shown == [True, 32, 64, ""], page
        assert browser.driver.execute_script("return document.querySelector('link[rel=icon]').href") == f"{branded.origin}/assets/logo.svg"


def test_paper_stays_black_and_white(branded, browser, scheme):
    browser.open(f"{branded.origin}/index.html")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.driver.execute_script(COLOUR_OF, "main tbody a", "color") == "rgb(0, 0, 0)"
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_links_stand_at_the_foot_of_every_page_and_are_text(branded, browser):
    for page in pages(branded):
        browser.open(f"{branded.origin}/{page}")
        found = browser.driver.execute_script(
            "return [...document.querySelectorAll('footer nav[aria-label$=elsewhere] a')].map(a => [a.textContent, a.getAttribute('href')])")
        assert found == [[link["title"], link["url"]] for link in LINKS], page
        assert browser.driver.execute_script("return document.querySelectorAll('footer img, footer script').length") == 0
        assert browser.errors() == []


@pytest.mark.parametrize("width", [1200, 320])
def test_page_has_no_violations(branded, browser, scheme, width):
    command = browser.driver.execute_cdp_cmd
    command("Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600})
    try:
        for page in pages(branded):
            browser.open(f"{branded.origin}/{page}")
            browser.wait_until_idle()
            assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width, page
            browser.driver.execute_script(AXE.read_text())
            assert browser.driver.execute_async_script(RUN) == [], page
    finally:
        command("Emulation.clearDeviceMetricsOverride", {})
