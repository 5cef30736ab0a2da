"""Random books of ruleset 2, or of 1 and then 2, from a seed: valid, and the same for the same seed."""

from random import Random

from random_ledgers import (random_adjustments, random_entries, random_events, random_exclusions, random_opening,
                            random_rates, random_redirections, random_returned)
from random_receipts import random_chain
from random_scenario import Scenario
from random_terms import random_terms
from random_votes import random_vote


SCALES = (2, 6, 8, 18, 26)


def random_scenario(seed: int, scales: tuple[int, ...] = SCALES) -> Scenario:
    """The largest amounts have as many digits as one of the scales."""
    rng = Random(seed)
    scenario = random_terms(seed, rng, rng.choice(scales))
    scenario.opening = random_opening(rng, scenario)
    scenario.exclusions = random_exclusions(rng, scenario)
    scenario.redirections = random_redirections(rng, scenario)
    scenario.entries = random_entries(rng, scenario)
    scenario.rates = random_rates(rng, scenario)
    scenario.returned = random_returned(rng, scenario)
    scenario.adjustments = random_adjustments(rng, scenario)
    scenario.events = random_events(rng, scenario)
    _put_to_the_vote(rng, scenario)
    random_chain(Random(f"chain {seed}"), scenario)
    _explain_few(Random(f"explicit {seed}"), scenario)
    return scenario


def _explain_few(rng: Random, s: Scenario) -> None:
    """Some payout assets whose claims are large with a few accounts already, where the tree's order lets them be."""
    for payout in s.payouts:
        payout["explicit"] = rng.choice((None, None, None, 0, 1, 4, 30, 4095, 4096, 10_000))


def _put_to_the_vote(rng: Random, s: Scenario) -> None:
    """Some decisions that begin under ruleset 2."""
    rulesets = {epoch.number: epoch.ruleset for epoch in s.epochs}
    for decision in s.decisions:
        if rulesets[decision.effective] == 2 and rng.random() < 0.25:
            random_vote(rng, decision, rng.randbytes(20))
