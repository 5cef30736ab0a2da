"""Pages from templates of one's own: what is replaced, what is refused, and what an audit says of it."""

import json
from html.parser import HTMLParser

import pytest

from program import OPUR, ROOT, copy, files, publish, run, signing
from test_tampering import mend_digests

HOSTILE = "\"\u0301><script>alert(1)</script><img src=x onerror=alert(2)> {{site.title}} {{{x}}} '"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates") / "templates"
    finished = run("export-templates", folder)
    assert (finished.returncode, finished.stderr) == (0, "")
    return folder


@pytest.fixture
def books(tmp_path):
    return copy(OPUR, tmp_path / "books")


def template(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return folder


def publish_with(books, site, templates, *more):
    return run(
        *["publish", "--books", books, "--site", site, "--all", "--quiet"],
        *["--templates", templates, *signing(), *more],
    )


def audit(site, *more):
    finished = run("audit", site, "--quiet", "--json", *more)
    return finished.returncode, json.loads(finished.stdout)["findings"]


def test_what_is_exported_is_what_the_program_has(exported, books, tmp_path):
    assert files(exported) == files(ROOT / "templates")
    publish(books, tmp_path / "plain")
    assert publish_with(books, tmp_path / "site", exported).returncode == 0
    assert files(tmp_path / "site") == files(tmp_path / "plain")
    (tmp_path / "none").mkdir()
    assert publish_with(books, tmp_path / "again", tmp_path / "none").returncode == 0
    assert files(tmp_path / "again") == files(tmp_path / "plain")


def test_a_folder_that_is_in_use_is_left_alone(exported):
    before = files(exported)
    finished = run("export-templates", exported)
    assert finished.returncode == 73
    assert "the folder is not empty" in finished.stderr
    assert files(exported) == before


def test_one_template_and_one_asset_are_replaced(books, tmp_path):
    mine = template(tmp_path / "mine", "assets/style.css", "body { color: green }\n")
    template(mine, "index.mustache", "{{> partials/head}}\n{{> partials/header}}\n<h1>Ours</h1>\n"
             "{{#latest}}<p class=\"epoch\">{{number}}</p>\n{{/latest}}{{> partials/footer}}\n")
    site = tmp_path / "site"
    assert publish_with(books, site, mine).returncode == 0
    publish(books, tmp_path / "plain")
    home = (site / "index.html").read_text()
    assert "<h1>Ours</h1>" in home
    assert '<p class="epoch">4</p>' in home
    assert (site / "assets/style.css").read_text() == "body { color: green }\n"
    changed = {path for path, data in files(site).items() if files(tmp_path / "plain")[path] != data}
    assert changed >= {"index.html", "index.json", "assets/style.css", "manifest.json"}
    assert not [path for path in changed if path.startswith(("epochs/", "verify/", "feed", "sitemap"))]
    # The same again changes nothing; without the templates the program's own pages come back.
    again = publish_with(books, site, mine)
    assert again.stdout.startswith("Nothing to publish")
    publish(books, site)
    assert files(site) == files(tmp_path / "plain")


def test_the_audit_says_what_it_did_not_render(books, tmp_path):
    mine = template(tmp_path / "mine", "index.mustache", "<p>{{site.title}}</p>")
    site = tmp_path / "site"
    publish_with(books, site, mine)
    status, findings = audit(site)
    assert status == 0
    assert [(f["severity"], f["code"]) for f in findings] == [("note", "not-re-rendered")]
    assert findings[0]["message"] == (
        "other templates made the pages, with this version's assets: they were checked by digest only"
    )
    # With the templates the pages are rendered again, and a changed one is found even with all digests mended.
    assert audit(site, "--templates", mine) == (0, [])
    assert audit(ROOT / "site", "--templates", mine) == (0, [])
    (site / "index.html").write_text("<p>forged</p>")
    mend_digests(site)
    assert [f["code"] for f in audit(site)[1]] == ["not-re-rendered"]
    status, findings = audit(site, "--templates", mine)
    assert status == 1
    assert ("wrong-view", "index.html") in {(f["code"], f["path"]) for f in findings}


def test_the_audit_names_assets_that_are_not_the_programs(books, tmp_path):
    mine = template(tmp_path / "mine", "assets/verify.js", "document.title = 'all is well'\n")
    site = tmp_path / "site"
    publish_with(books, site, mine)
    status, findings = audit(site)
    assert status == 0
    assert findings[0]["message"] == (
        "other templates made the pages and assets (assets/verify.js): they were checked by digest only"
    )
    # What does not depend on templates is made again all the same.
    feed = site / "feed.atom"
    feed.write_text(feed.read_text().replace("Opur", "Other"))
    mend_digests(site)
    status, findings = audit(site)
    assert status == 1
    assert ("wrong-view", "feed.atom") in {(f["code"], f["path"]) for f in findings}


def test_problems_are_all_said_and_nothing_is_written(books, tmp_path):
    mine = template(tmp_path / "mine", "index.mustache", "\n{{site.titel}}\n{{{site.title}}}\n<script>{{site.title}}</script>\n")
    template(mine, "epoch.mustache", "{{%CONTENT_TYPE:TEXT}}\n{{uppercased(site.title)}}\n{{#payouts}}\n{{> partials/none}}\n{{/payouts}}")
    site = tmp_path / "site"
    publish(books, site)
    before = files(site)
    finished = publish_with(books, site, mine)
    assert (finished.returncode, finished.stdout) == (65, "")
    places = [line[len(str(mine)) + 1:].split(" ")[0] for line in finished.stderr.splitlines()]
    assert places == [
        "epoch.mustache:1:", "epoch.mustache:2:", "epoch.mustache:4:", "index.mustache:2:", "index.mustache:3:",
        "index.mustache:4:", places[-1],
    ]
    assert finished.stderr.splitlines()[-1] == "revshare: the templates cannot be used"
    assert files(site) == before
    assert publish_with(books, tmp_path / "new", mine).returncode == 65
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["page.html", "partials/new.mustache", "assets/logo.svg", ".DS_Store", "verify.mustache~"])
def test_files_that_stand_for_no_template(books, tmp_path, name):
    mine = template(tmp_path / "mine", name, "x")
    finished = publish_with(books, tmp_path / "site", mine)
    assert finished.returncode == 65
    assert f"mine/{name}: no template or asset has this name; there are 404.mustache," in finished.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_not_there_and_links(books, tmp_path):
    finished = publish_with(books, tmp_path / "site", "none")
    assert (finished.returncode, finished.stderr) == (66, "revshare: none: no such folder\n")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.mustache").symlink_to("/etc/passwd")
    assert publish_with(books, tmp_path / "site", mine).returncode == 65
    (mine / "index.mustache").unlink()
    (mine / "index.mustache").write_bytes(b"\xff")
    finished = publish_with(books, tmp_path / "site", mine)
    assert finished.returncode == 65
    assert "mine/index.mustache: the template is not UTF-8 text" in finished.stderr


class Page(HTMLParser):
    """The tags and the titles of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.titles, self.texts = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.titles += [value for name, value in attributes if name == "title"]

    def handle_data(self, data):
        self.texts.append(data)


def test_what_books_say_stays_a_text(books, tmp_path):
    settings = books / "revshare.yaml"
    title = next(line for line in settings.read_text().splitlines() if line.strip().startswith("title:"))
    quoted = HOSTILE.replace("'", "''")
    settings.write_text(settings.read_text().replace(title, title.split("title:")[0] + f"title: '{quoted}'", 1))
    mine = template(tmp_path / "mine", "index.mustache",
                    "<p title=\"{{site.title}}\" id='{{site.title}}'>{{site.title}}</p>\n<i title='{{site.title}}'></i>\n")
    site = tmp_path / "site"
    finished = publish_with(books, site, mine)
    assert finished.returncode == 0, finished.stderr
    page = Page((site / "index.html").read_text())
    assert page.tags == ["p", "i"]
    assert page.titles == [HOSTILE, HOSTILE]
    assert "".join(page.texts).strip() == HOSTILE
