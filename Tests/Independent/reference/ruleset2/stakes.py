"""Section 8.4: lots and what becomes of them, pieces, and weights."""

from collections import defaultdict
from typing import NamedTuple

from ..inputs import Lot, StakeEvent
from ..units import fitting
from .weighting import Weighting


class Portion(NamedTuple):
    """What of a lot left it together, or stood at the end; `begin` and `end` lie in the epoch."""

    start: int
    begin: int
    end: int
    amount: int


class Piece(NamedTuple):
    """A portion, or more of one start, between two cuts."""

    start: int
    begin: int
    end: int
    amount: int
    factor: str | None
    weight: int


class Stakes:
    """What an epoch's stake events lead to, excluded accounts included."""

    def __init__(self, opening: list[Lot], events: list[StakeEvent], start: int, end: int, weighting: Weighting):
        self.start, self.end, self.weighting = start, end, weighting
        self.portions: dict[bytes, list[Portion]] = defaultdict(list)
        self.closing = self._followed(opening, events)

    def _leave(self, lot: Lot, end: int, amount: int) -> None:
        self.portions[lot.account].append(Portion(lot.start, max(lot.start, self.start), end, amount))

    def _followed(self, opening: list[Lot], events: list[StakeEvent]) -> list[Lot]:
        standing: dict[bytes, list[Lot]] = defaultdict(list)
        for lot in opening:
            standing[lot.account].append(lot)
        for event in events:
            own = standing[event.account]
            if event.action == "stake":
                if event.amount:
                    own.append(Lot(event.account, event.time, event.amount))
                    fitting(sum(lot.amount for lot in own))
                continue
            self._take(own, event)
        closing = [lot for account in sorted(standing) for lot in standing[account]]
        for lot in closing:
            self._leave(lot, self.end, lot.amount)
        return closing

    def _take(self, own: list[Lot], event: StakeEvent) -> None:
        place, wanted = (0 if self.weighting.takes_oldest else -1), event.amount
        while wanted > 0:
            if not own:
                raise ValueError(f"{event.reference} takes more than the whole stake")
            lot = own[place]
            taken = min(wanted, lot.amount)
            self._leave(lot, event.time, taken)
            if taken == lot.amount:
                own.pop(place)
            else:
                own[place] = lot._replace(amount=lot.amount - taken)
            wanted -= taken

    def pieces(self, account: bytes) -> list[Piece]:
        """By start, from and to; those that are alike are one."""
        amounts: dict[tuple[int, int, int], int] = defaultdict(int)
        for portion in self.portions[account]:
            inside = [portion.start + age for age in self.weighting.cuts]
            bounds = [portion.begin, *(t for t in inside if portion.begin < t < portion.end), portion.end]
            for begin, end in zip(bounds, bounds[1:]):
                if begin < end:
                    amounts[portion.start, begin, end] += portion.amount
        rows = []
        for (start, begin, end), amount in sorted(amounts.items()):
            weight = amount * self.weighting.summed(begin - start, end - start)
            rows.append(Piece(start, begin, end, amount, self.weighting.factor(begin - start), weight))
        return rows

    def weights(self) -> dict[bytes, int]:
        """Of every account whose weight is not 0."""
        sums = {account: fitting(sum(piece.weight for piece in self.pieces(account))) for account in list(self.portions)}
        return {account: weight for account, weight in sums.items() if weight}
