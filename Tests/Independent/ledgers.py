"""docs/books.md, ledgers: CSV files of any shape, with a mapping that says which column is what."""

import re
from calendar import timegm
from datetime import datetime
from pathlib import Path
from typing import Iterator, NamedTuple

from commitments import Hiding
from reference.canonical import csv_rows
from reference.inputs import StakeEvent
from reference.ruleset2.rows import Adjustment, Rate, Receipt, Returned
from reference.units import account_bytes, fitting, time_text, unsigned

Row = dict[str, str]
_PLACES = {"YYYY": ("year", 4), "MM": ("month", 2), "DD": ("day", 2), "hh": ("hour", 2), "mm": ("minute", 2),
           "ss": ("second", 2)}
_ZONE = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)")


class BookedEntry(NamedTuple):
    """Revenue as it is booked, before it is converted."""

    time: int
    stream: str
    asset: str
    amount: int
    adjusts: int | None
    refunds: str | None
    reference: str
    note: str


def zone_seconds(zone: str) -> int:
    """How far a zone is ahead of UTC."""
    if zone in ("UTC", "Z"):
        return 0
    found = _ZONE.fullmatch(zone)
    if not found:
        raise ValueError(f"not a zone: {zone!r}")
    ahead = int(found["hours"]) * 3600 + int(found["minutes"]) * 60
    return -ahead if found["sign"] == "-" else ahead


def moment(text: str, pattern: str, zone: str | None) -> int:
    """Unix seconds of a ledger's time."""
    if pattern == "unix":
        return unsigned(text)
    if pattern == "rfc3339":
        found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)", text)
        if not found:
            raise ValueError(f"not an RFC 3339 time: {text!r}")
        return moment(found[1], "YYYY-MM-DDThh:mm:ss", found[2])
    if zone is None:
        raise ValueError(f"the pattern {pattern!r} has no zone")
    form = "".join(
        f"(?P<{_PLACES[piece][0]}>[0-9]{{{_PLACES[piece][1]}}})" if piece in _PLACES else re.escape(piece)
        for piece in re.split(f"({'|'.join(_PLACES)})", pattern)
    )
    found = re.fullmatch(form, text)
    if not found:
        raise ValueError(f"{text!r} is not {pattern}")
    local = datetime(**{name: int(digits) for name, digits in found.groupdict().items()})
    return timegm(local.timetuple()) - zone_seconds(zone)


def base_units(text: str, decimals: int, separators: bool = False) -> int:
    """A decimal of whole tokens, with at most the asset's digits; a minus sign is the caller's to refuse."""
    if separators and "," in text:
        if not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
            raise ValueError(f"separators out of place: {text!r}")
        text = text.replace(",", "")
    found = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", text)
    if not found or len(found[3] or "") > decimals:
        raise ValueError(f"not an amount of at most {decimals} decimals: {text!r}")
    magnitude = int(found[2] + (found[3] or "").ljust(decimals, "0"))
    return -magnitude if found[1] else magnitude


def rows_of(folder: Path, mapping: dict) -> Iterator[Row]:
    """The rows that the mapping's `where` keeps, each by its column names."""
    data = (folder / mapping["file"]).read_bytes().removeprefix(b"\xef\xbb\xbf")
    header, *rows = csv_rows(data)
    for cells in rows:
        if len(cells) != len(header):
            raise ValueError(f"{mapping['file']}: {len(cells)} fields in {cells}")
        row = dict(zip(header, cells))
        if all(row[column] in kept for column, kept in mapping.get("where", {}).items()):
            yield row


def word(row: Row, rule: dict) -> str:
    """A fixed value, or what stands in a column, translated where the mapping has `values`."""
    if "value" in rule:
        return rule["value"]
    text = row[rule["column"]]
    return rule["values"][text] if "values" in rule else text


def _time(row: Row, rule: dict) -> int:
    return moment(row[rule["column"]], rule.get("pattern", "rfc3339"), rule.get("zone"))


def _amount(row: Row, rule: dict, decimals: int) -> int:
    digits = 0 if rule.get("unit", "whole") == "base" else decimals
    return base_units(row[rule["column"]], digits, rule.get("separators") == "true")


def _reference(row: Row, rule: dict) -> str:
    return ":".join(row[column] for column in rule["columns"]) if "columns" in rule else row[rule["column"]]


def _optional(row: Row, mapping: dict, key: str) -> str:
    """What stands in a column that need not be mapped."""
    return row[mapping[key]["column"]] if key in mapping else ""


def _asset(row: Row, mapping: dict, assets: dict[str, dict], first_payout: str) -> dict:
    return assets[word(row, mapping["asset"]) if "asset" in mapping else first_payout]


def revenue_entries(
    folder: Path, mappings: list[dict], assets: dict[str, dict], first_payout: str, hiding: Hiding
) -> list[BookedEntry]:
    """Every entry of the revenue ledgers, by time and published reference."""
    entries, rules = [], []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            asset, adjusts = _asset(row, mapping, assets, first_payout), _optional(row, mapping, "adjusts")
            entries.append(
                BookedEntry(
                    _time(row, mapping["time"]),
                    word(row, mapping["stream"]),
                    asset["id"],
                    _amount(row, mapping["amount"], asset["decimals"]),
                    unsigned(adjusts) if adjusts else None,
                    _optional(row, mapping, "refunds") or None,
                    _reference(row, mapping["reference"]),
                    _optional(row, mapping, "note"),
                )
            )
            rules.append(mapping)
    _unique(entries)
    hidden = [hiding.named(mapping, "revenue", entry) for mapping, entry in zip(rules, entries)]
    names = {entry.reference: other.reference for entry, other in zip(entries, hidden)}
    # What is taken back is named as it is published itself.
    return in_order([entry._replace(refunds=names.get(entry.refunds, entry.refunds)) for entry in hidden])


def returned_rows(
    folder: Path, mappings: list[dict], assets: dict[str, dict], first_payout: str, hiding: Hiding
) -> list[Returned]:
    rows, rules = [], []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            asset = _asset(row, mapping, assets, first_payout)
            rows.append(Returned(
                _time(row, mapping["time"]), asset["id"], fitting(_amount(row, mapping["amount"], asset["decimals"])),
                unsigned(row[mapping["epoch"]["column"]]), _reference(row, mapping["reference"]), _optional(row, mapping, "note")))
            rules.append(mapping)
    _unique(rows)
    return in_order([hiding.named(mapping, "returned", row) for mapping, row in zip(rules, rows)])


def adjustment_rows(
    folder: Path, mappings: list[dict], assets: dict[str, dict], first_payout: str, hiding: Hiding
) -> list[Adjustment]:
    rows, rules = [], []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            asset = _asset(row, mapping, assets, first_payout)
            rows.append(Adjustment(
                _time(row, mapping["time"]), asset["id"], account_bytes(row[mapping["account"]["column"]]),
                _amount(row, mapping["amount"], asset["decimals"]), unsigned(row[mapping["epoch"]["column"]]),
                _reference(row, mapping["reference"]), _optional(row, mapping, "note")))
            rules.append(mapping)
    _unique(rows)
    return in_order([hiding.named(mapping, "adjustments", row) for mapping, row in zip(rules, rows)])


def rates(folder: Path, mappings: list[dict], assets: dict[str, dict], hiding: Hiding) -> list[Rate]:
    """By asset in the order of the books, then by time; each in its one spelling."""
    rows = []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            text = row[mapping["rate"]["column"]]
            if mapping["rate"].get("separators") == "true":
                text = text.replace(",", "")
            time, asset = _time(row, mapping["time"]), word(row, mapping["asset"])
            source = hiding.published(mapping, "rates", f"{asset}:{time_text(time)}", "source", word(row, mapping["source"]))
            rows.append(Rate(time, asset, rate_text(text), source))
    places = list(assets)
    rows.sort(key=lambda rate: (places.index(rate.asset), rate.time))
    if len({(rate.asset, rate.time) for rate in rows}) != len(rows):
        raise ValueError("two rates of one time")
    return rows


def rate_text(text: str) -> str:
    """A decimal without superfluous zeros."""
    found = re.fullmatch(r"(\d+)(?:\.(\d+))?", text)
    if not found:
        raise ValueError(f"not a rate: {text!r}")
    whole, places = found[1].lstrip("0") or "0", (found[2] or "").rstrip("0")
    return f"{whole}.{places}" if places else whole


def stake_events(folder: Path, mappings: list[dict], decimals: int, hiding: Hiding) -> list[StakeEvent]:
    """Every event of the staking ledgers, in their order."""
    events, rules = [], []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            sequence = _sequence(row, mapping)
            amount = _amount(row, mapping["amount"], decimals)
            if amount < 0:
                raise ValueError(f"{mapping['file']}: a negative amount")
            events.append(
                StakeEvent(
                    _time(row, mapping["time"]),
                    sequence,
                    word(row, mapping["action"]),
                    account_bytes(row[mapping["account"]["column"]]),
                    amount,
                    _reference(row, mapping["reference"]),
                )
            )
            rules.append(mapping)
    _unique(events)
    hidden = [hiding.named(mapping, "staking", event) for mapping, event in zip(rules, events)]
    return sorted(hidden, key=lambda event: event.order)


def _sequence(row: Row, mapping: dict) -> int | None:
    """A number that orders events of one second; of two columns, a block and a log in it."""
    rule = mapping.get("sequence", {})
    if "columns" in rule:
        block, log = (unsigned(row[column]) for column in rule["columns"])
        if log >= 1_000_000:
            raise ValueError(f"a block of {log} logs")
        return block * 1_000_000 + log
    text = row[rule["column"]] if rule else ""
    return None if text == "" else int(text)


def receipts(folder: Path, mappings: list[dict], assets: dict[str, dict]) -> list[Receipt]:
    """What the pools received, by time and reference."""
    rows = []
    for mapping in mappings:
        for row in rows_of(folder, mapping):
            amount = fitting(_amount(row, mapping["amount"], assets[mapping["asset"]]["decimals"]))
            if amount == 0:  # anybody can make a transfer of nothing
                continue
            sender, reference = account_bytes(row[mapping["sender"]["column"]]), _reference(row, mapping["reference"])
            rows.append(Receipt(_time(row, mapping["time"]), mapping["asset"], amount, sender, reference.lower()))
    return in_order(rows)


def in_order(rows: list) -> list:
    """By time, then by the bytes of the reference, which stands once."""
    _unique(rows)
    return sorted(rows, key=lambda row: (row.time, row.reference.encode()))


def _unique(rows: list) -> None:
    references = [row.reference for row in rows]
    if len(set(references)) != len(references):
        raise ValueError("a reference stands twice")
