"""One changed byte anywhere is named by the audit."""

import json
import os
import pathlib
import random
import shutil

from program import ROOT, run

SITE = pathlib.Path(os.environ.get("REVSHARE_SITE", ROOT / "site"))


def findings(site):
    finished = run("audit", site, "--json", "--quiet")
    return finished.returncode, json.loads(finished.stdout)


def test_the_site_agrees():
    status, report = findings(SITE)
    assert status == 0
    assert report["agrees"] is True
    assert report["findings"] == []
    assert report["figureCount"] > 5_000


def test_a_flipped_bit_in_any_file_is_named(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    for path in paths:
        content = path.read_bytes()
        position = chance.choice((0, len(content) - 1, chance.randrange(len(content))))
        changed = bytearray(content)
        changed[position] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        status, report = findings(site)
        named = {finding["path"] for finding in report["findings"]}
        name = path.relative_to(site).as_posix()
        assert status == 1, f"seed {seed}: byte {position} of {name}"
        assert name in named, f"seed {seed}: byte {position} of {name}: {named}"
        path.write_bytes(content)
    assert findings(site)[0] == 0


def test_files_that_are_missing_or_too_many_are_named(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    # A third of the files, others in each run.
    start = random.SystemRandom().randrange(3)
    for path in [path for path in sorted(site.rglob("*")) if path.is_file()][start::3]:
        content = path.read_bytes()
        path.unlink()
        status, report = findings(site)
        assert status == 1
        assert path.relative_to(site).as_posix() in {f["path"] for f in report["findings"]}
        path.write_bytes(content)
    (site / "epochs/2/extra.json").write_text("{}")
    status, report = findings(site)
    assert status == 1
    assert [f["path"] for f in report["findings"]] == ["epochs/2/extra.json"]
    assert report["findings"][0]["code"] == "unexpected-file"


def test_an_amount_that_was_raised_everywhere_is_found(tmp_path):
    """A forger who also mends every digest is found by the computation."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    epoch = site / "epochs/3"
    claims = epoch / "usdc/claims.csv"
    rows = claims.read_text().splitlines()
    index, account, amount, leaf = rows[5].split(",")
    rows[5] = ",".join([index, account, str(int(amount) + 1), leaf])
    claims.write_text("\n".join(rows) + "\n")
    mend_digests(site, epoch)
    status, report = findings(site)
    assert status == 1
    wrong = [f for f in report["findings"] if f["code"] == "wrong-figure"]
    assert ("epochs/3/usdc/claims.csv", amount, str(int(amount) + 1)) in {
        (f["path"], f["expected"], f["found"]) for f in wrong
    }


def test_another_version_in_the_index_does_not_hide_a_forgery(tmp_path):
    """Pages of another version are checked by digest only; figures, epochs and manifests are not."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    index = site / "index.json"
    index.write_text(index.read_text().replace('"version": "0.1.0"', '"version": "0.0.9"'))
    mend_digests(site)
    status, report = findings(site)
    assert status == 0
    assert [f["code"] for f in report["findings"]] == ["not-re-rendered"]
    paid = json.loads(index.read_text())["epochs"][0]["assets"][0]["paid"]
    index.write_text(index.read_text().replace(paid, "1" + paid))
    mend_digests(site)
    status, report = findings(site)
    assert status == 1
    assert "index.json" in {f["path"] for f in report["findings"] if f["severity"] == "error"}


def test_a_dropped_epoch_is_found(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    shutil.rmtree(site / "epochs/3")
    status, report = findings(site)
    assert status == 1
    assert {"epochs/3/manifest.json", "index.json"} <= {f["path"] for f in report["findings"]}


def test_inputs_that_cancel_out_are_found_by_the_next_epoch(tmp_path):
    """Two entries changed by opposite amounts leave every figure as it was, but not the manifest."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    ledger = site / "epochs/1/inputs/revenue.csv"
    rows = ledger.read_text().splitlines()
    changed = 0
    for number, row in enumerate(rows):
        fields = row.split(",")
        if len(fields) == 5 and fields[1] == "subscriptions" and changed < 2:
            fields[2] = str(int(fields[2]) + (7 if changed == 0 else -7))
            rows[number] = ",".join(fields)
            changed += 1
    ledger.write_text("\n".join(rows) + "\n")
    mend_digests(site, site / "epochs/1")
    status, report = findings(site)
    assert status == 1
    assert [(f["code"], f["place"]) for f in report["findings"]][0] == ("broken-chain", "previous")


def test_a_forged_claim_is_not_proven(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    path = site / "epochs/3/usdc/claims/0x.json"
    document = json.loads(path.read_text())
    holder = document["holders"][0]
    amount = holder["claim"]["amount"]
    holder["claim"]["amount"] = holder["paid"] = holder["share"] = str(int(amount) + 1)
    path.write_text(json.dumps(document))
    finished = run("prove", holder["account"], "--site", site, "--epoch", 3)
    assert finished.returncode == 1
    assert "NOT VERIFIED: epochs/3/usdc/holders.csv has no row such as that of" in finished.stderr


def mend_digests(site, *epochs):
    import hashlib

    for folder in (*epochs, site):
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text())
        for file in manifest["files"]:
            content = (folder / file["path"]).read_bytes()
            file["bytes"] = len(content)
            file["sha256"] = hashlib.sha256(content).hexdigest()
        path.write_text(json.dumps(manifest, indent=2) + "\n")
