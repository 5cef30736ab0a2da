"""Every published epoch, byte for byte against the reference, and every file against its manifest."""

import json
import re
from pathlib import Path

import pytest

import trees
from comparison import figures, first_difference, leaves
from published import PublishedSite, claims_of, contracts_of, files_below, payouts_of, recomputed
from program import BESIDE_EVIDENCE
from reference.canonical import csv_rows, json_document
from reference.chain import check_first, check_follows
from reference.corrections import History, Publication, share_differences
from reference.evidence import manifest
from reference.units import account_bytes, sha256




@pytest.fixture
def epoch(epoch_of) -> tuple[Path, int]:
    folder, number = epoch_of
    assert number is not None, f"{folder} publishes no epoch"
    return folder, number


def test_evidence_is_what_the_specification_gives(epoch, tally):
    folder, number = epoch
    expected = recomputed(folder, number).files
    published = files_below(PublishedSite(folder).epoch_folder(number))
    for name in BESIDE_EVIDENCE:
        published.pop(name, None)
    differences = [first_difference(f"epochs/{number}/{path}", expected.get(path), published.get(path))
                   for path in sorted(expected.keys() | published.keys())]
    differences = [difference for difference in differences if difference]
    assert not differences, "\n".join(differences)
    for path, data in published.items():
        tally.update(figures(path, data))


def test_every_proof_folds_to_the_root(epoch, tally):
    """From the published files alone: each claim once, its leaf from account and amount, its root the report's."""
    folder, number = epoch
    here = PublishedSite(folder).epoch_folder(number)
    report = json.loads((here / "report.json").read_bytes())
    contracts = contracts_of(report)
    for asset, stated in payouts_of(report).items():
        claims = {row[1]: row for row in csv_rows((here / asset / "claims.csv").read_bytes(), "index,account,amount,leaf")}
        proven = set()
        for path in sorted((here / asset / "claims").rglob("*.json")):
            document = json.loads(path.read_bytes())
            assert document["root"] == stated["root"], path
            for claim in claims_of(document, stated, contracts[asset]):
                account = claim["account"]
                assert account.lower().startswith(document["prefix"])
                assert [str(claim["index"]), account, claim["amount"], str(claim["leaf"])] == claims[account]
                row = {"account": account_bytes(account), "amount": int(claim["amount"]), "index": claim["index"],
                       "token": contracts[asset] and account_bytes(contracts[asset])}
                leaf, *proof = (bytes.fromhex(digest[2:]) for digest in [claim["leafHash"], *claim["proof"]])
                root = bytes.fromhex(stated["root"][2:])
                assert trees.verified(stated["preset"], root, row, {"leaf": leaf, "proof": proof}), account
                assert account not in proven
                proven.add(account)
                tally["folded hashes"] += len(claim["proof"]) + 1
        assert proven == set(claims)
        assert len(claims) == stated["count"]
        assert (stated["root"] is None) == (not claims)


def test_publications_form_a_chain(site):
    """Each begins with what the epoch before it had left when it was published, and names that one's manifest by its digest."""
    assert site.epochs, f"{site.folder} publishes no epoch"
    assert site.epochs == list(range(site.epochs[0], site.epochs[-1] + 1))
    history, origins = History(), {}
    for name in site.publications:
        here, now, number = site.epoch_folder(name), recomputed(site.folder, name), int(name.split(".")[0])
        assert now.inputs.number == number
        before = history.left(number - 1)
        if before is None:
            check_first(now.inputs)
        else:
            earlier = {k: v for n in sorted(origins) if n < number for k, v in origins[n].items()}
            check_follows(now.inputs, before, earlier)
        settlement, differences = None, {}
        if "." in name:
            settlement = site.json(f"epochs/{name}/correction.json")["settlement"]
            differences = share_differences(history.of(number)[-1].evidence, now.evidence)
        rows = [row for row in getattr(now.inputs, "adjustments", []) if re.match(r"[0-9]+\.[0-9]+/", row.reference)]
        assert sorted(rows) == sorted(history.due(number))
        history.publications.append(Publication(name, now.evidence, files_below(here), settlement, differences))
        origins[number] = now.closing.entries


def test_site_manifest_lists_every_view_and_epoch_manifest(site, tally):
    listed = {
        path: data
        for path, data in site.files.items()
        if path != "manifest.json" and not _is_evidence(path) or _is_epoch_manifest(path)
    }
    expected = manifest(listed)
    difference = first_difference("manifest.json", expected, site.files.get("manifest.json"))
    assert not difference, difference
    tally.update(figures("manifest.json", expected))


def test_every_file_is_named_by_one_manifest(site, tally):
    named = ["manifest.json"]
    for path in ["manifest.json"] + [f"epochs/{name}/manifest.json" for name in site.publications]:
        base = path.removesuffix("manifest.json")
        for row in site.json(path)["files"]:
            data = site.files[base + row["path"]]
            assert (row["bytes"], row["sha256"]) == (len(data), sha256(data)), base + row["path"]
            named.append(base + row["path"])
            tally["file digests"] += 1
    assert sorted(named) == sorted(site.files)


def test_index_names_every_epoch_with_its_root_and_documents(site):
    index = site.json("index.json")
    assert index["format"] == "revshare-index-v1"
    assert json_document(index) == site.files["index.json"]
    assert {"name", "version"} <= set(index["generator"])
    assert {"title", "publisher", "baseURL"} <= set(index["site"])
    assert sorted(epoch["number"] for epoch in index["epochs"]) == site.epochs
    for epoch in index["epochs"]:
        report = site.json(f"epochs/{epoch['number']}/report.json")
        held = [value for _, value in leaves(epoch)]
        assert (epoch["start"], epoch["end"]) == (report["epoch"]["start"], report["epoch"]["end"])
        assert all(claims["root"] in held for claims in payouts_of(report).values())
        paths = [value for value in held if isinstance(value, str) and value.startswith(f"epochs/{epoch['number']}/")]
        assert f"epochs/{epoch['number']}/report.json" in paths
        folders = {path.rsplit("/", depth)[0] for path in site.files for depth in range(1, path.count("/") + 1)}
        assert all(path in site.files or path.rstrip("/") in folders for path in paths), paths


def _is_epoch_manifest(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "epochs" and parts[2] == "manifest.json"


def _is_evidence(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "epochs" and not (len(parts) == 3 and parts[2] in BESIDE_EVIDENCE)
