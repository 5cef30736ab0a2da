"""Section 3: streams, pool, allocation, shares, claims and parts by stream of one epoch."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .inputs import EpochInputs
from .staking import Stakes, stakes
from .units import PARTS_PER_UNIT, fitting, parts_per_million


class Stream(NamedTuple):
    """One stream's figures, in base units."""

    id: str
    entry_count: int
    entries: int
    deficit_in: int
    revenue: int
    deficit_out: int
    contribution: int
    retained: int


class Holder(NamedTuple):
    account: bytes
    weight: int
    share: int
    paid: int


def parts_of(total: int, sizes: list[int]) -> list[int]:
    """Largest remainder: floors first, then a unit each to the largest remainders, ties to the first."""
    whole = sum(sizes)
    if whole == 0:
        return [0] * len(sizes)
    parts = [total * size // whole for size in sizes]
    ranking = sorted(range(len(sizes)), key=lambda i: (-(total * sizes[i] % whole), i))
    for i in ranking[: total - sum(parts)]:
        parts[i] += 1
    return parts


@dataclass
class Distribution:
    """All figures of an epoch under ruleset 1; each is made when it is asked for."""

    inputs: EpochInputs

    @cached_property
    def stakes(self) -> Stakes:
        return stakes(self.inputs)

    @cached_property
    def streams(self) -> list[Stream]:
        document = self.inputs.document
        amounts = defaultdict(list)
        for entry in self.inputs.entries:
            amounts[entry.stream].append(entry.amount)
        rows = []
        for share, deficit in zip(document["decision"]["poolShares"], document["carried"]["deficits"], strict=True):
            entries = sum(amounts[share["stream"]])
            net = entries - int(deficit["amount"])
            revenue = fitting(max(net, 0))
            contribution = revenue * parts_per_million(share["share"]) // PARTS_PER_UNIT
            rows.append(
                Stream(
                    share["stream"], len(amounts[share["stream"]]), entries, int(deficit["amount"]), revenue,
                    fitting(max(-net, 0)), contribution, revenue - contribution,
                )
            )
        return rows

    def total(self, figure: str) -> int:
        """The sum of one figure over all streams."""
        return sum(getattr(stream, figure) for stream in self.streams)

    @cached_property
    def pool(self) -> int:
        return fitting(self.total("contribution"))

    @cached_property
    def allocated(self) -> int:
        return self.pool * parts_per_million(self.inputs.document["decision"]["stakerShare"]) // PARTS_PER_UNIT

    @property
    def reinvested(self) -> int:
        return self.pool - self.allocated

    @property
    def remainder_in(self) -> int:
        return int(self.inputs.document["carried"]["remainder"])

    @cached_property
    def allocation(self) -> int:
        return fitting(self.allocated + self.remainder_in)

    @cached_property
    def total_weight(self) -> int:
        excluded = self.inputs.excluded
        return fitting(sum(weight for account, weight in self.stakes.weights.items() if account not in excluded))

    @cached_property
    def holders(self) -> list[Holder]:
        """Every account with a weight, in account order."""
        excluded = self.inputs.excluded
        rows = []
        for account, weight in sorted(self.stakes.weights.items()):
            if weight and account not in excluded:
                share = self.allocation * weight // self.total_weight
                rows.append(Holder(account, weight, share, paid=share))
        return rows

    @cached_property
    def shares(self) -> int:
        return sum(holder.share for holder in self.holders)

    @property
    def paid(self) -> int:
        return sum(holder.paid for holder in self.holders)

    @property
    def remainder_out(self) -> int:
        return self.allocation - self.shares

    @cached_property
    def claims(self) -> list[tuple[bytes, int]]:
        """(account, paid) of every holder who is paid something, in account order."""
        return [(holder.account, holder.paid) for holder in self.holders if holder.paid]

    @cached_property
    def allocated_parts(self) -> list[int]:
        """What of `allocated` each stream contributed."""
        return parts_of(self.allocated, [stream.contribution for stream in self.streams])

    def parts(self, holder: Holder) -> list[int]:
        """What of a share came from each stream, and last what was carried in."""
        return parts_of(holder.share, self.allocated_parts + [self.remainder_in])
