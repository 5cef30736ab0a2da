"""Section 7: an epoch's input files, read strictly, and written again to the same bytes."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..canonical import json_document
from ..inputs import Lot, StakeEvent, lots_document, read_events, read_lots, staking_document
from ..units import account_bytes, seconds
from . import tables
from .checks import check
from .given import StakeSum, read_sums, sums_document
from .rows import Adjustment, Balance, Entry, Rate, Receipt, Returned
from .votes import Vote, read_votes, votes_document
from .weighting import Weighting


@dataclass
class EpochInputs:
    """What an epoch is computed from, and nothing else; `document` is epoch.json with its keys in order."""

    document: dict
    entries: list[Entry] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    events: list[StakeEvent] = field(default_factory=list)
    opening: list[Lot] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    sums: list[StakeSum] = field(default_factory=list)

    def __post_init__(self):
        check(self)

    @property
    def number(self) -> int:
        return self.document["epoch"]["number"]

    @property
    def start(self) -> int:
        return seconds(self.document["epoch"]["start"])

    @property
    def end(self) -> int:
        return seconds(self.document["epoch"]["end"])

    @property
    def is_given(self) -> bool:
        return "weights" in self.document

    @cached_property
    def excluded(self) -> set[bytes]:
        return {account_bytes(exclusion["account"]) for exclusion in self.document["exclusions"]}

    @cached_property
    def weighting(self) -> Weighting:
        return Weighting(self.document["weighting"])

    @cached_property
    def assets(self) -> dict[str, dict]:
        return {asset["id"]: asset for asset in self.document["assets"]}

    @property
    def payouts(self) -> list[dict]:
        return self.document["payouts"]

    def files(self) -> dict[str, bytes]:
        """The files as they are published, by name; votes only with a vote, receipts only with a reconciliation, either
        stakes or given weights."""
        files = {
            "epoch.json": json_document(self.document),
            "revenue.csv": tables.entries_document(self.entries),
            "rates.csv": tables.rates_document(self.rates),
            "returned.csv": tables.returned_document(self.returned),
            "adjustments.csv": tables.adjustments_document(self.adjustments),
            "opening-balances.csv": tables.balances_document(self.balances),
        }
        if self.is_given:
            files["weights.csv"] = sums_document(self.sums)
        else:
            files["staking.csv"] = staking_document(self.events)
            files["opening-lots.csv"] = lots_document(self.opening)
        if self.document["decision"]["vote"] is not None:
            files["votes.csv"] = votes_document(self.votes)
        if "reconciliation" in self.document:
            files["receipts.csv"] = tables.receipts_document(self.receipts)
        return files


def read_inputs(folder: Path) -> EpochInputs:
    """Reads epochs/<n>/inputs, and refuses files that are not in their one spelling."""
    data = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    inputs = EpochInputs(
        document=json.loads(data["epoch.json"]),
        entries=tables.read_entries(data["revenue.csv"]),
        rates=tables.read_rates(data["rates.csv"]),
        returned=tables.read_returned(data["returned.csv"]),
        adjustments=tables.read_adjustments(data["adjustments.csv"]),
        events=read_events(data["staking.csv"]) if "staking.csv" in data else [],
        opening=read_lots(data["opening-lots.csv"]) if "opening-lots.csv" in data else [],
        sums=read_sums(data["weights.csv"]) if "weights.csv" in data else [],
        balances=tables.read_balances(data["opening-balances.csv"]),
        votes=read_votes(data["votes.csv"]) if "votes.csv" in data else [],
        receipts=tables.read_receipts(data["receipts.csv"]) if "receipts.csv" in data else [],
    )
    written = inputs.files()
    if set(written) != set(data):
        raise ValueError(f"the folder holds {sorted(data)}")
    for name, content in written.items():
        if content != data[name]:
            raise ValueError(f"{name} is not in its one spelling")
    return inputs
