"""A published site folder, read as plain files."""

import json
from functools import cached_property, lru_cache
from pathlib import Path

from log_checks import read_entries
from range_reader import RangeFile
from reference.chain import Closing, closing
from reference.published_epoch import evidence_of


class Recomputed:
    """An epoch computed again from its published inputs."""

    def __init__(self, inputs_folder: Path):
        self.evidence = evidence_of(inputs_folder)
        self.files = self.evidence.files()
        self.inputs = self.evidence.inputs
        self.distribution = self.evidence.distribution

    @cached_property
    def closing(self) -> Closing:
        return closing(self.evidence)


class PublishedSite:
    """A site by its folder; nothing is read before it is asked for."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def epochs(self) -> list[int]:
        """The epochs by the names of their folders; what is named otherwise is no epoch, and no manifest may name it."""
        return sorted(int(path.name) for path in self.folder.glob("epochs/*") if path.name.isdecimal())

    @cached_property
    def publications(self) -> list[str]:
        """Epochs and their corrections, in the order of the log."""
        return [json.loads(entry)["publication"] for entry in read_entries(self.folder / "log")]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        return files_below(self.folder)

    def epoch_folder(self, number: int | str) -> Path:
        return self.folder / "epochs" / str(number)

    def json(self, path: str):
        return json.loads((self.folder / path).read_bytes())


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }


@lru_cache(maxsize=None)
def recomputed(folder: Path, number: int | str) -> Recomputed:
    return Recomputed(PublishedSite(folder).epoch_folder(number) / "inputs")


def payouts_of(report: dict) -> dict[str, dict]:
    """The claims of each payout asset in a report of either ruleset."""
    if report["ruleset"] == 1:
        return {report["asset"]["id"]: report["claims"]}
    return {payout["asset"]["id"]: payout["claims"] for payout in report["assets"]}


def contracts_of(report: dict) -> dict[str, str | None]:
    """The contract of each payout asset."""
    assets = [report["asset"]] if report["ruleset"] == 1 else [payout["asset"] for payout in report["assets"]]
    return {asset["id"]: asset["contract"] for asset in assets}


def claims_of(document: dict, stated: dict | None = None, contract: str | None = None) -> list[dict]:
    """The claims in a claim file of any format, each with its account and its proof; `stated` are the claims of the report."""
    if document["format"] == "revshare-claims-range-v1":
        return RangeFile(document, stated["preset"], contract).claims
    if document["format"] == "revshare-claims-v2":
        return document["claims"]
    return [{"account": holder["account"], **holder["claim"]} for holder in document["holders"] if holder["claim"]]
