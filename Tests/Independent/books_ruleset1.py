"""From books to the inputs of an epoch of ruleset 1."""

from book_settings import carried_deficits, distributor, previous, tree
from governance import decision_document
from ledgers import BookedEntry
from reference.chain import Closing
from reference.evidence import Evidence
from reference.inputs import Entry, EpochInputs
from reference.presets import DEFAULT
from reference.units import seconds


def evidence(books, epoch: dict, before: Closing | None) -> Evidence:
    number, start, end = int(epoch["number"]), seconds(epoch["start"]), seconds(epoch["end"])
    decision = books.governance.in_force(number)
    streams = books.streams(number, decision)
    payout, = books.payouts(number)
    asset = books.assets[payout["asset"]]
    choice = tree(payout, asset, number)
    document = {
        "format": "revshare-inputs-v1",
        "ruleset": 1,
        "epoch": {"number": number, "start": epoch["start"], "end": epoch["end"]},
        "chain": {"id": int(books.configuration["chain"]["id"]), "name": books.configuration["chain"]["name"]},
        "distributor": distributor(payout, number),
        "token": books.token,
        "asset": asset,
        **({} if choice == DEFAULT else {"tree": choice}),
        "streams": streams,
        "decision": decision_document(decision, [stream["id"] for stream in streams]),
        "exclusions": books.exclusions(number),
        "carried": {
            "remainder": str(before.remainders[asset["id"]] if before else 0),
            "deficits": carried_deficits(before, asset["id"], streams),
        },
        "previous": previous(before),
    }
    return Evidence(EpochInputs(
        document,
        [_entry(entry, asset["id"]) for entry in books.entries if start <= entry.time < end],
        [event for event in books.events if start <= event.time < end],
        before.lots if before else [],
    ))


def _entry(booked: BookedEntry, asset: str) -> Entry:
    """What it adjusts or takes back is passed over."""
    if booked.asset != asset:
        raise ValueError(f"{booked.reference} needs ruleset 2")
    return Entry(booked.time, booked.stream, booked.amount, booked.reference, booked.note)
