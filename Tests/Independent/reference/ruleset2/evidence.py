"""Section 9: every evidence document of an epoch, as bytes by path inside the epoch's folder."""

from functools import cached_property

from ..canonical import json_document
from ..evidence import manifest
from ..inputs import lots_document
from .claims import ClaimFiles
from .distribution import Distribution
from .inputs import EpochInputs
from .report import report
from .tables import balances_document


class Evidence:
    """All that an epoch publishes and that never changes."""

    def __init__(self, inputs: EpochInputs):
        self.inputs = inputs
        self.distribution = Distribution(inputs)
        self.claims = [ClaimFiles(payout, self.distribution.stakes) for payout in self.distribution.payouts]

    @cached_property
    def _files(self) -> dict[str, bytes]:
        files = {f"inputs/{name}": data for name, data in self.inputs.files().items()}
        files["report.json"] = json_document(report(self.distribution, self.claims))
        for claims in self.claims:
            files.update({f"{claims.payout.id}/{path}": data for path, data in claims.files().items()})
        files["manifest.json"] = manifest(files)
        return files

    def files(self) -> dict[str, bytes]:
        return dict(self._files)

    @property
    def closing_lots(self) -> bytes:
        return lots_document(self.distribution.stakes.closing)

    @property
    def closing_balances(self) -> bytes:
        return balances_document(self.distribution.closing_balances)
