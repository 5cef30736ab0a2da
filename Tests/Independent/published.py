"""A published site folder, read as plain files."""

import json
from functools import cached_property, lru_cache
from pathlib import Path

from reference.evidence import Evidence
from reference.inputs import lots_document, read_inputs


class Recomputed:
    """An epoch computed again from its published inputs."""

    def __init__(self, inputs_folder: Path):
        evidence = Evidence(read_inputs(inputs_folder))
        self.files = evidence.files()
        self.inputs = evidence.inputs
        self.distribution = evidence.distribution
        self.root = evidence.root
        self.closing_lots = lots_document(self.distribution.stakes.closing)
        self.remainder_out = self.distribution.remainder_out
        self.deficits_out = {stream.id: stream.deficit_out for stream in self.distribution.streams}


class PublishedSite:
    """A site by its folder; nothing is read before it is asked for."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def epochs(self) -> list[int]:
        """The epochs by the names of their folders; what is named otherwise is no epoch, and no manifest may name it."""
        return sorted(int(path.name) for path in self.folder.glob("epochs/*") if path.name.isdecimal())

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        return files_below(self.folder)

    def epoch_folder(self, number: int) -> Path:
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
def recomputed(folder: Path, number: int) -> Recomputed:
    return Recomputed(PublishedSite(folder).epoch_folder(number) / "inputs")
