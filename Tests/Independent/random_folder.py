"""Writes random books as a folder that the program reads: YAML (here JSON, which is YAML) and CSV ledgers."""

import json
from pathlib import Path
from random import Random

from random_mappings import empty_ledger, whole, write_csv, write_ledger
from random_scenario import Decision, Scenario
from reference.inputs import LOTS_HEADER
from reference.ruleset2.tables import BALANCES
from reference.units import checksummed, percentage_text, time_text


def write_books(s: Scenario, folder: Path, shuffle: Random | None = None) -> Path:
    """The folder; `shuffle` puts the rows of every ledger in another order, which means nothing."""
    (folder / "ledgers").mkdir(parents=True)
    settings = {**_settings(s), "ledgers": _write_ledgers(s, folder, shuffle)}
    (folder / "revshare.yaml").write_text(json.dumps(settings, indent=1, ensure_ascii=False), encoding="utf-8")
    (folder / "governance.yaml").write_text(json.dumps(_governance(s), indent=1, ensure_ascii=False), encoding="utf-8")
    for decision in s.decisions:
        if decision.snapshot:
            _write_votes(decision, folder / "governance", shuffle)
    if s.opening:
        _write_opening(s, folder, shuffle)
    return folder


def _write_ledgers(s: Scenario, folder: Path, shuffle: Random | None) -> dict:
    decimals = {asset["id"]: asset["decimals"] for asset in s.assets}
    tables: dict[str, list[dict]] = {
        "revenue": [row._asdict() for row in s.entries],
        "rates": [row._asdict() for row in s.rates],
        "returned": [row._asdict() for row in s.returned],
        "adjustments": [row._asdict() for row in s.adjustments],
        "staking": [row._asdict() for row in s.events],
    }
    for name, rows in tables.items():
        for row in rows:
            if "amount" in row:
                row["amount"] = (row["amount"], decimals[row["asset"]] if "asset" in row else s.token["decimals"])
    rng = Random(s.seed)
    ledgers = {name: write_ledger(rng, folder, name, rows, shuffle) for name, rows in tables.items()}
    return {**ledgers, **({"receipts": _write_receipts(s, folder, shuffle)} if s.pools else {})}


def _write_receipts(s: Scenario, folder: Path, shuffle: Random | None) -> list[dict]:
    """A file or two for each pool, one without rows for a pool that received nothing."""
    decimals, rng, mappings = {asset["id"]: asset["decimals"] for asset in s.assets}, Random(f"receipts {s.seed}"), []
    for k, (asset, account) in enumerate(s.pools):
        upper, joined = rng.random() < 0.3, rng.random() < 0.3
        rows = []
        for row in s.receipts:
            if row.pool == k:
                digits = "0x" + row.hash[2:].upper() if upper else row.hash
                name = {"reference": f"{digits}:{row.log}"} if joined else {"hash": digits, "log": str(row.log)}
                rows.append({"time": row.time, "amount": (row.amount, decimals[asset]), **name, "sender": row.sender})
        fields = ["time", "amount", "hash", "log", "sender"]
        for mapping in write_ledger(rng, folder, f"receipts-{k}", rows, shuffle) or [empty_ledger(folder, f"receipts-{k}", fields)]:
            if "hash" in mapping:
                mapping["reference"] = {"columns": [mapping.pop("hash")["column"], mapping.pop("log")["column"]]}
            mappings.append({"file": mapping.pop("file"), "asset": asset, "pool": checksummed(account), **mapping})
    return mappings


def _write_opening(s: Scenario, folder: Path, shuffle: Random | None) -> None:
    decimals = {asset["id"]: asset["decimals"] for asset in s.assets}
    lots = [[checksummed(lot.account), time_text(lot.start), whole(lot.amount, s.token["decimals"])] for lot in s.opening.lots]
    balances = [[b.asset, checksummed(b.account), whole(b.accrued, decimals[b.asset]), whole(b.claimed, decimals[b.asset])]
                for b in s.opening.balances]
    for name, header, rows in (("lots", LOTS_HEADER, lots), ("balances", BALANCES, balances)):
        if shuffle:
            shuffle.shuffle(rows)
        write_csv(folder / "ledgers" / f"{name}.csv", header.split(","), rows)


def _drop(document: dict) -> dict:
    """Without what is left out, and every number as the text that stands there."""
    return {key: value for key, value in document.items() if value is not None}


def _settings(s: Scenario) -> dict:
    payouts = [_payout(s, payout) for payout in s.payouts]
    return _drop({
        "format": "revshare-books-v1", "title": "Random", "publisher": "Nobody", "description": f"Seed {s.seed}.",
        "baseURL": "https://random.example/", "chain": {"id": s.chain, "name": "Chain"}, "token": _drop(s.token),
        "assets": [_drop({"id": a["id"], "symbol": a["symbol"], "name": a["name"], "decimals": a["decimals"],
                          "contract": a["contract"], "convertTo": a.get("convertTo")})
                   for a in s.assets],
        "payout": payouts, "ruleset": s.epochs[0].ruleset,
        "streams": [{"id": stream["id"], "title": title, "description": "What it is.", **_from(s, number)}
                    for stream in s.streams for number, title in stream["titles"]],
        "epochs": [{"number": e.number, "start": time_text(e.start), "end": time_text(e.end), "closed": e.closed, **_block(s, e.number)}
                   for e in s.epochs],
        "exclusions": [_drop({"account": checksummed(x.account), "reason": x.reason, "from": x.first, "until": x.last})
                       for x in s.exclusions],
        "beneficiaries": [_drop({"account": checksummed(r.account), "beneficiary": checksummed(r.beneficiary),
                                 "since": time_text(r.since), "signature": r.signature, "transaction": r.transaction})
                          for r in s.redirections],
        "opening": _opening(s), "reconciliation": s.policy,
    })


def _block(s: Scenario, number: int) -> dict:
    return {"block": dict(zip(("number", "hash"), s.blocks[number]))} if number in s.blocks else {}


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
    explicit = {} if payout.get("explicit") is None else {"explicitProofs": payout["explicit"]}
    return {"asset": payout["asset"], **settings, **explicit, **_from(s, payout["from"])}


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
    link = {"link": d.link or f"https://vote.example/{d.id}"}
    stated = {"title": f"Decision {d.id}", "decidedAt": time_text(d.decided_at), **link}
    share = {"stakerShare": percentage_text(d.staker_share)}
    if d.snapshot is None:
        return {**stated, **share, "tally": [{"choice": choice, "votes": votes} for choice, votes in d.tally] or None}
    files = {"proposal": f"governance/{d.id}.json"}
    if not d.snapshot["inside"]:
        files["votes"] = f"governance/{d.id}-votes.json"
    return {
        **(stated if d.snapshot["stated"] else link),
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
