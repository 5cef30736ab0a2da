#!/usr/bin/env python3
"""Checks a published revenue-sharing site with none of the publisher's code.

    pip install pycryptodome
    python3 check-site.py FOLDER [--since KEPT] [--vkey KEY]

FOLDER is a copy of the site. KEPT is a checkpoint, or a proof file that holds one, which you kept earlier:
everything that it covers has to be unchanged. KEY is the log's verifier key as you know it from elsewhere.

Every figure is computed again from the published inputs (epochs/<n>/inputs/) by the rules of
docs/specification.md, whose sections are named below; every document is then compared with what is published.
Pages are compared with their digests alone. Findings are printed one a line. The exit status is 0 where
everything agrees, 1 where there are findings, 2 where the folder or an option cannot be used.
"""

import argparse
import base64
import bisect
import csv
import hashlib
import io
import json
import os
import re
import sys
from collections import defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Callable, Iterable, Iterator

from Crypto.Hash import keccak
from Crypto.Signature import eddsa

# ---------------------------------------------------------------------------------------------- Findings


class Refusal(Exception):
    """What stops the computation of an epoch, or the reading of a file."""

    def __init__(self, fact: str, place: str = "", path: str = "", code: str = "inconsistent-inputs"):
        super().__init__(fact)
        self.fact, self.place, self.path, self.code = fact, place, path, code


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Says of a refusal where it was."""
    try:
        yield
    except Refusal as refusal:
        refusal.path = refusal.path or path
        raise


def malformed(fact: str) -> Refusal:
    return Refusal(fact, code="malformed-document")


def printable(text: Any) -> str:
    """One line, whatever a hostile file holds."""
    shown = "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in str(text)[:300])
    return shown + ("…" if len(str(text)) > 300 else "")


class Findings:
    """All findings, in the order in which they were found."""

    LIMIT_PER_FILE = 50

    def __init__(self):
        self.lines: list[str] = []
        self.errors = 0
        self._per_file: dict[str, int] = defaultdict(int)

    def add(self, code: str, path: str, message: str, place: str = "", values: tuple | None = None) -> None:
        """`values` are what should stand there and what stands there; None is nothing."""
        self.errors += 1
        self._per_file[path] += 1
        if self._per_file[path] > self.LIMIT_PER_FILE:
            return
        where = printable(path) + (f": {printable(place)}" if place else "")
        said = [printable("nothing" if value is None else value) for value in values or ()]
        told = f": expected {said[0]}, found {said[1]}" if said else ""
        self.lines.append(f"error {code} {where}: {printable(message)}{told}")
        if self._per_file[path] == self.LIMIT_PER_FILE:
            self.lines.append(f"note more-findings {where}: further findings in this file are not listed")

    def note(self, code: str, path: str, message: str) -> None:
        self.lines.append(f"note {code} {path}: {message}")


# ------------------------------------------------------------------------------------- Files of the site


class Site:
    """The regular files of a folder; links are not followed, and nothing outside is read."""

    BYTE_LIMIT = 1 << 28

    def __init__(self, folder: str, findings: Findings):
        self.folder, self.paths = folder, set()
        for parent, folders, files in os.walk(folder):
            for name in files + [f for f in folders if os.path.islink(os.path.join(parent, f))]:
                full = os.path.join(parent, name)
                path = os.path.relpath(full, folder).replace(os.sep, "/")
                if os.path.islink(full) or not os.path.isfile(full):
                    findings.add("unexpected-file", path, "not a regular file")
                else:
                    self.paths.add(path)

    def read(self, path: str) -> bytes:
        if path not in self.paths:
            raise Refusal("the file is not there", path=path, code="missing-file")
        with open(os.path.join(self.folder, path), "rb") as file:
            content = file.read(self.BYTE_LIMIT + 1)
        if len(content) > self.BYTE_LIMIT:
            raise Refusal(f"the file has more than {self.BYTE_LIMIT} bytes", path=path, code="malformed-document")
        return content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ---------------------------------------------------------------------- Units, JSON and CSV (sections 1, 5)

LIMIT = 1 << 256


def fits(amount: int) -> int:
    if abs(amount) >= LIMIT:
        raise Refusal("a figure does not fit in 256 bits")
    return amount


def matched(pattern: str, value: Any, what: str) -> re.Match:
    match = re.fullmatch(pattern, value, re.ASCII) if isinstance(value, str) else None
    if not match:
        raise malformed(f"not {what}")
    return match


def signed(value: Any) -> int:
    return fits(int(matched("0|-?[1-9][0-9]{0,77}", value, "a whole number")[0]))


def amount(value: Any) -> int:
    return signed(matched("[0-9]+", value, "an amount")[0])


def count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise malformed("not a count")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise malformed("not a text")
    return value


def identifier(value: Any) -> str:
    return matched(r"(?!\.)[0-9A-Za-z._-]{1,255}", value, "an identifier")[0]


def or_null(read: Callable) -> Callable:
    return lambda value: None if value is None else read(value)


def percentage(value: Any) -> int:
    """In parts per million."""
    match = matched(r"(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,4}))?%", value, "a percentage")
    parts = int(match[1]) * 10_000 + int((match[2] or "").ljust(4, "0"))
    if parts > 1_000_000:
        raise malformed("above 100%")
    return parts


def decimal(value: Any) -> tuple[int, int]:
    """The number without its point, and how many digits stand after it."""
    match = matched(r"(0|[1-9][0-9]{0,77})(?:\.([0-9]{0,35}[1-9]))?", value, "a decimal")
    places = match[2] or ""
    return int(match[1] + places), len(places)


def units36(value: Any) -> int:
    """A vote's power in units of 10^-36."""
    number, places = decimal(value)
    return fits(number * 10 ** (36 - places))


def decimal_text(units: int) -> str:
    whole, rest = divmod(abs(units), 10**36)
    places = f"{rest:036}".rstrip("0")
    return ("-" if units < 0 else "") + str(whole) + ("." + places if places else "")


def factor(value: Any) -> int:
    """In parts of 10^6."""
    number, places = decimal(value)
    if places > 6 or number > 1000 * 10**places:
        raise malformed("not a factor from 0 to 1000 with at most six places")
    return number * 10 ** (6 - places)


def time(value: Any) -> int:
    matched(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", value, "a time")
    try:
        return int(datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp())
    except ValueError:
        raise malformed("not a time") from None


def time_text(seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, timezone.utc)
    return f"{moment.year:04}-" + moment.strftime("%m-%dT%H:%M:%SZ")


def K(content: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=content).digest()


_checksums: dict[bytes, str] = {}


def account_text(account: bytes) -> str:
    """EIP-55: a letter is upper-case where the hash of the lower-case text has a digit above 7."""
    if account not in _checksums:
        digits = account.hex()
        hashed = K(digits.encode()).hex()
        _checksums[account] = "0x" + "".join(d.upper() if h > "7" else d for d, h in zip(digits, hashed))
    return _checksums[account]


def account(value: Any) -> bytes:
    read = bytes.fromhex(matched("0x([0-9A-Fa-f]{40})", value, "an account")[1])
    if account_text(read) != value:
        raise malformed("an account whose checksum is wrong")
    return read


def hex_bytes(size: int) -> Callable:
    return lambda value: bytes.fromhex(matched(f"0x([0-9a-f]{{{2 * size}}})", value, f"{size} bytes")[1])


def digest_text(digest: bytes | None) -> str | None:
    return None if digest is None else "0x" + digest.hex()


def parse_json(content: bytes) -> Any:
    def members(pairs: list) -> dict:
        read = dict(pairs)
        if len(read) != len(pairs):
            raise malformed("a key stands twice in an object")
        return read

    def refuse(number: str) -> None:
        raise malformed(f"{printable(number)} is not a whole number")

    try:
        return json.loads(content.decode(), object_pairs_hook=members, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise malformed("not JSON") from None


def json_bytes(document: Any) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def compact_bytes(document: Any, sort: bool = False) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, sort_keys=sort).encode()


def parse_csv(content: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    except (ValueError, csv.Error):
        raise malformed("not CSV") from None


def csv_bytes(rows: Iterable[Iterable]) -> bytes:
    quoted = lambda value: '"' + value.replace('"', '""') + '"' if re.search('[,"\r\n]', value) else value
    return "".join(",".join(quoted(str(value)) for value in row) + "\n" for row in rows).encode()


class Row:
    """A row of a table, or the members of an object, read one by one; a refusal names the place."""

    def __init__(self, values: dict, place: str):
        self.values, self.place = values, place

    def __call__(self, name: str, read: Callable = text) -> Any:
        try:
            return read(self.values[name])
        except Refusal as refusal:
            inner = f"{self.place}{name}" + (f".{refusal.place}" if refusal.place else "")
            raise Refusal(refusal.fact, inner, refusal.path, refusal.code) from None


def read_table(content: bytes, columns: str) -> list[Row]:
    rows, names = parse_csv(content), columns.split(",")
    if not rows or rows[0] != names:
        raise malformed(f"the header is not {columns}")
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            raise malformed(f"line {number} has {len(row)} fields instead of {len(names)}")
    return [Row(dict(zip(names, row)), f"line {n}, column ") for n, row in enumerate(rows[1:], 2)]


def record(keys: str) -> Callable:
    """Reads an object with exactly these keys, in this order."""

    def read(value: Any) -> Row:
        if not isinstance(value, dict) or list(value) != keys.split():
            raise malformed(f"not an object with the members {keys}")
        return Row(value, "")

    return read


def list_of(read: Callable) -> Callable:
    def read_all(value: Any) -> list:
        if not isinstance(value, list):
            raise malformed("not an array")
        return [Row({f"[{i}]": element}, "")(f"[{i}]", read) for i, element in enumerate(value)]

    return read_all


def require(condition: Any, fact: str, place: str = "", path: str = "") -> None:
    if not condition:
        raise Refusal(fact, place, path)


def in_order(keys: list, what: str, distinct: bool = True) -> None:
    for before, after in zip(keys, keys[1:]):
        require(before < after or (not distinct and before == after), f"{what} are not in their order, or one stands twice")


# ------------------------------------------------------------------ Inputs of an epoch (sections 2 and 7)


@dataclass
class Payout:
    """A payout asset with its terms and what is carried in."""

    asset: dict
    distributor: str | None
    preset: str
    order: str
    scheme: str
    minimum: int
    remainder: int
    deficits: dict[str, int]

    @property
    def id(self) -> str:
        return self.asset["id"]


@dataclass
class Entry:
    time: int
    stream: str
    asset: str
    amount: int
    rate_time: int | None
    converted: int
    refunds: str
    reference: str
    rate: tuple[int, int] | None = None


@dataclass
class Inputs:
    """Everything that an epoch is computed from. Under ruleset 1: one asset, plain terms, no balances."""

    document: dict
    ruleset: int
    number: int
    start: int
    end: int
    chain: int
    token: dict
    payouts: list[Payout]
    assets: dict[str, dict]
    streams: list[dict]
    pool_shares: dict[str, int]
    staker_share: int
    effective_epoch: int
    excluded: set[bytes]
    previous: dict | None
    beneficiaries: dict[bytes, bytes] = field(default_factory=dict)
    forged: list[bytes] = field(default_factory=list)
    multiplier: str = "none"
    steps: list[tuple[int, int, str]] = field(default_factory=list)
    cap: tuple[int, str] | None = None
    seconds: int = 0
    withdrawals: str = "newest"
    opening: dict | None = None
    entries: list[Entry] = field(default_factory=list)
    events: list[tuple[int, str, bytes, int]] = field(default_factory=list)
    lots: list[tuple[bytes, int, int]] = field(default_factory=list)
    balances: list[tuple[str, bytes, int, int]] = field(default_factory=list)
    returned: list[tuple[str, int]] = field(default_factory=list)
    adjustments: list[tuple[str, bytes, int]] = field(default_factory=list)

    @property
    def denominator(self) -> int:
        return {"none": 1, "steps": 10**6, "linear": 10**6 * self.seconds}[self.multiplier]


ASSET = "id symbol name decimals contract"
DECISION = "id title decidedAt effectiveEpoch stakerShare poolShares rationale link tally quorum retroactive"
TERMS_1 = "format ruleset epoch chain distributor token asset streams decision exclusions carried previous"
TERMS_2 = ("format ruleset epoch chain token assets payouts streams decision weighting decidedBy exclusions "
           "beneficiaries opening carried previous")


def read_inputs(files: Callable[[str], bytes]) -> Inputs:
    """Reads `inputs/`; `files` gives a file by its name."""
    with reading("epoch.json"):
        document = parse_json(files("epoch.json"))
        ruleset = document.get("ruleset") if isinstance(document, dict) else None
        if ruleset == 1:
            keys = TERMS_1.replace("asset ", "asset tree ") if "tree" in document else TERMS_1
        elif ruleset == 2:
            keys = TERMS_2
        else:
            raise malformed("the ruleset is neither 1 nor 2")
        inputs = read_terms(document, record(keys)(document))
    tables: list[tuple[str, Callable]] = [("revenue.csv", read_revenue), ("staking.csv", read_events), ("opening-lots.csv", read_lots)]
    if ruleset == 2:
        tables += [("returned.csv", read_returned), ("adjustments.csv", read_adjustments),
                   ("opening-balances.csv", read_balances)]
        if document["decision"]["vote"] is not None:
            tables.append(("votes.csv", count_votes))
    for name, read in tables:
        with reading(name):
            read(inputs, files(name), files)
    return inputs


def read_terms(document: dict, terms: Row) -> Inputs:
    ruleset = document["ruleset"]
    require(document["format"] == f"revshare-inputs-v{ruleset}", "the format is not that of the ruleset", "format")
    epoch = terms("epoch", record("number start end"))
    start, end = epoch("start", time), epoch("end", time)
    require(start < end, "the epoch ends before it starts", "epoch")
    chain = terms("chain", record("id name"))
    token = terms("token", record("symbol name decimals contract"))
    decision = terms("decision", record(DECISION if ruleset == 1 else DECISION + " vote"))
    streams = terms("streams", list_of(record("id title description")))
    names = [stream("id", identifier) for stream in streams]
    shares = decision("poolShares", list_of(record("stream share")))
    require(names and len(set(names)) == len(names) and [s("stream") for s in shares] == names,
            "the streams are not those of the decision's pool shares", "streams")
    decision("tally", list_of(record("choice votes")))
    exclusions = [e("account", account) for e in terms("exclusions", list_of(record("account reason")))]
    in_order(exclusions, "exclusions")
    previous = terms("previous", or_null(record("epoch manifest")))
    inputs = Inputs(
        document, ruleset, epoch("number", count), start, end, chain("id", count), document["token"], [], {},
        [stream.values for stream in streams], {s("stream"): s("share", percentage) for s in shares},
        decision("stakerShare", percentage), decision("effectiveEpoch", count), set(exclusions),
        previous.values if previous else None)
    token("decimals", decimals)
    decision("decidedAt", time)
    require(inputs.effective_epoch <= inputs.number, "the decision is not yet in force", "decision.effectiveEpoch")
    (read_terms_1 if ruleset == 1 else read_terms_2)(inputs, document, terms)
    return inputs


def decimals(value: Any) -> int:
    if count(value) > 77:
        raise malformed("more than 77 decimals")
    return value


def read_asset(row: Row) -> dict:
    row("id", identifier), row("symbol"), row("name"), row("decimals", decimals), row("contract", or_null(account))
    return {key: row.values[key] for key in ASSET.split()}


def read_carried(row: Row, streams: Iterable[str]) -> tuple[int, dict[str, int]]:
    deficits = row("deficits", list_of(record("stream amount")))
    require([d("stream") for d in deficits] == list(streams), "deficits are not those of the streams", "carried")
    return row("remainder", amount), {d("stream"): d("amount", amount) for d in deficits}


def known_tree(preset: str, order: str) -> None:
    require(preset in LEAVES and order in ("account", "hash"), "no such tree")


def read_terms_1(inputs: Inputs, document: dict, terms: Row) -> None:
    asset = read_asset(terms("asset", record(ASSET)))
    tree = document.get("tree", {"preset": "openzeppelin", "order": "account"})
    preset = Row({"tree": tree}, "")("tree", record("preset order"))
    known_tree(preset("preset"), preset("order"))
    require("tree" not in document or list(tree.values()) != ["openzeppelin", "account"],
            "the default tree is not written", "tree")
    remainder, deficits = read_carried(terms("carried", record("remainder deficits")), inputs.pool_shares)
    inputs.payouts = [Payout(asset, terms("distributor", or_null(account)) and document["distributor"],
                             preset("preset"), preset("order"), "per-epoch", 0, remainder, deficits)]
    inputs.assets = {asset["id"]: {**asset, "payout": asset["id"]}}


def read_terms_2(inputs: Inputs, document: dict, terms: Row) -> None:
    for row in terms("assets", list_of(record(ASSET + " payout"))):
        require(row("id") not in inputs.assets, "an asset stands twice", "assets")
        inputs.assets[row("id")] = {**read_asset(row), "payout": row("payout", identifier)}
    carried = terms("carried", list_of(record("asset remainder deficits")))
    payouts = terms("payouts", list_of(record("asset distributor preset order scheme minimum")))
    require(payouts and [c("asset") for c in carried] == [p("asset") for p in payouts],
            "what is carried in is not of the payout assets", "carried")
    for row, brought in zip(payouts, carried):
        asset = inputs.assets.get(row("asset"))
        require(asset and asset["payout"] == asset["id"], "a payout asset is not one of the assets", "payouts")
        known_tree(row("preset"), row("order"))
        require(row("scheme") in ("per-epoch", "cumulative"), "no such scheme", "payouts")
        remainder, deficits = read_carried(brought, inputs.pool_shares)
        inputs.payouts.append(Payout(
            {key: asset[key] for key in ASSET.split()}, row("distributor", or_null(account)) and row("distributor"),
            row("preset"), row("order"), row("scheme"), row("minimum", amount), remainder, deficits))
    paid = [payout.id for payout in inputs.payouts]
    require(len(set(paid)) == len(paid), "a payout asset stands twice", "payouts")
    require(all(a["payout"] in paid and (a["id"] in paid) == (a["payout"] == a["id"]) for a in inputs.assets.values()),
            "assets and payout assets do not fit together", "assets")
    read_weighting(inputs, terms("weighting", record("multiplier steps cap seconds withdrawals")))
    terms("decidedBy", record("ruleset weighting minimum"))
    opening = terms("opening", or_null(record("source")))
    inputs.opening = opening.values if opening else None
    rows = terms("beneficiaries", list_of(record("account beneficiary since signature transaction")))
    in_order([row("account", account) for row in rows], "beneficiaries")
    for row in rows:
        read_redirection(inputs, row)


def read_weighting(inputs: Inputs, row: Row) -> None:
    inputs.multiplier, inputs.withdrawals = row("multiplier"), row("withdrawals")
    require(inputs.multiplier in ("none", "steps", "linear"), "no such multiplier", "weighting")
    require(inputs.withdrawals in ("newest", "oldest"), "no such order of withdrawals", "weighting")
    steps = row("steps", list_of(record("age factor")))
    inputs.steps = [(step("age", count), step("factor", factor), step("factor")) for step in steps]
    in_order([age for age, _, _ in inputs.steps], "steps")
    require(bool(inputs.steps) == (inputs.multiplier == "steps"), "steps stand with the multiplier steps", "weighting")
    is_linear = inputs.multiplier == "linear"
    require((row.values["cap"] is not None) == is_linear and (row.values["seconds"] is not None) == is_linear,
            "cap and seconds stand with the multiplier linear", "weighting")
    if is_linear:
        inputs.cap, inputs.seconds = (row("cap", factor), row("cap")), row("seconds", count)
        require(inputs.seconds >= 1, "seconds is 0", "weighting")


def read_revenue(inputs: Inputs, content: bytes, files: Callable) -> None:
    one = inputs.ruleset == 1
    rows = read_table(content, "time,stream,amount,reference,note" if one else
                      "time,stream,asset,amount,rateTime,converted,adjusts,refunds,reference,note")
    for row in rows:
        value = row("amount", signed)
        inputs.entries.append(Entry(
            row("time", time), row("stream"), inputs.payouts[0].id if one else row("asset"), value,
            None if one or row("rateTime") == "" else row("rateTime", time),
            value if one else row("converted", signed), "" if one else row("refunds"), row("reference")))
        if not one and row("adjusts"):
            require(row("adjusts", amount) < inputs.number, "an adjusted epoch is not an earlier one", row.place + "adjusts")
    in_epoch(inputs, [(entry.time, entry.reference) for entry in inputs.entries], "entries")
    rates = {} if one else read_rates(inputs, files("rates.csv"))
    earlier: dict[str, Entry] = {}
    for entry, row in zip(inputs.entries, rows):
        require(entry.stream in inputs.pool_shares, "no such stream", row.place + "stream")
        require(entry.asset in inputs.assets, "no such asset", row.place + "asset")
        check_conversion(inputs, entry, rates.get(entry.asset, {}), earlier, row.place)
        earlier[entry.reference] = entry


def in_epoch(inputs: Inputs, keys: list[tuple[int, str]], what: str) -> None:
    """Rows of a ledger: in the epoch, by time, then by the bytes of the reference, each reference once."""
    require(all(inputs.start <= moment < inputs.end for moment, _ in keys), f"{what} lie outside of the epoch")
    in_order([(moment, reference.encode()) for moment, reference in keys], what)
    require(len({reference for _, reference in keys}) == len(keys), f"two {what} have one reference")


def read_rates(inputs: Inputs, content: bytes) -> dict[str, dict[int, tuple[int, int]]]:
    """The rates of each asset by time, no more and no fewer than section 7.1 has them."""
    rates: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    rows, order = read_table(content, "time,asset,rate,source"), list(inputs.assets)
    booked = {e.asset for e in inputs.entries if e.asset in inputs.assets and inputs.assets[e.asset]["payout"] != e.asset}
    keys = []
    try:
        for row in rows:
            require(row("asset") in booked, "a rate of an asset that needs none", row.place + "asset")
            rate = row("rate", decimal)
            require(0 < rate[0] < 1 << 128, "a rate is 0, or too large", row.place + "rate")
            rates[row("asset")][row("time", time)] = rate
            keys.append((order.index(row("asset")), row("time", time)))
        in_order(keys, "rates")
        named = {(e.asset, e.rate_time) for e in inputs.entries if e.refunds}
        for asset, times in rates.items():
            latest = max((t for t in times if t < inputs.start), default=None)
            require(all(inputs.start <= t < inputs.end or t == latest or (asset, t) in named for t in times),
                    f"a rate of {asset} is not of the epoch")
    except Refusal as refusal:
        raise Refusal(refusal.fact, refusal.place, "rates.csv", refusal.code) from None
    return rates


def check_conversion(inputs: Inputs, entry: Entry, rates: dict, earlier: dict[str, Entry], place: str) -> None:
    """Section 8.1. What an entry of an earlier epoch says of its rate is compared in the chain of epochs."""
    asset = inputs.assets[entry.asset]
    payout = inputs.assets[asset["payout"]]
    original = earlier.get(entry.refunds) if entry.refunds else None
    if original:
        require((original.stream, original.asset) == (entry.stream, entry.asset),
                "a refund is of another stream or asset than its entry", place + "refunds")
    if asset is payout:
        require(entry.rate_time is None and entry.converted == entry.amount,
                "an entry in a payout asset is its own conversion", place + "converted")
        return
    if original:
        expected = original.rate_time
    elif entry.refunds:
        expected = entry.rate_time
    else:
        times = sorted(rates)
        place_of_latest = bisect.bisect_right(times, entry.time)
        expected = times[place_of_latest - 1] if place_of_latest else None
    require(expected is not None and expected in rates, "an entry has no rate", place + "rateTime")
    require(entry.rate_time == expected, f"the rate is that of {time_text(expected)}", place + "rateTime")
    entry.rate = rates[expected]
    number, places = entry.rate
    size = abs(entry.amount) * number * 10 ** payout["decimals"] // 10 ** (places + asset["decimals"])
    converted = fits(-size if entry.amount < 0 else size)
    require(entry.converted == converted, f"the conversion is {converted}, not {entry.converted}", place + "converted")


def read_events(inputs: Inputs, content: bytes, files: Callable) -> None:
    keys = []
    for row in read_table(content, "time,sequence,action,account,amount,reference"):
        action, size, moment = row("action"), row("amount", amount), row("time", time)
        require(action in ("stake", "unstake"), "neither stake nor unstake", row.place + "action")
        require(inputs.start <= moment < inputs.end, "outside of the epoch", row.place + "time")
        sequence = 0 if row("sequence") == "" else row("sequence", amount)
        keys.append((moment, sequence, action == "unstake", size, row("reference").encode()))
        inputs.events.append((moment, action, row("account", account), size))
    in_order(keys, "stake events", distinct=False)
    references = [key[-1] for key in keys]
    require(len(set(references)) == len(references), "two stake events have one reference")


def read_lots(inputs: Inputs, content: bytes, files: Callable) -> None:
    for row in read_table(content, "account,start,amount"):
        inputs.lots.append((row("account", account), row("start", time), row("amount", amount)))
        require(inputs.lots[-1][1] <= inputs.start and inputs.lots[-1][2] > 0, "no lot of an earlier epoch", row.place)
    in_order([lot if inputs.opening else lot[0] for lot in inputs.lots], "lots", distinct=False)


def read_returned(inputs: Inputs, content: bytes, files: Callable) -> None:
    keys, paid = [], [payout.id for payout in inputs.payouts]
    for row in read_table(content, "time,asset,amount,epoch,reference,note"):
        require(row("asset") in paid, "no payout asset", row.place + "asset")
        require(row("amount", amount) > 0 and row("epoch", amount) < inputs.number, "0, or not of an earlier epoch", row.place)
        inputs.returned.append((row("asset"), row("amount", amount)))
        keys.append((row("time", time), row("reference")))
    in_epoch(inputs, keys, "returns")


def read_adjustments(inputs: Inputs, content: bytes, files: Callable) -> None:
    keys, paid = [], [payout.id for payout in inputs.payouts]
    for row in read_table(content, "time,asset,account,amount,epoch,reference,note"):
        require(row("asset") in paid, "no payout asset", row.place + "asset")
        require(row("amount", signed) != 0 and row("epoch", amount) < inputs.number, "0, or not of an earlier epoch", row.place)
        inputs.adjustments.append((row("asset"), row("account", account), row("amount", signed)))
        keys.append((row("time", time), row("reference")))
    in_epoch(inputs, keys, "adjustments")


def read_balances(inputs: Inputs, content: bytes, files: Callable) -> None:
    paid = [payout.id for payout in inputs.payouts]
    for row in read_table(content, "asset,account,accrued,claimed"):
        require(row("asset") in paid, "no payout asset", row.place + "asset")
        balance = (row("asset"), row("account", account), row("accrued", signed), row("claimed", amount))
        require(balance[2] or balance[3], "a row of two zeros", row.place)
        inputs.balances.append(balance)
    in_order([(paid.index(asset), holder) for asset, holder, _, _ in inputs.balances], "balances")


# --------------------------------------------------------------------------------- Votes (section 7.2)

VOTE = "proposal space title type end block voters quorum total choices rule adopts outcome"


def largest_remainder(total: int, parts: list[int]) -> list[int]:
    """Section 3."""
    whole = sum(parts)
    shares = [total * part // whole for part in parts]
    ranking = sorted(range(len(parts)), key=lambda i: (-(total * parts[i] % whole), i))
    for i in ranking[: total - sum(shares)]:
        shares[i] += 1
    return shares


def percentage_in(choice: str) -> int | None:
    signs = re.findall("[%\u2030\u2031\u066a\u0609\u060a\ufe6a\uff05]", choice)
    if not signs:
        return None
    match = re.search(r"(?:^|[ (\[:=\"'])((?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,4})?%)(?![0-9])", choice)
    require(signs == ["%"] and match, "it is not certain which percentage a choice names", "decision.vote", "epoch.json")
    return percentage(match[1])


def count_votes(inputs: Inputs, content: bytes, files: Callable) -> None:
    decision = inputs.document["decision"]
    try:
        vote = Row({"vote": decision["vote"]}, "decision.")("vote", record(VOTE))
        choices = vote("choices", list_of(record("name tally score difference")))
        outcome = vote("outcome", record("choice stakerShare"))
    except Refusal as refusal:
        raise Refusal(refusal.fact, refusal.place, "epoch.json", refusal.code) from None
    tallies, rows = [0] * len(choices), read_table(content, "voter,choice,power")
    for row in rows:
        power = row("power", units36)
        for number, part in split_vote(vote("type"), row("choice"), power, len(choices)):
            tallies[number - 1] += part
    in_order([row("voter", account) for row in rows], "voters")
    total, scores = fits(sum(tallies)), [choice("score", units36) for choice in choices]

    def agree(condition: Any, fact: str) -> None:
        require(condition, fact, "decision.vote", "epoch.json")

    agree(len(rows) == vote("voters", count), f"{len(rows)} votes were counted, not {vote.values['voters']}")
    agree(total and vote("total") == decimal_text(total), f"the total is {decimal_text(total)}, not {vote('total')}")
    agree(len({choice("name") for choice in choices}) == len(choices), "two choices have one text")
    for choice, tally, score in zip(choices, tallies, scores):
        agree(choice("tally") == decimal_text(tally),
              f"the tally of {choice('name')} is {decimal_text(tally)}, not {choice('tally')}")
        agree(choice("difference") == decimal_text(score - tally), "score less tally is not the difference")
        agree(abs(score - tally) * 1_000_000 <= total, "the score is too far from the tally")
    agree(total >= vote("quorum", units36), "the quorum was not reached")
    agree(decision["tally"] == [{"choice": c("name"), "votes": c("tally")} for c in choices]
          and decision["quorum"] == (None if vote("quorum") == "0" else vote("quorum")), "the decision has another tally")
    agree(time(decision["decidedAt"]) >= vote("end", time), "it was decided before the vote ended")
    leaders = [{i for i, value in enumerate(values) if value == max(values)} for values in (tallies, scores)]
    agree(leaders[0] & leaders[1], "no choice leads by tally and by score")
    rule, adopted = vote("rule"), vote("adopts", or_null(text))
    agree(rule in ("adopts", "winner", "median") and (adopted is None) == (rule != "adopts"), "no such rule")
    if rule == "median":
        named = sorted((p, i) for i, c in enumerate(choices) if (p := percentage_in(c("name"))) is not None)
        agree(named, "no choice names a percentage")
        whole, so_far = sum(tallies[i] for _, i in named), 0
        for share, chosen in named:
            so_far += tallies[chosen]
            if 2 * so_far >= whole:
                break
    else:
        agree(len(leaders[0]) == len(leaders[1]) == 1, "two choices lead together")
        (chosen,) = leaders[0]
        share = None if rule == "adopts" else percentage_in(choices[chosen]("name"))
        agree(rule == "winner" or choices[chosen]("name") == adopted, "another choice leads than the one that adopts")
    agree(outcome("choice", count) == chosen + 1, f"the outcome is choice {chosen + 1}")
    stated = outcome("stakerShare", or_null(text))
    agree(stated == (None if rule == "adopts" else decision["stakerShare"]), "the outcome has another staker share")
    agree(rule == "adopts" or share == inputs.staker_share, "the staker share is not what the vote says")


def split_vote(kind: str, choice: str, power: int, choices: int) -> list[tuple[int, int]]:
    numbers, weights = [], []
    for part in choice.split("|") if kind == "weighted" else [choice + ":1"]:
        match = matched(r"([1-9][0-9]{0,8}):(.*)", part, "a choice with its weight")
        numbers.append(int(match[1]))
        weights.append(units36(match[2]))
    require(kind in ("basic", "single-choice", "weighted") and numbers == sorted(set(numbers)) and any(weights)
            and numbers[-1] <= choices, f"no choice {printable(choice)}")
    return list(zip(numbers, largest_remainder(power, weights)))


# -------------------------------------------------------------------------- Beneficiaries (section 8.7)

P = 2**256 - 2**32 - 977  # secp256k1: y^2 = x^3 + 7 over the integers modulo P, a group of order N
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
     0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)
Point = tuple[int, int] | None


def point_sum(a: Point, b: Point) -> Point:
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def point_product(scalar: int, point: Point) -> Point:
    result: Point = None
    while scalar:
        if scalar & 1:
            result = point_sum(result, point)
        point, scalar = point_sum(point, point), scalar >> 1
    return result


def signer(message: bytes, signature: bytes) -> bytes | None:
    """The account that made a signature of EIP-191 (`personal_sign`), by public key recovery."""
    r, s, v = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big"), signature[64]
    if not (0 < r < N and 0 < s <= N // 2 and v in (0, 1, 27, 28)):
        return None
    y = pow(r**3 + 7, (P + 1) // 4, P)
    if (y * y - r**3 - 7) % P:
        return None
    if y % 2 != v % 27:
        y = P - y
    digest = int.from_bytes(K(b"\x19Ethereum Signed Message:\n%d" % len(message) + message), "big")
    inverse = pow(r, -1, N)
    key = point_sum(point_product(s * inverse % N, (r, y)), point_product(-digest * inverse % N, G))
    return K(key[0].to_bytes(32, "big") + key[1].to_bytes(32, "big"))[12:] if key else None


def read_redirection(inputs: Inputs, row: Row) -> None:
    holder, beneficiary, since = row("account", account), row("beneficiary", account), row("since", time)
    signature, transaction = row("signature", or_null(hex_bytes(65))), row("transaction", or_null(hex_bytes(32)))
    require(since < inputs.end and beneficiary != holder, "a redirection is not in force", "beneficiaries")
    require((signature is None) != (transaction is None), "one of signature and transaction is null", "beneficiaries")
    inputs.beneficiaries[holder] = beneficiary
    message = (f"Revshare beneficiary\nchain: {inputs.chain}\ntoken: {inputs.token['symbol']}\nholder: {row('account')}\n"
               f"beneficiary: {row('beneficiary')}\nsince: {row('since')}")
    if signature and signer(message.encode(), signature) != holder:
        inputs.forged.append(holder)


# ------------------------------------------------------------------ Rules of rulesets 1 and 2 (sections 3, 8)

Piece = tuple[int, int, int]  # start of the lot, from, to


@dataclass
class Stake:
    """What came of the lots in an epoch."""

    closing: list[tuple[bytes, int, int]]
    pieces: dict[bytes, dict[Piece, int]]  # amounts


def stake_of(inputs: Inputs) -> Stake:
    """Sections 3 and 8.4: lots, then the portions of them, cut into pieces."""
    lots: dict[bytes, deque] = defaultdict(deque)
    for holder, start, size in inputs.lots:
        lots[holder].append((start, size))
    pieces: dict[bytes, dict[Piece, int]] = defaultdict(lambda: defaultdict(int))
    ages = [age for age, _, _ in inputs.steps] or ([inputs.seconds] if inputs.multiplier == "linear" else [])
    made = 0

    def leave(holder: bytes, start: int, size: int, until: int) -> None:
        nonlocal made
        since = max(start, inputs.start)
        within = ages[bisect.bisect_right(ages, since - start) : bisect.bisect_left(ages, until - start)]
        bounds = [since, *(start + age for age in within), until]
        made += len(bounds)
        require(made < 10_000_000, "more pieces than this program looks at")
        for begin, end in zip(bounds, bounds[1:]):
            if begin < end:
                pieces[holder][start, begin, end] += size

    for moment, action, holder, size in inputs.events:
        if action == "stake" and size:
            lots[holder].append((moment, size))
        while action == "unstake" and size:
            require(lots[holder], f"{account_text(holder)} takes back more than it staked", path="staking.csv")
            at = -1 if inputs.withdrawals == "newest" else 0
            start, held = lots[holder][at]
            taken = min(held, size)
            leave(holder, start, taken, moment)
            size -= taken
            if taken < held:
                lots[holder][at] = (start, held - taken)
            elif at:
                lots[holder].pop()
            else:
                lots[holder].popleft()
    closing = [(holder, start, size) for holder in sorted(lots) for start, size in lots[holder]]
    for holder, start, size in closing:
        leave(holder, start, size, inputs.end)
    return Stake(closing, pieces)


def piece_weight(inputs: Inputs, piece: Piece, size: int) -> tuple[int, str | None]:
    """The weight of a piece in units of 1/D, and the factor, null while the multiplier grows."""
    start, begin, end = piece
    if inputs.multiplier == "none":
        return size * (end - begin), "1"
    if inputs.multiplier == "steps":
        step = bisect.bisect_right([age for age, _, _ in inputs.steps], begin - start)
        _, parts, shown = inputs.steps[step - 1] if step else (0, 10**6, "1")
        return size * (end - begin) * parts, shown
    cap, shown = inputs.cap or (0, "")
    if begin - start >= inputs.seconds:
        return size * (end - begin) * cap * inputs.seconds, shown
    ages = (begin - start + end - 1 - start) * (end - begin) // 2  # the sum of the ages of all its seconds
    return size * (10**6 * inputs.seconds * (end - begin) + (cap - 10**6) * ages), None


@dataclass
class StreamFigures:
    entry_count: int
    booked: list[dict]
    entries: int
    deficit_in: int
    pool_share: int

    def __post_init__(self):
        net = self.entries - self.deficit_in
        self.revenue, self.deficit_out = fits(max(net, 0)), fits(max(-net, 0))
        self.contribution = self.revenue * self.pool_share // 1_000_000
        self.retained = self.revenue - self.contribution


@dataclass
class Holder:
    account: bytes
    weight: int
    share: int
    accrued_in: int
    adjustment: int
    paid: int
    accrued_out: int
    beneficiary: bytes


@dataclass
class Claim:
    account: bytes
    amount: int
    before: int
    payments: list[tuple[bytes, int]]
    index: int = 0
    leaf: int = 0


class PayoutFigures:
    """Everything of one payout asset (sections 3 and 8)."""

    def __init__(self, inputs: Inputs, payout: Payout, weights: dict[bytes, int]):
        self.payout = payout
        self.streams = [self.stream_figures(inputs, stream["id"]) for stream in inputs.streams]
        self.contributions = sum(stream.contribution for stream in self.streams)
        self.returned = sum(size for asset, size in inputs.returned if asset == payout.id)
        self.pool = fits(self.contributions + self.returned)
        self.allocated = self.pool * inputs.staker_share // 1_000_000
        adjusted: dict[bytes, int] = defaultdict(int)
        for asset, holder, size in inputs.adjustments:
            adjusted[holder] += size if asset == payout.id else 0
        self.correction_charge = fits(sum(adjusted.values()))
        self.reinvested = fits(self.pool - self.allocated - self.correction_charge)
        self.allocation = fits(self.allocated + payout.remainder)
        accrued = {holder: owed for asset, holder, owed, _ in inputs.balances if asset == payout.id}
        before = {holder: claimed for asset, holder, _, claimed in inputs.balances if asset == payout.id}
        self.holders = self.holders_of(inputs, weights, accrued, adjusted)
        self.shares = sum(holder.share for holder in self.holders)
        self.paid = fits(sum(holder.paid for holder in self.holders))
        self.remainder_out = self.allocation - self.shares
        self.claims = self.claims_of(before if payout.scheme == "cumulative" else {})
        self.total = fits(sum(claim.amount for claim in self.claims))
        self.before = sum(claim.before for claim in self.claims)
        self.tree = ClaimsTree(payout, self.claims)
        W = sum(weights.values())
        units = 1000 * 10 ** inputs.token["decimals"] * (inputs.end - inputs.start) * inputs.denominator
        result = self.allocation * units // W if W else LIMIT
        self.yield_per_thousand = str(result) if result < LIMIT else None

    def stream_figures(self, inputs: Inputs, stream: str) -> StreamFigures:
        own = [e for e in inputs.entries if e.stream == stream and inputs.assets[e.asset]["payout"] == self.payout.id]
        booked = []
        for asset in inputs.assets.values():
            of_asset = [entry for entry in own if entry.asset == asset["id"]]
            if of_asset:
                booked.append({
                    "asset": asset["id"], "symbol": asset["symbol"], "decimals": asset["decimals"],
                    "entryCount": len(of_asset), "amount": str(sum(entry.amount for entry in of_asset)),
                    "converted": str(sum(entry.converted for entry in of_asset))})
        return StreamFigures(len(own), booked, sum(entry.converted for entry in own),
                             self.payout.deficits[stream], inputs.pool_shares[stream])

    def holders_of(self, inputs: Inputs, weights: dict, accrued: dict, adjusted: dict) -> list[Holder]:
        W, holders = fits(sum(weights.values())), []
        for holder in sorted({a for group in (weights, accrued, adjusted) for a, value in group.items() if value}):
            weight, owed, adjustment = weights.get(holder, 0), accrued.get(holder, 0), adjusted.get(holder, 0)
            share = self.allocation * weight // W if W else 0
            due = fits(share + owed + adjustment)
            paid = due if due > 0 and due >= self.payout.minimum else 0
            holders.append(Holder(holder, weight, share, owed, adjustment, paid, due - paid,
                                  inputs.beneficiaries.get(holder, holder)))
        return holders

    def claims_of(self, before: dict[bytes, int]) -> list[Claim]:
        payments: dict[bytes, list] = defaultdict(list)
        for holder in self.holders:
            if holder.paid:
                payments[holder.beneficiary].append((holder.account, holder.paid))
        claims = []
        for receiver in sorted(set(payments) | {receiver for receiver, claimed in before.items() if claimed}):
            credited = payments.get(receiver, [])
            claimed = before.get(receiver, 0)
            claims.append(Claim(receiver, fits(claimed + sum(paid for _, paid in credited)), claimed, credited))
        return claims

    def closing_balances(self) -> list[list[str]]:
        accrued = {holder.account: holder.accrued_out for holder in self.holders}
        claimed = {c.account: c.amount for c in self.claims} if self.payout.scheme == "cumulative" else {}
        rows = ((a, accrued.get(a, 0), claimed.get(a, 0)) for a in sorted(set(accrued) | set(claimed)))
        return [[self.payout.id, account_text(a), str(owed), str(claim)] for a, owed, claim in rows if owed or claim]

    def sums(self, name: str) -> int:
        return sum(getattr(holder, name) for holder in self.holders)


# ------------------------------------------------------------------------------ Claims tree (section 4)


def word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def padded(address: bytes) -> bytes:
    return bytes(12) + address


def node(a: bytes, b: bytes) -> bytes:
    return K(min(a, b) + max(a, b))


LEAVES: dict[str, Callable[[int, bytes, int, bytes], bytes]] = {
    "openzeppelin": lambda index, a, n, token: K(K(padded(a) + word(n))),
    "uniswap": lambda index, a, n, token: K(word(index) + a + word(n)),
    "sablier": lambda index, a, n, token: K(K(word(index) + padded(a) + word(n))),
    "merkl": lambda index, a, n, token: K(padded(a) + padded(token) + word(n)),
    "cumulative": lambda index, a, n, token: K(a + word(n)),
    "urd": lambda index, a, n, token: K(K(padded(a) + padded(token) + word(n))),
    "convex": lambda index, a, n, token: K(f"0x{a.hex()} {n}".encode()),
    "murky": lambda index, a, n, token: K(a + word(n)),
    "duplicate-odd": lambda index, a, n, token: K(a + word(n)),
}
ENCODINGS = defaultdict(lambda: ["address", "uint256"], {
    "uniswap": ["uint256", "address", "uint256"], "sablier": ["uint256", "address", "uint128"],
    "merkl": ["address", "address", "uint256"], "urd": ["address", "address", "uint256"]})


class ClaimsTree:
    """Gives each claim its index and its leaf; makes the root and the proofs."""

    def __init__(self, payout: Payout, claims: list[Claim]):
        self.preset, token = payout.preset, payout.asset["contract"]
        require(token or self.preset not in ("merkl", "urd"), "the tree needs the contract of its asset", "payouts")
        for claim in claims:
            require(self.preset != "convex" or claim.amount < 10**20 or claim.amount >= 10**21,
                    "a leaf of 64 bytes could be passed off as a node")
            require(self.preset != "sablier" or claim.amount < 1 << 128, "an amount of 2^128 or more")
        ranking = claims
        if self.preset == "uniswap":
            ranking = sorted(claims, key=lambda claim: account_text(claim.account))
        for index, claim in enumerate(ranking):
            claim.index = index
        address = bytes.fromhex(token[2:]) if token else b""
        hashed = [LEAVES[self.preset](claim.index, claim.account, claim.amount, address) for claim in claims]
        ordered = sorted(zip(hashed, claims), key=lambda pair: pair[0]) if payout.order == "hash" else zip(hashed, claims)
        self.leaves = []
        for position, (leaf, claim) in enumerate(ordered):
            claim.leaf = position
            self.leaves.append(leaf)
        self.is_array = self.preset in ("openzeppelin", "sablier")
        if self.is_array:
            n = len(claims)
            self.nodes = [b""] * max(n - 1, 0) + self.leaves[::-1]
            for i in range(n - 2, -1, -1):
                self.nodes[i] = node(self.nodes[2 * i + 1], self.nodes[2 * i + 2])
            self.root = self.nodes[0] if claims else None
        else:
            self.layers = [self.leaves]
            while len(self.layers[-1]) > 1:
                layer = self.layers[-1]
                pairs = [node(layer[i], layer[i + 1]) for i in range(0, len(layer) - 1, 2)]
                if len(layer) % 2:
                    partner = self.partner_of_last(layer[-1])
                    pairs.append(node(layer[-1], partner) if partner else layer[-1])
                self.layers.append(pairs)
            self.root = self.layers[-1][0] if claims else None

    def partner_of_last(self, last: bytes) -> bytes | None:
        return {"murky": bytes(32), "duplicate-odd": last}.get(self.preset)

    def proof(self, position: int) -> list[str]:
        steps: list[bytes] = []
        if self.is_array:
            at = len(self.nodes) - 1 - position
            while at:
                steps.append(self.nodes[at + 1 if at % 2 else at - 1])
                at = (at - 1) // 2
        else:
            for layer in self.layers[:-1]:
                partner = layer[position ^ 1] if position ^ 1 < len(layer) else self.partner_of_last(layer[position])
                steps += [partner] if partner else []
                position //= 2
        return ["0x" + step.hex() for step in steps]

    def dump(self, claims: list[Claim]) -> bytes:
        """tree.json, OpenZeppelin's dump."""
        values = [{"value": ([str(c.index)] if self.preset == "sablier" else []) + [account_text(c.account), str(c.amount)],
                   "treeIndex": len(self.nodes) - 1 - c.leaf} for c in claims]
        return compact_bytes({"format": "standard-v1", "leafEncoding": ENCODINGS[self.preset],
                              "tree": ["0x" + n.hex() for n in self.nodes], "values": values})


# --------------------------------------------------------------------------- Documents (sections 5 and 9)

IDENTITIES = {  # name: left = right; a term that is taken off has a minus sign
    1: ["streams: entries -deficitIn = revenue -deficitOut", "revenue: revenue = retained contributions",
        "contributions: contributions = pool", "pool: pool = allocated reinvested",
        "allocation: allocated remainderIn = shares remainderOut", "payment: shares = paid", "claims: paid = claims",
        "parts: parts = shares"],
    2: ["streams: entries -deficitIn = revenue -deficitOut", "revenue: revenue = retained contributions",
        "collection: contributions returned = pool", "pool: pool = allocated reinvested correctionCharge",
        "allocation: allocated remainderIn = shares remainderOut",
        "payment: shares accruedIn adjustments = paid accruedOut", "claims: claims -before = paid", "parts: parts = shares"],
}
CLAIMS_PER_FILE = {1: (64, 256), 2: (24, 28)}  # on average, and at most


class Epoch:
    """An epoch computed again, and all of its documents."""

    def __init__(self, inputs: Inputs):
        self.inputs, self.stake = inputs, stake_of(inputs)
        self.weights, self.explained = {}, {}
        for holder in sorted(self.stake.pieces):
            if holder not in inputs.excluded:
                pieces = [(piece, size, *piece_weight(inputs, piece, size))
                          for piece, size in sorted(self.stake.pieces[holder].items())]
                self.weights[holder] = fits(sum(weight for _, _, weight, _ in pieces))
                self.explained[holder] = pieces if self.weights[holder] else []
        self.payouts = [PayoutFigures(inputs, payout, self.weights) for payout in inputs.payouts]
        self.opening_lots = self.lots_csv(inputs.lots)
        self.closing_lots = self.lots_csv(self.stake.closing)
        self.documents = self.documents_of_payouts()
        report = self.report_1() if inputs.ruleset == 1 else self.report_2()
        self.documents["report.json"] = json_bytes(report)

    @staticmethod
    def lots_csv(lots: list[tuple[bytes, int, int]]) -> list[list[str]]:
        return [["account", "start", "amount"]] + [[account_text(a), time_text(t), str(n)] for a, t, n in lots]

    @staticmethod
    def balances_csv(balances: list[list[str]]) -> list[list[str]]:
        return [["asset", "account", "accrued", "claimed"]] + balances

    @staticmethod
    def summary(rows: list[list[str]]) -> dict:
        return {"count": len(rows) - 1, "sha256": sha256(csv_bytes(rows))}

    def closing_balances(self, payouts: Iterable[str]) -> list[list[str]]:
        of_asset = {figures.payout.id: figures for figures in self.payouts}
        return [row for asset in payouts if asset in of_asset and self.inputs.ruleset == 2
                for row in of_asset[asset].closing_balances()]

    def documents_of_payouts(self) -> dict[str, bytes]:
        documents = {}
        for figures in self.payouts:
            folder, two = figures.payout.id + "/", self.inputs.ruleset == 2
            holders = [["account", "weight", "share", "accruedIn", "adjustment", "paid", "accruedOut", "beneficiary"]
                       if two else ["account", "weight", "share", "paid"]]
            holders += [list(self.holder_members(holder).values()) for holder in figures.holders]
            documents[folder + "holders.csv"] = csv_bytes(holders)
            documents[folder + "claims.csv"] = csv_bytes(
                [["index", "account", "amount", "leaf"]]
                + [[c.index, account_text(c.account), c.amount, c.leaf] for c in figures.claims])
            if figures.tree.is_array and figures.claims:
                documents[folder + "tree.json"] = figures.tree.dump(figures.claims)
            documents.update(self.claims_files(figures))
        return documents

    def holder_members(self, holder: Holder) -> dict[str, str]:
        members = {"account": account_text(holder.account), "weight": str(holder.weight), "share": str(holder.share)}
        if self.inputs.ruleset == 1:
            return {**members, "paid": str(holder.paid)}
        return {**members, "accruedIn": str(holder.accrued_in), "adjustment": str(holder.adjustment),
                "paid": str(holder.paid), "accruedOut": str(holder.accrued_out),
                "beneficiary": account_text(holder.beneficiary)}

    def claims_files(self, figures: PayoutFigures) -> dict[str, bytes]:
        """Gives the figures their prefixes, too."""
        average, most = CLAIMS_PER_FILE[self.inputs.ruleset]
        holders = {holder.account.hex(): holder for holder in figures.holders}
        claims = {claim.account.hex(): claim for claim in figures.claims}
        accounts, length = sorted(set(holders) | set(claims)), 0
        while len(accounts) > average * 16**length:
            length += 1
        figures.prefix_length, figures.split, files = length, [], {}
        prefixes = [f"{n:0{length}x}" if length else "" for n in range(16**length)]
        while prefixes:
            prefix = prefixes.pop()
            first, end = bisect.bisect_left(accounts, prefix), bisect.bisect_left(accounts, prefix + "g")
            if end - first > most:
                figures.split.append(prefix)
                prefixes += [prefix + digit for digit in "0123456789abcdef"]
                continue
            folders = "".join(prefix[i : i + 2] + "/" for i in range(0, len(prefix) - 2, 2))
            own = accounts[first:end]
            files[f"{figures.payout.id}/claims/{folders}0x{prefix}.json"] = json_bytes({
                "format": f"revshare-claims-v{self.inputs.ruleset}", "epoch": self.inputs.number,
                "asset": figures.payout.id, "prefix": "0x" + prefix, "root": digest_text(figures.tree.root),
                **self.claims_members(figures, [holders[a] for a in own if a in holders],
                                      {a: claims[a] for a in own if a in claims})})
        figures.split.sort()
        return files

    def claims_members(self, figures: PayoutFigures, holders: list[Holder], claims: dict[str, Claim]) -> dict:
        def committed(claim: Claim) -> dict:
            return {"leaf": claim.leaf, "leafHash": digest_text(figures.tree.leaves[claim.leaf]),
                    "proof": figures.tree.proof(claim.leaf)}

        if self.inputs.ruleset == 1:
            own = {a: {"index": c.index, "amount": str(c.amount), **committed(c)} for a, c in claims.items()}
            return {"holders": [{**self.holder_members(h), "stakes": self.stakes(h.account),
                                 "claim": own.get(h.account.hex())} for h in holders]}
        return {
            "holders": [{**self.holder_members(holder), "pieces": [
                {"start": time_text(start), "from": time_text(begin), "to": time_text(end), "amount": str(size),
                 "factor": shown, "weight": str(weight)}
                for (start, begin, end), size, weight, shown in self.explained.get(holder.account, [])]}
                for holder in holders],
            "claims": [{"account": account_text(c.account), "index": c.index, "amount": str(c.amount),
                        "before": str(c.before),
                        "payments": [{"holder": account_text(a), "paid": str(paid)} for a, paid in c.payments],
                        **committed(c)} for c in claims.values()]}

    def stakes(self, holder: bytes) -> list[dict]:
        """The longest intervals of constant stake (section 5)."""
        changes: dict[int, int] = defaultdict(int)
        for (_, begin, end), size in self.stake.pieces[holder].items():
            changes[begin] += size
            changes[end] -= size
        intervals, since, held = [], 0, 0
        for moment in sorted(moment for moment, change in changes.items() if change):
            if held:
                intervals.append({"from": time_text(since), "to": time_text(moment), "amount": str(held)})
            since, held = moment, held + changes[moment]
        return intervals

    def stake_members(self) -> dict:
        held = [sum(size for _, _, size in lots) for lots in (self.inputs.lots, self.stake.closing)]
        two = {"denominator": str(self.inputs.denominator)} if self.inputs.ruleset == 2 else {}
        return {"eventCount": len(self.inputs.events), "holderCount": sum(1 for w in self.weights.values() if w), **two,
                "totalWeight": str(sum(self.weights.values())), "opening": str(held[0]), "closing": str(held[1])}

    def stream_members(self, figures: PayoutFigures) -> list[dict]:
        shares = [share["share"] for share in self.inputs.document["decision"]["poolShares"]]
        two = self.inputs.ruleset == 2
        return [{**stream, "entryCount": f.entry_count, **({"booked": f.booked} if two else {}), "entries": str(f.entries),
                 "deficitIn": str(f.deficit_in), "revenue": str(f.revenue), "deficitOut": str(f.deficit_out),
                 "poolShare": share, "contribution": str(f.contribution), "retained": str(f.retained)}
                for stream, f, share in zip(self.inputs.streams, figures.streams, shares)]

    def totals(self, figures: PayoutFigures) -> dict:
        columns = {"entryCount": "entry_count", "entries": "entries", "deficitIn": "deficit_in", "revenue": "revenue",
                   "deficitOut": "deficit_out", "contributions": "contribution", "retained": "retained"}
        sums = {key: sum(getattr(f, column) for f in figures.streams) for key, column in columns.items()}
        return {key: value if key == "entryCount" else str(value) for key, value in sums.items()}

    def allocation_members(self, figures: PayoutFigures) -> dict:
        return {"allocated": str(figures.allocated), "remainderIn": str(figures.payout.remainder),
                "amount": str(figures.allocation), "shares": str(figures.shares),
                "remainderOut": str(figures.remainder_out)}

    def claims_summary(self, figures: PayoutFigures) -> dict:
        payout = figures.payout
        two = {"scheme": payout.scheme, "before": str(figures.before)} if self.inputs.ruleset == 2 else {}
        return {"count": len(figures.claims), "total": str(figures.total), "toFund": str(figures.paid), **two,
                "preset": payout.preset, "order": payout.order, "leafEncoding": ENCODINGS[payout.preset],
                "root": digest_text(figures.tree.root), "prefixLength": figures.prefix_length, "split": figures.split}

    def identities(self, figures: PayoutFigures) -> list[dict]:
        amounts = {key: int(value) for key, value in self.totals(figures).items()}
        amounts.update(
            pool=figures.pool, returned=figures.returned, allocated=figures.allocated, reinvested=figures.reinvested,
            correctionCharge=figures.correction_charge, remainderIn=figures.payout.remainder, shares=figures.shares,
            remainderOut=figures.remainder_out, paid=figures.paid, accruedIn=figures.sums("accrued_in"),
            adjustments=figures.sums("adjustment"), accruedOut=figures.sums("accrued_out"), claims=figures.total,
            before=figures.before,
            parts=figures.shares)  # a largest remainder splits each share without loss, so that its parts are the share
        documents = []
        for identity in IDENTITIES[self.inputs.ruleset]:
            name, terms = identity.split(": ")
            sides = [[(term.lstrip("-"), -amounts[term[1:]] if term[0] == "-" else amounts[term])
                      for term in side.split()] for side in terms.split(" = ")]
            left, right = ([{"name": term, "amount": str(value)} for term, value in side] for side in sides)
            totals = [sum(value for _, value in side) for side in sides]
            require(totals[0] == totals[1], f"the identity {name} does not hold")
            documents.append({"name": name, "left": left, "right": right,
                              "leftTotal": str(totals[0]), "rightTotal": str(totals[1])})
        return documents

    def report_1(self) -> dict:
        terms, figures = self.inputs.document, self.payouts[0]
        return {
            "format": "revshare-report-v1", "ruleset": 1,
            **{key: terms[key] for key in "epoch chain distributor token asset decision".split()},
            "streams": self.stream_members(figures), "totals": self.totals(figures),
            "pool": {"amount": str(figures.pool), "stakerShare": terms["decision"]["stakerShare"],
                     "allocated": str(figures.allocated), "reinvested": str(figures.reinvested)},
            "allocation": self.allocation_members(figures), "stake": self.stake_members(),
            "exclusions": terms["exclusions"],
            "openingLots": self.summary(self.opening_lots), "closingLots": self.summary(self.closing_lots),
            "claims": self.claims_summary(figures), "identities": self.identities(figures)}

    def report_2(self) -> dict:
        terms, paid = self.inputs.document, [figures.payout.id for figures in self.payouts]
        opening = [[asset, account_text(a), str(owed), str(claimed)] for asset, a, owed, claimed in self.inputs.balances]
        return {
            "format": "revshare-report-v2", "ruleset": 2,
            **{key: terms[key] for key in "epoch chain token decision weighting decidedBy".split()},
            "stake": self.stake_members(),
            "exclusions": terms["exclusions"], "beneficiaries": terms["beneficiaries"],
            "openingLots": self.summary(self.opening_lots), "closingLots": self.summary(self.closing_lots),
            "openingBalances": self.summary(self.balances_csv(opening)),
            "closingBalances": self.summary(self.balances_csv(self.closing_balances(paid))),
            "assets": [self.report_of(figures) for figures in self.payouts]}

    def report_of(self, figures: PayoutFigures) -> dict:
        below = sum(1 for h in figures.holders if 0 < h.share + h.accrued_in + h.adjustment < figures.payout.minimum)
        return {
            "asset": figures.payout.asset, "distributor": figures.payout.distributor,
            "streams": self.stream_members(figures), "totals": self.totals(figures),
            "pool": {"contributions": str(figures.contributions), "returned": str(figures.returned),
                     "amount": str(figures.pool), "stakerShare": self.inputs.document["decision"]["stakerShare"],
                     "allocated": str(figures.allocated), "correctionCharge": str(figures.correction_charge),
                     "reinvested": str(figures.reinvested)},
            "allocation": self.allocation_members(figures),
            "payment": {"minimum": str(figures.payout.minimum), "holderCount": len(figures.holders),
                        "shares": str(figures.shares), "accruedIn": str(figures.sums("accrued_in")),
                        "adjustments": str(figures.sums("adjustment")), "paid": str(figures.paid),
                        "accruedOut": str(figures.sums("accrued_out")),
                        "paidCount": sum(1 for holder in figures.holders if holder.paid), "belowMinimumCount": below},
            "yieldPerThousand": figures.yield_per_thousand, "claims": self.claims_summary(figures),
            "identities": self.identities(figures)}

    def index_members(self) -> dict:
        """What index.json says of the epoch."""
        folder = f"epochs/{self.inputs.number}/"
        return {
            "number": self.inputs.number, "start": time_text(self.inputs.start), "end": time_text(self.inputs.end),
            "page": folder, "report": folder + "report.json", "manifest": folder + "manifest.json",
            "assets": [{
                "id": f.payout.id, "symbol": f.payout.asset["symbol"], "decimals": f.payout.asset["decimals"],
                "revenue": self.totals(f)["revenue"], "pool": str(f.pool), "allocated": str(f.allocated),
                "reinvested": str(f.reinvested), "paid": str(f.paid), "holderCount": len(f.holders),
                "claimCount": len(f.claims), "root": digest_text(f.tree.root)} for f in self.payouts]}


# ------------------------------------------------------------------------------- Statements and sum tree


def largest_power_below(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


def sum_tree(holders: list[Holder]) -> tuple[bytes, int, int, int] | None:
    """Hash, weight, shares and payments of all rows of holders.csv."""
    def tree(first: int, end: int) -> tuple[bytes, int, int, int]:
        if end - first == 1:
            h = holders[first]
            content = first.to_bytes(8, "big") + h.account + word(h.weight) + word(h.share) + word(h.paid)
            return K(b"\x00" + content), h.weight, h.share, h.paid
        middle = first + largest_power_below(end - first)
        left, right = tree(first, middle), tree(middle, end)
        content = b"".join(side[0] + word(side[1]) + word(side[2]) + word(side[3]) for side in (left, right))
        return K(b"\x01" + content), *(fits(a + b) for a, b in zip(left[1:], right[1:]))

    return tree(0, len(holders)) if holders else None


def statement_of(epoch: Epoch, publication: str, manifest: bytes, found: dict) -> dict:
    """What a publication's statement has to say. The program's name, and a correction's reason, stand in it alone."""
    assets = []
    for figures in epoch.payouts:
        root, weight, shares, paid = sum_tree(figures.holders) or (None, 0, 0, 0)
        assets.append({
            "asset": figures.payout.id, "distributor": figures.payout.distributor,
            "claims": {"count": str(len(figures.claims)), "root": digest_text(figures.tree.root),
                       "toFund": str(figures.paid), "total": str(figures.total)},
            "sums": {"holders": str(len(figures.holders)), "root": digest_text(root), "weight": str(weight),
                     "shares": str(shares), "paid": str(paid)}})
    return {"format": "revshare-statement-v1", "program": found.get("program"), "chain": str(epoch.inputs.chain),
            "epoch": str(epoch.inputs.number), "publication": publication, "manifest": sha256(manifest),
            "corrects": found.get("corrects") if "." in publication else None, "assets": assets}


# ---------------------------------------------------------- Log of publications (C2SP tlog-tiles, RFC 6962)


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def log_root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    middle = largest_power_below(len(hashes))
    return hashlib.sha256(b"\x01" + log_root(hashes[:middle]) + log_root(hashes[middle:])).digest()


def inclusion_proof(index: int, hashes: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1, from the leaf up."""
    if len(hashes) == 1:
        return []
    middle = largest_power_below(len(hashes))
    if index < middle:
        return inclusion_proof(index, hashes[:middle]) + [log_root(hashes[middle:])]
    return inclusion_proof(index - middle, hashes[middle:]) + [log_root(hashes[:middle])]


def base64_bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        raise malformed("not base64") from None


class VerifierKey:
    """A line such as `opur.example/revshare+1a2b3c4d+AW…`."""

    def __init__(self, line: str):
        match = matched(r"([^\s+]+)\+([0-9a-f]{8})\+([0-9A-Za-z+/=]+)", line, "a verifier key")
        self.name, key = match[1], base64_bytes(match[3])
        self.identity = hashlib.sha256(self.name.encode() + b"\n" + key).digest()[:4]
        if len(key) != 33 or key[0] != 1 or self.identity.hex() != match[2]:
            raise malformed("not an Ed25519 verifier key, or not its identity")
        self.key = eddsa.import_public_key(key[1:])

    def signed(self, content: bytes, signature: bytes) -> bool:
        try:
            eddsa.new(self.key, "rfc8032").verify(content, signature)
            return True
        except ValueError:
            return False


class Checkpoint:
    """A signed note of a log's size and root."""

    def __init__(self, content: bytes):
        note = content.decode("utf-8", "strict") if content.isascii() or b"\xe2\x80\x94" in content else ""
        match = matched(r"((\S+)\n([1-9][0-9]{0,17})\n([0-9A-Za-z+/]{43}=)\n)\n((?:\u2014 \S+ \S+\n)+)", note, "a checkpoint")
        self.text, self.origin, self.size, self.root = match[1].encode(), match[2], int(match[3]), base64_bytes(match[4])
        self.signatures = [line.split(" ")[1:] for line in match[5].splitlines()]

    def check_signature(self, key: VerifierKey) -> None:
        blobs = [base64_bytes(blob) for name, blob in self.signatures if name == key.name]
        own = [blob[4:] for blob in blobs if blob[:4] == key.identity]
        require(self.origin == key.name, "the checkpoint is of another log")
        require(own and all(key.signed(self.text, signature) for signature in own), "the log's key did not sign it")


class Log:
    """The entries of a log, from its tiles; every file of it is held against them."""

    def __init__(self, site: Site, findings: Findings):
        self.site, self.findings = site, findings
        self.files = sorted(path for path in site.paths if path.startswith("log/"))
        self.entries: list[bytes] = []
        self.key: VerifierKey | None = None
        while self.files and (bundle := self.bundle(len(self.entries) // 256)):
            self.entries += bundle
            if len(bundle) < 256:
                break
        self.hashes = [leaf_hash(entry) for entry in self.entries]

    @staticmethod
    def number_path(number: int) -> str:
        groups = [f"{number % 1000:03}"]
        while number := number // 1000:
            groups.insert(0, f"x{number % 1000:03}")
        return "/".join(groups)

    def bundle(self, number: int) -> list[bytes]:
        path = "log/tile/entries/" + self.number_path(number)
        widths = [w for w in range(255, 0, -1) if f"{path}.p/{w}" in self.site.paths]
        if path not in self.site.paths and not widths:
            return []
        path = path if path in self.site.paths else f"{path}.p/{widths[0]}"
        content, entries = self.site.read(path), []
        while content:
            size = int.from_bytes(content[:2], "big")
            if len(content) < 2 + size:
                self.findings.add("malformed-document", path, "an entry is cut off")
                break
            entries.append(content[2 : 2 + size])
            content = content[2 + size :]
        return entries[:256]

    def expected_tiles(self) -> dict[str, Callable[[], bytes]]:
        """Every tile that a log of this size may have, with all widths of its last ones."""
        tiles: dict[str, Callable[[], bytes]] = {}
        def add(path: str, parts: list[bytes]) -> None:
            for width in range(1, len(parts) + 1):
                name = path if width == 256 else f"{path}.p/{width}"
                tiles[name] = lambda width=width: b"".join(parts[:width])

        bundled = [len(entry).to_bytes(2, "big") + entry for entry in self.entries]
        for number in range((len(bundled) + 255) // 256):
            add("log/tile/entries/" + self.number_path(number), bundled[256 * number : 256 * number + 256])
        level, hashes = 0, self.hashes
        while hashes:
            for number in range((len(hashes) + 255) // 256):
                add(f"log/tile/{level}/" + self.number_path(number), hashes[256 * number : 256 * number + 256])
            full = len(hashes) // 256
            level, hashes = level + 1, [log_root(hashes[256 * n : 256 * n + 256]) for n in range(full)]
        return tiles

    def check_files(self) -> None:
        tiles = self.expected_tiles()
        for path in self.files:
            if path in ("log/checkpoint", "log/vkey"):
                continue
            if path not in tiles:
                self.findings.add("unexpected-file", path, "no tile of this log")
            elif self.site.read(path) != tiles[path]():
                self.findings.add("broken-log", path, "the tile is not what the log's entries give")
        widest = {path.partition(".p/")[0]: path for path in tiles}  # the widest comes last
        for path in widest.values():
            if path not in self.site.paths:
                self.findings.add("missing-file", path, "a tile of the log is not there")
        if not self.entries:
            self.findings.add("missing-file", "log/tile/entries/000.p/1", "the log has no entries")

    def check_checkpoint(self, path: str, content: bytes, signature_needed: bool = True) -> Checkpoint | None:
        """A checkpoint of this log, of whatever size: signed, and with the root that the entries give."""
        try:
            checkpoint = Checkpoint(content)
            if self.key and signature_needed:
                checkpoint.check_signature(self.key)
        except (Refusal, ValueError) as refusal:
            self.findings.add("wrong-signature", path, str(refusal))
            return None
        if checkpoint.size > len(self.entries):
            self.findings.add("rewritten-history", path, "the log is shorter than its checkpoint says",
                              "size", (checkpoint.size, len(self.entries)))
        elif (root := log_root(self.hashes[: checkpoint.size])) != checkpoint.root:
            self.findings.add("rewritten-history", path, f"the first {checkpoint.size} entries have another root",
                              "root", (base64.b64encode(checkpoint.root).decode(), base64.b64encode(root).decode()))
        return checkpoint

    def check_head(self, pinned: str | None) -> None:
        """The verifier key and the latest checkpoint."""
        signed = [path in self.site.paths for path in ("log/checkpoint", "log/vkey")]
        if not any(signed) and pinned is None:
            self.findings.note("unsigned-log", "log/checkpoint", "the log is not signed")
            return
        for path, is_there in zip(("log/checkpoint", "log/vkey"), signed):
            if not is_there:
                self.findings.add("missing-file", path, "the log is signed, but this file is not there")
        published = self.site.read("log/vkey").decode("utf-8", "replace").rstrip("\n") if signed[1] else None
        if pinned is not None and published is not None and published != pinned:
            self.findings.add("wrong-signature", "log/vkey", "not the key that you gave", "", (pinned, published))
        try:
            self.key = VerifierKey(pinned or published) if pinned or published else None
        except (Refusal, ValueError) as refusal:
            self.findings.add("malformed-document", "log/vkey", str(refusal))
        if signed[0] and (head := self.check_checkpoint("log/checkpoint", self.site.read("log/checkpoint"))):
            if head.size < len(self.entries):
                self.findings.add("broken-log", "log/checkpoint", "not the checkpoint of all entries", "size",
                                  (len(self.entries), head.size))

    def check_proof(self, path: str, statement: bytes) -> None:
        content = self.site.read(path)
        head, _, checkpoint = content.partition(b"\n\n")
        match = re.fullmatch(rb"c2sp\.org/tlog-proof@v1\n(?:extra [0-9A-Za-z+/=]+\n)?index (0|[1-9][0-9]{0,17})((?:\n[0-9A-Za-z+/=]+)*)", head)
        if not match:
            self.findings.add("malformed-document", path, "not a proof of C2SP tlog-proof")
            return
        index, proof = int(match[1]), [base64_bytes(line.decode()) for line in match[2].split()]
        signed = self.check_checkpoint(path, checkpoint)
        if index >= len(self.entries) or self.entries[index] != statement:
            self.findings.add("broken-log", path, "the entry of this index is not the statement", "index")
        elif signed and signed.size <= len(self.entries):
            if index >= signed.size or inclusion_proof(index, self.hashes[: signed.size]) != proof:
                self.findings.add("broken-log", path, "the proof does not lead from the statement to the root", "proof")


# ------------------------------------------------------------------------------------ Audit of a whole site


def differences(expected: Any, found: Any, place: str = "", subset: bool = False) -> Iterable[tuple[str, Any, Any]]:
    """Where two documents differ. With `subset`, members that nothing is expected of are passed over."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected and not subset)]:
            where = f"{place}.{key}" if place else key
            if key in expected and key in found:
                yield from differences(expected[key], found[key], where, subset)
            else:
                yield where, expected.get(key), found.get(key)
    elif isinstance(expected, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip(expected, found)):
            yield from differences(one, other, f"{place}[{index}]", subset)
        if len(expected) != len(found):
            yield place, f"{len(expected)} elements", f"{len(found)} elements"
    elif expected != found or type(expected) is not type(found):
        yield place, expected, found


def table_differences(expected: bytes, found: bytes) -> Iterable[tuple[str, Any, Any]]:
    rows, others = parse_csv(expected), parse_csv(found)
    if len(rows) != len(others):
        yield "", f"{len(rows) - 1} rows", f"{len(others) - 1} rows"
    for number, (row, other) in enumerate(zip(rows, others), 1):
        for name, one, two in zip(rows[0], row, other):
            if one != two:
                yield f"line {number}, column {name}", one, two
        if len(row) != len(other):
            yield f"line {number}", f"{len(row)} fields", f"{len(other)} fields"


class Audit:
    def __init__(self, folder: str, since: bytes | None = None, pinned: str | None = None):
        self.findings = Findings()
        self.site = Site(folder, self.findings)
        self.known = {"manifest.json"}
        self.files = self.documents = 0
        self.epochs: dict[str, Epoch | None] = {}  # by publication
        self.statements: dict[str, bytes] = {}
        views = self.check_manifest("", "manifest.json")
        found = {path.split("/")[1] for path in self.site.paths if path.startswith("epochs/") and path.count("/") > 1}
        names = [name for name in found if re.fullmatch(r"(0|[1-9][0-9]{0,8})(\.[1-9][0-9]{0,8})?", name)]
        for name in sorted(names, key=lambda name: [int(part) for part in name.split(".")]):
            self.attempt(f"epochs/{name}", lambda: self.check_publication(name, views))
        if not self.epochs:
            self.findings.add("missing-file", "epochs", "no epoch could be computed again")
        self.attempt("index.json", lambda: self.check_index(views))
        self.attempt("log", lambda: self.check_log(since, pinned))
        for path in sorted(self.site.paths - self.known):
            self.findings.add("unexpected-file", path, "no manifest names this file")

    def attempt(self, path: str, check: Callable[[], None]) -> None:
        """Whatever a hostile site leads to becomes a finding."""
        try:
            check()
        except Refusal as refusal:
            self.findings.add(refusal.code, refusal.path or path, refusal.fact, refusal.place)
        except Exception as error:
            self.findings.add("malformed-document", path, f"cannot be checked: {type(error).__name__}: {error}")

    def check_manifest(self, folder: str, path: str) -> dict[str, dict]:
        """Every file that a manifest names, by the path that it names: size and digest."""
        named: dict[str, dict] = {}
        try:
            content = self.site.read(path)
            manifest = record("format files")(parse_json(content))
            require(manifest("format") == "revshare-manifest-v1", "no such format", "format")
            for file in manifest("files", list_of(record("path bytes sha256"))):
                name, size = file("path"), file("bytes", count)
                matched(r"(?![.]{1,2}(?:/|$))[^/\0]+(?:/(?![.]{1,2}(?:/|$))[^/\0]+)*", name, "a path")
                require(name not in named and name != "manifest.json", "a file stands twice, or names itself", name)
                named[name] = {"bytes": size, "sha256": file("sha256")}
            require(list(named) == sorted(named, key=str.encode), "files are not in the order of their paths", "files")
            require(content == json_bytes(manifest.values), "not in the canonical form")
        except Refusal as refusal:
            code = "missing-file" if refusal.code == "missing-file" else "malformed-document"
            self.findings.add(code, path, refusal.fact, refusal.place)
        for name, said in named.items():
            self.files += 1
            self.known.add(folder + name)
            if folder + name not in self.site.paths:
                self.findings.add("missing-file", folder + name, "the manifest names this file, but it is not there")
                continue
            content = self.site.read(folder + name)
            if (len(content), sha256(content)) != (said["bytes"], said["sha256"]):
                self.findings.add("changed-file", folder + name, "the file is not the one that the manifest names", "", (
                    f"{said['bytes']} bytes, {said['sha256']}", f"{len(content)} bytes, {sha256(content)}"))
        return named

    def compare(self, path: str, expected: bytes, code: str = "wrong-figure") -> None:
        """A document that is there, with what it has to be: figure by figure, then byte by byte."""
        self.documents += 1
        if path not in self.site.paths or (found := self.site.read(path)) == expected:
            return
        try:
            if path.endswith(".csv"):
                wrong = list(table_differences(expected, found))
            else:
                wrong = list(differences(parse_json(expected), parse_json(found)))
        except Refusal as refusal:
            self.findings.add("malformed-document", path, refusal.fact, refusal.place)
            return
        for place, one, other in wrong or [("", "the canonical form", "the same figures, written otherwise")]:
            self.findings.add(code, path, "not what the inputs give", place, (one, other))

    def check_publication(self, name: str, views: dict[str, dict]) -> None:
        """An epoch, such as 4, or a correction of one, such as 4.1."""
        folder = f"epochs/{name}/"
        self.epochs[name] = None
        self.known |= {folder + file for file in ("manifest.json", "statement.json", "statement.json.tlog-proof")}
        if folder + "manifest.json" not in views:
            self.findings.add("missing-file", folder + "manifest.json", "the site's manifest does not name this file")
        named = self.check_manifest(folder, folder + "manifest.json")
        used: dict[str, bytes] = {}

        def file(input_name: str) -> bytes:
            used[input_name] = self.site.read(f"{folder}inputs/{input_name}")
            return used[input_name]

        try:
            inputs = read_inputs(file)
            epoch = Epoch(inputs)
        except Refusal as refusal:
            path = refusal.path or ""
            path = path if path.startswith(folder) else f"{folder}inputs/{path}".rstrip("/")
            self.findings.add(refusal.code, path, refusal.fact, refusal.place)
            return
        for holder in inputs.forged:
            self.findings.add("wrong-signature", folder + "inputs/epoch.json",
                              f"the redirection of {account_text(holder)} is not signed by it", "beneficiaries")
        for input_name, content in used.items():
            rows = None if input_name == "epoch.json" else parse_csv(content)
            self.compare(f"{folder}inputs/{input_name}", json_bytes(inputs.document) if rows is None else csv_bytes(rows))
        for document, content in epoch.documents.items():
            self.compare(folder + document, content)
        evidence = {**epoch.documents, **{f"inputs/{input_name}": content for input_name, content in used.items()}}
        self.check_evidence(folder, name, named, evidence)
        self.check_chain(name, inputs, epoch)
        self.epochs[name] = epoch
        if "." in name:
            self.check_correction(name, epoch)

    def check_evidence(self, folder: str, name: str, named: dict[str, dict], evidence: dict[str, bytes]) -> None:
        """The manifest names all evidence and nothing else, and each file as it has to be."""
        extra = {"differences.json"} if "." in name else set()
        for path in sorted(set(evidence) - set(named)):
            self.findings.add("missing-file", folder + path, "evidence that the epoch's manifest does not name")
        for path in sorted(set(named) - set(evidence) - extra):
            self.findings.add("unexpected-file", folder + path, "the epoch's manifest names what is no evidence")
        for number, (path, said) in enumerate(named.items()):
            expected = sha256(evidence[path]) if path in evidence else said["sha256"]
            if said["sha256"] != expected:
                self.findings.add("wrong-figure", folder + "manifest.json", "not what the inputs give",
                                  f"files[{number}].sha256", (expected, said["sha256"]))

    # Chain of epochs (sections 2 and 7)

    def check_chain(self, name: str, inputs: Inputs, epoch: Epoch) -> None:
        number = int(name.split(".")[0])
        path = f"epochs/{name}/inputs/epoch.json"

        def check(place: str, expected: Any, found: Any) -> None:
            if expected != found:
                self.findings.add("broken-chain", path, "does not follow from the epoch before", place, (expected, found))

        earlier = [other for other in self.epochs if "." not in other and int(other) < number]
        before = self.epochs[earlier[-1]] if earlier else None
        check("epoch.number", number, inputs.number)
        expected = None
        if earlier:
            manifest = f"epochs/{earlier[-1]}/manifest.json"
            content = self.site.read(manifest) if manifest in self.site.paths else b""
            expected = {"epoch": int(earlier[-1]), "manifest": sha256(content)}
            check("epoch.number", int(earlier[-1]) + 1, inputs.number)
        check("previous", expected, inputs.previous)
        self.check_refunds(inputs, [self.epochs[other] for other in earlier], check)
        if earlier and before is None:
            return
        if before:
            check("epoch.start", time_text(before.inputs.end), time_text(inputs.start))
            check("opening", None, inputs.opening)
            if inputs.ruleset < before.inputs.ruleset:
                check("ruleset", f"{before.inputs.ruleset} or higher", inputs.ruleset)
        elif inputs.opening:
            return  # what an earlier system left is taken from it
        left = {figures.payout.id: figures for figures in before.payouts} if before else {}
        for payout in inputs.payouts:
            place = "carried" if inputs.ruleset == 1 else f"carried.{payout.id}"
            figures = left.pop(payout.id, None)
            check(f"{place}.remainder", str(figures.remainder_out if figures else 0), str(payout.remainder))
            deficits = dict(zip((s["id"] for s in before.inputs.streams), figures.streams)) if figures else {}
            for stream, deficit in payout.deficits.items():
                out = deficits.pop(stream).deficit_out if stream in deficits else 0
                check(f"{place}.deficits.{stream}", str(out), str(deficit))
            for stream, lost in deficits.items():
                if lost.deficit_out:
                    check("streams", f"{stream} with its deficit", "no such stream")
        for asset, figures in left.items():
            if figures.remainder_out or figures.closing_balances() or any(s.deficit_out for s in figures.streams):
                check("payouts", f"{asset} with what it left", "no such payout asset")
        lots = before.closing_lots if before else Epoch.lots_csv([])
        check("opening lots", sha256(csv_bytes(lots)), sha256(csv_bytes(epoch.opening_lots)))
        if inputs.ruleset == 2:
            owed = before.closing_balances([payout.id for payout in inputs.payouts]) if before else []
            opened = [[asset, account_text(a), str(one), str(two)] for asset, a, one, two in inputs.balances]
            check("opening balances", sha256(csv_bytes(Epoch.balances_csv(owed))), sha256(csv_bytes(Epoch.balances_csv(opened))))

    def check_refunds(self, inputs: Inputs, earlier: list[Epoch | None], check: Callable) -> None:
        """A refund of an entry of an earlier epoch has its stream, its asset and its rate (sections 7.1 and 8.1)."""
        own = {entry.reference for entry in inputs.entries}
        refunds = [entry for entry in inputs.entries if entry.refunds and entry.refunds not in own]
        if not refunds or None in earlier:
            return
        originals = {entry.reference: entry for epoch in reversed(earlier) for entry in epoch.inputs.entries}
        def facts(entry: Entry, needs_rate: bool) -> str:
            rate = f"rate of {time_text(entry.rate_time)}" if needs_rate and entry.rate_time is not None else "no rate"
            return f"stream {entry.stream}, asset {entry.asset}, {rate}"
        for entry in refunds:
            original, needs_rate = originals.get(entry.refunds), entry.rate_time is not None
            expected = facts(original, needs_rate) if original else f"an entry {entry.refunds}"
            check(f"refund {entry.reference}", expected, facts(entry, needs_rate))
            if original and needs_rate and original.rate and entry.rate:
                check(f"rate of refund {entry.reference}", "{0}e-{1}".format(*original.rate), "{0}e-{1}".format(*entry.rate))
        for entry in inputs.entries:
            if entry.refunds in own:
                require(entry.refunds != entry.reference, "an entry takes itself back", "refunds")

    def check_correction(self, name: str, epoch: Epoch) -> None:
        """A correction corrects a publication of its epoch that is there."""
        base, revision = name.split(".")
        corrected = base if revision == "1" else f"{base}.{int(revision) - 1}"
        if corrected not in self.epochs:
            self.findings.add("broken-chain", f"epochs/{name}", "what this corrects is not there", "", (corrected, None))

    # Views, statements and log

    def check_index(self, views: dict[str, dict]) -> None:
        if "index.json" not in views:
            self.findings.add("missing-file", "index.json", "the site's manifest does not name this file")
        index = parse_json(self.site.read("index.json"))
        expected = {"format": "revshare-index-v1", "epochs": [
            epoch.index_members() for name, epoch in self.epochs.items() if epoch and "." not in name]}
        for place, one, other in differences(expected, index, subset=True):
            self.findings.add("wrong-view", "index.json", "not what the evidence gives", place, (one, other))
        for name in [name for name in self.epochs if "." not in name]:
            if f"epochs/{name}/index.html" not in views:
                self.findings.add("missing-file", f"epochs/{name}/index.html", "the site's manifest does not name this file")

    def check_log(self, since: bytes | None, pinned: str | None) -> None:
        log = Log(self.site, self.findings)
        self.known |= set(log.files)
        stated = [name for name in self.epochs if f"epochs/{name}/statement.json" in self.site.paths]
        if not log.files and not stated and since is None and pinned is None:
            self.findings.note("no-log", "log", "there is no log: whether history was rewritten cannot be seen from this site")
            return
        log.check_files()
        log.check_head(pinned)
        for name in self.epochs:
            path = f"epochs/{name}/statement.json"
            self.attempt(path, lambda: self.check_statement(name, path, log))
        self.check_order(log)
        if since is not None:
            kept = since.partition(b"\n\n")[2] if since.startswith(b"c2sp.org/tlog-proof@v1\n") else since
            log.check_checkpoint("log/checkpoint (kept)", kept)

    def check_statement(self, name: str, path: str, log: Log) -> None:
        content, epoch, folder = self.site.read(path), self.epochs[name], f"epochs/{name}/"
        self.statements[name] = content
        found = parse_json(content)
        require(isinstance(found, dict) and len(content) <= 65535, "not a statement")
        matched(r"revshare \S{1,64}", found.get("program"), "the name of the program")
        if epoch:
            expected = statement_of(epoch, name, self.site.read(folder + "manifest.json"), found)
            wrong = list(differences(expected, found))
            if not wrong and content != compact_bytes(expected, sort=True):
                wrong = [("", "the canonical form", "the same figures, written otherwise")]
            for place, one, other in wrong:
                self.findings.add("wrong-figure", path, "not what the inputs give", place, (one, other))
        if log.key:
            log.check_proof(path + ".tlog-proof", content)
        if content not in log.entries:
            self.findings.add("broken-log", path, "the log has no entry with these bytes")

    def check_order(self, log: Log) -> None:
        """One entry a publication, an epoch after the one before, a correction after what it corrects."""
        names = []
        for index, entry in enumerate(log.entries):
            name = next((name for name, content in self.statements.items() if content == entry), None)
            if name is None or name in names:
                self.findings.add("broken-log", "log/tile/entries", "an entry is of no publication, or of one twice", f"entry {index}")
                continue
            names.append(name)
        order = {name: index for index, name in enumerate(names)}
        for one, other in zip([n for n in self.epochs if "." not in n], [n for n in self.epochs if "." not in n][1:]):
            if one in order and other in order and order[one] > order[other]:
                self.findings.add("broken-log", "log/tile/entries", f"epoch {other} stands before epoch {one}")
        for name in names:
            corrects = parse_json(self.statements[name]).get("corrects") if "." in name else None
            if "." in name and (not isinstance(corrects, dict) or corrects.get("publication") not in order
                                or str(order[corrects["publication"]]) != corrects.get("entry")
                                or order[corrects["publication"]] > order[name]):
                self.findings.add("broken-log", f"epochs/{name}/statement.json", "does not name the entry that it corrects", "corrects")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--since", metavar="KEPT")
    parser.add_argument("--vkey", metavar="KEY")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        parser.error(f"{options.folder} is not a folder")
    try:
        since = open(options.since, "rb").read() if options.since else None
    except OSError as error:
        parser.error(str(error))
    audit = Audit(options.folder, since, options.vkey)
    for line in audit.findings.lines:
        print(line)
    errors = audit.findings.errors
    print(f"{len(audit.epochs)} epochs, {audit.files} files, {audit.documents} documents computed again: "
          + (f"{errors} findings" if errors else "everything agrees; pages were compared with their digests alone"))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
