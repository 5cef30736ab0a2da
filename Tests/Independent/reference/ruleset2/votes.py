"""Section 7.2: the votes of the decision in force, counted in units of 10^-36."""

import re
from decimal import Context, Decimal
from typing import NamedTuple

from ..canonical import csv_document, csv_rows
from ..distribution import parts_of
from ..requirement import require
from ..units import account_bytes, checksummed, fitting, parts_per_million, percentage_text

VOTES = "voter,choice,power"
UNIT_PLACES = 36
VOTE_KEYS = ["proposal", "space", "title", "type", "end", "block", "voters", "quorum", "total", "choices", "rule", "adopts", "outcome"]
_LOOKALIKES = "\u2030\u2031\u066a\u0609\u060a\ufe6a\uff05"


class Vote(NamedTuple):
    """A voter's choices with their weights, and power and weights in units of 10^-36."""

    voter: bytes
    choices: list[tuple[int, int]]
    weighted: bool
    power: int


def units(text: str) -> int:
    """A decimal as a whole number of units; it may be negative."""
    scaled = Decimal(text).scaleb(UNIT_PLACES, Context(prec=400))
    if scaled != scaled.to_integral_value(context=Context(prec=400)):
        raise ValueError(f"more than {UNIT_PLACES} places: {text}")
    return int(scaled)


def units_text(amount: int) -> str:
    whole, part = divmod(abs(amount), 10**UNIT_PLACES)
    places = f"{part:0{UNIT_PLACES}d}".rstrip("0")
    return ("-" if amount < 0 else "") + (f"{whole}.{places}" if places else str(whole))


def _canonical(text: str) -> int:
    amount = fitting(units(text))
    require(units_text(amount) == text, f"superfluous digits: {text}")
    return amount


def read_votes(data: bytes) -> list[Vote]:
    rows = []
    for voter, choice, power in csv_rows(data, VOTES):
        pairs = [pair.split(":") for pair in choice.split("|")]
        weighted = ":" in choice
        choices = [(int(number), _canonical(weight[0]) if weighted else 1) for number, *weight in pairs]
        rows.append(Vote(account_bytes(voter), choices, weighted, _canonical(power)))
    return rows


def votes_document(votes: list[Vote]) -> bytes:
    return csv_document(VOTES, ([checksummed(v.voter), _choice_text(v), units_text(v.power)] for v in votes))


def _choice_text(vote: Vote) -> str:
    if vote.weighted:
        return "|".join(f"{number}:{units_text(weight)}" for number, weight in vote.choices)
    (number, _), = vote.choices
    return str(number)


def tallies(votes: list[Vote], count: int) -> list[int]:
    """The power of each choice, in the order of their numbers."""
    sums = [0] * count
    for vote in votes:
        for (number, _), part in zip(vote.choices, parts_of(vote.power, [weight for _, weight in vote.choices])):
            sums[number - 1] += part
    return sums


def percentage_of(text: str) -> int | None:
    """The percentage that a choice's text holds, in parts per million; none without a sign."""
    require(not any(sign in text for sign in _LOOKALIKES), f"a sign that looks like one: {text}")
    if "%" not in text:
        return None
    found = re.fullmatch(r"(?:[^%]*[ (\[:=\"'])?([0-9]+(?:\.[0-9]+)?%)(?![0-9])[^%]*", text)
    require(found is not None, f"not one percentage: {text}")
    return parts_per_million(found[1])


def leading(amounts: list[int]) -> list[int]:
    return [k + 1 for k, amount in enumerate(amounts) if amount == max(amounts)]


def outcome(rule: str, adopts: str | None, names: list[str], counted: list[int], scores: list[int]) -> tuple[int, int | None]:
    """The choice that decides, and the staker share in parts per million where the choices are shares."""
    if rule == "median":
        shares = {k + 1: percentage_of(name) for k, name in enumerate(names)}
        order = sorted((share, number) for number, share in shares.items() if share is not None)
        whole, sofar = sum(counted[number - 1] for _, number in order), 0
        require(bool(order), "no choice holds a percentage")
        for share, number in order:
            sofar += counted[number - 1]
            if 2 * sofar >= whole:
                return number, share
    winners = leading(counted)
    require(len(winners) == 1 and leading(scores) == winners, "two choices lead together")
    name = names[winners[0] - 1]
    if rule == "adopts":
        require(name == adopts, f"{name} leads, not {adopts}")
        return winners[0], None
    share = percentage_of(name)
    require(share is not None, f"no percentage: {name}")
    return winners[0], share


def check_vote(document: dict, votes: list[Vote]) -> None:
    """Everything that a vote states follows from its votes and the hub's scores."""
    decision = document["decision"]
    stated = decision["vote"]
    if stated is None:
        require(not votes, "votes without a vote")
        return
    require(list(stated) == VOTE_KEYS, "keys of vote")
    names, scores = [c["name"] for c in stated["choices"]], [_canonical(c["score"]) for c in stated["choices"]]
    voters = [vote.voter for vote in votes]
    require(voters == sorted(set(voters)) and len(votes) == stated["voters"], "order or number of votes")
    require(len(set(names)) == len(names), "two choices of one text")
    require(stated["type"] in ("basic", "single-choice", "weighted"), "type of vote")
    for vote in votes:
        numbers = [number for number, _ in vote.choices]
        require(vote.weighted == (stated["type"] == "weighted"), "a choice of another type")
        require(numbers == sorted(set(numbers)) and all(1 <= n <= len(names) for n in numbers), "choices of a vote")
        require(any(weight for _, weight in vote.choices), "weights of nothing")
    counted = tallies(votes, len(names))
    total = fitting(sum(counted))
    require(total > 0 and stated["total"] == units_text(total), "total")
    for choice, tally, score in zip(stated["choices"], counted, scores):
        difference = score - tally
        require(abs(difference) * 1_000_000 <= total, f"the hub counts {choice['name']} otherwise")
        require([choice["tally"], choice["difference"]] == [units_text(tally), units_text(difference)], "tally or difference")
    require(bool(set(leading(counted)) & set(leading(scores))), "another choice leads by the hub's scores")
    quorum = _canonical(stated["quorum"])
    require(total >= quorum, "below the quorum")
    number, share = outcome(stated["rule"], stated["adopts"], names, counted, scores)
    share_text = None if share is None else percentage_text(share)
    require(stated["outcome"] == {"choice": number, "stakerShare": share_text}, "outcome")
    require((stated["adopts"] is None) == (stated["rule"] != "adopts"), "adopts")
    require(share_text in (None, decision["stakerShare"]), "the staker share is the outcome")
    require(decision["tally"] == [{"choice": c["name"], "votes": c["tally"]} for c in stated["choices"]], "tally of the decision")
    require(decision["quorum"] == (stated["quorum"] if quorum else None), "quorum of the decision")
    require(decision["decidedAt"] >= stated["end"], "decided before the vote ended")
