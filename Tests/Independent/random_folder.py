"""Writes random books as a folder that the program reads: YAML (here JSON, which is YAML) and CSV ledgers."""

import csv
import json
from pathlib import Path
from random import Random

from random_scenario import Decision, Scenario
from reference.units import checksummed, percentage_text, time_text


def whole(amount: int, decimals: int) -> str:
    """Base units as whole tokens, with superfluous zeros here and there being none."""
    sign, digits = "-" if amount < 0 else "", str(abs(amount)).rjust(decimals + 1, "0")
    cut = len(digits) - decimals
    fraction = digits[cut:].rstrip("0")
    return sign + digits[:cut] + ("." + fraction if fraction else "")


def write_books(s: Scenario, folder: Path, shuffle: Random | None = None) -> Path:
    """The folder; `shuffle` puts the rows of every ledger in another order, which means nothing."""
    (folder / "ledgers").mkdir(parents=True)
    (folder / "revshare.yaml").write_text(json.dumps(_settings(s), indent=1, ensure_ascii=False), encoding="utf-8")
    (folder / "governance.yaml").write_text(json.dumps(_governance(s), indent=1, ensure_ascii=False), encoding="utf-8")
    for decision in s.decisions:
        if decision.snapshot:
            _write_votes(decision, folder / "governance", shuffle)
    decimals = {asset["id"]: asset["decimals"] for asset in s.assets}
    tables = {
        "revenue": (["time", "stream", "asset", "amount", "adjusts", "refunds", "reference", "note"], [
            [time_text(e.time), e.stream, e.asset, whole(e.amount, decimals[e.asset]), e.adjusts, e.refunds, e.reference, e.note]
            for e in s.entries]),
        "rates": (["time", "asset", "rate", "source"], [[time_text(r.time), r.asset, r.rate, r.source] for r in s.rates]),
        "returned": (["time", "asset", "amount", "epoch", "reference", "note"], [
            [time_text(r.time), r.asset, whole(r.amount, decimals[r.asset]), r.epoch, r.reference, r.note] for r in s.returned]),
        "adjustments": (["time", "asset", "account", "amount", "epoch", "reference", "note"], [
            [time_text(r.time), r.asset, checksummed(r.account), whole(r.amount, decimals[r.asset]), r.epoch, r.reference, r.note]
            for r in s.adjustments]),
        "staking": (["time", "sequence", "action", "account", "amount", "reference"], [
            [time_text(e.time), e.sequence, e.action, checksummed(e.account), e.amount, e.reference] for e in s.events]),
    }
    if s.opening:
        tables["lots"] = (["account", "start", "amount"], [
            [checksummed(lot.account), time_text(lot.start), whole(lot.amount, s.token["decimals"])] for lot in s.opening.lots])
        tables["balances"] = (["asset", "account", "accrued", "claimed"], [
            [b.asset, checksummed(b.account), whole(b.accrued, decimals[b.asset]), whole(b.claimed, decimals[b.asset])]
            for b in s.opening.balances])
    for name, (columns, rows) in tables.items():
        if shuffle:
            shuffle.shuffle(rows)
        with open(folder / "ledgers" / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([["" if field is None else field for field in row] for row in rows])
    return folder


def _drop(document: dict) -> dict:
    """Without what is left out, and every number as the text that stands there."""
    return {key: value for key, value in document.items() if value is not None}


def _column(name: str) -> dict:
    return {"column": name}


def _settings(s: Scenario) -> dict:
    shared = {"time": _column("time"), "amount": _column("amount"), "reference": _column("reference")}
    ledgers = {
        "revenue": [{"file": "ledgers/revenue.csv", **shared, "stream": _column("stream"), "asset": _column("asset"),
                     "adjusts": _column("adjusts"), "refunds": _column("refunds"), "note": _column("note")}],
        "staking": [{"file": "ledgers/staking.csv", **shared, "amount": {"column": "amount", "unit": "base"},
                     "account": _column("account"), "action": _column("action"), "sequence": _column("sequence")}],
        "rates": [{"file": "ledgers/rates.csv", "time": _column("time"), "rate": _column("rate"), "asset": _column("asset"),
                   "source": _column("source")}],
        "returned": [{"file": "ledgers/returned.csv", **shared, "asset": _column("asset"), "epoch": _column("epoch"),
                      "note": _column("note")}],
        "adjustments": [{"file": "ledgers/adjustments.csv", **shared, "asset": _column("asset"), "account": _column("account"),
                         "epoch": _column("epoch"), "note": _column("note")}],
    }
    payouts = [_payout(s, payout) for payout in s.payouts]
    return _drop({
        "format": "revshare-books-v1", "title": "Random", "publisher": "Nobody", "description": f"Seed {s.seed}.",
        "baseURL": "https://random.example/", "chain": {"id": s.chain, "name": "Chain"}, "token": _drop(s.token),
        "assets": [_drop({"id": a["id"], "symbol": a["symbol"], "name": a["name"], "decimals": a["decimals"],
                          "contract": a["contract"], "convertTo": a["payout"] if a["payout"] != a["id"] else None})
                   for a in s.assets],
        "payout": payouts, "ruleset": s.epochs[0].ruleset,
        "streams": [{"id": stream["id"], "title": title, "description": "What it is.", **_from(s, number)}
                    for stream in s.streams for number, title in stream["titles"]],
        "epochs": [{"number": e.number, "start": time_text(e.start), "end": time_text(e.end), "closed": e.closed} for e in s.epochs],
        "exclusions": [_drop({"account": checksummed(x.account), "reason": x.reason, "from": x.first, "until": x.last})
                       for x in s.exclusions],
        "beneficiaries": [_drop({"account": checksummed(r.account), "beneficiary": checksummed(r.beneficiary),
                                 "since": time_text(r.since), "signature": r.signature, "transaction": r.transaction})
                          for r in s.redirections],
        "opening": _opening(s), "ledgers": ledgers,
    })


def _from(s: Scenario, number: int) -> dict:
    """Left out where it is the first epoch."""
    return {} if number == s.epochs[0].number else {"from": number}


def _payout(s: Scenario, payout: dict) -> dict:
    """Each setting alone where it never changes, else as a list."""
    lists = {
        "distributor": [{"address": address, **_from(s, number)} for number, address in payout["distributors"]],
        "tree": [{**_drop({"format": preset, "order": order}), **_from(s, number)}
                 for number, (preset, order) in payout["trees"]],
        "claims": [{"scheme": scheme, **_from(s, number)} for number, scheme in payout["schemes"]],
    }
    alone = {"distributor": lambda row: row["address"], "tree": lambda row: row, "claims": lambda row: row["scheme"]}
    settings = {key: alone[key](rows[0]) if len(rows) == 1 else rows for key, rows in lists.items() if rows}
    return {"asset": payout["asset"], **settings, **_from(s, payout["from"])}


def _opening(s: Scenario) -> dict | None:
    if not s.opening:
        return None
    decimals = {asset["id"]: asset["decimals"] for asset in s.assets}
    return {
        "source": s.opening.source,
        "remainders": {asset: whole(amount, decimals[asset]) for asset, amount in s.opening.remainders.items()},
        "deficits": {asset: {stream: whole(amount, decimals[asset]) for stream, amount in streams.items()}
                     for asset, streams in s.opening.deficits.items()},
        "lots": "ledgers/lots.csv", "balances": "ledgers/balances.csv",
    }


def _governance(s: Scenario) -> dict:
    decimals = {asset["id"]: asset["decimals"] for asset in s.assets}
    return {"format": "revshare-governance-v1", "decisions": [_drop({
        "id": d.id, "effectiveEpoch": d.effective, **_decided(d),
        "poolShares": {stream: percentage_text(share) for stream, share in d.pool_shares.items()},
        "ruleset": d.ruleset, "weighting": _weighting(d.weighting),
        "minimumPayout": d.minimum and {asset: whole(amount, decimals[asset]) for asset, amount in d.minimum.items()},
        "rationale": "Because it was drawn.", "retroactive": d.retroactive,
    }) for d in s.decisions]}


def _decided(d: Decision) -> dict:
    """What was decided and when, or the vote that says so; then with or without what may be left out."""
    stated = {"title": f"Decision {d.id}", "decidedAt": time_text(d.decided_at), "link": d.link or f"https://vote.example/{d.id}"}
    share = {"stakerShare": percentage_text(d.staker_share)}
    if d.snapshot is None:
        return {**stated, **share, "tally": [{"choice": choice, "votes": votes} for choice, votes in d.tally] or None}
    files = {"proposal": f"governance/{d.id}.json"}
    if not d.snapshot["inside"]:
        files["votes"] = f"governance/{d.id}-votes.json"
    return {
        **(stated if d.snapshot["stated"] else {}),
        **(share if "adopts" in d.snapshot["setting"] else {}),
        "snapshot": {**files, **d.snapshot["setting"]},
    }


def _write_votes(d: Decision, folder: Path, shuffle: Random | None) -> None:
    """The hub's export; powers are written as the decimals that they are."""
    votes = list(d.snapshot["votes"])
    if shuffle:
        shuffle.shuffle(votes)
    rows = [f'{{"voter": {json.dumps(voter)}, "choice": {json.dumps(choice)}, "vp": {vp}}}' for voter, choice, vp in votes]
    cast, proposal = f'"votes": [{", ".join(rows)}]', f'"proposal": {json.dumps(d.snapshot["proposal"], ensure_ascii=False)}'
    inside = d.snapshot["inside"]
    folder.mkdir(exist_ok=True)
    (folder / f"{d.id}.json").write_text(f'{{"data": {{{proposal}{", " + cast if inside else ""}}}}}', encoding="utf-8")
    if not inside:
        (folder / f"{d.id}-votes.json").write_text(f'{{"data": {{{cast}}}}}', encoding="utf-8")


def _weighting(rule: dict | None) -> dict | None:
    if rule is None:
        return None
    return _drop({
        "steps": [{"age": f"{step['age']} seconds", "factor": step["factor"]} for step in rule["steps"]] or None,
        "linear": {"age": f"{rule['seconds']} seconds", "cap": rule["cap"]} if rule["multiplier"] == "linear" else None,
        "withdrawals": rule["withdrawals"],
    })
