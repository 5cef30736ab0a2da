"""What `revshare audit` writes: JSON by its schema, and JUnit XML that others read, whatever stands in the files."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
from jsonschema import Draft202012Validator

from program import ROOT, TINY, binary, copy, publish, run

SCHEMA = json.loads((ROOT / "docs/schemas/revshare-audit-v1.schema.json").read_text())
CODES = re.findall(r'= "([a-z-]+)"', (ROOT / "Sources/Publishing/AuditFinding.swift").read_text())

# junit-10.xsd of the Jenkins xUnit plugin in our words: the attributes that must be there, those that may, and the children.
JUNIT = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"},
                  {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
                  {"testsuite", "properties", "testcase", "system-out", "system-err"}),
    "testcase": ({"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    place = tmp_path_factory.mktemp("audit")
    publish(copy(TINY, place / "books"), place / "site")
    return place / "site"


@pytest.fixture
def folder(published, tmp_path):
    return copy(published, tmp_path / "site")


def check_junit(element, name="testsuites"):
    assert element.tag == name
    needed, allowed, children = JUNIT[name]
    assert needed <= set(element.attrib) <= needed | allowed, element.attrib
    if name in ("testsuites", "testsuite", "testcase"):
        assert not (element.text or "").strip()
    for child in element:
        assert child.tag in children, child.tag
        check_junit(child, child.tag)


def audit(site, *options, status):
    """The findings, and the JUnit document, which is checked; the JSON too."""
    report = site.parent / "report.xml"
    finished = run("audit", site, "--quiet", "--json", "--junit", report, *options)
    assert finished.returncode == status, finished.stderr + finished.stdout
    document = json.loads(finished.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    assert document["agrees"] == (status == 0)
    data = report.read_bytes()
    root = ElementTree.fromstring(data)
    check_junit(root)
    cases = list(root.iter("testcase"))
    for element in [root, *root]:
        own = list(element.iter("testcase"))
        assert int(element.get("tests")) == len(own)
        assert int(element.get("failures")) == sum(case.find("failure") is not None for case in own)
        assert element.get("errors") == "0"
    for suite in root:
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)
    # Each finding with an error is in a case that failed, each note alone in one that was skipped.
    failed = {place(case) for case in cases if case.find("failure") is not None}
    skipped = {place(case) for case in cases if case.find("skipped") is not None}
    errors = {finding_place(f) for f in document["findings"] if f["severity"] == "error"}
    notes = {finding_place(f) for f in document["findings"] if f["severity"] == "note"}
    assert failed == errors and skipped == notes - errors
    run("audit", site, "--junit", report, *options)
    assert report.read_bytes() == data
    return document["findings"], root


def place(case):
    return case.get("classname").removeprefix("revshare.audit."), case.get("name").split(":")[0]


def finding_place(finding):
    epoch = re.match(r"epochs/(0|[1-9]\d*)/.", finding["path"])
    return f"epoch-{epoch.group(1)}" if epoch else "site", finding["check"]


def test_a_site_that_agrees(folder):
    findings, root = audit(folder, status=0)
    assert findings == []
    assert [suite.get("name") for suite in root] == ["site", "epoch 1", "epoch 2"]
    names = [case.get("name").split(":")[0] for case in root[1]]
    assert names == ["files", "documents", "figures", "signatures", "chain", "log", "views"]


def test_books_are_a_case_where_they_are_compared(folder):
    _, root = audit(folder, "--books", TINY, status=0)
    assert root[1].findall("testcase")[-1].get("name").startswith("books: ")


def test_errors_and_notes(folder):
    (folder / "epochs/2/inputs/staking.csv").unlink()
    (folder / "index.json").write_text("{}")
    findings, root = audit(folder, status=1)
    assert {"missing-file", "changed-file", "malformed-document", "not-recomputed", "not-re-rendered"} <= {
        f["code"] for f in findings}
    failure = root.find("testsuite[@name='epoch 2']/testcase/failure")
    assert failure.get("type") == "missing-file" and "epochs/2/inputs/staking.csv" in failure.text


HOSTILE_NAMES = [
    "]]></failure><testcase name='x'/>", "\"'&<>", "\x01\x02\x08\x0b\x1b[2J", "line\nfeed\ttab\rreturn", "\u202eright\u2066", "&#0;&#x1F600;",
    "\ufffe\uffff", "\ud7ff\ue000\ufffd\U0010ffff", "\U0001f600", "<!--", "<?xml?>", "a\u0301\u0085\u2028",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_of_files(folder, name):
    file = folder / "assets" / name.replace("/", "\u2215")
    file.write_text("x")
    findings, root = audit(folder, status=1)
    assert [f["code"] for f in findings] == ["unexpected-file"]
    assert findings[0]["path"] == f"assets/{file.name}"
    text = run("audit", folder, "--quiet").stdout
    assert all(ord(character) >= 0x20 or character == "\n" for character in text)
    assert len(text.splitlines()) >= 2


@pytest.mark.parametrize("value", HOSTILE_NAMES)
def test_hostile_values_of_figures(folder, value):
    path = folder / "epochs/1/report.json"
    document = json.loads(path.read_text())
    document["allocation"]["shares"] = value
    path.write_text(json.dumps(document))
    findings, _ = audit(folder, status=1)
    wrong = [f for f in findings if f["place"] == "allocation.shares"]
    assert wrong and wrong[0]["found"] == document["allocation"]["shares"]


def test_many_findings_are_counted(folder):
    for index in range(300):
        (folder / "assets" / f"more-{index}.js").write_text("")
    findings, root = audit(folder, status=1)
    assert len(findings) == 300
    failure = root.find("testsuite[@name='site']/testcase/failure")
    assert failure.text.count("\n") == 100 and failure.text.endswith("and 200 more, which --json lists")


def test_what_cannot_be_listed_or_read_is_a_finding(folder, tmp_path):
    (tmp_path / "secret.csv").write_text("secret")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file.txt").write_text("x")
    os.symlink(tmp_path / "secret.csv", folder / "assets/link.csv")
    os.symlink(outside, folder / "assets/folder")
    os.symlink(folder, folder / "epochs/loop")
    os.mkfifo(folder / "assets/pipe")
    report = folder / "epochs/1/report.json"
    moved = tmp_path / "report.json"
    report.rename(moved)
    report.symlink_to(moved)
    os.mkdir(os.fsencode(folder / "assets") + b"/\xff\xfe")
    deep = folder / "schemas"
    for _ in range(6):
        deep = deep / ("d" * 200)
        deep.mkdir()
    (deep / "file").write_text("")
    findings, _ = audit(folder, status=1)
    found = {(f["code"], f["path"]) for f in findings}
    assert {("unexpected-file", f"assets/{name}") for name in ["link.csv", "folder", "pipe"]} <= found
    assert ("unexpected-file", "epochs/loop") in found
    assert ("unreadable-file", "epochs/1/report.json") in found
    assert ("unlisted-folder", "assets") in found
    assert any(code == "unlisted-folder" and path.startswith("schemas/d") for code, path in found)
    assert not any("secret" in json.dumps(f) or "file.txt" in json.dumps(f) for f in findings)


def test_a_folder_deeper_than_any_path(folder):
    """Made step by step, since no path leads there."""
    start = os.open(folder / "assets", os.O_RDONLY)
    here = os.dup(start)
    for _ in range(100):
        os.mkdir("n" * 200, dir_fd=here)
        below = os.open("n" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    findings, _ = audit(folder, status=1)
    assert [f["code"] for f in findings] == ["unlisted-folder"]
    # Take it down step by step too, for the sake of what cleans up.
    levels = [start]
    for _ in range(99):
        levels.append(os.open("n" * 200, os.O_RDONLY, dir_fd=levels[-1]))
    for level in reversed(levels):
        os.rmdir("n" * 200, dir_fd=level)
        os.close(level)


def test_folders_without_permission(folder):
    """Root may read everything, unless it gives up the right to."""
    command = [binary(), "audit", folder, "--quiet", "--json"]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    (folder / "epochs/1/inputs").chmod(0)
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=120)
    finally:
        (folder / "epochs/1/inputs").chmod(0o755)
    assert finished.returncode == 1, finished.stderr
    found = {(f["code"], f["path"]) for f in json.loads(finished.stdout)["findings"]}
    assert ("unlisted-folder", "epochs/1/inputs") in found
    assert ("unreadable-file", "epochs/1/inputs/staking.csv") in found
    assert ("not-recomputed", "epochs/1/report.json") in found


def test_every_code_is_documented():
    text = (ROOT / "docs/audit.md").read_text()
    documented = re.findall(r"^\| `([a-z-]+)` \| (error|note) \|", text, re.M)
    assert len(CODES) > 15 and sorted(CODES) == sorted(code for code, _ in documented)
    check = (ROOT / "Sources/Publishing/AuditCheck.swift").read_text()
    severity = check[check.index("public var severity"):]
    notes = set(re.findall(r"\.(\w+)", severity[:severity.index(".note")]))
    cases = dict(re.findall(r'case (\w+) = "([a-z-]+)"', (ROOT / "Sources/Publishing/AuditFinding.swift").read_text()))
    assert {code for code, severity in documented if severity == "note"} == {cases[name] for name in notes if name in cases}
