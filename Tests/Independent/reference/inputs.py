"""Section 2: an epoch's four input files, read strictly, and written again to the same bytes."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .canonical import csv_document, csv_rows, json_document
from .presets import tree_of
from .requirement import require
from .units import account_bytes, checksummed, parts_per_million, seconds, signed, time_text, unsigned

REVENUE_HEADER = "time,stream,amount,reference,note"
STAKING_HEADER = "time,sequence,action,account,amount,reference"
LOTS_HEADER = "account,start,amount"
INPUT_KEYS = [
    "format", "ruleset", "epoch", "chain", "distributor", "token", "asset", "streams", "decision", "exclusions",
    "carried", "previous",
]


class Entry(NamedTuple):
    time: int
    stream: str
    amount: int
    reference: str
    note: str


class StakeEvent(NamedTuple):
    time: int
    sequence: int | None
    action: str
    account: bytes
    amount: int
    reference: str

    @property
    def order(self):
        """Time, sequence (an empty one is 0), stakes before unstakes, amount, bytes of the reference."""
        return (self.time, self.sequence or 0, self.action == "unstake", self.amount, self.reference.encode())


class Lot(NamedTuple):
    account: bytes
    start: int
    amount: int


@dataclass
class EpochInputs:
    """What an epoch is computed from, and nothing else; `document` is epoch.json with its keys in order."""

    document: dict
    entries: list[Entry]
    events: list[StakeEvent]
    opening: list[Lot]
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self):
        self.start = seconds(self.document["epoch"]["start"])
        self.end = seconds(self.document["epoch"]["end"])
        self.check()

    @property
    def number(self) -> int:
        return self.document["epoch"]["number"]

    @property
    def excluded(self) -> set[bytes]:
        return {account_bytes(exclusion["account"]) for exclusion in self.document["exclusions"]}

    def check(self) -> None:
        """Refuses inputs that the specification does not allow."""
        document = self.document
        keys = list(document)
        if "tree" in document:
            require(keys[keys.index("tree") - 1] == "asset", "place of tree")
            keys.remove("tree")
        require(keys == INPUT_KEYS, "keys of epoch.json")
        tree_of(document)
        require(document["format"] == "revshare-inputs-v1" and document["ruleset"] == 1, "format or ruleset")
        require(self.start < self.end, "an epoch ends after it starts")
        streams = [stream["id"] for stream in document["streams"]]
        require(len(set(streams)) == len(streams), "a stream stands twice")
        require([s["stream"] for s in document["decision"]["poolShares"]] == streams, "order of poolShares")
        require([d["stream"] for d in document["carried"]["deficits"]] == streams, "order of deficits")
        for share in [document["decision"]["stakerShare"]] + [s["share"] for s in document["decision"]["poolShares"]]:
            parts_per_million(share)
        accounts = [account_bytes(exclusion["account"]) for exclusion in document["exclusions"]]
        require(accounts == sorted(set(accounts)), "order of exclusions")
        require(all(e.stream in streams for e in self.entries), "an entry of an unknown stream")
        for row in self.entries + self.events:
            require(self.start <= row.time < self.end, f"{row.reference} is not in the epoch")
        entry_order = [(e.time, e.reference.encode()) for e in self.entries]
        require(entry_order == sorted(entry_order), "order of revenue.csv")
        event_order = [event.order for event in self.events]
        require(event_order == sorted(event_order), "order of staking.csv")
        for rows in (self.entries, self.events):
            require(len({row.reference for row in rows}) == len(rows), "a reference stands twice")
        require(all(lot.amount > 0 and lot.start < self.start for lot in self.opening), "an impossible opening lot")
        lot_order = [(lot.account, lot.start) for lot in self.opening]
        require(lot_order == sorted(lot_order), "order of opening-lots.csv")

    def files(self) -> dict[str, bytes]:
        """The four files as they are published, by name."""
        return {
            "epoch.json": json_document(self.document),
            "revenue.csv": csv_document(
                REVENUE_HEADER,
                ([time_text(e.time), e.stream, str(e.amount), e.reference, e.note] for e in self.entries),
            ),
            "staking.csv": staking_document(self.events),
            "opening-lots.csv": lots_document(self.opening),
        }


def staking_document(events: list[StakeEvent]) -> bytes:
    return csv_document(STAKING_HEADER, (
        [time_text(e.time), "" if e.sequence is None else str(e.sequence), e.action, checksummed(e.account),
         str(e.amount), e.reference]
        for e in events
    ))


def lots_document(lots: list[Lot]) -> bytes:
    """Lots by account, then in the order in which they were staked, which is theirs already."""
    ordered = sorted(lots, key=lambda lot: lot.account)
    return csv_document(LOTS_HEADER, ([checksummed(l.account), time_text(l.start), str(l.amount)] for l in ordered))


def _event(row: list[str]) -> StakeEvent:
    time, sequence, action, account, amount, reference = row
    require(action in ("stake", "unstake"), f"action {action!r}")
    number = None if sequence == "" else unsigned(sequence)
    return StakeEvent(seconds(time), number, action, account_bytes(account), unsigned(amount), reference)


def read_events(data: bytes) -> list[StakeEvent]:
    return [_event(row) for row in csv_rows(data, STAKING_HEADER)]


def read_lots(data: bytes) -> list[Lot]:
    return [
        Lot(account_bytes(account), seconds(start), unsigned(amount))
        for account, start, amount in csv_rows(data, LOTS_HEADER)
    ]


def read_inputs(folder: Path) -> EpochInputs:
    """Reads epochs/<n>/inputs, and refuses files that are not in their one spelling."""
    data = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    inputs = EpochInputs(
        document=json.loads(data["epoch.json"]),
        entries=[
            Entry(seconds(time), stream, signed(amount), reference, note)
            for time, stream, amount, reference, note in csv_rows(data["revenue.csv"], REVENUE_HEADER)
        ],
        events=read_events(data["staking.csv"]),
        opening=read_lots(data["opening-lots.csv"]),
    )
    written = inputs.files()
    require(set(written) == set(data), f"the folder holds {sorted(data)}")
    for name, content in written.items():
        require(content == data[name], f"{name} is not in its one spelling")
    return inputs
