#!/usr/bin/env python3
"""Checks a published revenue-sharing site with none of the publisher's code.

    pip install pycryptodome        (Python 3.10 or later)
    python3 check-site.py FOLDER [--since KEPT] [--key KEY]

FOLDER is a copy of the site. KEPT is a checkpoint, or a proof file that holds one, which you kept earlier:
everything that it covers has to be unchanged. KEY is the log's verifier key as you know it from elsewhere.

Every figure is computed again from the published inputs (epochs/<n>/inputs/) by the rules of
docs/specification.md, whose sections are named below; every document is then compared with what is published.
Pages are compared with their digests alone. Findings are printed one a line. The exit status is 0 where
everything agrees, 1 where there are findings, 2 where the folder or an option cannot be used.

How to read this file: forms of numbers, JSON and CSV come first, then the inputs with everything that they have
to fulfil (`Inputs`), votes and signatures; then the rules (`stake_of`, `piece_weight`, `PayoutFigures`), what
the chain says beside the ledgers (`Reconciliation`), and the claims tree, which are what decides who gets how much;
then the documents that follow from them (`Epoch`), what corrections change (`History`), the statements and the log,
provenance and signatures; last what is compared with what (`Audit`). Findings have the codes of docs/audit.md.
Nothing is skipped in silence: an exception of whatever kind becomes a finding. Blocks and receipts are compared
with what is published alone: whether the chain has them, a node can tell.
"""

import argparse
import base64
import bisect
import csv
import functools
import hashlib
import io
import json
import os
import re
import sys
from collections import Counter, defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from types import SimpleNamespace
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


def malformed(fact: str, place: str = "") -> Refusal:
    return Refusal(fact, place, code="malformed-document")


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
            raise Refusal("a manifest, or the rules, name this file, but it is not there", path=path, code="missing-file")
        try:
            with open(os.path.join(self.folder, path), "rb") as file:
                content = file.read(self.BYTE_LIMIT + 1)
        except OSError as error:
            raise Refusal(f"cannot be read: {error.strerror}", path=path, code="unreadable-file") from None
        if len(content) > self.BYTE_LIMIT:
            raise Refusal(f"the file has more than {self.BYTE_LIMIT} bytes", path=path, code="unreadable-file")
        return content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ---------------------------------------------------------------------- Units, JSON and CSV (sections 1, 5)

LIMIT = 1 << 256


def fits(amount: int) -> int:
    if abs(amount) >= LIMIT:
        raise Refusal("a figure does not fit in 256 bits")
    return amount


@functools.cache
def whole(pattern: str) -> Callable[[str], re.Match | None]:
    return re.compile(pattern, re.ASCII).fullmatch


def matched(pattern: str, value: Any, what: str) -> re.Match:
    match = whole(pattern)(value) if isinstance(value, str) else None
    if not match:
        raise malformed(f"not {what}")
    return match


def signed(value: Any) -> int:
    return fits(int(matched("0|-?[1-9][0-9]{0,77}", value, "a whole number")[0]))


def amount(value: Any) -> int:
    return fits(int(matched("0|[1-9][0-9]{0,77}", value, "an amount")[0]))


def count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise malformed("not a count")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise malformed("not a text")
    return value


def identifier(value: Any) -> str:
    return matched(r"(?!\.)[0-9A-Za-z._-]{1,255}", value, "an identifier")[0]


def percentage(value: Any) -> int:
    """In parts per million."""
    match = matched(r"(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,4}))?%", value, "a percentage")
    parts = int(match[1]) * 10_000 + int((match[2] or "").ljust(4, "0"))
    if parts > 1_000_000:
        raise malformed("above 100%")
    return parts


Decimal = tuple[int, int]


def decimal(value: Any) -> Decimal:
    """The number without its point, and how many digits stand after it."""
    match = matched(r"(0|[1-9][0-9]{0,77})(?:\.([0-9]{0,35}[1-9]))?", value, "a decimal")
    places = match[2] or ""
    return int(match[1] + places), len(places)


def decimals(value: Any) -> int:
    if count(value) > 77:
        raise malformed("more than 77 decimals")
    return value


def votes(value: Any) -> int:
    """In units of 10^-36."""
    number, places = decimal(value)
    return fits(number * 10 ** (36 - places))


def votes_text(units: int) -> str:
    whole, rest = divmod(abs(units), 10**36)
    places = f"{rest:036}".rstrip("0")
    return ("-" if units < 0 else "") + str(whole) + ("." + places if places else "")


def factor(value: Any) -> tuple[int, str]:
    """In parts of 10^6, and as it is written."""
    number, places = decimal(value)
    if places > 6 or number > 1000 * 10**places:
        raise malformed("not a factor from 0 to 1000 with at most six places")
    return number * 10 ** (6 - places), value


def time(value: Any) -> int:
    match = matched(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", value, "a time")
    try:
        return int(datetime(*map(int, match.groups()), tzinfo=timezone.utc).timestamp())
    except ValueError:
        raise malformed("not a time") from None


@functools.cache
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
        _checksums[account] = "0x" + "".join([d.upper() if h > "7" else d for d, h in zip(digits, hashed)])
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


def json_text(value: Any, line: str = "\n") -> str:
    """As json.dumps with indent=2 gives it, which is several times slower; `line` is a line feed and the spaces behind it."""
    inner = line + "  "
    if isinstance(value, str):
        return json.encoder.encode_basestring(value)
    if isinstance(value, dict) and value:
        members = [json.encoder.encode_basestring(key) + ": " + json_text(each, inner) for key, each in value.items()]
        return "{" + inner + ("," + inner).join(members) + line + "}"
    if isinstance(value, list) and value:
        return "[" + inner + ("," + inner).join([json_text(each, inner) for each in value]) + line + "]"
    return json.dumps(value)


def json_bytes(document: Any) -> bytes:
    return (json_text(document) + "\n").encode()


def compact_bytes(document: Any, sort: bool = False) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, sort_keys=sort).encode()


def parse_csv(content: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    except (ValueError, csv.Error):
        raise malformed("not CSV") from None


def csv_bytes(rows: Iterable[Iterable]) -> bytes:
    special = re.compile('[,"\r\n]').search
    quoted = lambda value: '"' + value.replace('"', '""') + '"' if special(value) else value
    return "".join([",".join([quoted(str(value)) for value in row]) + "\n" for row in rows]).encode()


class Record(SimpleNamespace):
    """The members of an object, or the fields of a row, read to values."""


def read(shape: Any, value: Any, place: str = "") -> Any:
    """Reads JSON as its shape says: an object with exactly these members in this order, an array, or a value.

    A member whose name ends in a question mark need not be there.
    """
    if isinstance(shape, dict):
        shape = {key.rstrip("?"): each for key, each in shape.items()
                 if key[-1] != "?" or isinstance(value, dict) and key[:-1] in value}
        if not isinstance(value, dict) or list(value) != list(shape):
            raise malformed(f"not an object with the members {', '.join(shape)}", place)
        return Record(**{key: read(shape[key], value[key], f"{place}.{key}" if place else key) for key in shape})
    if isinstance(shape, list):
        if not isinstance(value, list):
            raise malformed("not an array", place)
        return [read(shape[0], element, f"{place}[{index}]") for index, element in enumerate(value)]
    try:
        return shape(value)
    except Refusal as refusal:
        raise malformed(refusal.fact, refusal.place or place) from None


def read_table(columns: dict[str, Callable], content: bytes) -> list[Record]:
    rows = parse_csv(content)
    if not rows or rows[0] != list(columns):
        raise malformed(f"the header is not {','.join(columns)}")
    for line, row in enumerate(rows, 1):
        if len(row) != len(columns):
            raise malformed(f"{len(row)} fields instead of {len(columns)}", f"line {line}")
    records = []
    for line, row in enumerate(rows[1:], 2):
        fields = {}
        for name, field in zip(columns, row):
            try:
                fields[name] = columns[name](field)
            except Refusal as refusal:
                raise malformed(refusal.fact, f"line {line}, column {name}") from None
        records.append(Record(line=f"line {line}", **fields))
    return records


def path(value: Any) -> str:
    return matched(r"(?!\.{1,2}(/|$))[^/\0]+(/(?!\.{1,2}(/|$))[^/\0]+)*", value, "a path")[0]


def or_null(shape: Any) -> Callable:
    return lambda value: None if value is None else read(shape, value)


def or_empty(reader: Callable) -> Callable:
    return lambda field: None if field == "" else reader(field)


def require(condition: Any, fact: str, place: str = "", path: str = "") -> None:
    if not condition:
        raise Refusal(fact, place, path)


def in_order(keys: list, what: str, distinct: bool = True) -> None:
    for before, after in zip(keys, keys[1:]):
        require(before < after or (before == after and not distinct), f"{what} not in their order, or one twice")


# ------------------------------------------------------------------ Inputs of an epoch (sections 2 and 7)

TOKEN = {"symbol": text, "name": text, "decimals": decimals, "contract": or_null(account)}
ASSET = {"id": identifier, **TOKEN}
STREAM = {"id": identifier, "title": text, "description": text}
DECISION = {
    "id": text, "title": text, "decidedAt": time, "effectiveEpoch": count, "stakerShare": percentage,
    "poolShares": [{"stream": text, "share": percentage}], "rationale": text, "link": text,
    "tally": [{"choice": text, "votes": decimal}], "quorum": or_null(decimal), "retroactive": or_null(text)}
VOTE = {
    "proposal": text, "space": text, "title": text, "type": text, "end": time, "block": or_null(text), "voters": count,
    "quorum": votes, "total": votes,
    "choices": [{"name": text, "tally": votes, "score": votes, "difference": text}],
    "rule": text, "adopts": or_null(text), "outcome": {"choice": count, "stakerShare": or_null(percentage)}}
DEFICITS = [{"stream": text, "amount": amount}]
ORIGIN = or_null({"id": text, "title": text, "link": text})
HEAD = {"format": text, "ruleset": count, "epoch": {"number": count, "start": time, "end": time},
        "chain": {"id": count, "name": text}}
PREVIOUS = or_null({"epoch": count, "manifest": text})
TERMS_1 = {
    **HEAD, "distributor": or_null(account), "token": TOKEN, "asset": ASSET, "tree?": {"preset": text, "order": text},
    "streams": [STREAM], "decision": DECISION, "exclusions": [{"account": account, "reason": text}],
    "carried": {"remainder": amount, "deficits": DEFICITS}, "previous": PREVIOUS}
TERMS_2 = {
    **HEAD, "block?": {"number": amount, "hash": hex_bytes(32)},
    "reconciliation?": {"policy": text, "pools": [{"asset": identifier, "account": account}]},
    "weights?": text, "token": TOKEN, "assets": [{**ASSET, "payout": identifier}],
    "payouts": [{"asset": text, "distributor": or_null(account), "preset": text, "order": text, "scheme": text,
                 "minimum": amount, "explicitProofs?": count}],
    "streams": [STREAM], "decision": {**DECISION, "vote": or_null(VOTE)},
    "weighting": {"multiplier": text, "steps": [{"age": count, "factor": factor}], "cap": or_null(factor),
                  "seconds": or_null(count), "withdrawals": text},
    "decidedBy": {"ruleset": ORIGIN, "weighting": ORIGIN, "minimum": ORIGIN},
    "exclusions": [{"account": account, "reason": text}],
    "beneficiaries": [{"account": account, "beneficiary": account, "since": time, "signature": or_null(hex_bytes(65)),
                       "transaction": or_null(hex_bytes(32))}],
    "opening": or_null({"source": text}),
    "carried": [{"asset": text, "remainder": amount, "deficits": DEFICITS}], "previous": PREVIOUS}

REVENUE_1 = {"time": time, "stream": text, "amount": signed, "reference": text, "note": text}
REVENUE_2 = {"time": time, "stream": text, "asset": text, "amount": signed, "rateTime": or_empty(time),
             "converted": signed, "adjusts": or_empty(amount), "refunds": text, "reference": text, "note": text}
RATES = {"time": time, "asset": text, "rate": decimal, "source": text}
RETURNED = {"time": time, "asset": text, "amount": amount, "epoch": amount, "reference": text, "note": text}
ADJUSTMENTS = {"time": time, "asset": text, "account": account, "amount": signed, "epoch": amount, "reference": text,
               "note": text}
STAKING = {"time": time, "sequence": or_empty(amount), "action": text, "account": account, "amount": amount,
           "reference": text}
LOTS = {"account": account, "start": time, "amount": amount}
WEIGHTS = {"account": account, "step": amount, "amount_seconds": amount}
BALANCES = {"asset": text, "account": account, "accrued": signed, "claimed": amount}
RECEIPTS = {"time": time, "asset": text, "amount": amount, "sender": account, "reference": text}
VOTES = {"voter": account, "choice": text, "power": votes}
EXPLICIT_PROOFS = 4096  # where nothing else is said: up to so many accounts claims files hold proofs (section 9.1)
PLAIN = Record(multiplier="none", steps=[], cap=None, seconds=None, withdrawals="newest")


class Inputs:
    """Everything that an epoch is computed from. Ruleset 1 is read as ruleset 2 with one asset and plain terms."""

    def __init__(self, files: Callable[[str], bytes]):
        """`files` gives a file of `inputs/` by its name."""
        self.files: dict[str, bytes] = {}

        def table(name: str) -> bytes:
            self.files[name] = files(name)
            return self.files[name]

        with reading("epoch.json"):
            self.document = parse_json(table("epoch.json"))
            self.read_terms()
        with reading("revenue.csv"):
            self.entries = read_table(REVENUE_1 if self.ruleset == 1 else REVENUE_2, table("revenue.csv"))
            self.check_entries()
        self.events, self.lots, self.sums = [], [], []
        if self.is_given:
            with reading("weights.csv"):
                self.sums = read_table(WEIGHTS, table("weights.csv"))
                self.check_sums()
        else:
            self.read_stakes(table)
        self.returned, self.adjustments, self.balances, self.receipts = [], [], [], []
        if self.ruleset == 1:
            return
        with reading("rates.csv"):
            self.check_rates(read_table(RATES, table("rates.csv")))
        with reading("revenue.csv"):
            self.check_conversions()
        with reading("returned.csv"):
            self.returned = read_table(RETURNED, table("returned.csv"))
            self.check_ledger(self.returned, "returns")
        with reading("adjustments.csv"):
            self.adjustments = read_table(ADJUSTMENTS, table("adjustments.csv"))
            self.check_ledger(self.adjustments, "adjustments")
        with reading("opening-balances.csv"):
            self.balances = read_table(BALANCES, table("opening-balances.csv"))
            require(all(b.asset in self.payout_ids and (b.accrued or b.claimed) for b in self.balances), "no balance")
            in_order([(self.payout_ids.index(balance.asset), balance.account) for balance in self.balances], "balances")
        if self.decision.vote:
            with reading("votes.csv"):
                count_votes(self, read_table(VOTES, table("votes.csv")))
        if self.reconciliation:
            with reading("receipts.csv"):
                self.receipts = read_table(RECEIPTS, table("receipts.csv"))
                self.check_receipts()

    def read_stakes(self, table: Callable[[str], bytes]) -> None:
        with reading("staking.csv"):
            self.events = read_table(STAKING, table("staking.csv"))
            self.check_events()
        with reading("opening-lots.csv"):
            self.lots = [(lot.account, lot.start, lot.amount) for lot in read_table(LOTS, table("opening-lots.csv"))]
            require(all(start <= self.start and size > 0 for _, start, size in self.lots), "a lot of this epoch, or of 0")
            in_order([lot if self.opening else lot[0] for lot in self.lots], "lots", distinct=False)

    def read_terms(self) -> None:
        document = self.document
        self.ruleset = document.get("ruleset") if isinstance(document, dict) else None
        if type(self.ruleset) is not int or self.ruleset not in (1, 2):
            raise malformed("the ruleset is neither 1 nor 2")
        terms = read(TERMS_1 if self.ruleset == 1 else TERMS_2, document)
        require(terms.format == f"revshare-inputs-v{self.ruleset}", "not the format of the ruleset", "format")
        self.number, self.start, self.end = terms.epoch.number, terms.epoch.start, terms.epoch.end
        self.chain, self.token, self.decision = terms.chain.id, terms.token, terms.decision
        self.streams, self.previous = document["streams"], document["previous"]
        require(self.start < self.end, "the epoch ends before it starts", "epoch")
        require(self.decision.effectiveEpoch <= self.number, "the decision is not yet in force", "decision")
        self.pool_shares = {share.stream: share.share for share in self.decision.poolShares}
        require(len(self.pool_shares) == len(self.decision.poolShares), "a stream stands twice", "decision.poolShares")
        named = [stream.id for stream in terms.streams]
        require(named == list(self.pool_shares), "not the streams of the decision", "streams")
        in_order([exclusion.account for exclusion in terms.exclusions], "exclusions")
        self.excluded = {exclusion.account for exclusion in terms.exclusions}
        self.weighting, self.opening, self.beneficiaries, self.forged = PLAIN, None, {}, []
        self.reconciliation, self.is_given = None, hasattr(terms, "weights")
        require(getattr(terms, "weights", "given") == "given", "neither given nor from events", "weights")
        if self.ruleset == 1:
            default = Record(preset="openzeppelin", order="account")
            tree = getattr(terms, "tree", default)
            require("tree" not in document or tree != default, "the default tree is not written", "tree")
            self.assets = {terms.asset.id: Record(**vars(terms.asset), payout=terms.asset.id)}
            payouts = [Record(asset=terms.asset.id, preset=tree.preset, order=tree.order, scheme="per-epoch", minimum=0)]
            carried, distributors = [terms.carried], [document["distributor"]]
            documents = [document["asset"]]
        else:
            self.assets, payouts, carried = {asset.id: asset for asset in terms.assets}, terms.payouts, terms.carried
            require(len(self.assets) == len(terms.assets), "an asset stands twice", "assets")
            require([c.asset for c in carried] == [p.asset for p in payouts], "not the payout assets", "carried")
            distributors = [payout["distributor"] for payout in document["payouts"]]
            written = {asset["id"]: {key: asset[key] for key in ASSET} for asset in document["assets"]}
            documents = [written[payout.asset] for payout in payouts if payout.asset in written]
            self.opening = terms.opening
            self.read_pools(getattr(terms, "reconciliation", None))
            self.read_weighting(terms.weighting)
            self.read_beneficiaries(terms.beneficiaries)
        self.payout_ids = [payout.asset for payout in payouts]
        require(payouts and len(set(self.payout_ids)) == len(payouts) == len(documents), "not once each", "payouts")
        for asset in self.assets.values():
            require(asset.payout in self.payout_ids and (asset.id in self.payout_ids) == (asset.payout == asset.id),
                    "assets and payout assets do not fit together", "assets")
        self.payouts = payouts
        for payout, brought, distributor, asset in zip(payouts, carried, distributors, documents):
            require(payout.preset in LEAVES and payout.order in ("account", "hash"), "no such tree", "payouts")
            require(payout.scheme in ("per-epoch", "cumulative"), "no such scheme", "payouts")
            require([d.stream for d in brought.deficits] == list(self.pool_shares), "not the streams", "carried")
            said = getattr(payout, "explicitProofs", None)
            require(said != EXPLICIT_PROOFS, "explicitProofs is not written where it is what holds without it", "payouts")
            payout.explicit_proofs = EXPLICIT_PROOFS if said is None else said
            payout.id, payout.document, payout.distributor = payout.asset, asset, distributor
            payout.contract, payout.remainder = self.assets[payout.id].contract, brought.remainder
            payout.deficits = {deficit.stream: deficit.amount for deficit in brought.deficits}

    def read_pools(self, reconciliation: Record | None) -> None:
        """Section 15."""
        self.reconciliation, order = reconciliation, list(self.assets)
        if reconciliation:
            require(reconciliation.policy in ("report", "refuse"), "no such policy", "reconciliation.policy")
            place, pools = "reconciliation.pools", reconciliation.pools
            require(pools and all(pool.asset in order for pool in pools), "no pools, or no such asset", place)
            in_order([(order.index(pool.asset), pool.account) for pool in pools], "pools")

    def read_weighting(self, terms: Record) -> None:
        self.weighting, is_linear = terms, terms.multiplier == "linear"
        require(terms.multiplier in ("none", "steps", "linear") and terms.withdrawals in ("newest", "oldest")
                and bool(terms.steps) == (terms.multiplier == "steps") and (terms.cap is not None) == is_linear
                and (terms.seconds is not None) == is_linear and terms.seconds != 0, "no such weighting", "weighting")
        in_order([step.age for step in terms.steps], "steps")

    def read_beneficiaries(self, redirections: list[Record]) -> None:
        """Section 8.7."""
        in_order([redirection.account for redirection in redirections], "beneficiaries")
        for r in redirections:
            require(r.since < self.end and r.beneficiary != r.account, "a redirection not in force", "beneficiaries")
            require((r.signature is None) != (r.transaction is None), "not one evidence", "beneficiaries")
            self.beneficiaries[r.account] = r.beneficiary
            message = (
                f"Revshare beneficiary\nchain: {self.chain}\ntoken: {self.token.symbol}\n"
                f"holder: {account_text(r.account)}\nbeneficiary: {account_text(r.beneficiary)}\nsince: {time_text(r.since)}")
            if r.signature and signer(message.encode(), r.signature) != r.account:
                self.forged.append(r.account)

    def check_ledger(self, rows: list[Record], what: str) -> None:
        """In the epoch, by time, then by the bytes of the reference; each reference once."""
        in_order([(row.time, row.reference.encode()) for row in rows], what)
        require(len({row.reference for row in rows}) == len(rows), f"two {what} have one reference")
        for row in rows:
            require(self.start <= row.time < self.end, "outside of the epoch", row.line)
            if what in ("entries", "receipts"):
                continue
            require(row.asset in self.payout_ids, "no payout asset", row.line)
            require(row.amount and row.epoch < self.number, "0, or no earlier epoch", row.line)

    def check_entries(self) -> None:
        self.check_ledger(self.entries, "entries")
        for entry in self.entries:
            if self.ruleset == 1:
                entry.asset, entry.rateTime, entry.converted, entry.adjusts, entry.refunds = (
                    self.payouts[0].id, None, entry.amount, None, "")
            entry.rate = None
            require(entry.stream in self.pool_shares and entry.asset in self.assets, "no such stream or asset", entry.line)
            require(entry.adjusts is None or entry.adjusts < self.number, "adjusts no earlier epoch", entry.line)

    def check_receipts(self) -> None:
        self.check_ledger(self.receipts, "receipts")
        reconciled = {pool.asset for pool in self.reconciliation.pools}
        for receipt in self.receipts:
            require(receipt.asset in reconciled, "no asset of a pool", receipt.line)
            match = re.fullmatch("0x[0-9a-f]{64}:(0|[1-9][0-9]{0,19})", receipt.reference, re.ASCII)
            require(match and int(match[1]) < 1 << 64, "no hash and log", f"{receipt.line}, column reference")

    def check_events(self) -> None:
        in_order([(event.time, event.sequence or 0, event.action == "unstake", event.amount, event.reference.encode())
                  for event in self.events], "stake events")
        require(len({event.reference for event in self.events}) == len(self.events), "two stake events have one reference")
        for event in self.events:
            require(event.action in ("stake", "unstake"), "neither stake nor unstake", event.line)
            require(self.start <= event.time < self.end, "outside of the epoch", event.line)

    def check_sums(self) -> None:
        """Given weights (section 8.4): amount x seconds by account and step."""
        require(self.weighting.multiplier != "linear", "there are no steps to give stake-time by")
        in_order([(row.account, row.step) for row in self.sums], "sums")
        for row in self.sums:
            require(row.step <= len(self.weighting.steps) and row.amount_seconds, "no such step, or 0", row.line)
            require(row.account not in self.excluded, "an excluded account", row.line)

    def check_rates(self, rows: list[Record]) -> None:
        """The rates that section 7.1 wants, and no others."""
        order = list(self.assets)
        booked = {entry.asset for entry in self.entries if self.assets[entry.asset].payout != entry.asset}
        for row in rows:
            require(row.asset in booked and 0 < row.rate[0] < 1 << 128, "needless, 0 or too large", row.line)
        in_order([(order.index(row.asset), row.time) for row in rows], "rates")
        self.rates: dict[str, dict[int, Decimal]] = {asset: {} for asset in booked}
        for row in rows:
            self.rates[row.asset][row.time] = row.rate
        named = {(entry.asset, entry.rateTime) for entry in self.entries if entry.refunds}
        for row in rows:
            latest = max((moment for moment in self.rates[row.asset] if moment < self.start), default=None)
            require(self.start <= row.time < self.end or row.time == latest or (row.asset, row.time) in named,
                    "not of the epoch", row.line)

    def check_conversions(self) -> None:
        """Section 8.1. Refunds of earlier epochs' entries are compared with them in the chain of epochs."""
        times, earlier = {asset: sorted(rates) for asset, rates in self.rates.items()}, {}
        for entry in self.entries:
            asset, original = self.assets[entry.asset], earlier.get(entry.refunds)
            require(entry.refunds != entry.reference, "an entry takes itself back", entry.line)
            earlier[entry.reference] = entry
            require(original is None or (original.stream, original.asset) == (entry.stream, entry.asset),
                    "a refund is of another stream or asset than its entry", entry.line)
            if asset.payout == asset.id:
                require(entry.rateTime is None and entry.converted == entry.amount, "is its own conversion", entry.line)
                continue
            count_before = bisect.bisect_right(times[asset.id], entry.time)
            latest = times[asset.id][count_before - 1] if count_before else None
            moment = original.rateTime if original else entry.rateTime if entry.refunds else latest
            require(moment in self.rates[asset.id], "an entry has no rate", entry.line)
            require(entry.rateTime == moment, f"the rate is that of {time_text(moment)}", f"{entry.line}, column rateTime")
            entry.rate = self.rates[asset.id][moment]
            number, places = entry.rate
            size = abs(entry.amount) * number * 10 ** self.assets[asset.payout].decimals // 10 ** (places + asset.decimals)
            converted = fits(-size if entry.amount < 0 else size)
            require(entry.converted == converted, f"the conversion is {converted}, not {entry.converted}",
                    f"{entry.line}, column converted")


# --------------------------------------------------------------------------------- Votes (section 7.2)


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
    require(signs == ["%"] and match, "which percentage a choice names is not certain", "decision.vote", "epoch.json")
    return percentage(match[1])


def split_vote(kind: str, row: Record, choices: int) -> list[tuple[int, int]]:
    """The numbers of the choices that a vote is given to, and how much of its power each gets."""
    numbers, weights = [], []
    for part in row.choice.split("|") if kind == "weighted" else [row.choice + ":1"]:
        match = matched(r"([1-9][0-9]{0,8}):(.*)", part, "a choice with its weight")
        numbers.append(int(match[1]))
        weights.append(votes(match[2]))
    require(numbers == sorted(set(numbers)) and any(weights) and numbers[-1] <= choices, "no such choice", row.line)
    return list(zip(numbers, largest_remainder(row.power, weights)))


def count_votes(inputs: Inputs, rows: list[Record]) -> None:
    decision, vote = inputs.decision, inputs.decision.vote

    def agree(condition: Any, fact: str) -> None:
        require(condition, fact, "decision.vote", "epoch.json")

    agree(vote.type in ("basic", "single-choice", "weighted"), "no such type of vote")
    tallies = [0] * len(vote.choices)
    for row in rows:
        for number, part in split_vote(vote.type, row, len(tallies)):
            tallies[number - 1] += part
    in_order([row.voter for row in rows], "voters")
    total, names = sum(tallies), [choice.name for choice in vote.choices]
    scores = [choice.score for choice in vote.choices]
    agree(len(rows) == vote.voters, f"{len(rows)} votes were counted, not {vote.voters}")
    agree(total and vote.total == fits(total), f"the total is {votes_text(total)}")
    agree(len(set(names)) == len(names), "two choices have one text")
    for choice, tally in zip(vote.choices, tallies):
        told = votes_text(choice.tally)
        agree(choice.tally == tally, f"the tally of {choice.name} is {votes_text(tally)}, not {told}")
        agree(choice.difference == votes_text(choice.score - tally), "score less tally is not the difference")
        agree(abs(choice.score - tally) * 1_000_000 <= total, "the score is too far from the tally")
    agree(total >= vote.quorum, "the quorum was not reached")
    said, quorum = inputs.document["decision"]["tally"], inputs.document["decision"]["vote"]["quorum"]
    agree(said == [{"choice": c.name, "votes": votes_text(tally)} for c, tally in zip(vote.choices, tallies)]
          and inputs.document["decision"]["quorum"] == (quorum if vote.quorum else None), "the decision has another tally")
    agree(decision.decidedAt >= vote.end, "it was decided before the vote ended")
    leaders = [{i for i, value in enumerate(values) if value == max(values)} for values in (tallies, scores)]
    agree(leaders[0] & leaders[1], "no choice leads by tally and by score")
    agree(vote.rule in ("adopts", "winner", "median"), "no such rule")
    agree((vote.adopts is None) == (vote.rule != "adopts"), "the choice that adopts stands with the rule adopts")
    if vote.rule == "median":
        named = sorted((share, i) for i, name in enumerate(names) if (share := percentage_in(name)) is not None)
        agree(named, "no choice names a percentage")
        whole, so_far = sum(tallies[i] for _, i in named), 0
        for share, chosen in named:
            so_far += tallies[chosen]
            if 2 * so_far >= whole:
                break
    else:
        agree(len(leaders[0]) == len(leaders[1]) == 1, "two choices lead together")
        (chosen,) = leaders[0]
        share = None if vote.rule == "adopts" else percentage_in(names[chosen])
        agree(vote.rule == "winner" or names[chosen] == vote.adopts, "another choice leads than the one that adopts")
    agree(vote.outcome.choice == chosen + 1, f"the outcome is choice {chosen + 1}")
    agree(vote.outcome.stakerShare == (None if vote.rule == "adopts" else decision.stakerShare), "another staker share")
    agree(vote.rule == "adopts" or share == decision.stakerShare, "the staker share is not what the vote says")


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


# ------------------------------------------------------------------ Rules of rulesets 1 and 2 (sections 3, 8)

Piece = tuple[int, int, int]  # start of the lot, from, to


@dataclass
class Stake:
    """What came of the lots in an epoch."""

    closing: list[tuple[bytes, int, int]] | None  # None where weights were given
    pieces: dict[bytes, dict[Piece, int]]  # amounts


def stake_of(inputs: Inputs) -> Stake:
    """Sections 3 and 8.4: lots, then the portions of them, cut into pieces."""
    if inputs.is_given:
        return Stake(None, {})
    lots: dict[bytes, deque] = defaultdict(deque)
    for holder, start, size in inputs.lots:
        lots[holder].append((start, size))
    terms = inputs.weighting
    pieces: dict[bytes, dict[Piece, int]] = defaultdict(lambda: defaultdict(int))
    ages = [step.age for step in terms.steps] or ([terms.seconds] if terms.seconds else [])
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

    for event in inputs.events:
        holder, size = event.account, event.amount
        if event.action == "stake" and size:
            lots[holder].append((event.time, size))
        while event.action == "unstake" and size:
            require(lots[holder], f"{account_text(holder)} takes back more than it staked", path="staking.csv")
            at = -1 if terms.withdrawals == "newest" else 0
            start, held = lots[holder][at]
            taken = min(held, size)
            leave(holder, start, taken, event.time)
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
    terms = inputs.weighting
    if terms.multiplier == "none":
        return size * (end - begin), "1"
    if terms.multiplier == "steps":
        reached = bisect.bisect_right(terms.steps, begin - start, key=lambda step: step.age)
        parts, shown = terms.steps[reached - 1].factor if reached else (10**6, "1")
        return size * (end - begin) * parts, shown
    cap, shown = terms.cap
    if begin - start >= terms.seconds:
        return size * (end - begin) * cap * terms.seconds, shown
    ages = (begin - start + end - 1 - start) * (end - begin) // 2  # the sum of the ages of all its seconds
    return size * (10**6 * terms.seconds * (end - begin) + (cap - 10**6) * ages), None


def given_weights(inputs: Inputs) -> dict[bytes, int]:
    """The weights of section 8.4 that follow from given stake-time."""
    weights: dict[bytes, int] = defaultdict(int)
    factors = [10**6 if inputs.weighting.steps else 1, *(step.factor[0] for step in inputs.weighting.steps)]
    for row in inputs.sums:
        weights[row.account] += row.amount_seconds * factors[row.step]
    return {holder: fits(weight) for holder, weight in weights.items()}


def denominator(terms: Record) -> int:
    return {"none": 1, "steps": 10**6, "linear": 10**6 * (terms.seconds or 0)}[terms.multiplier]


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

    def __init__(self, inputs: Inputs, payout: Record, weights: dict[bytes, int]):
        self.payout = payout
        self.streams = [self.stream_figures(inputs, stream["id"]) for stream in inputs.streams]
        self.contributions = sum(stream.contribution for stream in self.streams)
        self.returned = sum(row.amount for row in inputs.returned if row.asset == payout.id)
        self.pool = fits(self.contributions + self.returned)
        self.allocated = self.pool * inputs.decision.stakerShare // 1_000_000
        adjusted: dict[bytes, int] = defaultdict(int)
        for row in inputs.adjustments:
            adjusted[row.account] += row.amount if row.asset == payout.id else 0
        self.correction_charge = fits(sum(adjusted.values()))
        self.reinvested = fits(self.pool - self.allocated - self.correction_charge)
        self.allocation = fits(self.allocated + payout.remainder)
        balances = [balance for balance in inputs.balances if balance.asset == payout.id]
        accrued = {balance.account: balance.accrued for balance in balances}
        before = {balance.account: balance.claimed for balance in balances}
        self.holders = self.holders_of(inputs, weights, accrued, adjusted)
        self.shares = sum(holder.share for holder in self.holders)
        self.paid = fits(sum(holder.paid for holder in self.holders))
        self.remainder_out = self.allocation - self.shares
        self.claims = self.claims_of(before if payout.scheme == "cumulative" else {})
        self.total = fits(sum(claim.amount for claim in self.claims))
        self.before = sum(claim.before for claim in self.claims)
        self.accounts = sorted({holder.account for holder in self.holders} | {claim.account for claim in self.claims})
        self.is_large = inputs.ruleset == 2 and payout.order == "account" and len(self.accounts) > payout.explicit_proofs
        self.tree = ClaimsTree(payout, self.claims)
        self.sum_tree = SumTree(self.holders)
        W = sum(weights.values())
        units = 1000 * 10 ** inputs.token.decimals * (inputs.end - inputs.start) * denominator(inputs.weighting)
        result = self.allocation * units // W if W else LIMIT
        self.yield_per_thousand = str(result) if result < LIMIT else None

    def stream_figures(self, inputs: Inputs, stream: str) -> StreamFigures:
        own = [e for e in inputs.entries if e.stream == stream and inputs.assets[e.asset].payout == self.payout.id]
        booked = []
        for asset in inputs.assets.values():
            of_asset = [entry for entry in own if entry.asset == asset.id]
            if of_asset:
                booked.append({
                    "asset": asset.id, "symbol": asset.symbol, "decimals": asset.decimals,
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


# ---------------------------------------------------------- Receipts beside the ledgers (section 15)

Naming = tuple[str, str, int | None]  # an asset, a transaction in lower case, and a log of it


class Reconciliation:
    """What the pools received on the chain, and the entries of the same assets, none of them below zero."""

    LISTED = 100

    def __init__(self, inputs: Inputs):
        self.inputs = inputs
        pools = {pool.asset for pool in inputs.reconciliation.pools}
        self.assets = [asset for asset in inputs.assets if asset in pools]
        self.entries = [entry for entry in inputs.entries if entry.asset in pools and entry.amount >= 0]
        self.booked: dict[Naming, list[Record]] = {}
        self.received: dict[Naming, list[Record]] = defaultdict(list)
        for entry in self.entries:
            entry.naming, entry.received = self.naming(entry), 0
            if entry.naming:
                self.booked.setdefault(entry.naming, []).append(entry)
        for receipt in inputs.receipts:
            exact = self.naming(receipt)
            receipt.naming = exact if exact in self.booked else (*exact[:2], None)
            self.received[receipt.naming].append(receipt)
        for naming, entries in self.booked.items():
            left = self.sum(self.received.get(naming, []))
            for entry in entries:
                entry.received = left if entry is entries[-1] else min(left, entry.amount)
                left -= entry.received

    @staticmethod
    def naming(row: Record) -> Naming | None:
        """A hash at the beginning, with nothing behind it that could belong to it; a log where nothing else follows."""
        match = re.match("0x([0-9A-Fa-f]{64})(?![0-9A-Za-z])", row.reference)
        if not match:
            return None
        log = re.fullmatch(":(0|[1-9][0-9]{0,19})", row.reference[66:], re.ASCII)
        number = int(log[1]) if log else 1 << 64
        return row.asset, "0x" + match[1].lower(), number if number < 1 << 64 else None

    @staticmethod
    def sum(rows: list[Record]) -> int:
        return sum(row.amount for row in rows)

    def kind(self, row: Record) -> str:
        if not row.naming:
            return "unnamed"
        booked, received = self.booked.get(row.naming), self.received.get(row.naming)
        if not (booked and received):
            return "missing" if booked else "unexplained"
        return "matched" if self.sum(booked) == self.sum(received) else "differing"

    def told(self, rows: list[Record], *kinds: str) -> dict:
        """How many there are, of these kinds or of all, and how much."""
        chosen = [row for row in rows if not kinds or self.kind(row) in kinds]
        return {"count": len(chosen), "amount": str(self.sum(chosen))}

    def of_stream(self, stream: str, asset: str) -> dict | None:
        entries = [entry for entry in self.entries if (entry.stream, entry.asset) == (stream, asset)]
        booked, received = self.told(entries, "matched", "differing", "missing"), sum(e.received for e in entries)
        return entries and {
            "stream": stream, "asset": asset, "booked": booked,
            "matched": self.told(entries, "matched"), "missing": self.told(entries, "missing"),
            "received": str(received), "difference": str(int(booked["amount"]) - received),
            "unnamed": self.told(entries, "unnamed")}

    def of_asset(self, asset: str) -> dict:
        document = next(each for each in self.inputs.document["assets"] if each["id"] == asset)
        receipts = [receipt for receipt in self.inputs.receipts if receipt.asset == asset]
        kinds = {kind: self.told(receipts, kind) for kind in ("matched", "differing", "unexplained")}
        return {"asset": {key: document[key] for key in ASSET}, "receipts": self.told(receipts), **kinds}

    def members(self) -> dict:
        """What the report says."""
        streams = [self.of_stream(stream["id"], asset) for stream in self.inputs.streams for asset in self.assets]
        missing = [entry for entry in self.entries if self.kind(entry) == "missing"]
        differing = [naming for naming, entries in self.booked.items() if self.kind(entries[0]) == "differing"]
        unexplained = [receipt for receipt in self.inputs.receipts if self.kind(receipt) == "unexplained"]
        refused = self.inputs.reconciliation.policy == "refuse"
        require(not (refused and (missing or differing or unexplained)),
                "ledgers and receipts differ, under a policy that refuses it", "reconciliation.policy", "epoch.json")
        return {
            **self.inputs.document["reconciliation"],
            "assets": [self.of_asset(asset) for asset in self.assets], "streams": [each for each in streams if each],
            "missing": [{"reference": e.reference, "stream": e.stream, "asset": e.asset, "amount": str(e.amount)}
                        for e in missing[: self.LISTED]],
            "differing": [{"transaction": hash if log is None else f"{hash}:{log}", "asset": asset,
                           "booked": str(self.sum(self.booked[asset, hash, log])),
                           "received": str(self.sum(self.received[asset, hash, log]))}
                          for asset, hash, log in differing[: self.LISTED]],
            "unexplained": [{"time": time_text(r.time), "asset": r.asset, "amount": str(r.amount),
                             "sender": account_text(r.sender), "reference": r.reference}
                            for r in unexplained[: self.LISTED]]}


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

    def __init__(self, payout: Record, claims: list[Claim]):
        self.preset, token = payout.preset, payout.contract
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
        hashed = [LEAVES[self.preset](claim.index, claim.account, claim.amount, token or b"") for claim in claims]
        ordered = list(zip(hashed, claims))
        if payout.order == "hash":
            ordered.sort(key=lambda pair: pair[0])
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

    def fold(self, leaves: list, first: int, count: int, beside: Callable, join: Callable = node) -> Any:
        """The root over leaves at the places from `first` on, of `count` in a tree of the order `account` (section 9.1).

        `beside` gives the node at a place of the array, or of a layer, where it is not one of those that are known.
        """
        if self.is_array:
            known = deque((2 * count - 2 - first - k, leaf) for k, leaf in enumerate(leaves))  # by descending place
            while known[0][0]:
                at, hashed = known.popleft()
                sibling = at + 1 if at % 2 else at - 1
                is_known = bool(known) and known[0][0] == sibling
                known.append(((at - 1) // 2, join(hashed, known.popleft()[1] if is_known else beside(0, sibling))))
            return known[0][1]
        layer = 0
        while count > 1:
            if first % 2:
                leaves = [beside(layer, first - 1), *leaves]
            end, above = first + len(leaves) - first % 2, []
            if len(leaves) % 2:
                partner = beside(layer, end) if end < count else self.partner_of_last(leaves[-1])
                above = [join(leaves[-1], partner) if partner else leaves[-1]]
            leaves = [join(a, b) for a, b in zip(leaves[::2], leaves[1::2])] + above
            first, count, layer = first // 2, (count + 1) // 2, layer + 1
        return leaves[0]

    def nodes_beside(self, first: int, end: int) -> list[bytes]:
        """The nodes that lead from the leaves at these places to the root, in the order in which they are taken."""
        nodes: list[bytes] = []

        def beside(layer: int, at: int) -> bytes:
            nodes.append(self.nodes[at] if self.is_array else self.layers[layer][at])
            return nodes[-1]

        self.fold([b""] * (end - first), first, len(self.leaves), beside, lambda a, b: b"")  # places alone
        return nodes

    def dump(self, claims: list[Claim]) -> bytes:
        """tree.json, OpenZeppelin's dump."""
        def value(claim: Claim) -> list[str]:
            index = [str(claim.index)] if self.preset == "sablier" else []
            return index + [account_text(claim.account), str(claim.amount)]

        values = [{"value": value(claim), "treeIndex": len(self.nodes) - 1 - claim.leaf} for claim in claims]
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
        "payment: shares accruedIn adjustments = paid accruedOut", "claims: claims -before = paid",
        "parts: parts = shares"],
}
CLAIMS_PER_FILE = {1: (64, 256), 2: (24, 28)}  # on average, and at most
ROWS_PER_FILE = (256, 512)  # of a large distribution


class Epoch:
    """An epoch computed again, and all of its documents."""

    def __init__(self, inputs: Inputs):
        self.inputs, self.stake = inputs, stake_of(inputs)
        self.settlement = ""  # of a correction: what becomes of the money
        self.changes: dict[str, list[Change]] = {}  # of a correction, by payout asset
        self.weights, self.explained = given_weights(inputs), {}
        for holder in sorted(self.stake.pieces):
            if holder not in inputs.excluded:
                pieces = [(piece, size, *piece_weight(inputs, piece, size))
                          for piece, size in sorted(self.stake.pieces[holder].items())]
                self.weights[holder] = fits(sum(weight for _, _, weight, _ in pieces))
                self.explained[holder] = pieces if self.weights[holder] else []
        self.payouts = [PayoutFigures(inputs, payout, self.weights) for payout in inputs.payouts]
        self.opening_lots = None if inputs.is_given else self.lots_csv(inputs.lots)
        self.closing_lots = None if inputs.is_given else self.lots_csv(self.stake.closing)
        self.opening_balances = self.balances_csv(
            [[b.asset, account_text(b.account), str(b.accrued), str(b.claimed)] for b in inputs.balances])
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
    def summary(rows: list[list[str]] | None) -> dict | None:
        return rows and {"count": len(rows) - 1, "sha256": sha256(csv_bytes(rows))}

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
            if figures.tree.is_array and figures.claims and not figures.is_large:
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
        average, most = ROWS_PER_FILE if figures.is_large else CLAIMS_PER_FILE[self.inputs.ruleset]
        accounts, length = [account.hex() for account in figures.accounts], 0
        while len(accounts) > average * 16**length:
            length += 1
        figures.prefix_length, figures.split, files = length, [], {}
        prefixes = [f"{n:0{length}x}" if length else "" for n in range(16**length)]
        members = range_members if figures.is_large else self.claims_members
        sides = [(rows, [row.account.hex() for row in rows]) for rows in (figures.holders, figures.claims)]
        while prefixes:
            prefix = prefixes.pop()
            if bisect.bisect_left(accounts, prefix + "g") - bisect.bisect_left(accounts, prefix) > most:
                figures.split.append(prefix)
                prefixes += [prefix + digit for digit in "0123456789abcdef"]
                continue
            folders = "".join(prefix[i : i + 2] + "/" for i in range(0, len(prefix) - 2, 2))
            (first, holders), (place, claims) = (self.within(*side, prefix) for side in sides)
            sums = {"sums": figures.sum_tree.proof(first, first + len(holders)) if holders else None}
            files[f"{figures.payout.id}/claims/{folders}0x{prefix}.json"] = json_bytes({
                "format": RANGE_FORMAT if figures.is_large else f"revshare-claims-v{self.inputs.ruleset}",
                "epoch": self.inputs.number, "asset": figures.payout.id, "prefix": "0x" + prefix,
                "root": digest_text(figures.tree.root), **(sums if self.inputs.ruleset == 2 else {}),
                **members(figures, holders, claims, place)})
        figures.split.sort()
        return files

    @staticmethod
    def within(rows: list, accounts: list[str], prefix: str) -> tuple[int, list]:
        """The rows whose account begins with a prefix, and the place of the first."""
        first, end = bisect.bisect_left(accounts, prefix), bisect.bisect_left(accounts, prefix + "g")
        return first, rows[first:end]

    def claims_members(self, figures: PayoutFigures, holders: list[Holder], claims: list[Claim], place: int) -> dict:
        def committed(claim: Claim) -> dict:
            return {"leaf": claim.leaf, "leafHash": digest_text(figures.tree.leaves[claim.leaf]),
                    "proof": figures.tree.proof(claim.leaf)}

        if self.inputs.ruleset == 1:
            own = {c.account: {"index": c.index, "amount": str(c.amount), **committed(c)} for c in claims}
            return {"holders": [{**self.holder_members(h), "stakes": self.stakes(h.account),
                                 "claim": own.get(h.account)} for h in holders]}
        return {
            "holders": [{**self.holder_members(holder), "pieces": None if self.inputs.is_given else [
                {"start": time_text(start), "from": time_text(begin), "to": time_text(end), "amount": str(size),
                 "factor": shown, "weight": str(weight)}
                for (start, begin, end), size, weight, shown in self.explained.get(holder.account, [])]}
                for holder in holders],
            "claims": [{"account": account_text(c.account), "index": c.index, "amount": str(c.amount),
                        "before": str(c.before),
                        "payments": [{"holder": account_text(a), "paid": str(paid)} for a, paid in c.payments],
                        **committed(c)} for c in claims]}

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
        held = [str(sum(size for _, _, size in lots)) for lots in (self.inputs.lots, self.stake.closing or [])]
        events, opening, closing = [None] * 3 if self.inputs.is_given else [len(self.inputs.events), *held]
        two = {"denominator": str(denominator(self.inputs.weighting))} if self.inputs.ruleset == 2 else {}
        return {"eventCount": events, "holderCount": sum(1 for w in self.weights.values() if w), **two,
                "totalWeight": str(sum(self.weights.values())), "opening": opening, "closing": closing}

    def stream_members(self, figures: PayoutFigures) -> list[dict]:
        shares = [share["share"] for share in self.inputs.document["decision"]["poolShares"]]
        two = self.inputs.ruleset == 2
        return [{**stream, "entryCount": f.entry_count, **({"booked": f.booked} if two else {}),
                 "entries": str(f.entries), "deficitIn": str(f.deficit_in), "revenue": str(f.revenue),
                 "deficitOut": str(f.deficit_out), "poolShare": share, "contribution": str(f.contribution),
                 "retained": str(f.retained)}
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
                "root": digest_text(figures.tree.root), "prefixLength": figures.prefix_length, "split": figures.split,
                **({"files": "ranges"} if figures.is_large else {})}

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
        return {
            "format": "revshare-report-v2", "ruleset": 2,
            **{key: terms[key] for key in "epoch chain block token decision weighting decidedBy".split() if key in terms},
            "stake": self.stake_members(),
            "exclusions": terms["exclusions"], "beneficiaries": terms["beneficiaries"],
            "openingLots": self.summary(self.opening_lots), "closingLots": self.summary(self.closing_lots),
            "openingBalances": self.summary(self.opening_balances),
            "closingBalances": self.summary(self.balances_csv(self.closing_balances(paid))),
            "assets": [self.report_of(figures) for figures in self.payouts],
            **({"reconciliation": Reconciliation(self.inputs).members()} if self.inputs.reconciliation else {})}

    def report_of(self, figures: PayoutFigures) -> dict:
        below = sum(1 for h in figures.holders if 0 < h.share + h.accrued_in + h.adjustment < figures.payout.minimum)
        return {
            "asset": figures.payout.document, "distributor": figures.payout.distributor,
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
                "id": f.payout.id, "symbol": f.payout.document["symbol"], "decimals": f.payout.document["decimals"],
                "revenue": self.totals(f)["revenue"], "pool": str(f.pool), "allocated": str(f.allocated),
                "reinvested": str(f.reinvested), "paid": str(f.paid), "holderCount": len(f.holders),
                "claimCount": len(f.claims), "root": digest_text(f.tree.root)} for f in self.payouts]}


# -------------------------------------------------------------- Files of a large distribution (section 9.1)

RANGE_FORMAT = "revshare-claims-range-v1"
SUMS_NODE = {"hash": hex_bytes(32), "weight": amount, "share": amount, "paid": amount}
RANGE_FILE = {
    "format": text, "epoch": count, "asset": text, "prefix": text, "root": or_null(hex_bytes(32)),
    "sums": or_null({"first": count, "holders": count, "root": hex_bytes(32), "left": [SUMS_NODE], "right": [SUMS_NODE]}),
    "tree": or_null({"first": count, "count": count, "nodes": [hex_bytes(32)]}),
    "rows": [text], "payments": [{"account": account, "holder": account, "paid": amount}]}


def range_members(figures: PayoutFigures, holders: list[Holder], claims: list[Claim], place: int) -> dict:
    """Rows, payments, and what proves the claims, the first of which is at a place of the tree."""
    rows: dict[bytes, list[str]] = {holder.account: [
        str(holder.weight), str(holder.share), str(holder.accrued_in), str(holder.adjustment), str(holder.paid),
        str(holder.accrued_out), "" if holder.beneficiary == holder.account else account_text(holder.beneficiary)]
        for holder in holders}
    own = {h.account: [(h.account, h.paid)] for h in holders if h.paid and h.beneficiary == h.account}
    payments = []
    for at, claim in enumerate(claims, place):
        rows[claim.account] = rows.get(claim.account, [""] * 7) + [
            "" if claim.index == at else str(claim.index), str(claim.amount), str(claim.before) if claim.before else ""]
        if claim.payments != own.get(claim.account, []):
            payments += [{"account": account_text(claim.account), "holder": account_text(holder), "paid": str(paid)}
                         for holder, paid in claim.payments]
    nodes = figures.tree.nodes_beside(place, place + len(claims)) if claims else []
    return {
        "tree": {"first": place, "count": len(figures.claims), "nodes": [digest_text(n) for n in nodes]} if claims else None,
        "rows": [",".join([account_text(a), *rows[a], *["", "", ""][len(rows[a]) - 7:]]) for a in sorted(rows)],
        "payments": payments}


class RangeFile:
    """A file as it is published: what its rows say, and what they and its nodes lead to."""

    def __init__(self, figures: PayoutFigures, content: bytes):
        self.figures, self.said = figures, read(RANGE_FILE, parse_json(content))
        self.holders: list[Holder] = []
        self.claims: list[Claim] = []
        for number, row in enumerate(self.said.rows):
            try:
                self.read_row(row.split(","))
            except Refusal as refusal:
                raise malformed(refusal.fact, f"rows[{number}]") from None

    def read_row(self, fields: list[str]) -> None:
        if len(fields) != 11:
            raise malformed(f"{len(fields)} fields instead of 11")
        owner, beneficiary = account(fields[0]), account(fields[7] or fields[0])
        if any(fields[1:8]):
            weight, share, paid = (amount(fields[place]) for place in (1, 2, 5))
            accrued_in, adjustment, accrued_out = (signed(fields[place]) for place in (3, 4, 6))
            self.holders.append(Holder(owner, weight, share, accrued_in, adjustment, paid, accrued_out, beneficiary))
        if any(fields[8:]):
            place = self.said.tree.first + len(self.claims) if self.said.tree else 0
            index = amount(fields[8]) if fields[8] else place
            self.claims.append(Claim(owner, amount(fields[9]), amount(fields[10] or "0"), [], index))

    def unproven(self) -> Iterator[tuple[str, str]]:
        """What does not lead to the root that it has to lead to: place and fact."""
        for place, root, found in (("root", self.figures.tree.root, self.said.root),
                                   ("sums", self.figures.sum_tree.root[0], self.said.sums and self.said.sums.root)):
            if found != root and (found or place == "root"):
                yield place, "another root than that of the inputs"
        if bool(self.holders) != bool(self.said.sums) or bool(self.claims) != bool(self.said.tree):
            yield "rows", "a proof of no rows, or rows without a proof"
            return
        proofs = [("sums", self.sums_root, self.said.sums.root)] if self.holders else []
        for place, folded, root in proofs + ([("tree", self.claims_root, self.said.root)] if self.claims else []):
            try:
                if folded() != root:
                    yield place, "rows and nodes do not lead to the root"
            except (IndexError, Refusal):
                yield place, "the nodes are not those that the places need"

    def claims_root(self) -> bytes:
        tree = self.said.tree
        require(tree.first + len(self.claims) <= tree.count, "more claims than there are")
        token = self.figures.payout.contract or b""
        leaves = [LEAVES[self.figures.payout.preset](c.index, c.account, c.amount, token) for c in self.claims]
        nodes = deque(tree.nodes)
        root = self.figures.tree.fold(leaves, tree.first, tree.count, lambda layer, at: nodes.popleft())
        require(not nodes, "a node is left over")
        return root

    def sums_root(self) -> bytes:
        said, sides = self.said.sums, [deque(side) for side in (self.said.sums.left, self.said.sums.right)]
        end = said.first + len(self.holders)
        require(end <= said.holders, "more holders than there are")

        def over(a: int, b: int) -> SumTree.Node:
            if b <= said.first or a >= end:
                given = sides[a >= end].popleft()
                return given.hash, given.weight, given.share, given.paid
            if b - a == 1:
                return SumTree.row(a, self.holders[a - said.first])
            middle = a + largest_power_below(b - a)
            return SumTree.parent(over(a, middle), over(middle, b))

        root = over(0, said.holders)
        require(not any(sides), "a node is left over")
        return root[0]
# ---------------------------------------------------------------------- Sum tree (section 4.1) and statements


def largest_power_below(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


class SumTree:
    """The rows of holders.csv: each node has a hash, and the sums of weights, shares and payments below it."""

    Node = tuple[bytes | None, int, int, int]

    def __init__(self, holders: list[Holder]):
        self.holders, self.nodes = holders, {}
        self.root = self.over(0, len(holders)) if holders else (None, 0, 0, 0)

    def over(self, first: int, end: int) -> Node:
        if (first, end) not in self.nodes:
            middle = first + largest_power_below(end - first) if end - first > 1 else first
            self.nodes[first, end] = (self.parent(self.over(first, middle), self.over(middle, end)) if middle > first
                                      else self.row(first, self.holders[first]))
        return self.nodes[first, end]

    @staticmethod
    def row(place: int, holder: Holder) -> Node:
        sums = holder.weight, holder.share, holder.paid
        return K(b"\x00" + place.to_bytes(8, "big") + holder.account + b"".join(map(word, sums))), *sums

    @staticmethod
    def parent(left: Node, right: Node) -> Node:
        content = b"".join(side[0] + word(side[1]) + word(side[2]) + word(side[3]) for side in (left, right))
        return K(b"\x01" + content), *(fits(a + b) for a, b in zip(left[1:], right[1:]))

    def proof(self, first: int, end: int) -> dict:
        """The nodes that lead from the rows `first` to `end` - 1, at least one, to the root (section 4.1)."""
        left: list[dict] = []
        right: list[dict] = []

        def visit(a: int, b: int) -> None:
            if b <= first or a >= end:
                node = self.over(a, b)
                sums = {"weight": str(node[1]), "share": str(node[2]), "paid": str(node[3])}
                (left if b <= first else right).append({"hash": digest_text(node[0]), **sums})
            elif b - a > 1:
                middle = a + largest_power_below(b - a)
                visit(a, middle)
                visit(middle, b)

        visit(0, len(self.holders))
        head = {"first": first, "holders": len(self.holders), "root": digest_text(self.root[0])}
        return {**head, "left": left, "right": right}


def statement_of(epoch: Epoch, publication: str, manifest: bytes, program: str, corrects: dict | None) -> dict:
    """What a publication's statement has to say (section 13)."""
    assets = []
    for figures in epoch.payouts:
        root, weight, shares, paid = figures.sum_tree.root
        sums = {"holders": str(len(figures.holders)), "root": digest_text(root), "weight": str(weight),
                "shares": str(shares), "paid": str(paid)}
        assets.append({
            "asset": figures.payout.id, "distributor": figures.payout.distributor,
            "claims": {"count": str(len(figures.claims)), "root": digest_text(figures.tree.root),
                       "toFund": str(figures.paid), "total": str(figures.total)},
            "sums": sums if figures.holders else None})
    return {"format": "revshare-statement-v1", "program": program, "chain": str(epoch.inputs.chain),
            "epoch": str(epoch.inputs.number), "publication": publication, "manifest": sha256(manifest),
            "corrects": corrects, "assets": assets,
            **{key: epoch.inputs.document[key] for key in ("block",) if key in epoch.inputs.document},
            **({"weights": sha256(epoch.inputs.files["weights.csv"])} if epoch.inputs.is_given else {})}


# ------------------------------------------------------------------------------- Corrections (section 14)

Change = tuple[bytes, int, int]  # of a holder: the share that was published, and the one that should have been
CORRECTION = {"format": text, "publication": text, "corrects": text, "reason": text, "settlement": text}


def share_changes(before: Epoch, after: Epoch) -> dict[str, list[Change]]:
    """By payout asset: those of the correction, then those that it has no longer."""
    sides = [{f.payout.id: {h.account: h.share for h in f.holders} for f in epoch.payouts} for epoch in (before, after)]
    changes = {}
    for asset in [*sides[1], *(asset for asset in sides[0] if asset not in sides[1])]:
        old, new = (side.get(asset, {}) for side in sides)
        changes[asset] = [(holder, old.get(holder, 0), new.get(holder, 0)) for holder in sorted(set(old) | set(new))
                          if old.get(holder, 0) != new.get(holder, 0)]
    return changes


def lines_without(content: bytes, other: bytes) -> list[str]:
    """The lines of a table that stand in another one less often, in their order."""
    counts, gone = Counter(other.split(b"\n")[1:]), []
    for line in content.split(b"\n")[1:]:
        counts[line] -= 1
        gone += [line.decode()] if line and counts[line] < 0 else []
    return gone


def correction_documents(name: str, reason: str, before: Epoch, after: Epoch) -> dict[str, bytes]:
    """What a correction publishes beside an epoch's documents: correction.json and what changes for holders."""
    roots = [{figures.payout.id: digest_text(figures.tree.root) for figures in epoch.payouts} for epoch in (before, after)]
    assets = [{
        "asset": asset, "differenceCount": len(changes),
        "increase": str(sum(max(new - old, 0) for _, old, new in changes)),
        "decrease": str(sum(max(old - new, 0) for _, old, new in changes)),
        "rootBefore": roots[0].get(asset), "rootAfter": roots[1].get(asset)} for asset, changes in after.changes.items()]
    tables = []
    for path in sorted((set(before.inputs.files) | set(after.inputs.files)) - {"epoch.json"}):
        old, new = (epoch.inputs.files.get(path, b"") for epoch in (before, after))
        if old != new:
            removed, added = lines_without(old, new), lines_without(new, old)
            tables.append({"path": "inputs/" + path, "removedCount": len(removed), "addedCount": len(added),
                           "removed": removed[:100], "added": added[:100]})

    def figures(old: Any, new: Any) -> list[dict]:
        return [{"place": place, "before": one, "after": other} for place, one, other in differences(old, new)]

    terms = [{**epoch.inputs.document, "previous": None} for epoch in (before, after)]
    reports = [parse_json(epoch.documents["report.json"]) for epoch in (before, after)]
    return {
        "correction.json": json_bytes({
            "format": "revshare-correction-v1", "publication": name, "corrects": corrected_by(name), "reason": reason,
            "settlement": after.settlement, "assets": assets, "terms": figures(*terms), "tables": tables,
            "figures": figures(*reports)}),
        **{f"{asset}/differences.csv": csv_bytes(
            [["account", "before", "after", "difference"]]
            + [[account_text(holder), old, new, new - old] for holder, old, new in changes])
           for asset, changes in after.changes.items()}}


def number_of(name: str) -> int:
    return int(name.partition(".")[0])


def corrected_by(name: str) -> str | None:
    """What a correction corrects: the publication of its epoch before it."""
    epoch, _, revision = name.partition(".")
    return None if not revision else epoch if revision == "1" else f"{epoch}.{int(revision) - 1}"


class History:
    """Publications in the order of the log; None stands for one that could not be computed again."""

    def __init__(self):
        self.publications: dict[str, Epoch | None] = {}
        self.names: dict[int, list[str]] = defaultdict(list)  # of each epoch: itself, then its corrections

    def add(self, name: str, epoch: Epoch | None) -> None:
        if name not in self.publications:
            self.names[number_of(name)].append(name)
        self.publications[name] = epoch

    def current(self, number: int) -> Epoch | None:
        """What holds of an epoch: lots and deficits go on from it."""
        return self.publications[self.names[number][-1]] if self.names.get(number) else None

    def settled(self, number: int) -> Epoch | None:
        """What an epoch was paid by: remainder and balances go on from it."""
        epochs = [self.publications[name] for name in self.names.get(number, [])]
        return None if None in epochs else next((e for e in reversed(epochs) if e.settlement != "adjustments"), None)

    def due(self, number: int) -> dict[str, tuple] | None:
        """The adjustments that an epoch owes to corrections published since the epoch before it, by reference."""
        names = list(self.publications)
        if str(number - 1) not in names:
            return {}
        first = names.index(str(number - 1))
        since = names[first : names.index(str(number)) if str(number) in names else len(names)]
        if any(self.publications[name] is None for name in since):
            return None
        start = self.publications[str(number - 1)].inputs.end
        return {f"{name}/{asset}/{account_text(holder)}": (start, asset, holder, new - old, number_of(name), "")
                for name in since if self.publications[name].settlement == "adjustments"
                for asset, changes in self.publications[name].changes.items() for holder, old, new in changes}

    def pending(self) -> list[str]:
        """What publications begin with that is not what the corrected epoch before them leaves: lots or deficits."""
        found = []
        for number in sorted(self.names):
            before, epoch = self.current(number - 1), self.current(number)
            if before and epoch and len(self.names[number - 1]) > 1:
                left = {(f.payout.id, stream["id"]): figures.deficit_out for f in before.payouts
                        for stream, figures in zip(before.inputs.streams, f.streams)}
                if epoch.opening_lots not in (None, before.closing_lots) or any(
                        deficit != left.get((payout.id, stream), 0) for payout in epoch.inputs.payouts
                        for stream, deficit in payout.deficits.items()):
                    start = "epoch.json" if epoch.inputs.is_given else "opening-lots.csv"
                    found.append(f"epochs/{self.names[number][-1]}/inputs/{start}")
        return found


# ---------------------------------------------------------- Log of publications (C2SP tlog-tiles, RFC 6962)


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def log_root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    middle = largest_power_below(len(hashes))
    return hashlib.sha256(b"\x01" + log_root(hashes[:middle]) + log_root(hashes[middle:])).digest()


def proven_root(index: int, size: int, entry: bytes, proof: list[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    root, last = leaf_hash(entry), size - 1
    for step in proof if index < size else []:
        if not last:
            return None
        if index & 1 or index == last:
            root = hashlib.sha256(b"\x01" + step + root).digest()
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            root = hashlib.sha256(b"\x01" + root + step).digest()
        index, last = index >> 1, last >> 1
    return None if last else root


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
        text = r"((\S+)\n([1-9][0-9]{0,17})\n([0-9A-Za-z+/]{43}=)\n)"
        match = matched(text + r"\n((?:\u2014 \S+ \S+\n)+)", note, "a checkpoint")
        self.text, self.origin = match[1].encode(), match[2]
        self.size, self.root = int(match[3]), base64_bytes(match[4])
        self.signatures = [line.split(" ")[1:] for line in match[5].splitlines()]
        require(len({*map(tuple, self.signatures)}) == len(self.signatures), "a signature stands there twice")

    def check_signature(self, key: VerifierKey) -> None:
        blobs = [base64_bytes(blob) for name, blob in self.signatures if name == key.name]
        own = [blob[4:] for blob in blobs if blob[:4] == key.identity]
        require(self.origin == key.name, "the checkpoint is of another log")
        require(own and all(key.signed(self.text, signature) for signature in own), "the log's key did not sign it")


STATEMENT = ("format", "program", "chain", "epoch", "publication", "manifest", "corrects", "assets")
PUBLICATION = r"(0|[1-9][0-9]{0,8})(\.[1-9][0-9]{0,8})?"


class Log:
    """The entries of a log, from its tiles; every file of it is held against them."""

    def __init__(self, site: Site, findings: Findings):
        self.site, self.findings = site, findings
        self.files = sorted(path for path in site.paths if path.startswith("log/"))
        self.entries: list[bytes] = []
        self.key: VerifierKey | None = None
        while bundle := self.bundle(len(self.entries) // 256):
            self.entries += bundle
            if len(bundle) < 256:
                break
        self.hashes = [leaf_hash(entry) for entry in self.entries]
        self.statements = [self.statement(index) for index in range(len(self.entries))]
        self.names = [statement["publication"] for statement in self.statements if statement]

    def statement(self, index: int) -> dict | None:
        """An entry, where it is the statement of some publication."""
        try:
            statement = parse_json(self.entries[index])
            members = {*STATEMENT, *({"block", "weights"} & set(statement if isinstance(statement, dict) else ()))}
            require(isinstance(statement, dict) and list(statement) == sorted(members), "not a statement")
            matched(PUBLICATION, statement["publication"], "a publication")
            matched("revshare [!-~]{1,64}", statement["program"], "the name of the program")
            return statement
        except Refusal as refusal:
            self.findings.add("malformed-document", "log", refusal.fact, f"entry {index}")
            return None

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
                self.findings.add("wrong-tile", path, "not what the log's entries give")
        widest = {path.partition(".p/")[0]: path for path in tiles}  # the widest comes last
        for path in widest.values():
            if path not in self.site.paths:
                self.findings.add("missing-file", path, "a tile of the log is not there")
        if not self.entries:
            self.findings.add("missing-file", "log/tile/entries/000.p/1", "the log has no entries")

    def check_checkpoint(self, path: str, content: bytes, code: str) -> Checkpoint | None:
        """A checkpoint whose signature holds; `code` is that of the finding where it does not."""
        try:
            checkpoint = Checkpoint(content)
            if self.key:
                checkpoint.check_signature(self.key)
            return checkpoint
        except (Refusal, ValueError) as refusal:
            self.findings.add(code, path, str(refusal))
            return None

    def check_history(self, path: str, checkpoint: Checkpoint) -> None:
        """A head that was signed once is one that the log had."""
        told, size = base64.b64encode(checkpoint.root).decode(), checkpoint.size
        if size > len(self.entries):
            self.findings.add("rewritten-history", path, "the log is shorter than its checkpoint says",
                              "size", (size, len(self.entries)))
        elif (root := log_root(self.hashes[:size])) != checkpoint.root:
            self.findings.add("rewritten-history", path, f"the first {size} entries have another root",
                              "root", (told, base64.b64encode(root).decode()))

    def check_head(self, pinned: str | None) -> None:
        """The verifier key and the latest checkpoint."""
        signed = [path in self.site.paths for path in ("log/checkpoint", "log/vkey")]
        if not any(signed) and pinned is None:
            self.findings.note("unsigned-log", "log", "nobody has signed the log: its publisher can replace all of it unseen")
            return
        for path, is_there in zip(("log/checkpoint", "log/vkey"), signed):
            if not is_there:
                self.findings.add("missing-file", path, "the log is signed, but this file is not there")
        published = self.site.read("log/vkey").decode("utf-8", "replace").rstrip("\n") if signed[1] else None
        if pinned is not None and published is not None and published != pinned:
            self.findings.add("wrong-checkpoint", "log/vkey", "the log has another key", "", (pinned, published))
        try:
            known = published if pinned is None else pinned
            self.key = None if known is None else VerifierKey(known)
        except (Refusal, ValueError) as refusal:
            self.findings.add("malformed-document", "log/vkey", str(refusal))
        path = "log/checkpoint"
        if signed[0] and (head := self.check_checkpoint(path, self.site.read(path), "wrong-checkpoint")):
            expected = len(self.entries), log_root(self.hashes) if self.hashes else b""
            if (head.size, head.root) != expected:
                told = [f"{size} entries, root {base64.b64encode(root).decode()}"
                        for size, root in (expected, (head.size, head.root))]
                self.findings.add("wrong-checkpoint", path, "not the head of this log", "", tuple(told))

    def check_proof(self, path: str, index: int) -> None:
        content = self.site.read(path)
        head, _, checkpoint = content.partition(b"\n\n")
        match = re.fullmatch(rb"c2sp\.org/tlog-proof@v1\n(?:extra [0-9A-Za-z+/=]+\n)?"
                             rb"index (0|[1-9][0-9]{0,17})((?:\n[0-9A-Za-z+/=]+)*)", head)
        if not match:
            self.findings.add("wrong-proof", path, "not a proof of C2SP tlog-proof")
            return
        try:
            proof = [base64_bytes(line.decode()) for line in match[2].split()]
        except Refusal as refusal:
            self.findings.add("wrong-proof", path, refusal.fact)
            return
        if not (signed := self.check_checkpoint(path, checkpoint, "wrong-proof")):
            return
        if proven_root(int(match[1]), signed.size, self.entries[index], proof) != signed.root:
            self.findings.add("wrong-proof", path, "the proof does not lead from the statement to the root")
            return
        if int(match[1]) != index:
            self.findings.add("wrong-proof", path, "of another place in the log", "index", (index, int(match[1])))
        self.check_history(path, signed)


# ---------------------------------------------------- Provenance and signatures of a publication (section 5)

PROVENANCE_TYPE = "application/vnd.in-toto+json"
SIGNATURES = {"format": text, "publication": text, "statement": text,
              "signatures": [{"account": account, "signature": hex_bytes(65)}]}


def canonical_base64(value: Any) -> bytes:
    """With padding, and as encoding gives it."""
    content = base64_bytes(text(value))
    if base64.b64encode(content).decode() != value:
        raise malformed("base64 that another text decodes to, too")
    return content


ENVELOPE = {"payload": canonical_base64, "payloadType": text,
            "signatures": [{"keyid": text, "sig": canonical_base64}]}


def provenance_of(site: Site, name: str, inputs: list[str], program: str, ruleset: int, log: str) -> dict:
    """The in-toto Statement of a publication; `inputs` are its files below `inputs/`, in the order of its manifest."""
    def described(file: str) -> dict:
        path = f"epochs/{name}/{file}"
        return {"name": path, "digest": {"sha256": sha256(site.read(path))}}

    return {
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
        "subject": [described("manifest.json"), described("statement.json")],
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:revshare:publication:v1",
                "externalParameters": {"epoch": str(number_of(name)), "publication": name, "ruleset": str(ruleset)},
                "resolvedDependencies": [described(file) for file in inputs]},
            "runDetails": {"builder": {"id": "https://" + log, "version": {"revshare": program}}}}}


def check_provenance(content: bytes, key: VerifierKey, expected: dict) -> Iterator[tuple]:
    """What is wrong with an envelope (DSSE 1.0): place, fact, and what should stand there and what does."""
    document = parse_json(content)
    said = read(ENVELOPE, document)
    require(content == json_bytes(document), "not in the canonical form")
    if said.payloadType != PROVENANCE_TYPE:
        yield "payloadType", "another type", (PROVENANCE_TYPE, said.payloadType)
    encoding = b"DSSEv1 %d %s %d %s" % (
        len(said.payloadType.encode()), said.payloadType.encode(), len(said.payload), said.payload)
    if len(said.signatures) != 1:
        yield "signatures", "not the one signature of the log", (1, len(said.signatures))
    for each in said.signatures:
        if each.keyid != key.name or not key.signed(encoding, each.sig):
            yield "signatures", "the log's key did not sign it", None
    if said.payload != compact_bytes(expected, sort=True):
        wrong = list(differences(expected, parse_json(said.payload)))
        for place, one, other in wrong or [("", "the canonical form", "the same, written otherwise")]:
            yield f"payload.{place}".rstrip("."), "not what the evidence gives", (one, other)


def check_signatures(content: bytes, name: str, statement: bytes) -> Iterator[tuple]:
    """Whether the accounts that are to stand by a publication have signed its statement."""
    document = parse_json(content)
    said = read(SIGNATURES, document)
    require(content == json_bytes(document), "not in the canonical form")
    require(said.format == "revshare-signatures-v1", "no such format", "format")
    if said.publication != name:
        yield "publication", "of another publication", (name, said.publication)
    digest = sha256(statement)
    if said.statement != digest:
        yield "statement", "not the digest of the statement", (digest, said.statement)
    require(said.signatures, "no account has signed", "signatures")
    in_order([each.account for each in said.signatures], "signatures")
    for index, each in enumerate(said.signatures):
        if signer(f"revshare statement sha256:{digest}".encode(), each.signature) != each.account:
            yield f"signatures[{index}].signature", f"{account_text(each.account)} has not signed this statement", None


class Beside:
    """What stands beside the evidence of a publication and is signed: how it came about, and who stands by it."""

    def __init__(self, site: Site, log: Log, findings: Findings, name: str, epoch: Epoch | None):
        self.site, self.log, self.findings, self.name, self.epoch = site, log, findings, name, epoch
        self.folder = f"epochs/{name}/"

    def check(self, attempt: Callable[[str, Callable[[], None]], None]) -> None:
        for file, code, check in (("provenance.dsse.json", "wrong-provenance", self.provenance),
                                  ("statement.signatures.json", "wrong-signature", self.signatures)):
            path = self.folder + file
            if path in self.site.paths:
                attempt(path, lambda: self.compare(path, code, check))
            elif self.log.key and code == "wrong-provenance":
                self.findings.note("no-provenance", path, "nobody has signed how this publication came about")

    def compare(self, path: str, code: str, check: Callable[[bytes], Iterable[tuple]]) -> None:
        try:
            for place, fact, values in check(self.site.read(path)):
                self.findings.add(code, path, fact, place, values)
        except Refusal as refusal:
            is_form = refusal.code == "malformed-document"
            self.findings.add(refusal.code if is_form else code, refusal.path or path, refusal.fact, refusal.place)

    def provenance(self, content: bytes) -> Iterable[tuple]:
        require(self.log.key, "the log is not signed, so that its key cannot have signed this")
        require(self.epoch, "its epoch could not be computed again")
        statement = parse_json(self.site.read(self.folder + "statement.json"))
        said = statement.get("program") if isinstance(statement, dict) else None
        program = matched("revshare ([!-~]{1,64})", said, "the name of the program in statement.json")[1]
        manifest = read(MANIFEST, parse_json(self.site.read(self.folder + "manifest.json")))
        inputs = [file.path for file in manifest.files if file.path.startswith("inputs/")]
        expected = provenance_of(self.site, self.name, inputs, program, self.epoch.inputs.ruleset, self.log.key.name)
        return check_provenance(content, self.log.key, expected)

    def signatures(self, content: bytes) -> Iterable[tuple]:
        return check_signatures(content, self.name, self.site.read(self.folder + "statement.json"))


# ------------------------------------------------------------------------------------ Audit of a whole site


def differences(expected: Any, found: Any, place: str = "", subset: bool = False) -> Iterable[tuple[str, Any, Any]]:
    """Where two documents differ, and how. With `subset`, members that nothing is expected of are passed over."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected and not subset)]:
            where = f"{place}.{key}" if place else key
            if key in expected and key in found:
                yield from differences(expected[key], found[key], where, subset)
            else:
                yield where, *(shown(side[key]) if key in side else None for side in (expected, found))
    elif isinstance(expected, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip(expected, found)):
            yield from differences(one, other, f"{place}[{index}]", subset)
        if len(expected) != len(found):
            yield place, f"{len(expected)} elements", f"{len(found)} elements"
    elif expected != found or type(expected) is not type(found):
        yield place, shown(expected), shown(found)


def shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


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


MANIFEST = {"format": text, "files": [{"path": path, "bytes": count, "sha256": text}]}


class Audit:
    def __init__(self, folder: str, since: bytes | None = None, pinned: str | None = None):
        self.findings = Findings()
        self.site = Site(folder, self.findings)
        self.known = {"manifest.json"}
        self.files = self.documents = 0
        self.history = History()
        views = self.check_manifest("", "manifest.json")
        self.log = Log(self.site, self.findings)
        found = {path.split("/")[1] for path in self.site.paths if path.startswith("epochs/") and path.count("/") > 1}
        names = [name for name in found if re.fullmatch(PUBLICATION, name)]
        names.sort(key=lambda name: [int(part) for part in name.split(".")])
        for name in dict.fromkeys([*self.log.names, *names]):
            self.attempt(f"epochs/{name}", lambda: self.check_publication(name, views))
        for path in self.history.pending():
            self.findings.note("pending-correction", path, f"{self.PENDING}: it is to be corrected too")
        for path in views:
            parts = path.split("/")
            is_known = len(parts) == 3 and parts[1] in self.history.publications and parts[2] in self.BESIDE_EVIDENCE
            if parts[0] == "epochs" and not is_known:
                self.findings.add("unexpected-file", path, "neither a page, a manifest nor a statement of an epoch")
        if not any(self.history.publications.values()):
            self.findings.add("missing-file", "epochs", "no epoch could be computed again")
        self.attempt("index.json", lambda: self.check_index(views))
        self.attempt("log", lambda: self.check_log(since, pinned))
        for name in self.history.publications:
            Beside(self.site, self.log, self.findings, name, self.history.publications[name]).check(self.attempt)
        for path in sorted(self.site.paths - self.known):
            self.findings.add("unexpected-file", path, "no manifest names this file")

    BESIDE_EVIDENCE = ("manifest.json", "statement.json", "index.html", "statement.json.tlog-proof", "provenance.dsse.json", "statement.signatures.json")
    PENDING = "the epoch before was corrected, and this epoch begins with something else now"

    def attempt(self, path: str, check: Callable[[], None]) -> None:
        """Whatever a hostile site leads to becomes a finding."""
        try:
            check()
        except Refusal as refusal:
            self.findings.add(refusal.code, refusal.path or path, refusal.fact, refusal.place)
        except Exception as error:
            self.findings.add("malformed-document", path, f"cannot be checked: {type(error).__name__}: {error}")

    def check_manifest(self, folder: str, path: str) -> dict[str, Record]:
        """Every file that a manifest names, by the path that it names: size and digest."""
        named: dict[str, Record] = {}
        try:
            content = self.site.read(path)
            document = parse_json(content)
            manifest = read(MANIFEST, document)
            require(manifest.format == "revshare-manifest-v1", "no such format", "format")
            in_order([file.path.encode() for file in manifest.files], "files")
            named = {file.path: file for file in manifest.files}
            require(content == json_bytes(document), "not in the canonical form")
        except Refusal as refusal:
            code = refusal.code if refusal.code.endswith("-file") else "malformed-document"
            self.findings.add(code, path, refusal.fact, refusal.place)
        for name, said in named.items():
            self.known.add(folder + name)
            self.attempt(folder + name, lambda: self.check_file(folder + name, said))
        return named

    def check_file(self, path: str, said: Record) -> None:
        self.files += 1
        content = self.site.read(path)
        if (len(content), sha256(content)) != (said.bytes, said.sha256):
            self.findings.add("changed-file", path, "the file is not the one that the manifest names", "", (
                f"{said.bytes} bytes, {said.sha256}", f"{len(content)} bytes, {sha256(content)}"))

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

    def check_publication(self, name: str, views: dict[str, Record]) -> None:
        """An epoch, such as 4, or a correction of one, such as 4.1."""
        folder = f"epochs/{name}/"
        self.history.add(name, None)
        for file in self.BESIDE_EVIDENCE[:3]:
            if folder + file not in views:
                self.findings.add("missing-file", folder + file, "the site's manifest does not name this file")
        self.known.add(folder + "manifest.json")
        named = self.check_manifest(folder, folder + "manifest.json")
        try:
            inputs = Inputs(lambda input_name: self.site.read(f"{folder}inputs/{input_name}"))
            epoch = Epoch(inputs)
        except Refusal as refusal:
            path = refusal.path or ""
            path = path if path.startswith(folder) else f"{folder}inputs/{path}".rstrip("/")
            self.findings.add(refusal.code, path, refusal.fact, refusal.place)
            return
        for holder in inputs.forged:
            self.findings.add("wrong-signature", folder + "inputs/epoch.json",
                              f"the redirection of {account_text(holder)} is not signed by it", "beneficiaries")
        evidence = {f"inputs/{input_name}": content for input_name, content in inputs.files.items()}
        for path, content in evidence.items():
            self.compare(folder + path, json_bytes(inputs.document) if path == "inputs/epoch.json"
                         else csv_bytes(parse_csv(content)))
        self.check_chain(name, inputs, epoch)
        if "." in name:
            self.add_correction(name, epoch)
        else:
            for path in self.history.pending():
                self.findings.add("broken-chain", path, f"{self.PENDING}; it was to be corrected before epoch {name}")
        self.check_ranges(folder, epoch)
        for document, content in epoch.documents.items():
            self.compare(folder + document, content)
        self.check_evidence(folder, named, {**epoch.documents, **evidence})
        self.history.add(name, epoch)

    def check_ranges(self, folder: str, epoch: Epoch) -> None:
        """Every published file of a large distribution proves its own rows, whatever else they are compared with."""
        def check(path: str, figures: PayoutFigures) -> None:
            for place, fact in RangeFile(figures, self.site.read(path)).unproven():
                self.findings.add("wrong-figure", path, fact, place)

        for figures in epoch.payouts:
            for document in epoch.documents if figures.is_large else ():
                path = folder + document
                if document.startswith(f"{figures.payout.id}/claims/") and path in self.site.paths:
                    self.attempt(path, lambda: check(path, figures))

    def add_correction(self, name: str, epoch: Epoch) -> None:
        """The documents of a correction; its reason and its settlement stand in it alone."""
        path = f"epochs/{name}/correction.json"
        with reading(path):
            document = parse_json(self.site.read(path))
            said = read(CORRECTION, {key: document[key] for key in CORRECTION if key in document}
                        if isinstance(document, dict) else document)
            if said.settlement not in ("adjustments", "replacement"):
                raise malformed("no such settlement", "settlement")
        epoch.settlement, epoch.reason = said.settlement, said.reason
        before = self.history.publications.get(corrected_by(name))
        if corrected_by(name) not in self.history.publications:
            self.findings.add("broken-chain", path, "what this corrects is not there", "corrects", (corrected_by(name), None))
        if before:
            epoch.changes = share_changes(before, epoch)
            epoch.documents.update(correction_documents(name, said.reason, before, epoch))
        is_paid = max(self.history.names) > number_of(name) or (before and before.settlement == "adjustments")
        if said.settlement == "replacement" and is_paid:
            self.findings.add("broken-chain", path, "its epoch was paid already, so that its claims cannot be replaced",
                              "settlement", ("adjustments", "replacement"))

    def check_evidence(self, folder: str, named: dict[str, Record], evidence: dict[str, bytes]) -> None:
        """The manifest names all evidence and nothing else, and each file as it has to be."""
        for path in sorted(set(evidence) - set(named)):
            self.findings.add("missing-file", folder + path, "evidence that the epoch's manifest does not name")
        for path in sorted(set(named) - set(evidence)):
            self.findings.add("unexpected-file", folder + path, "the epoch's manifest names what is no evidence")
        for number, (path, said) in enumerate(named.items()):
            expected = sha256(evidence[path]) if path in evidence else said.sha256
            if said.sha256 != expected:
                self.findings.add("wrong-figure", folder + "manifest.json", "not what the inputs give",
                                  f"files[{number}].sha256", (expected, said.sha256))

    # Chain of epochs (sections 2, 7 and 14)

    def check_chain(self, name: str, inputs: Inputs, epoch: Epoch) -> None:
        number, is_correction = number_of(name), "." in name
        path = f"epochs/{name}/inputs/epoch.json"

        def check(place: str, expected: Any, found: Any) -> None:
            if expected != found:
                self.findings.add("broken-chain", path, "does not follow from the epoch before", place, (expected, found))

        earlier = [other for other in self.history.publications
                   if other != name and not (is_correction and number_of(other) >= number)]
        check("epoch.number", number, inputs.number)
        expected, last = None, max((number_of(other) for other in earlier), default=None)
        before = settled = None
        if earlier:
            before, settled = self.history.current(last), self.history.settled(last)
            manifest = f"epochs/{self.history.names[last][-1]}/manifest.json"
            content = self.site.read(manifest) if manifest in self.site.paths else b""
            expected = {"epoch": last, "manifest": sha256(content)}
            check("epoch.number", last + 1, inputs.number)
        check("previous", expected, inputs.previous)
        self.check_refunds(inputs, [self.history.publications[other] for other in earlier], check)
        self.check_adjustments(inputs, check)
        if earlier and not (before and settled):
            return
        if before:
            check("epoch.start", time_text(before.inputs.end), time_text(inputs.start))
            check("opening", "none", "one" if inputs.opening else "none")
            if inputs.ruleset < before.inputs.ruleset:
                check("ruleset", f"{before.inputs.ruleset} or higher", inputs.ruleset)
        elif inputs.opening:
            return  # what an earlier system left is taken from it
        self.check_carried(inputs, before, settled, check)
        if not inputs.is_given:
            lots = before.closing_lots if before else Epoch.lots_csv([])
            check("opening lots", sha256(csv_bytes(lots)) if lots else "given weights", sha256(csv_bytes(epoch.opening_lots)))
        if inputs.ruleset == 2:
            owed = settled.closing_balances([payout.id for payout in inputs.payouts]) if settled else []
            balances = [Epoch.balances_csv(owed), epoch.opening_balances]
            check("opening balances", *(sha256(csv_bytes(rows)) for rows in balances))

    def check_carried(self, inputs: Inputs, before: Epoch | None, settled: Epoch | None, check: Callable) -> None:
        """Remainders are those that the epoch before was paid by, deficits those that hold of it now."""
        left = {figures.payout.id: figures for figures in settled.payouts} if settled else {}
        deficits: dict[str, dict[str, int]] = defaultdict(dict)
        for figures in before.payouts if before else []:
            for stream, of_stream in zip(before.inputs.streams, figures.streams):
                if of_stream.deficit_out:
                    deficits[figures.payout.id][stream["id"]] = of_stream.deficit_out
        for payout in inputs.payouts:
            place = "carried" if inputs.ruleset == 1 else f"carried.{payout.id}"
            figures = left.pop(payout.id, None)
            check(f"{place}.remainder", str(figures.remainder_out if figures else 0), str(payout.remainder))
            of_asset = deficits.pop(payout.id, {})
            for stream, deficit in payout.deficits.items():
                check(f"{place}.deficits.{stream}", str(of_asset.pop(stream, 0)), str(deficit))
            for stream in of_asset:
                check("streams", f"{stream} with its deficit", "no such stream")
        with_rest = {asset for asset, figures in left.items() if figures.remainder_out or figures.closing_balances()}
        for asset in sorted(with_rest | set(deficits)):
            check("payouts", f"{asset} with what it left", "no such payout asset")

    def check_adjustments(self, inputs: Inputs, check: Callable) -> None:
        """Adjustments that name a correction are those that the corrections since the epoch before give."""
        due = self.history.due(inputs.number)
        if due is None:
            return
        rows = {row.reference: (row.time, row.asset, row.account, row.amount, row.epoch, row.note)
                for row in inputs.adjustments}
        shown = lambda row: f"{row[3]} of {row[1]} at {time_text(row[0])}, epoch {row[4]}" if row else "none"
        for reference in sorted({*due, *(r for r in rows if re.match(r"[0-9]+\.[0-9]+/[^/]*/[^/]*\Z", r))}):
            if (one := due.get(reference)) != (other := rows.get(reference)):
                check(f"adjustment {reference}", shown(one), shown(other))

    def check_refunds(self, inputs: Inputs, earlier: list[Epoch | None], check: Callable) -> None:
        """A refund of an entry of an earlier epoch has its stream, its asset and its rate (sections 7.1 and 8.1)."""
        own = {entry.reference for entry in inputs.entries}
        refunds = [entry for entry in inputs.entries if entry.refunds and entry.refunds not in own]
        if not refunds or None in earlier:
            return
        originals = {entry.reference: entry for epoch in reversed(earlier) for entry in epoch.inputs.entries}
        def facts(entry: Record, needs_rate: bool) -> str:
            rate = f"rate of {time_text(entry.rateTime)}" if needs_rate and entry.rateTime is not None else "no rate"
            return f"stream {entry.stream}, asset {entry.asset}, {rate}"
        for entry in refunds:
            original, needs_rate = originals.get(entry.refunds), entry.rateTime is not None
            expected = facts(original, needs_rate) if original else f"an entry {entry.refunds}"
            check(f"refund {entry.reference}", expected, facts(entry, needs_rate))
            if original and needs_rate and original.rate and entry.rate:
                rates = ["{0}e-{1}".format(*rate) for rate in (original.rate, entry.rate)]
                check(f"rate of refund {entry.reference}", *rates)

    # Views, statements and log

    def check_index(self, views: dict[str, Record]) -> None:
        if "index.json" not in views:
            self.findings.add("missing-file", "index.json", "the site's manifest does not name this file")
        index = parse_json(self.site.read("index.json"))
        epochs = {name: epoch for name, epoch in self.history.publications.items() if epoch}
        listed = {name: epoch.index_members() for name, epoch in epochs.items() if "." not in name}
        for name, members in listed.items() if b'"corrections"' in self.site.read("index.json") else ():
            members.update(self.index_links(name))
            members["corrections"] = [
                {**self.index_links(other), "reason": epoch.reason, "settlement": epoch.settlement}
                for other, epoch in epochs.items() if other.startswith(name + ".")]
        expected = {"format": "revshare-index-v1", "epochs": list(listed.values())}
        for place, one, other in differences(expected, index, subset=True):
            self.findings.add("wrong-view", "index.json", "not what the evidence gives", place, (one, other))

    def index_links(self, name: str) -> dict:
        entry = self.log.names.index(name) if name in self.log.names else None
        return {"publication": name, "statement": f"epochs/{name}/statement.json", "entry": entry}

    def check_log(self, since: bytes | None, pinned: str | None) -> None:
        log = self.log
        log.check_files()
        self.check_order()
        log.check_head(pinned)
        for index, statement in enumerate(log.statements):
            if statement:
                path = f"epochs/{statement['publication']}/statement.json"
                self.attempt(path, lambda: self.check_statement(index, statement, path))
                if log.key:
                    self.attempt(path + ".tlog-proof", lambda: log.check_proof(path + ".tlog-proof", index))
        for name in self.history.publications:
            if name not in log.names:
                path = f"epochs/{name}/statement.json"
                self.findings.add("wrong-statement", path, "the log does not hold this publication")
        if since is not None:
            kept = since.partition(b"\n\n")[2] if since.startswith(b"c2sp.org/tlog-proof@v1\n") else since
            if checkpoint := log.check_checkpoint("log/checkpoint (kept)", kept, "wrong-checkpoint"):
                log.check_history("log/checkpoint (kept)", checkpoint)

    def check_order(self) -> None:
        """Epochs follow each other without a gap, and corrections what they correct."""
        seen: set[str] = set()
        for index, name in enumerate(self.log.names):
            follows_epoch = "." not in name and any("." not in other for other in seen)
            before = str(int(name) - 1) if follows_epoch else corrected_by(name)
            if name in seen or not (before is None or before in seen):
                expected = "once" if before is None else f"after {before}, once"
                self.findings.add("wrong-order", "log", f"publication {name} cannot stand here", f"entry {index}",
                                  (expected, "it"))
            seen.add(name)

    def check_statement(self, index: int, statement: dict, path: str) -> None:
        name, entry = statement["publication"], self.log.entries[index]
        if epoch := self.history.publications.get(name):
            corrects, corrected = None, corrected_by(name)
            if corrected:
                place = str(self.log.names.index(corrected)) if corrected in self.log.names else None
                corrects = {"entry": place, "publication": corrected, "reason": epoch.reason,
                            "settlement": epoch.settlement}
            manifest = self.site.read(f"epochs/{name}/manifest.json")
            expected = statement_of(epoch, name, manifest, statement["program"], corrects)
            wrong = list(differences(expected, statement))
            if not wrong and entry != compact_bytes(expected, sort=True):
                wrong = [("", "the canonical form", "the same figures, written otherwise")]
            for place, one, other in wrong:
                self.findings.add("wrong-statement", path, "the log's entry is not what the evidence gives", place,
                                  (one, other))
        if self.site.read(path) != entry:
            self.findings.add("wrong-statement", path, "not the entry that the log holds")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--since", metavar="KEPT")
    parser.add_argument("--key", metavar="KEY")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        parser.error(f"{options.folder} is not a folder")
    try:
        since = open(options.since, "rb").read() if options.since else None
    except OSError as error:
        parser.error(str(error))
    audit = Audit(options.folder, since, options.key)
    sys.stdout.reconfigure(errors="backslashreplace")
    for line in audit.findings.lines:
        print(line)
    errors = audit.findings.errors
    agreed = "everything agrees; pages were compared with their digests alone"
    if any(epoch and {"block", "reconciliation"} & set(epoch.inputs.document) for epoch in audit.history.publications.values()):
        agreed += "; not checked: whether the chain has the blocks and receipts that are published, which a node can tell"
    if any(epoch and epoch.inputs.is_given for epoch in audit.history.publications.values()):
        agreed += "; not checked: whether given weights are what stake events add up to, which whoever has the events can tell"
    print(f"{len(audit.history.publications)} publications, {audit.files} files, {audit.documents} documents computed again: "
          + (f"{errors} findings" if errors else agreed))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
