"""Section 8.4, given weights: amount x seconds by account and step, which take the place of events and lots."""

from collections import defaultdict
from typing import NamedTuple

from ..canonical import csv_document, csv_rows
from ..requirement import require
from ..units import account_bytes, checksummed, fitting, unsigned
from .weighting import PARTS, Weighting, factor_parts

WEIGHTS = "account,step,amount_seconds"


class StakeSum(NamedTuple):
    account: bytes
    step: int
    amount_seconds: int


def read_sums(data: bytes) -> list[StakeSum]:
    return [StakeSum(account_bytes(account), unsigned(step), unsigned(amount)) for account, step, amount in csv_rows(data, WEIGHTS)]


def sums_document(sums: list[StakeSum]) -> bytes:
    return csv_document(WEIGHTS, ([checksummed(row.account), str(row.step), str(row.amount_seconds)] for row in sums))


def check_sums(inputs) -> None:
    require(inputs.document.get("weights", "given") == "given", "weights")
    if not inputs.is_given:
        return require(not inputs.sums, "weights without the word")
    require(not inputs.events and not inputs.opening, "events or lots beside given weights")
    require(inputs.weighting.document["multiplier"] != "linear", "no steps to give weights by")
    places = [(row.account, row.step) for row in inputs.sums]
    require(places == sorted(set(places)), "order of weights.csv")
    steps = len(inputs.weighting.document["steps"])
    require(all(row.step <= steps and row.amount_seconds for row in inputs.sums), "an impossible row of weights.csv")
    require(not any(row.account in inputs.excluded for row in inputs.sums), "an excluded account in weights.csv")


class GivenStakes:
    """What is known of stakes where weights were given: neither lots nor pieces."""

    closing = None

    def __init__(self, sums: list[StakeSum], weighting: Weighting):
        self.sums, self.weighting = sums, weighting

    def weights(self) -> dict[bytes, int]:
        steps = self.weighting.document["steps"]
        factors = [PARTS if steps else 1] + [factor_parts(step["factor"]) for step in steps]
        weights = defaultdict(int)
        for row in self.sums:
            weights[row.account] += row.amount_seconds * factors[row.step]
        return {account: fitting(weight) for account, weight in weights.items() if weight}

    def pieces(self, account: bytes) -> None:
        return None
