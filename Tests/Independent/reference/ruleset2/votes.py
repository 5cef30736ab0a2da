"""Section 7.2: the votes of the decision in force."""

from typing import NamedTuple

from ..canonical import csv_document, csv_rows

VOTES = "voter,choice,power"


class Vote(NamedTuple):
    voter: str
    choice: str
    power: str


def read_votes(data: bytes) -> list[Vote]:
    return [Vote(*row) for row in csv_rows(data, VOTES)]


def votes_document(votes: list[Vote]) -> bytes:
    return csv_document(VOTES, votes)
