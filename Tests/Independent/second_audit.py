"""Runs templates/audit/check-site, its parts joined, in this process, and forges sites that agree with themselves."""

import hashlib
import importlib.util
import json
import pathlib
import shutil
import sys
import tempfile
from unittest import mock

from corrected_site import made
from program import ROOT
from site_log import SiteLog, seed_of

PARTS = sorted((ROOT / "templates" / "audit" / "check-site").glob("*.py"))
SCRIPT = pathlib.Path(tempfile.mkdtemp()) / "check-site.py"
SCRIPT.write_bytes(b"".join(part.read_bytes() for part in PARTS))


def _loaded():
    specification = importlib.util.spec_from_file_location("check_site", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    sys.modules["check_site"] = module
    specification.loader.exec_module(module)
    return module


check_site = _loaded()


def copied(site: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    shutil.copytree(site, folder / "site")
    return folder / "site"


def changed(path: pathlib.Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def findings(site: pathlib.Path, **options) -> list[str]:
    sys.setrecursionlimit(1000)  # as the script has it when it runs alone
    return [line for line in check_site.Audit(str(site), **options).findings.lines if line.startswith("error ")]


def named(site: pathlib.Path, **options) -> set[tuple[str, str]]:
    """Code and path of every finding."""
    return {(line.split(" ")[1], line.split(" ")[2].rstrip(":")) for line in findings(site, **options)}


def publishers_log(site: pathlib.Path) -> SiteLog:
    """The log of a site that corrected_site made, signed by the key of its books."""
    return SiteLog(site, seed=seed_of(made().books / "own.key"))


class Forgery:
    """A site whose publisher can compute and sign: whatever is changed, all that follows from it is made again."""

    def __init__(self, site: pathlib.Path, key: pathlib.Path | None = None):
        """`key` is the log's; left out, that of the example."""
        self.site, self.key = site, key
        self.inputs = None

    def sign(self) -> None:
        """States all publications as they are now, in the order of the log, and signs the log that this makes with the publisher's key."""
        (SiteLog(self.site, seed=seed_of(self.key)) if self.key else publishers_log(self.site)).publish()

    def terms(self, name: str, content: bytes | None = None) -> dict:
        return json.loads(content or (self.site / "epochs" / name / "inputs/epoch.json").read_bytes())

    def write_terms(self, name: str, terms: dict) -> None:
        path = self.site / "epochs" / name / "inputs/epoch.json"
        path.write_text(json.dumps(terms, indent=2, ensure_ascii=False) + "\n")

    def holders(self, name: str) -> list[bytes]:
        rows = (self.site / "epochs" / name / "usdc/holders.csv").read_text().splitlines()[1:]
        return [bytes.fromhex(row[2:42]) for row in rows]

    def publish(self, name, change_inputs=None, change_entries=None, change_stake=None, change_claims=None) -> None:
        """Makes an epoch's documents from its inputs, as changed in between, then every digest and the index."""
        folder = self.site / "epochs" / name
        inputs = self.inputs = check_site.Inputs(lambda file: (folder / "inputs" / file).read_bytes())
        if change_inputs:
            change_inputs(inputs)
        if change_entries:
            change_entries(inputs.entries)
        honest_stake, honest_claims = check_site.stake_of, check_site.PayoutFigures.claims_of

        def stake(of_inputs):
            made = honest_stake(of_inputs)
            if change_stake:
                change_stake(made)
            return made

        def claims(figures, before):
            made = honest_claims(figures, before)
            if change_claims:
                change_claims(made)
            return made

        with mock.patch.object(check_site, "stake_of", stake), mock.patch.object(check_site.PayoutFigures, "claims_of", claims):
            epoch = check_site.Epoch(inputs)
        for path, content in epoch.documents.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        index = json.loads((self.site / "index.json").read_bytes())
        index["epochs"] = [{**e, **epoch.index_members()} if str(e["number"]) == name else e for e in index["epochs"]]
        (self.site / "index.json").write_text(json.dumps(index, indent=2, ensure_ascii=False) + "\n")
        self.mend_digests(name)
        self.sign()

    def mend_digests(self, *names: str) -> None:
        for folder in (*(self.site / "epochs" / name for name in names), self.site):
            path = folder / "manifest.json"
            try:
                manifest = json.loads(path.read_text())
                files = manifest["files"]
            except (ValueError, TypeError, KeyError, RecursionError):
                continue  # forged itself
            for file in files:
                content = (folder / file["path"]).read_bytes()
                file["bytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
            path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
