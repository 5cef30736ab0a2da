"""`datapackage.json` as frictionless reads it, and against the tables themselves."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys

import pytest

import chain_site
from program import TINY, copy, publish
from published import PublishedSite


def validate(folder):
    """What frictionless says of each table; and of the package itself."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    report = json.loads(finished.stdout)
    assert (finished.returncode == 0) == report["valid"], finished.stderr
    return report


def faults(folder) -> set[tuple[str, str]]:
    return {(task["place"], error["type"]) for task in validate(folder)["tasks"] for error in task["errors"]}


def tables(files) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".csv")}


def test_the_package_is_valid(site):
    report = validate(site.folder)
    assert report["valid"] and not report["errors"] and not report["warnings"]
    assert {task["place"] for task in report["tasks"]} == set(tables(site.files))
    rows = {task["place"]: task["stats"].get("rows", 0) for task in report["tasks"]}
    for path, data in tables(site.files).items():
        assert rows[path] == len(list(csv.reader(io.StringIO(data.decode())))) - 1, path


def test_every_table_is_listed_as_it_is(site):
    package = site.json("datapackage.json")
    assert "licenses" not in package
    home = site.json("index.json")["site"]
    assert (package["title"], package["homepage"]) == (home["title"], home["baseURL"])
    listed = {resource["path"]: resource for resource in package["resources"]}
    assert len(listed) == len(package["resources"]) == len({each["name"] for each in package["resources"]})
    assert set(listed) == set(tables(site.files))
    for path, data in tables(site.files).items():
        resource = listed[path]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        header = next(csv.reader(io.StringIO(data.decode())))
        assert header == [field["name"] for field in json.loads(site.files[resource["schema"]])["fields"]]


def test_a_site_with_receipts(tmp_path):
    site = PublishedSite(shutil.copytree(chain_site.made().site, tmp_path / "site"))
    test_the_package_is_valid(site)
    test_every_table_is_listed_as_it_is(site)
    table = site.folder / "epochs/2/inputs/receipts.csv"
    text = table.read_text()
    for change, kind in ((text + text.splitlines(True)[-1], "primary-key"), (text.replace(",usdc,", ",usdc,-", 1), "constraint-error"),
                         (text.replace("0x", "0y", 1), "constraint-error"), (text.replace(",reference", "", 1), "missing-label")):
        table.write_text(change)
        found = faults(site.folder)
        assert {place for place, _ in found} == {"epochs/2/inputs/receipts.csv"} and kind in {kind for _, kind in found}, kind


def other_amount(text: str) -> str:
    before, amount, leaf = text.rsplit(",", 2)
    return ",".join([before, str(int(amount) + 1), leaf])


# What is wrong with a table, and what stands in the way of hiding it: its size and digest in the package.
CHANGES = {
    "amount": (other_amount, set()),
    "row twice": (lambda text: text + text.splitlines(True)[-1], {"primary-key", "unique-error"}),
    "no number": (lambda text: text[:-2] + "x\n", {"type-error"}),
    "account": (lambda text: text.replace("0x", "0y", 1), {"constraint-error"}),
    "column gone": (lambda text: text.replace(",leaf", "", 1), {"missing-label"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_table_is_refused(tmp_path, name):
    publish(copy(TINY, tmp_path / "books"), tmp_path / "site")
    path = "epochs/2/usdc/claims.csv"
    assert faults(tmp_path / "site") == set()
    change, expected = CHANGES[name]
    table = tmp_path / "site" / path
    data = change(table.read_text()).encode()
    assert data != table.read_bytes()
    table.write_bytes(data)
    found = faults(tmp_path / "site")
    assert {place for place, _ in found} == {path}
    assert (path, "hash-count") in found
    # With the right size and digest only what stands in the table is left.
    package = tmp_path / "site" / "datapackage.json"
    document = json.loads(package.read_text())
    resource = next(each for each in document["resources"] if each["path"] == path)
    resource["bytes"], resource["hash"] = len(data), "sha256:" + hashlib.sha256(data).hexdigest()
    package.write_text(json.dumps(document))
    kinds = {kind for _, kind in faults(tmp_path / "site")}
    assert expected <= kinds and bool(kinds) == bool(expected)


def test_capitals_and_signs_of_an_identifier_give_a_name(tmp_path):
    books = copy(TINY, tmp_path / "books")
    settings = books / "revshare.yaml"
    settings.write_text(settings.read_text().replace("usdc", "US_D-c"))
    publish(books, tmp_path / "site")
    assert faults(tmp_path / "site") == set()
    package = json.loads((tmp_path / "site" / "datapackage.json").read_text())
    names = [each["name"] for each in package["resources"] if each["path"] == "epochs/1/US_D-c/claims.csv"]
    assert names == ["epochs-1-.u.s_.d-c-claims"]
