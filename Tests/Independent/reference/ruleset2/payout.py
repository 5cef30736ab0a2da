"""Sections 8.2 to 8.9: the figures of one payout asset in one epoch."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from ..distribution import Stream, parts_of
from ..units import AMOUNT_LIMIT, PARTS_PER_UNIT, fitting, parts_per_million
from .beneficiaries import in_force
from .inputs import EpochInputs


class Booked(NamedTuple):
    """What a stream has in one asset."""

    asset: str
    entry_count: int
    amount: int
    converted: int


class Holder(NamedTuple):
    """Section 8.6, of one account."""

    account: bytes
    weight: int
    share: int
    accrued_in: int
    adjustment: int
    paid: int
    accrued_out: int
    beneficiary: bytes

    @property
    def due(self) -> int:
        return self.share + self.accrued_in + self.adjustment


class Claim(NamedTuple):
    """Section 8.8, of one account; the payments are (holder, paid)."""

    account: bytes
    amount: int
    before: int
    payments: list[tuple[bytes, int]]


class Payout:
    """One payout asset; `weights` are those of all accounts that are not excluded."""

    def __init__(self, inputs: EpochInputs, payout: dict, weights: dict[bytes, int], denominator: int):
        self.inputs, self.payout, self.id = inputs, payout, payout["asset"]
        self.asset = inputs.assets[self.id]
        self.weights, self.total_weight, self.denominator = weights, fitting(sum(weights.values())), denominator
        self.entries = [e for e in inputs.entries if inputs.assets[e.asset]["payout"] == self.id]
        self.carried = next(c for c in inputs.document["carried"] if c["asset"] == self.id)
        self.balances = {b.account: b for b in inputs.balances if b.asset == self.id}

    @cached_property
    def streams(self) -> list[Stream]:
        rows = []
        for share, deficit in zip(self.inputs.document["decision"]["poolShares"], self.carried["deficits"], strict=True):
            amounts = [entry.converted for entry in self.entries if entry.stream == share["stream"]]
            deficit_in = int(deficit["amount"])
            net = sum(amounts) - deficit_in
            revenue = fitting(max(net, 0))
            contribution = revenue * parts_per_million(share["share"]) // PARTS_PER_UNIT
            rows.append(Stream(share["stream"], len(amounts), sum(amounts), deficit_in, revenue, fitting(max(-net, 0)),
                               contribution, revenue - contribution))
        return rows

    def booked(self, stream: str) -> list[Booked]:
        """A stream's entries by asset, in the order of the assets."""
        rows = []
        for asset in self.inputs.assets:
            entries = [e for e in self.entries if (e.stream, e.asset) == (stream, asset)]
            if entries:
                rows.append(Booked(asset, len(entries), sum(e.amount for e in entries), sum(e.converted for e in entries)))
        return rows

    def total(self, figure: str) -> int:
        """The sum of one figure over all streams."""
        return sum(getattr(stream, figure) for stream in self.streams)

    @cached_property
    def returned(self) -> int:
        return sum(row.amount for row in self.inputs.returned if row.asset == self.id)

    @cached_property
    def pool(self) -> int:
        return fitting(self.total("contribution") + self.returned)

    @cached_property
    def allocated(self) -> int:
        return self.pool * parts_per_million(self.inputs.document["decision"]["stakerShare"]) // PARTS_PER_UNIT

    @cached_property
    def adjustments(self) -> dict[bytes, int]:
        sums: dict[bytes, int] = defaultdict(int)
        for row in self.inputs.adjustments:
            if row.asset == self.id:
                sums[row.account] += row.amount
        return dict(sums)

    @property
    def correction_charge(self) -> int:
        return sum(self.adjustments.values())

    @property
    def reinvested(self) -> int:
        return self.pool - self.allocated - self.correction_charge

    @property
    def remainder_in(self) -> int:
        return int(self.carried["remainder"])

    @cached_property
    def allocation(self) -> int:
        return fitting(self.allocated + self.remainder_in)

    @property
    def minimum(self) -> int:
        return int(self.payout["minimum"])

    @cached_property
    def holders(self) -> list[Holder]:
        """Every account with a weight, an accrual or an adjustment, in account order."""
        accrued = {account: balance.accrued for account, balance in self.balances.items() if balance.accrued}
        owed = {account for account, amount in self.adjustments.items() if amount}
        receivers = in_force(self.inputs.document)
        rows = []
        for account in sorted(self.weights.keys() | accrued.keys() | owed):
            weight = self.weights.get(account, 0)
            share = self.allocation * weight // self.total_weight if weight else 0
            brought, adjustment = accrued.get(account, 0), self.adjustments.get(account, 0)
            due = share + brought + adjustment
            paid = fitting(due) if due > 0 and due >= self.minimum else 0
            rows.append(Holder(account, weight, share, brought, adjustment, paid, due - paid, receivers.get(account, account)))
        return rows

    def sum(self, figure: str) -> int:
        """The sum of one figure over all holders."""
        return sum(getattr(holder, figure) for holder in self.holders)

    @property
    def remainder_out(self) -> int:
        return self.allocation - self.sum("share")

    @cached_property
    def claims(self) -> list[Claim]:
        """In account order."""
        payments: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
        for holder in self.holders:
            if holder.paid:
                payments[holder.beneficiary].append((holder.account, holder.paid))
        before = {}
        if self.payout["scheme"] == "cumulative":
            before = {account: balance.claimed for account, balance in self.balances.items() if balance.claimed}
        rows = []
        for account in sorted(payments.keys() | before.keys()):
            earlier = before.get(account, 0)
            amount = fitting(earlier + sum(paid for _, paid in payments[account]))
            rows.append(Claim(account, amount, earlier, payments[account]))
        return rows

    @property
    def yield_per_thousand(self) -> int | None:
        """What 1,000 tokens got that were staked for the whole epoch and counted once."""
        if self.total_weight == 0:
            return None
        tokens = 1000 * 10 ** self.inputs.document["token"]["decimals"]
        length = self.inputs.end - self.inputs.start
        amount = self.allocation * tokens * length * self.denominator // self.total_weight
        return amount if amount < AMOUNT_LIMIT else None

    @cached_property
    def allocated_parts(self) -> list[int]:
        """What of `allocated` each stream contributed, and last what was returned."""
        return parts_of(self.allocated, [stream.contribution for stream in self.streams] + [self.returned])

    def parts(self, holder: Holder) -> list[int]:
        """What of a share came from each stream, what was returned, and last what was carried in."""
        return parts_of(holder.share, self.allocated_parts + [self.remainder_in])
