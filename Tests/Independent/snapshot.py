"""docs/books.md, decisions that follow from a vote on Snapshot: from the hub's export to `vote`, votes.csv and the decision."""

import json
from pathlib import Path
from typing import NamedTuple

from reference.ruleset2.votes import Vote, outcome, tallies, units, units_text
from reference.units import account_bytes, percentage_text, time_text


class CountedVote(NamedTuple):
    """The vote as epoch.json has it, its votes, and what they state of their decision."""

    document: dict
    votes: list[Vote]
    stated: dict


def _export(folder: Path, path: str, key: str):
    """What a hub's answer holds under a key, numbers as the text that stands there."""
    document = json.loads((folder / path).read_bytes(), parse_float=str, parse_int=str)
    document = document.get("data", document) if isinstance(document, dict) else document
    return document.get(key, document) if isinstance(document, dict) else document


def _vote(row: dict) -> Vote:
    choice = row["choice"]
    weighted = isinstance(choice, dict)
    choices = sorted((int(n), units(weight)) for n, weight in choice.items()) if weighted else [(int(choice), 1)]
    return Vote(account_bytes(row["voter"]), choices, weighted, units(row["vp"]))


def counted(folder: Path, decision: dict) -> CountedVote:
    setting = decision["snapshot"]
    proposal = _export(folder, setting["proposal"], "proposal")
    rows = _export(folder, setting.get("votes", setting["proposal"]), "votes")
    votes = sorted((_vote(row) for row in rows), key=lambda vote: vote.voter)
    names, scores = proposal["choices"], [units(score) for score in proposal["scores"]]
    sums = tallies(votes, len(names))
    rule = "adopts" if "adopts" in setting else setting["stakerShare"]
    number, share = outcome(rule, setting.get("adopts"), names, sums, scores)
    quorum, end = units(proposal["quorum"]), time_text(int(proposal["end"]))
    share_text = None if share is None else percentage_text(share)
    document = {
        "proposal": proposal["id"],
        "space": proposal["space"]["id"],
        "title": proposal["title"],
        "type": proposal["type"],
        "end": end,
        "block": proposal.get("snapshot"),
        "voters": len(votes),
        "quorum": units_text(quorum),
        "total": units_text(sum(sums)),
        "choices": [
            {"name": name, "tally": units_text(tally), "score": units_text(score), "difference": units_text(score - tally)}
            for name, tally, score in zip(names, sums, scores)],
        "rule": rule,
        "adopts": setting.get("adopts"),
        "outcome": {"choice": number, "stakerShare": share_text},
    }
    stated = {
        "title": proposal["title"],
        "decidedAt": end,
        "tally": [{"choice": name, "votes": units_text(tally)} for name, tally in zip(names, sums)],
        "quorum": units_text(quorum) if quorum else None,
    }
    if share_text is not None:
        stated["stakerShare"] = share_text
    return CountedVote(document, votes, stated)
