"""From books to the inputs of an epoch of ruleset 2."""

import csv

from book_settings import account_text, carried_deficits, distributor, explicit_proofs, previous, scheme, tree
from governance import decision_document
from ledgers import base_units
from opening import Opening
from reference.chain import Closing
from reference.ruleset2.conversion import converted, latest
from reference.ruleset2.evidence import Evidence
from reference.ruleset2.given import StakeSum
from reference.ruleset2.inputs import EpochInputs
from reference.ruleset2.rows import Entry, Rate
from reference.units import account_bytes, checksummed, seconds


def evidence(books, epoch: dict, before: Closing | None) -> Evidence:
    number, start, end = int(epoch["number"]), seconds(epoch["start"]), seconds(epoch["end"])
    decision = books.governance.in_force(number)
    streams, payouts = books.streams(number, decision), books.payouts(number)
    order = [payout["asset"] for payout in payouts]
    assets = _assets(books, order)
    opening = Opening(books, streams, order) if before is None and "opening" in books.configuration else None
    vote = books.governance.votes.get(decision["id"])
    given = _given(books, number)
    document = {
        "format": "revshare-inputs-v2",
        "ruleset": 2,
        "epoch": {"number": number, "start": epoch["start"], "end": epoch["end"]},
        "chain": {"id": int(books.configuration["chain"]["id"]), "name": books.configuration["chain"]["name"]},
        **_chain(books, epoch),
        **({"weights": "given"} if given is not None else {}),
        "token": books.token,
        "assets": list(assets.values()),
        "payouts": [_payout(books, payout, number) for payout in payouts],
        "streams": streams,
        "decision": {**decision_document(decision, [stream["id"] for stream in streams]), "vote": vote and vote.document},
        "weighting": books.governance.weighting(number),
        "decidedBy": {name: books.governance.decided_by(key, number) for name, key in (
            ("ruleset", "ruleset"), ("weighting", "weighting"), ("minimum", "minimumPayout"))},
        "exclusions": books.exclusions(number),
        "beneficiaries": _beneficiaries(books, end),
        "opening": opening and {"source": opening.source},
        "carried": opening.carried if opening else [{
            "asset": asset,
            "remainder": str(before.remainders.get(asset, 0) if before else 0),
            "deficits": carried_deficits(before, asset, streams),
        } for asset in order],
        "previous": previous(before),
    }
    entries = _entries(books, assets, start, end)
    balances = before.balances if before else opening.balances if opening else []
    return Evidence(EpochInputs(
        document, entries, _rates(books, assets, entries, start, end),
        [row for row in books.returned if start <= row.time < end],
        [row for row in books.adjustments if start <= row.time < end],
        [event for event in books.events if start <= event.time < end] if given is None else [],
        [] if given is not None else before.lots if before else opening.lots if opening else [],
        sorted(balances, key=lambda balance: (order.index(balance.asset), balance.account)),
        vote.votes if vote else [],
        [row for row in books.receipts if start <= row.time < end],
        given or [],
    ))


def _given(books, number: int) -> list[StakeSum] | None:
    """The rows that the weights of an epoch are given by, in any order in the file; none where stake events are counted."""
    for item in books.configuration["ledgers"].get("weights") or []:
        if int(item["epoch"]) == number:
            with open(books.folder / item["file"], encoding="utf-8", newline="") as file:
                rows = [StakeSum(account_bytes(row["account"]), int(row["step"]), int(row["amount_seconds"]))
                        for row in csv.DictReader(file)]
            return sorted(rows)
    return None


def _chain(books, epoch: dict) -> dict:
    """What is said of the chain: the block that the epoch names, and how what the pools received is compared."""
    said = {}
    if "block" in epoch:
        said["block"] = {"number": epoch["block"]["number"], "hash": epoch["block"]["hash"].lower()}
    if books.pools:
        said["reconciliation"] = {"policy": books.configuration.get("reconciliation", "report"), "pools": books.pools}
    return said


def _assets(books, payouts: list[str]) -> dict[str, dict]:
    """Each with the payout asset that it becomes."""
    becomes = {}
    for name, asset in books.assets.items():
        target = name if name in payouts else books.converted_to[name]
        becomes[name] = {**asset, "payout": target if target in payouts else payouts[0]}
    return becomes


def _payout(books, payout: dict, number: int) -> dict:
    asset = books.assets[payout["asset"]]
    stating = books.governance.stating("minimumPayout", number)
    minimum = stating["minimumPayout"].get(asset["id"], "0") if stating else "0"
    return {
        "asset": asset["id"],
        "distributor": distributor(payout, number),
        **tree(payout, asset, number),
        "scheme": scheme(payout, number),
        "minimum": str(base_units(minimum, asset["decimals"])),
        **explicit_proofs(payout),
    }


def _beneficiaries(books, end: int) -> list[dict]:
    """The latest of each account; those to the account itself are not listed."""
    latest_of: dict[bytes, dict] = {}
    for row in books.configuration.get("beneficiaries") or []:
        account = account_bytes(row["account"])
        held = latest_of.get(account)
        if seconds(row["since"]) < end and (held is None or seconds(held["since"]) < seconds(row["since"])):
            latest_of[account] = row
    return [
        {"account": checksummed(account), "beneficiary": account_text(row["beneficiary"]), "since": row["since"],
         "signature": _lower(row.get("signature")), "transaction": _lower(row.get("transaction"))}
        for account, row in sorted(latest_of.items(), key=lambda pair: pair[0])
        if account_bytes(row["beneficiary"]) != account
    ]


def _lower(text: str | None) -> str | None:
    return text and text.lower()


def _rate_of(books, reference: str, by_reference: dict) -> Rate | None:
    """That of the entry's time, or of the one that it takes back."""
    entry = by_reference[reference]
    if entry.refunds is not None:
        return _rate_of(books, entry.refunds, by_reference)
    return latest(books.rates, entry.asset, entry.time)


def _entries(books, assets: dict[str, dict], start: int, end: int) -> list[Entry]:
    by_reference = {entry.reference: entry for entry in books.entries}
    rows = []
    for e in books.entries:
        if not start <= e.time < end:
            continue
        asset = assets[e.asset]
        rate, amount = None, e.amount
        if asset["payout"] != e.asset:
            rate = _rate_of(books, e.reference, by_reference)
            amount = converted(e.amount, rate.rate, asset["decimals"], assets[asset["payout"]]["decimals"])
        rows.append(Entry(e.time, e.stream, e.asset, e.amount, rate and rate.time, amount, e.adjusts, e.refunds, e.reference, e.note))
    return rows


def _rates(books, assets: dict[str, dict], entries: list[Entry], start: int, end: int) -> list[Rate]:
    """Of each asset that needs them: those of the epoch, the latest before, and those of earlier entries that are taken back."""
    own = {entry.reference for entry in entries}
    named = {(e.asset, e.rate_time) for e in entries if e.refunds is not None and e.refunds not in own}
    kept = []
    for name, asset in assets.items():
        if asset["payout"] == name or not any(entry.asset == name for entry in entries):
            continue
        opening = latest(books.rates, name, start - 1)
        kept += [r for r in books.rates if r.asset == name and (
            start <= r.time < end or r is opening or (name, r.time) in named)]
    return kept
