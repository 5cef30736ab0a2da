"""Reconciles the published entries and receipts of an epoch, written from docs/specification.md, section 15."""

import csv
import json
import re
from pathlib import Path

NAMED = re.compile(r"(0x[0-9a-fA-F]{64})(?:$|(?=[^0-9A-Za-z]))")
LOG = re.compile(r":(0|[1-9][0-9]*)")


def named(reference: str) -> tuple[str, int | None] | None:
    """The transaction, and the log, that a reference names."""
    found = NAMED.match(reference)
    if not found:
        return None
    log = LOG.fullmatch(reference[found.end():])
    return found[1].lower(), int(log[1]) if log and int(log[1]) < 2**64 else None


def table(folder: Path, name: str) -> list[dict]:
    with (folder / "inputs" / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[dict]) -> dict:
    return {"count": len(rows), "amount": str(sum(int(row["amount"]) for row in rows))}


def reconciled(folder: Path) -> dict:
    """What the member `reconciliation` of the report has to be."""
    terms = json.loads((folder / "inputs" / "epoch.json").read_text())
    report = json.loads((folder / "report.json").read_text())
    known = {each["asset"]["id"]: each["asset"] for each in report["reconciliation"]["assets"]}
    assets = list(dict.fromkeys(pool["asset"] for pool in terms["reconciliation"]["pools"]))
    assert list(known) == assets
    entries = [row for row in table(folder, "revenue") if row["asset"] in assets and int(row["amount"]) >= 0]
    receipts = table(folder, "receipts")
    groups: dict[tuple, tuple[list, list]] = {}
    for entry in entries:
        if name := named(entry["reference"]):
            groups.setdefault((*name, entry["asset"]), ([], []))[0].append(entry)
    for receipt in receipts:
        transaction, log = named(receipt["reference"])
        key = (transaction, log, receipt["asset"])
        groups.setdefault(key if key in groups else (transaction, None, receipt["asset"]), ([], []))[1].append(receipt)
    kinds, got = {}, {}
    for key, (booked, received) in groups.items():
        sums = [sum(int(row["amount"]) for row in rows) for rows in (booked, received)]
        kind = ("unexplained" if not booked else "missing" if not received else
                "matched" if sums[0] == sums[1] else "differing")
        kinds |= {id(row): kind for row in booked + received}
        left = sums[1]
        for place, entry in enumerate(booked):
            got[id(entry)] = left if place == len(booked) - 1 else min(left, int(entry["amount"]))
            left -= got[id(entry)]
    streams = []
    for stream in [each["id"] for each in terms["streams"]]:
        for asset in assets:
            of_stream = [entry for entry in entries if (entry["stream"], entry["asset"]) == (stream, asset)]
            booked = [entry for entry in of_stream if id(entry) in kinds]
            if not of_stream:
                continue
            received = sum(got[id(entry)] for entry in booked)
            streams.append({
                "stream": stream, "asset": asset, "booked": total(booked),
                "matched": total([entry for entry in booked if kinds[id(entry)] == "matched"]),
                "missing": total([entry for entry in booked if kinds[id(entry)] == "missing"]),
                "received": str(received), "difference": str(int(total(booked)["amount"]) - received),
                "unnamed": total([entry for entry in of_stream if id(entry) not in kinds])})
    of_asset = {asset: [row for row in receipts if row["asset"] == asset] for asset in assets}
    differing = [(key, rows) for key, rows in groups.items() if rows[0] and kinds[id(rows[0][0])] == "differing"]
    return terms["reconciliation"] | {
        "assets": [{"asset": known[asset], "receipts": total(rows)} | {
            kind: total([row for row in rows if kinds[id(row)] == kind])
            for kind in ("matched", "differing", "unexplained")
        } for asset, rows in of_asset.items()],
        "streams": streams,
        "missing": [{name: entry[name] for name in ("reference", "stream", "asset", "amount")}
                    for entry in entries if kinds.get(id(entry)) == "missing"][:100],
        "differing": [{"transaction": transaction + ("" if log is None else f":{log}"), "asset": asset,
                       "booked": total(rows[0])["amount"], "received": total(rows[1])["amount"]}
                      for (transaction, log, asset), rows in differing][:100],
        "unexplained": [{name: row[name] for name in ("time", "asset", "amount", "sender", "reference")}
                        for row in receipts if kinds[id(row)] == "unexplained"][:100]}
