"""Section 7.1: a row of each table, as values."""

from typing import NamedTuple


class Entry(NamedTuple):
    """Revenue in any asset, and what it becomes in the payout asset of that one."""

    time: int
    stream: str
    asset: str
    amount: int
    rate_time: int | None
    converted: int
    adjusts: int | None
    refunds: str | None
    reference: str
    note: str


class Rate(NamedTuple):
    time: int
    asset: str
    rate: str
    source: str


class Returned(NamedTuple):
    """What the claims of an expired epoch gave back to the pool."""

    time: int
    asset: str
    amount: int
    epoch: int
    reference: str
    note: str


class Adjustment(NamedTuple):
    """What a correction of an earlier epoch owes a holder, or takes back."""

    time: int
    asset: str
    account: bytes
    amount: int
    epoch: int
    reference: str
    note: str


class Balance(NamedTuple):
    """What an account of a payout asset carries from one epoch to the next."""

    asset: str
    account: bytes
    accrued: int
    claimed: int


class Receipt(NamedTuple):
    """What one of the pools received on the chain."""

    time: int
    asset: str
    amount: int
    sender: bytes
    reference: str
