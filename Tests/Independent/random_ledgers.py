"""Random rows of every ledger, such that the books that they are in are valid."""

from random import Random

from eth_account import Account
from eth_account.messages import encode_defunct

from ledgers import BookedEntry
from random_scenario import NOTES, Epoch, Exclusion, Opening, Redirection, Scenario, amount, time_in, word
from reference.inputs import Lot, StakeEvent
from reference.ruleset2.beneficiaries import message
from reference.ruleset2.rows import Adjustment, Balance, Rate, Returned
from reference.units import time_text

DAY = 86_400


def random_entries(rng: Random, s: Scenario) -> list[BookedEntry]:
    entries: list[BookedEntry] = []
    calm = {stream["id"] for stream in s.streams if stream["calm"]}
    for epoch in s.epochs:
        streams = list(s.decision_in_force(epoch.number).pool_shares)
        assets = s.bookable(epoch)
        own: list[BookedEntry] = []
        for _ in range(rng.choice((0, 1, 3, 12))):
            stream = rng.choice(streams)
            size = amount(rng, s.scale)
            if stream not in calm and rng.random() < 0.25:
                size = -size
            adjusts = epoch.number - 1 if epoch.ruleset == 2 and epoch != s.epochs[0] and rng.random() < 0.1 else None
            own.append(BookedEntry(time_in(rng, epoch), stream, rng.choice(assets), size, adjusts, None,
                             word(rng, len(entries) + len(own)), rng.choice(NOTES)))
        entries += own
        if epoch.ruleset == 2 or rng.random() < 0.3:  # ruleset 1 passes over what is taken back
            entries += random_refunds(rng, s, epoch, entries, own, streams, calm)
    return entries


def random_refunds(rng: Random, s: Scenario, epoch: Epoch, entries: list[BookedEntry], own: list[BookedEntry], streams: list[str],
                   calm: set[str]) -> list[BookedEntry]:
    """A stream that is to end gives back at most what it has, in the same epoch; the others whatever they like."""
    rows = []
    for entry in rng.sample(entries, min(len(entries), rng.choice((0, 1, 3)))):
        if entry.stream not in streams or (entry.stream in calm and entry not in own):
            continue
        time = max(time_in(rng, epoch), entry.time)
        size = -rng.randint(1, entry.amount) if entry.amount > 0 else -amount(rng, s.scale)
        rows.append(BookedEntry(time, entry.stream, entry.asset, size, None, entry.reference, "~" + word(rng, len(entries) + len(rows)),
                          rng.choice(NOTES)))
    return rows


def random_rates(rng: Random, s: Scenario) -> list[Rate]:
    """Every asset that needs them has one from the first second on."""
    rates, start, end = [], s.epochs[0].start, s.epochs[-1].end
    for asset in s.needing_rates():
        times = {start - rng.choice((0, 1, DAY))} | {rng.randint(start - 99, end + 99) for _ in range(rng.choice((0, 1, 6)))}
        rates += [Rate(time, asset, random_rate(rng), rng.choice(("ECB", 'a "bank", closed', "own"))) for time in times]
    return rates


def random_rate(rng: Random) -> str:
    whole, places = rng.choice((0, 0, 1, rng.randint(0, 2000))), rng.choice((0, 1, 4, 18, 30))
    part = rng.randrange(10**places)
    text = f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".") if part else str(whole)
    return "1" if text == "0" else text


def random_returned(rng: Random, s: Scenario) -> list[Returned]:
    rows = []
    for epoch in s.epochs_of_ruleset_2():
        for _ in range(rng.choice((0, 0, 1, 3)) if epoch != s.epochs[0] else 0):
            rows.append(Returned(time_in(rng, epoch), rng.choice(s.payout_ids(epoch.number)), amount(rng, s.scale),
                                 rng.randint(s.epochs[0].number, epoch.number - 1), word(rng, len(rows)), rng.choice(NOTES)))
    return rows


def random_adjustments(rng: Random, s: Scenario) -> list[Adjustment]:
    rows = []
    for epoch in s.epochs_of_ruleset_2():
        for _ in range(rng.choice((0, 0, 2, 5)) if epoch != s.epochs[0] else 0):
            account = rng.choice(s.accounts or [bytes(19) + b"\x01"])
            rows.append(Adjustment(time_in(rng, epoch), rng.choice(s.payout_ids(epoch.number)), account,
                                   rng.choice((1, -1)) * amount(rng, s.scale),
                                   rng.randint(s.epochs[0].number, epoch.number - 1), word(rng, len(rows)), rng.choice(NOTES)))
    return rows


def random_events(rng: Random, s: Scenario) -> list[StakeEvent]:
    """Rows that would take more than there is are left out, in the order in which they count."""
    drawn, held = [], {account: 0 for account in s.accounts}
    for lot in s.opening.lots if s.opening else []:
        held[lot.account] = held.get(lot.account, 0) + lot.amount
    for epoch in s.epochs:
        for _ in range(rng.choice((0, 3, 20, 80)) if s.accounts else 0):
            account = rng.choice(s.accounts)
            action = rng.choice(("stake", "stake", "unstake"))
            sequence = rng.choice((None, 0, rng.randint(1, 9)))
            drawn.append(StakeEvent(time_in(rng, epoch), sequence, action, account, amount(rng, s.scale), word(rng, len(drawn))))
    kept = []
    for event in sorted(drawn, key=lambda event: event.order):
        if event.action == "unstake" and event.amount > held[event.account]:
            event = event._replace(amount=held[event.account])  # smaller, so perhaps earlier among its equals
            if any(other.order > event.order for other in kept) or event.amount == 0:
                continue
        held[event.account] += event.amount if event.action == "stake" else -event.amount
        kept.append(event)
    rng.shuffle(kept)
    return kept


def random_exclusions(rng: Random, s: Scenario) -> list[Exclusion]:
    chosen = rng.sample(s.accounts, min(len(s.accounts), rng.choice((0, 0, 1, 2))))
    first = s.epochs[0].number
    return [Exclusion(account, "Treasury, not a staker", first + rng.choice((0, 1)), rng.choice((None, first + 1))) for account in chosen]


def random_redirections(rng: Random, s: Scenario) -> list[Redirection]:
    document = {"chain": {"id": s.chain}, "token": s.token}
    rows, targets = [], s.accounts + [rng.randbytes(20) for _ in range(2)]
    if not s.epochs_of_ruleset_2():
        return []
    first = s.epochs_of_ruleset_2()[0]
    since = rng.sample(range(first.start, first.start + 10**6), 16)
    since[:4] = [first.start, first.end - 1, first.end, first.end + 1] if first.end - 1 > first.start else []
    since = list(dict.fromkeys(since + ([first.start - 9, first.start - 5000] if first == s.epochs[0] else [])))
    rng.shuffle(since)
    for account in rng.sample(s.accounts, min(len(s.accounts), rng.choice((0, 1, 4)))):
        for _ in range(rng.choice((1, 1, 2))):
            target = rng.choice(targets + [account])
            time = since.pop()
            signature, transaction = None, "0x" + rng.randbytes(32).hex()
            if account in s.keys:
                text = message(document, account, target, time_text(time))
                signed = Account.from_key(s.keys[account]).sign_message(encode_defunct(text=text))
                signature, transaction = "0x" + bytes(signed.signature).hex(), None
            rows.append(Redirection(account, target, time, signature, transaction))
    return rows


def random_opening(rng: Random, s: Scenario) -> Opening | None:
    """Of an earlier system; only the first epoch of ruleset 2 may have one."""
    if s.epochs[0].ruleset == 1 or rng.random() < 0.6:
        return None
    streams = list(s.decision_in_force(s.epochs[0].number).pool_shares)
    calm = {stream["id"] for stream in s.streams if stream["calm"]}
    begun = s.payout_ids(s.epochs[0].number)
    deficits = {payout: {stream: 0 if stream in calm else rng.choice((0, amount(rng, s.scale))) for stream in streams}
                for payout in begun}
    lots = [Lot(account, s.epochs[0].start - rng.choice((1, 5, DAY, 400 * DAY)), amount(rng, s.scale))
            for account in s.accounts for _ in range(rng.choice((0, 1, 2)))]
    balances = []
    for payout in begun:
        for account in rng.sample(s.accounts, min(len(s.accounts), 3)):
            claimed = rng.choice((0, amount(rng, s.scale)))
            balances.append(Balance(payout, account, rng.choice((1, -1)) * amount(rng, s.scale), claimed))
    return Opening("An earlier system", {p: rng.choice((0, amount(rng, s.scale))) for p in begun}, deficits, lots, balances)
