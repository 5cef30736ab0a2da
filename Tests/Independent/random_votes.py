"""Random votes on Snapshot, as its hub exports them, each with a choice that leads."""

from random import Random

from random_scenario import Decision
from reference.units import checksummed

SHARES = ("50%", "Share: 12.5%", "(7%)", "to 3% of it", "100%", '"0.0001%"', "x=33.3333%", "0%")
WORDS = ("For", "Against", "Abstain", 'None, or "other"', "Später")


def power(rng: Random) -> str:
    """A decimal as a hub writes it."""
    places = rng.choice((0, 1, 8, 18))
    whole, part = rng.randrange(10 ** rng.randint(0, 9)), rng.randrange(10**places)
    text = f"{whole}.{part:0{places}d}".rstrip("0") if part else str(whole)
    return text


def random_vote(rng: Random, decision: Decision, token: bytes) -> None:
    """Puts a vote into a decision; it ends before the decision is dated."""
    rule = rng.choice(("adopts", "winner", "median"))
    kind = rng.choice(("basic", "single-choice", "weighted"))
    names = rng.sample(WORDS, 3) if rule == "adopts" else rng.sample(SHARES, 3) + rng.sample(WORDS[:3], rng.choice((0, 1)))
    leads = rng.randint(1, 3)
    votes = [_vote(rng, kind, len(names)) for _ in range(rng.choice((0, 1, 7, 30)))]
    votes.append((checksummed(token), {str(leads): 1} if kind == "weighted" else leads, "500000000000.25"))
    rng.shuffle(votes)
    scores = [0.0] * len(names)
    for _, choice, vp in votes:
        weights = choice if isinstance(choice, dict) else {str(choice): 1}
        for number, weight in weights.items():
            scores[int(number) - 1] += float(vp) * weight / sum(weights.values())
    setting = {"adopts": names[leads - 1]} if rule == "adopts" else {"stakerShare": rule}
    proposal = {
        "id": "0x" + rng.randbytes(32).hex(), "title": f"{decision.id}: what do we want?", "body": "", "choices": names,
        "type": kind, "start": decision.decided_at - 500, "end": decision.decided_at - rng.choice((0, 77)),
        "snapshot": rng.choice(("26034118", None)), "state": "closed", "author": checksummed(rng.randbytes(20)),
        "quorum": rng.choice((0, 10_000_000, 0.5)), "scores": scores, "scores_total": sum(scores), "votes": len(votes),
        "link": rng.choice(("https://vote.example/proposal", "https://vote.example/other")), "space": {"id": "random.eth"},
    }
    decision.snapshot = {"setting": setting, "proposal": proposal, "votes": votes, "inside": rng.random() < 0.3,
                         "stated": rng.random() < 0.5}
    decision.tally = []


def _vote(rng: Random, kind: str, count: int) -> tuple[str, object, str]:
    voter = checksummed(rng.randbytes(20))
    if kind == "weighted":
        numbers = rng.sample(range(1, count + 1), rng.randint(1, count))
        return voter, {**{str(n): rng.choice((0, 1, 2, 7, 0.5)) for n in numbers}, str(numbers[0]): 3}, power(rng)
    return voter, rng.randint(1, count), power(rng)
