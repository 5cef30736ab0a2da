"""Section 8.1: rates, and what an entry in another asset is in its payout asset."""

import re

from ..units import fitting
from .rows import Rate

RATE_LIMIT = 2**128


def scaled(rate: str) -> tuple[int, int]:
    """A rate without its point, and how many places it has."""
    found = re.fullmatch(r"(0|[1-9][0-9]*)(?:\.([0-9]{0,35}[1-9]))?", rate)
    if not found:
        raise ValueError(f"not a rate in its one spelling: {rate!r}")
    places = found[2] or ""
    whole = int(found[1] + places)
    if not 0 < whole < RATE_LIMIT:
        raise ValueError(f"a rate out of range: {rate!r}")
    return whole, len(places)


def converted(amount: int, rate: str, decimals: int, payout_decimals: int) -> int:
    """The magnitude in the payout asset, rounded down once; then the sign."""
    whole, places = scaled(rate)
    magnitude = fitting(abs(amount) * whole * 10**payout_decimals // 10 ** (places + decimals))
    return -magnitude if amount < 0 else magnitude


def latest(rates: list[Rate], asset: str, time: int) -> Rate | None:
    """The rate of an asset that is in force at a time."""
    return max((r for r in rates if r.asset == asset and r.time <= time), key=lambda r: r.time, default=None)
