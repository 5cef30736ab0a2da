"""What random books are made of, as values: no file format yet."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from ledgers import BookedEntry
from reference.inputs import Lot, StakeEvent
from reference.ruleset2.rows import Adjustment, Balance, Rate, Returned


class Epoch(NamedTuple):
    number: int
    start: int
    end: int
    closed: bool
    ruleset: int


@dataclass
class Decision:
    """What a decision sets; none where it leaves a term as it was."""

    id: str
    effective: int
    decided_at: int
    staker_share: int
    pool_shares: dict[str, int]
    ruleset: int | None = None
    weighting: dict | None = None
    minimum: dict[str, int] | None = None
    retroactive: str | None = None
    tally: list[tuple[str, str]] = field(default_factory=list)
    link: str | None = None
    snapshot: dict | None = None


@dataclass
class Opening:
    source: str
    remainders: dict[str, int]
    deficits: dict[str, dict[str, int]]
    lots: list[Lot]
    balances: list[Balance]


class Redirection(NamedTuple):
    account: bytes
    beneficiary: bytes
    since: int
    signature: str | None
    transaction: str | None


class Exclusion(NamedTuple):
    account: bytes
    reason: str
    first: int
    last: int | None


@dataclass
class Scenario:
    """All of a publisher's books; accounts are those that stake, keys those of some of them.

    What may change with an epoch (a payout asset's distributor, tree and scheme, a stream's words) is a list of
    (first epoch, value).
    """

    seed: int
    scale: int
    token: dict
    assets: list[dict]
    payouts: list[dict]
    streams: list[dict]
    epochs: list[Epoch]
    decisions: list[Decision]
    keys: dict[bytes, bytes]
    accounts: list[bytes]
    exclusions: list[Exclusion] = field(default_factory=list)
    redirections: list[Redirection] = field(default_factory=list)
    entries: list[BookedEntry] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    events: list[StakeEvent] = field(default_factory=list)
    opening: Opening | None = None
    chain: int = 1
    pools: list[tuple[str, bytes]] = field(default_factory=list)  # asset and account
    receipts: list = field(default_factory=list)
    blocks: dict[int, tuple[int, str]] = field(default_factory=dict)
    policy: str | None = None
    zeros: bool = True

    def payout_ids(self, number: int) -> list[str]:
        """Of those that have begun."""
        return [payout["asset"] for payout in self.payouts if payout["from"] <= number]

    def bookable(self, epoch: Epoch) -> list[str]:
        """Assets that entries of an epoch may be in; a payout asset that has not begun is one like others."""
        return [asset["id"] for asset in self.assets] if epoch.ruleset == 2 else self.payout_ids(epoch.number)

    def needing_rates(self) -> list[str]:
        """Assets that are converted in some epoch."""
        first = self.epochs[0].number
        paid = {payout["asset"] for payout in self.payouts if payout["from"] <= first}
        return [asset["id"] for asset in self.assets if asset["id"] not in paid]

    def epochs_of_ruleset_2(self) -> list[Epoch]:
        return [epoch for epoch in self.epochs if epoch.ruleset == 2]

    def decision_in_force(self, number: int) -> Decision:
        held = [d for d in self.decisions if d.effective <= number]
        return max(held, key=lambda d: (d.effective, d.retroactive is not None))


def amount(rng: Random, digits: int) -> int:
    """From 1 to 10^digits, every length as likely."""
    return rng.randint(1, 10 ** rng.randint(0, digits))


def time_in(rng: Random, epoch: Epoch) -> int:
    """A second of the epoch, often its first or last, or one that others have too."""
    length = epoch.end - epoch.start
    return epoch.start + rng.choice((0, length - 1, length // 2, length // 3, rng.randrange(length)))


def word(rng: Random, place: int) -> str:
    """A reference that stands once: chance first, so that its bytes are in no order."""
    letters = "0123456789ABCXYZabcxyz-_."
    return "".join(rng.choice(letters[:-3]) for _ in range(rng.randint(1, 3))) + rng.choice(letters) + str(place)


NOTES = ("", "", "", "a note", 'said "yes", then no', "für Zoë, ½ €", "<b>bold</b> & co", "trailing space ", "x" * 200)
