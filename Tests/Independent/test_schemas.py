"""Every published document against the published schema of its format, and every table against its list of columns."""

import copy
import csv
import io
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import chain_site
from books import Books
from corrected_sites import adjusted, replaced
from large_books import crowd
from published import PublishedSite

SCHEMAS = Path(__file__).parent.parent.parent / "docs" / "schemas"
TABLES = {"inputs/revenue.csv": ("revenue-v1", "revenue-v2"), "inputs/rates.csv": ("rates",), "inputs/returned.csv": ("returned",),
          "inputs/adjustments.csv": ("adjustments",), "inputs/staking.csv": ("staking",), "inputs/opening-lots.csv": ("opening-lots",),
          "inputs/opening-balances.csv": ("opening-balances",), "inputs/votes.csv": ("votes",), "inputs/receipts.csv": ("receipts",),
          "inputs/weights.csv": ("weights",),
          "holders.csv": ("holders-v1", "holders-v2"), "claims.csv": ("claims",), "differences.csv": ("differences",)}
# What a document has only where there is something to say: the tree of ruleset 1 where it is not the default one, a branding
# or a node where the books have one, the block and the receipts of a chain where one was read, weights where they were given, and in the index what the log says, where there is a log.
OPTIONAL = {"tree", "branding", "node", "onChain", "block", "reconciliation", "weights", "log", "publication", "statement", "entry", "corrections", "sums"}
# And of a payout asset up to how many accounts claims files hold proofs, where that is not what holds for all; and that a distribution is large.
OPTIONAL |= {"explicitProofs", "files"}


def schema(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text())


def schema_names() -> list[str]:
    return sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))


def objects_of(value):
    """Every schema of an object within a schema."""
    if isinstance(value, dict):
        if "properties" in value and isinstance(value["properties"], dict):
            yield value
        for each in value.values():
            yield from objects_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects_of(each)


@pytest.mark.parametrize("name", schema_names())
def test_schema_is_one_and_allows_no_other_members(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["format"]["const"] == name
    for each in objects_of(schema(name)):
        assert each["additionalProperties"] is False
        assert set(each["properties"]) - set(each["required"]) <= OPTIONAL


def documents_of(site) -> set[str]:
    """The formats of a site's documents, each of which is valid, also in the order of its members."""
    seen = set()
    validators = {name: Draft202012Validator(schema(name)) for name in schema_names()}
    claims = 0
    for path, data in site.files.items():
        # The data package and provenance are of other standards: test_datapackage, test_provenance.
        if not path.endswith(".json") or path.startswith("schemas/") or path.endswith(("/tree.json", ".dsse.json")) or path == "datapackage.json":
            continue
        # Files of claims are many and alike.
        claims += "/claims/" in path
        if "/claims/" in path and claims % 8 != 1:
            continue
        document = json.loads(data)
        validator = validators[document["format"]]
        validator.validate(document)
        assert list(document) == [key for key in validator.schema["properties"] if key in document], path
        seen.add(document["format"])
    return seen


def test_every_document_is_valid(site):
    assert {"revshare-index-v1", "revshare-manifest-v1"} < documents_of(site)


@pytest.mark.parametrize("corrected", [adjusted, replaced], ids=["adjusted", "replaced"])
def test_every_document_of_a_corrected_site_is_valid(corrected, tmp_path):
    site = PublishedSite(corrected(tmp_path))
    assert {"revshare-statement-v1", "revshare-correction-v1", "revshare-index-v1"} < documents_of(site)
    index = site.json("index.json")
    assert index["log"]["signed"] and index["epochs"][-1]["corrections"][0]["publication"] == "4.1"
    test_every_table_has_its_columns(site)
    test_every_format_and_table_of_the_example_has_a_schema(site)
    test_documents_hold_with_formats_for_rules(site)


def test_every_document_of_a_site_with_receipts_is_valid():
    site = PublishedSite(chain_site.made().site)
    assert {"revshare-inputs-v2", "revshare-report-v2", "revshare-statement-v1"} < documents_of(site)
    for number in site.epochs:
        report, statement = site.json(f"epochs/{number}/report.json"), site.json(f"epochs/{number}/statement.json")
        assert report["block"] == statement["block"] == site.json(f"epochs/{number}/inputs/epoch.json")["block"]
        said = report["reconciliation"]
        assert said["missing"] and said["differing"] and said["unexplained"]
        # A receipt is not valid without one of its members, nor is the block.
        for member, place in (*((key, said["unexplained"][0]) for key in said["unexplained"][0]), ("hash", report["block"])):
            kept = place.pop(member)
            assert not Draft202012Validator(schema("revshare-report-v2")).is_valid(report), member
            place[member] = kept
        said["policy"] = "ignore"
        assert not Draft202012Validator(schema("revshare-report-v2")).is_valid(report)
    test_every_table_has_its_columns(site)
    test_every_format_and_table_of_the_example_has_a_schema(site)
    test_documents_hold_with_formats_for_rules(site)


def check_jsonschema(*arguments) -> None:
    """A validator that takes formats, such as those of times and patterns, for rules too."""
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, finished.stdout


def test_schemas_hold_with_formats_for_rules():
    check_jsonschema("--check-metaschema", *sorted(SCHEMAS.glob("*.schema.json")))


def test_documents_hold_with_formats_for_rules(site):
    files = defaultdict(list)
    for path in sorted(site.files):
        if path.endswith(".json") and not path.endswith(("/tree.json", ".dsse.json")) and not path.startswith(("schemas/", "datapackage")):
            # A few files of claims stand for all.
            if "/claims/" not in path or path.endswith(("0x.json", "/0x0.json", "/0x00.json")):
                files[site.json(path)["format"]].append(site.folder / path)
    assert len(files) > 4
    for name, paths in files.items():
        check_jsonschema("--schemafile", SCHEMAS / f"{name}.schema.json", *paths)


def test_every_table_has_its_columns(site):
    count = 0
    for path, data in site.files.items():
        names = next((names for end, names in TABLES.items() if path.endswith(end)), None)
        if names is None:
            assert not path.endswith(".csv"), path
            continue
        header = next(csv.reader(io.StringIO(data.decode())))
        tables = [json.loads((SCHEMAS / f"{name}.table.json").read_text()) for name in names]
        assert header in [[field["name"] for field in table["fields"]] for table in tables], path
        count += 1
    assert count


def test_every_format_and_table_of_the_example_has_a_schema(site):
    """The published schemas are these files, all of them."""
    published = {path.removeprefix("schemas/"): data for path, data in site.files.items() if path.startswith("schemas/")}
    assert published == {path.name: path.read_bytes() for path in SCHEMAS.iterdir()}


@pytest.mark.parametrize("change", ["number", "missing", "unknown", "format", "root"])
def test_what_is_not_the_format_is_refused(site, change):
    path = f"epochs/{site.epochs[-1]}/report.json"
    document = json.loads(site.files[path])
    rules = schema(document["format"])
    wrong = copy.deepcopy(document)
    payout = wrong.get("assets", [wrong])[0]
    if change == "number":
        payout["pool"]["amount"] = int(payout["pool"]["amount"])
    elif change == "missing":
        del payout["allocation"]["shares"]
    elif change == "unknown":
        payout["pool"]["more"] = "1"
    elif change == "format":
        wrong["format"] = "revshare-report-v3"
    else:
        payout["claims"]["root"] = "0x12"
    with pytest.raises(ValidationError):
        Draft202012Validator(rules).validate(wrong)


@pytest.fixture(scope="module", params=["openzeppelin", "uniswap"])
def large(request, tmp_path_factory) -> dict[str, dict]:
    """The JSON documents of an epoch with files of a large distribution, as the specification has them."""
    evidence, *_ = Books(crowd("schemas", request.param, "ab", tmp_path_factory.mktemp("large") / "books")).epochs()
    return {path: json.loads(data) for path, data in evidence.files().items() if path.endswith(".json")}


def test_documents_of_a_large_distribution_are_valid(large):
    seen = set()
    for path, document in large.items():
        validator = Draft202012Validator(schema(document["format"]))
        validator.validate(document)
        assert list(document) == [key for key in validator.schema["properties"] if key in document], path
        seen.add(document["format"])
    claims = large["report.json"]["assets"][0]["claims"]
    assert list(claims)[-1] == "files" and claims["files"] == "ranges"
    wrong = copy.deepcopy(large["report.json"])
    wrong["assets"][0]["claims"]["files"] = "proofs"
    assert not Draft202012Validator(schema("revshare-report-v2")).is_valid(wrong)
    assert seen == {"revshare-inputs-v2", "revshare-report-v2", "revshare-claims-range-v1", "revshare-manifest-v1"}


def test_terms_of_a_large_distribution_are_a_count_and_not_what_holds_anyway(large):
    terms = large["inputs/epoch.json"]
    assert terms["payouts"][0]["explicitProofs"] == 500
    for number in ("500", -1, 4096, None, 1.5):
        wrong = copy.deepcopy(terms)
        wrong["payouts"][0]["explicitProofs"] = number
        assert not Draft202012Validator(schema("revshare-inputs-v2")).is_valid(wrong), number


def rows_changed(document: dict):
    """One row of each kind, each time with one field that cannot stand there."""
    kinds = {}
    for k, row in enumerate(document["rows"]):
        fields = row.split(",")
        kinds.setdefault((fields[1] != "", fields[7] != "", fields[9] != "", fields[10] != ""), (k, fields))
    assert len(kinds) > 3
    for k, fields in kinds.values():
        wrong = [fields[:-1], [*fields, ""], [fields[0][:-1], *fields[1:]], [fields[0]] + [""] * 10]
        wrong += [[*fields[:place], wrongly, *fields[place + 1 :]] for place in range(1, 11) for wrongly in ("x", " ", "01", "0x12", "1.5")]
        wrong += [[*fields[:place], "-1", *fields[place + 1 :]] for place in (1, 2, 5, 8, 9, 10)]
        wrong += [[*fields[:9], "0", fields[10]], [*fields[:10], "0"]]
        if fields[1]:
            wrong += [[*fields[:place], "", *fields[place + 1 :]] for place in range(1, 7)]
        if fields[9]:
            wrong.append([*fields[:8], "1", "", fields[10]])
        for changed in wrong:
            yield {**document, "rows": [*document["rows"][:k], ",".join(changed), *document["rows"][k + 1 :]]}


def test_what_is_not_a_file_of_a_large_distribution_is_refused(large):
    document = next(d for path, d in large.items() if "/claims/" in path and d["payments"] and d["tree"]["nodes"])
    validator = Draft202012Validator(schema("revshare-claims-range-v1"))
    validator.validate(document)
    count = 0
    for changed in rows_changed(document):
        assert not validator.is_valid(changed), set(changed["rows"]) - set(document["rows"])
        count += 1
    assert count > 100
    for key in document:
        assert not validator.is_valid({other: value for other, value in document.items() if other != key}), key
        assert key in ("tree", "sums", "root") or not validator.is_valid({**document, key: None}), key
    changes = [
        lambda d: d.update(more=1), lambda d: d.update(format="revshare-claims-v2"), lambda d: d.update(prefix="3f"), lambda d: d.update(root="0x12"),
        lambda d: d["tree"].update(first=-1), lambda d: d["tree"].update(count=0), lambda d: d["tree"].update(count="9"), lambda d: d["tree"]["nodes"].append("0x12"),
        lambda d: d["tree"].pop("first"), lambda d: d["sums"].pop("left"), lambda d: d["sums"].update(holders="9"),
        lambda d: d["payments"][0].update(paid="0"), lambda d: d["payments"][0].update(paid=7), lambda d: d["payments"][0].pop("holder"),
        lambda d: d["payments"][0].update(more="1"), lambda d: d["rows"].append(None), lambda d: d["rows"].append({}),
    ]
    for number, change in enumerate(changes):
        wrong = copy.deepcopy(document)
        change(wrong)
        assert not validator.is_valid(wrong), number


def test_files_of_a_large_distribution_hold_with_formats_for_rules(large, tmp_path):
    paths = []
    for path, document in large.items():
        if "/claims/" in path:
            paths.append(tmp_path / f"{len(paths)}.json")
            paths[-1].write_text(json.dumps(document))
    check_jsonschema("--schemafile", SCHEMAS / "revshare-claims-range-v1.schema.json", *paths)
