"""Section 8.4: the multipliers, each as an exact sum over any seconds of a lot, without a loop over seconds."""

import re
from dataclasses import dataclass

PARTS = 10**6


def factor_parts(text: str) -> int:
    """A factor in millionths."""
    found = re.fullmatch(r"(0|[1-9][0-9]{0,3})(?:\.([0-9]{0,5}[1-9]))?", text)
    parts = int(found[1]) * PARTS + int((found[2] or "").ljust(6, "0")) if found else -1
    if not 0 <= parts <= 1000 * PARTS:
        raise ValueError(f"not a factor: {text!r}")
    return parts


@dataclass(frozen=True)
class Weighting:
    """What a lot counts for at an age; `document` is that of epoch.json."""

    document: dict

    def __post_init__(self):
        kind, steps = self.document["multiplier"], self.document["steps"]
        cap, length = self.document["cap"], self.document["seconds"]
        if list(self.document) != ["multiplier", "steps", "cap", "seconds", "withdrawals"]:
            raise ValueError("keys of weighting")
        if kind not in ("none", "steps", "linear") or self.document["withdrawals"] not in ("newest", "oldest"):
            raise ValueError(f"no such weighting: {self.document}")
        if bool(steps) != (kind == "steps") or (cap is not None) != (kind == "linear") or (cap is None) != (length is None):
            raise ValueError(f"members that are not for {kind}")
        ages = [step["age"] for step in steps]
        if ages != sorted(set(ages)) or any(age < 0 for age in ages) or (length is not None and length < 1):
            raise ValueError("ages of weighting")
        for factor in [step["factor"] for step in steps] + ([cap] if cap is not None else []):
            factor_parts(factor)

    @property
    def takes_oldest(self) -> bool:
        return self.document["withdrawals"] == "oldest"

    @property
    def denominator(self) -> int:
        """D: a weight of D is one base unit for one second, counted once."""
        kind = self.document["multiplier"]
        return {"none": 1, "steps": PARTS}.get(kind) or PARTS * self.document["seconds"]

    @property
    def cuts(self) -> list[int]:
        """The ages at which the way of counting changes."""
        if self.document["multiplier"] == "linear":
            return [self.document["seconds"]]
        return [step["age"] for step in self.document["steps"]]

    def factor(self, age: int) -> str | None:
        """The factor at an age; none while it grows."""
        if self.document["multiplier"] == "linear":
            return self.document["cap"] if age >= self.document["seconds"] else None
        return next((step["factor"] for step in reversed(self.document["steps"]) if step["age"] <= age), "1")

    def counted(self, age: int) -> int:
        """The multiplier at an age, times D."""
        kind, length = self.document["multiplier"], self.document["seconds"]
        if kind == "none":
            return 1
        if kind == "steps":
            return factor_parts(self.factor(age))
        return PARTS * length + (factor_parts(self.document["cap"]) - PARTS) * min(age, length)

    def summed(self, first: int, last: int) -> int:
        """The sum of `counted` over the ages first <= age < last, between two cuts."""
        if self.factor(first) is None:  # an arithmetic series
            return (self.counted(first) + self.counted(last - 1)) * (last - first) // 2
        return self.counted(first) * (last - first)
