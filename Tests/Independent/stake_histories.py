"""Long staking histories from a seed, and small books around them."""

import csv
import json
from pathlib import Path
from random import Random

from reference.inputs import StakeEvent
from reference.units import checksummed, seconds, time_text

STARTS = tuple(map(seconds, ("2001-01-01T00:00:00Z", "2030-06-30T23:59:59Z", "2049-12-01T00:00:00Z")))
END = seconds("2051-01-01T00:00:00Z")
LARGEST = 10**26
DAY = 86_400


def random_history(rng: Random, holders: int, count: int) -> list[StakeEvent]:
    """Fifty years: many events of the same seconds, whole and partial withdrawals, amounts of all lengths."""
    accounts = [rng.randbytes(20) for _ in range(holders)]
    shared = [rng.randrange(STARTS[0], END) for _ in range(count // 20 + 1)] + [s + d for s in STARTS for d in (0, 1)]
    drawn = []
    for place in range(count):
        time = rng.choice(shared) if rng.random() < 0.6 else rng.randrange(STARTS[0], END)
        amount = rng.randint(0, 10 ** rng.randint(0, len(str(LARGEST)) - 1))
        action, sequence = rng.choice(("stake", "unstake")), rng.choice((None, 0, 1, rng.randrange(2**40)))
        # Squared: some accounts have most of the events.
        account = accounts[int(rng.random() ** 2 * holders)]
        drawn.append(StakeEvent(time, sequence, action, account, amount, f"{rng.getrandbits(24):x}-{place}"))
    return _valid(_withdrawn(rng, sorted(drawn, key=lambda event: event.order)))


def _withdrawn(rng: Random, events: list[StakeEvent]) -> list[StakeEvent]:
    """With withdrawals that take all, half, what was staked last, or a little."""
    held, last, changed = {}, {}, []
    for event in events:
        before = held.get(event.account, 0)
        if event.action == "unstake":
            most = rng.choice((before, before // 2, min(before, last.get(event.account, 0)), before // 1000))
            event = event._replace(amount=most)
        else:
            last[event.account] = event.amount
        held[event.account] = before + (event.amount if event.action == "stake" else -event.amount)
        changed.append(event)
    return sorted(changed, key=lambda event: event.order)


def _valid(events: list[StakeEvent]) -> list[StakeEvent]:
    """Without withdrawals of more than there is: events of one second may now stand in another order."""
    held, kept = {}, []
    for event in events:
        balance = held.get(event.account, 0) + (event.amount if event.action == "stake" else -event.amount)
        if balance >= 0:
            held[event.account] = balance
            kept.append(event)
    return kept


def small_books(folder: Path, events: list[StakeEvent], weightings: list[dict], starts=STARTS, end=END) -> Path:
    """Books of ruleset 2 with an epoch for each weighting, which holds from then on."""
    folder.mkdir()
    bounds = [time_text(time) for time in (*starts, end)]
    token = {"symbol": "T", "name": "Token", "decimals": 0}
    ledger = {"file": "staking.csv", "amount": {"column": "amount", "unit": "base"}}
    ledger |= {name: {"column": name} for name in ("time", "sequence", "account", "action", "reference")}
    settings = {
        "format": "revshare-books-v1", "title": "Histories", "publisher": "Nobody", "description": "Stakes alone.",
        "baseURL": "https://histories.example/", "chain": {"id": 1, "name": "Chain"}, "token": token,
        "assets": [{"id": "pay", **token}], "payout": "pay", "ruleset": 2,
        "streams": [{"id": "fees", "title": "Fees", "description": "None yet."}],
        "epochs": [{"number": number, "start": bounds[number - 1], "end": bounds[number], "closed": True}
                   for number in range(1, len(bounds))],
        "ledgers": {"revenue": [], "staking": [ledger]},
    }
    decisions = [{"id": f"D-{number}", "title": "Weights", "decidedAt": "2000-01-01T00:00:00Z", "effectiveEpoch": number,
                  "stakerShare": "50%", "poolShares": {"fees": "50%"}, "rationale": "For tests.", "link": "https://vote.example/",
                  "weighting": weighting}
                 for number, weighting in enumerate(weightings, 1)]
    governance = {"format": "revshare-governance-v1", "decisions": decisions}
    (folder / "revshare.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "governance.yaml").write_text(json.dumps(governance), encoding="utf-8")
    with open(folder / "staking.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("time", "sequence", "account", "action", "amount", "reference"))
        for e in events:
            writer.writerow((time_text(e.time), "" if e.sequence is None else e.sequence, checksummed(e.account),
                             e.action, e.amount, e.reference))
    return folder
