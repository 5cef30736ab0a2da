"""docs/books.md: from the books folder alone to the inputs of every closed epoch."""

from pathlib import Path
from typing import Iterator

import yaml

from ledgers import revenue_entries, stake_events
from reference.distribution import Distribution
from reference.evidence import Evidence
from reference.inputs import EpochInputs
from reference.presets import DEFAULT, LEAVES, checked
from reference.units import account_bytes, checksummed, parts_per_million, percentage_text, seconds, sha256


class Books:
    """The two YAML files, every scalar as the text that stands there, and the ledgers that they name."""

    def __init__(self, folder: Path):
        self.configuration = _yaml(folder / "revshare.yaml", "revshare-books-v1")
        self.decisions = _yaml(folder / "governance.yaml", "revshare-governance-v1")["decisions"]
        self.token = _token(self.configuration["token"])
        assets = {asset["id"]: asset for asset in self.configuration["assets"]}
        payout = assets[self.configuration["payout"]]
        self.asset = {"id": payout["id"], **_token(payout)}
        ledgers = self.configuration["ledgers"]
        self.entries = revenue_entries(folder, ledgers.get("revenue") or [], self.asset)
        self.events = stake_events(folder, ledgers.get("staking") or [], self.token["decimals"])
        first = seconds(self.configuration["epochs"][0]["start"])
        if any(row.time < first for row in self.entries + self.events):
            raise ValueError("a row stands before the first epoch")

    def epochs(self) -> Iterator[Evidence]:
        """Every closed epoch in order, each computed from its inputs, and these from the epoch before."""
        before = None
        for epoch in self.configuration["epochs"]:
            if epoch.get("closed") != "true":
                return
            evidence = Evidence(self._inputs(epoch, before))
            yield evidence
            before = evidence

    def decision_in_force(self, number: int) -> dict:
        """That with the latest effective epoch not after this one; of two for one epoch, the retroactive one."""
        held = [d for d in self.decisions if int(d["effectiveEpoch"]) <= number]
        latest = max(int(d["effectiveEpoch"]) for d in held)
        candidates = [d for d in held if int(d["effectiveEpoch"]) == latest]
        if len(candidates) > 1:
            candidates = [d for d in candidates if "retroactive" in d]
        if len(candidates) != 1:
            raise ValueError(f"not one decision is in force in epoch {number}")
        return candidates[0]

    def _inputs(self, epoch: dict, before: Evidence | None) -> EpochInputs:
        number, start, end = int(epoch["number"]), seconds(epoch["start"]), seconds(epoch["end"])
        decision = self.decision_in_force(number)
        streams = [s for s in self.configuration["streams"] if s["id"] in decision["poolShares"]]
        ids = [stream["id"] for stream in streams]
        if len(ids) != len(decision["poolShares"]):
            raise ValueError(f"{decision['id']} names an unknown stream")
        past = before.distribution if before else None
        owed = {stream.id: stream.deficit_out for stream in past.streams} if past else {}
        left_out = [stream for stream, deficit in owed.items() if deficit and stream not in ids]
        if left_out:
            raise ValueError(f"{decision['id']} leaves out {left_out} with a deficit")
        document = {
            "format": "revshare-inputs-v1",
            "ruleset": int(self.configuration["ruleset"]),
            "epoch": {"number": number, "start": epoch["start"], "end": epoch["end"]},
            "chain": {"id": int(self.configuration["chain"]["id"]), "name": self.configuration["chain"]["name"]},
            "distributor": _account(self.configuration.get("distributor")),
            "token": self.token,
            "asset": self.asset,
            **self._tree(number),
            "streams": [{key: stream[key] for key in ("id", "title", "description")} for stream in streams],
            "decision": _decision(decision, ids),
            "exclusions": self._exclusions(number),
            "carried": {
                "remainder": str(past.remainder_out if past else 0),
                "deficits": [{"stream": stream, "amount": str(owed.get(stream, 0))} for stream in ids],
            },
            "previous": before and {
                "epoch": before.inputs.number,
                "manifest": sha256(before.files()["manifest.json"]),
            },
        }
        return EpochInputs(
            document,
            [entry for entry in self.entries if start <= entry.time < end],
            [event for event in self.events if start <= event.time < end],
            _closing_lots(past) if past else [],
        )

    def _tree(self, number: int) -> dict:
        """The tree that began last, unless it is the default one, which is not written."""
        settings = self.configuration.get("tree") or []
        settings = settings if isinstance(settings, list) else [settings]
        begun = [setting for setting in settings if int(setting.get("from", 0)) <= number]
        setting = max(begun, key=lambda setting: int(setting.get("from", 0)), default={})
        name = setting.get("format", "openzeppelin")
        tree = checked({"preset": name, "order": setting.get("order", LEAVES[name][1])}, self.asset)
        return {} if tree == DEFAULT else {"tree": tree}

    def _exclusions(self, number: int) -> list[dict]:
        held = [
            (account_bytes(exclusion["account"]), exclusion["reason"])
            for exclusion in self.configuration.get("exclusions") or []
            if int(exclusion["from"]) <= number <= int(exclusion.get("until", number))
        ]
        return [{"account": checksummed(account), "reason": reason} for account, reason in sorted(held)]


def _yaml(path: Path, form: str) -> dict:
    document = yaml.load(path.read_text("utf-8-sig"), Loader=yaml.BaseLoader)
    if document["format"] != form:
        raise ValueError(f"{path} is not {form}")
    return document


def _account(text: str | None) -> str | None:
    return None if text is None else checksummed(account_bytes(text))


def _token(token: dict) -> dict:
    return {"symbol": token["symbol"], "name": token["name"], "decimals": int(token["decimals"]),
            "contract": _account(token.get("contract"))}


def _percentage(text: str) -> str:
    return percentage_text(parts_per_million(text))


def _decision(decision: dict, streams: list[str]) -> dict:
    return {
        "id": decision["id"],
        "title": decision["title"],
        "decidedAt": decision["decidedAt"],
        "effectiveEpoch": int(decision["effectiveEpoch"]),
        "stakerShare": _percentage(decision["stakerShare"]),
        "poolShares": [{"stream": s, "share": _percentage(decision["poolShares"][s])} for s in streams],
        "rationale": decision["rationale"],
        "link": decision.get("link"),
        "tally": [{"choice": row["choice"], "votes": row["votes"]} for row in decision.get("tally") or []],
        "quorum": decision.get("quorum"),
        "retroactive": decision.get("retroactive"),
    }


def _closing_lots(past: Distribution) -> list:
    return sorted(past.stakes.closing, key=lambda lot: lot.account)
