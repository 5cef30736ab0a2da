"""Section 8: all figures of an epoch under ruleset 2."""

from ..units import fitting
from .given import GivenStakes
from .inputs import EpochInputs
from .payout import Payout
from .rows import Balance
from .stakes import Stakes


class Distribution:
    """The stakes, which all payout assets share, and the figures of each."""

    def __init__(self, inputs: EpochInputs):
        self.inputs = inputs
        if inputs.is_given:
            self.stakes = GivenStakes(inputs.sums, inputs.weighting)
        else:
            self.stakes = Stakes(inputs.opening, inputs.events, inputs.start, inputs.end, inputs.weighting)
        self.weights = {a: weight for a, weight in self.stakes.weights().items() if a not in inputs.excluded}
        self.total_weight = fitting(sum(self.weights.values()))
        denominator = inputs.weighting.denominator
        self.payouts = [Payout(inputs, payout, self.weights, denominator) for payout in inputs.payouts]

    @property
    def closing_balances(self) -> list[Balance]:
        """By payout asset and account, as the next epoch opens with them."""
        rows = []
        for payout in self.payouts:
            accrued = {holder.account: holder.accrued_out for holder in payout.holders}
            cumulative = payout.payout["scheme"] == "cumulative"
            claimed = {claim.account: claim.amount for claim in payout.claims} if cumulative else {}
            for account in sorted(accrued.keys() | claimed.keys()):
                balance = Balance(payout.id, account, accrued.get(account, 0), claimed.get(account, 0))
                if balance.accrued or balance.claimed:
                    rows.append(balance)
        return rows
