"""docs/books.md, governance.yaml: the decisions, and what is in force in an epoch."""

import re
from pathlib import Path

from reference.ruleset2.weighting import factor_parts
from reference.units import parts_per_million, percentage_text
from snapshot import counted

PLAIN = {"multiplier": "none", "steps": [], "cap": None, "seconds": None, "withdrawals": "newest"}
_SPANS = {"days": 86_400, "hours": 3600, "seconds": 1}


def span(text: str) -> int:
    """Seconds of `90 days`."""
    number, unit = re.fullmatch(r"(\d+) (days|hours|seconds|day|hour|second)", text).groups()
    return int(number) * _SPANS[unit.removesuffix("s") + "s"]


def factor_text(text: str) -> str:
    """A factor without superfluous zeros."""
    short = text.rstrip("0").rstrip(".") if "." in text else text
    factor_parts(short)
    return short


def weighting_of(setting: dict) -> dict:
    rule = {**PLAIN, "withdrawals": setting.get("withdrawals", "newest")}
    if "steps" in setting:
        steps = [{"age": span(step["age"]), "factor": factor_text(step["factor"])} for step in setting["steps"]]
        return {**rule, "multiplier": "steps", "steps": steps}
    if "linear" in setting:
        linear = setting["linear"]
        return {**rule, "multiplier": "linear", "cap": factor_text(linear["cap"]), "seconds": span(linear["age"])}
    return rule


class Governance:
    """All decisions, with what their votes say put in place."""

    def __init__(self, folder: Path, decisions: list[dict]):
        self.votes = {d["id"]: counted(folder, d) for d in decisions if "snapshot" in d}
        self.decisions = [{**self.votes[d["id"]].stated, **d} if d["id"] in self.votes else d for d in decisions]

    def in_force(self, number: int) -> dict:
        """That with the latest effective epoch not after this one; of two for one epoch, the retroactive one."""
        held = self._held(number)
        if not held:
            raise ValueError(f"no decision is in force in epoch {number}")
        return held[-1]

    def _held(self, number: int) -> list[dict]:
        """Those that are not replaced, by their effective epoch, up to this one."""
        by_epoch: dict[int, list[dict]] = {}
        for decision in self.decisions:
            if int(decision["effectiveEpoch"]) <= number:
                by_epoch.setdefault(int(decision["effectiveEpoch"]), []).append(decision)
        held = []
        for epoch in sorted(by_epoch):
            candidates = by_epoch[epoch]
            if len(candidates) > 1:
                candidates = [d for d in candidates if "retroactive" in d]
            if len(candidates) != 1:
                raise ValueError(f"not one decision begins with epoch {epoch}")
            held += candidates
        return held

    def stating(self, key: str, number: int) -> dict | None:
        """The latest decision that states a term."""
        return next((d for d in reversed(self._held(number)) if key in d), None)

    def decided_by(self, key: str, number: int) -> dict | None:
        decision = self.stating(key, number)
        return decision and {"id": decision["id"], "title": decision["title"], "link": decision.get("link")}

    def weighting(self, number: int) -> dict:
        decision = self.stating("weighting", number)
        return weighting_of(decision["weighting"]) if decision else PLAIN


def percentage(text: str) -> str:
    return percentage_text(parts_per_million(text))


def decision_document(decision: dict, streams: list[str]) -> dict:
    """As it stands in epoch.json, under ruleset 1."""
    return {
        "id": decision["id"],
        "title": decision["title"],
        "decidedAt": decision["decidedAt"],
        "effectiveEpoch": int(decision["effectiveEpoch"]),
        "stakerShare": percentage(decision["stakerShare"]),
        "poolShares": [{"stream": s, "share": percentage(decision["poolShares"][s])} for s in streams],
        "rationale": decision["rationale"],
        "link": decision.get("link"),
        "tally": [{"choice": row["choice"], "votes": row["votes"]} for row in decision.get("tally") or []],
        "quorum": decision.get("quorum"),
        "retroactive": decision.get("retroactive"),
    }
