"""Random transfers to pools, blocks, and entries that name transactions and logs in every way, well and badly."""

from random import Random
from typing import NamedTuple

from ledgers import BookedEntry
from random_scenario import Epoch, Scenario, amount, time_in, word
from reference.ruleset2.reconciliation import named

# What may stand behind a transaction's hash: a name of it still, or of a log, or of neither.
BEHIND_LOG = ("", "", "", "-a", "/1", " part two", "é", "_x", ":", ":x", ":07", ":18446744073709551616", ":1:2", ".5", ":1 ")
BEHIND_NOTHING = ("0", "f", "Z", "0:1")
AS_FEW_OF = 0.12


class Receipt(NamedTuple):
    """A transfer as a ledger has it: the pool is that of the ledger."""

    pool: int
    time: int
    amount: int
    sender: bytes
    hash: str
    log: int


def random_chain(rng: Random, s: Scenario) -> None:
    """For books that never were under ruleset 1, which knows no chain."""
    if any(epoch.ruleset == 1 for epoch in s.epochs):
        return
    _sequences_of_blocks(rng, s)
    for epoch in s.epochs:
        if rng.random() < 0.4:
            digits = rng.randbytes(32).hex()
            s.blocks[epoch.number] = (rng.choice((0, 1, rng.randrange(10**9))), "0x" + rng.choice((digits, digits.upper())))
    if rng.random() < 0.25:
        return
    s.policy = rng.choice((None, "report", "report", "refuse"))
    assets = rng.sample([asset["id"] for asset in s.assets], min(len(s.assets), rng.choice((1, 1, 2))))
    s.pools = [(rng.choice(assets), rng.randbytes(20)) for _ in range(rng.choice((1, 1, 2, 3)))]
    hashes = {epoch.number: [_hash(rng) for _ in range(rng.choice((1, 2, 6)))] for epoch in s.epochs}
    _book_more(rng, s)
    _name_transactions(rng, s, hashes)
    logs: dict[str, set[int]] = {}
    for epoch in s.epochs:
        s.receipts += _receipts(rng, s, epoch, hashes[epoch.number], logs)
    rng.shuffle(s.receipts)


def _hash(rng: Random) -> str:
    """Few digits at times, so that orders of bytes and of numbers meet."""
    return "0x" + (rng.randbytes(32).hex() if rng.random() < 0.8 else rng.choice("0f") * 63 + rng.choice("0123"))


def _sequences_of_blocks(rng: Random, s: Scenario) -> None:
    """Greater numbers in the same order: a block's times a million, and a log's."""
    if rng.random() < 0.5:
        return
    blocks = sorted(rng.sample(range(1, 10**8), 9))
    later = {n: block * 1_000_000 + rng.choice((0, 7, 999_999)) for n, block in enumerate(blocks, 1)}
    s.events = [event._replace(sequence=later.get(event.sequence, event.sequence)) for event in s.events]


def _reference(rng: Random, hashes: list[str]) -> str:
    digits = rng.choice(hashes)[2:]
    digits = rng.choice((digits, digits, digits.upper(), "".join(rng.choice((d, d.upper())) for d in digits)))
    kind = rng.random()
    if kind < AS_FEW_OF:
        return rng.choice(("0X" + digits, "0x" + digits[:-1], "tx 0x" + digits, "0x" + digits + rng.choice(BEHIND_NOTHING)))
    if kind < 0.35:
        return f"0x{digits}:{rng.choice((0, 1, 2, 10, 2**64 - 1))}"
    return "0x" + digits + rng.choice(BEHIND_LOG)


def _book_more(rng: Random, s: Scenario) -> None:
    """Entries in the assets of pools."""
    assets = sorted({asset for asset, _ in s.pools})
    for epoch in s.epochs:
        for _ in range(rng.choice((0, 3, 10))):
            s.entries.append(BookedEntry(time_in(rng, epoch), rng.choice(list(s.decision_in_force(epoch.number).pool_shares)),
                                         rng.choice(assets), amount(rng, s.scale), None, None, word(rng, 10**6 + len(s.entries)), ""))


def _name_transactions(rng: Random, s: Scenario, hashes: dict[int, list[str]]) -> None:
    """Gives entries references of the chain, and what takes them back the new ones."""
    rows, epochs, new = list(s.entries), {}, {}
    taken = {entry.reference for entry in rows}
    times = {entry.reference: entry.time for entry in rows}
    for epoch in s.epochs:
        epochs.update({e.reference: epoch for e in rows if epoch.start <= e.time < epoch.end})
    for entry in rows:
        if rng.random() < 0.3:
            continue
        other = rng.choice((0, 0, 0, 1))
        numbers = [epochs[entry.reference].number, rng.choice(list(hashes))]
        reference = _reference(rng, hashes[numbers[other]])
        same_second = entry.refunds is not None and times[entry.refunds] == entry.time
        if reference in taken or (same_second and reference.encode() <= new.get(entry.refunds, entry.refunds).encode()):
            continue
        taken.add(reference)
        new[entry.reference] = reference
    s.entries = [e._replace(reference=new.get(e.reference, e.reference), refunds=new.get(e.refunds, e.refunds)) for e in rows]
    if s.zeros:
        s.entries = [e._replace(amount=0) if e.amount > 0 and rng.random() < 0.2 else e for e in s.entries]


def _receipts(rng: Random, s: Scenario, epoch: Epoch, hashes: list[str], logs: dict[str, set[int]]) -> list[Receipt]:
    """Of what entries name, as much as they say, or another amount, or nothing; and of what they do not name."""
    sums: dict[tuple, int] = {}
    exact = s.policy == "refuse"
    assets = [asset for asset, _ in s.pools]
    for entry in s.entries:
        name = named(entry.reference)
        if name and entry.asset in assets and entry.amount >= 0 and epoch.start <= entry.time < epoch.end:
            sums[entry.asset, name] = sums.get((entry.asset, name), 0) + entry.amount
    named_logs = {(name.transaction, name.log) for _, name in sums if name.log is not None}
    rows = []
    # Logs that are named come first: no other receipt may take their place.
    for (asset, name), booked in sorted(sums.items(), key=lambda row: (row[0][1].log is None, row[0][1].transaction)):
        pools = [k for k, pool in enumerate(s.pools) if pool[0] == asset]
        taken = logs.setdefault(name.transaction, set())
        if not exact and rng.random() < 0.3:
            continue
        size = booked if exact or rng.random() < 0.6 else rng.choice((0, amount(rng, s.scale), booked + 1, booked // 2))
        if exact and size == 0:  # a transfer of nothing is no receipt: such books are not strict
            s.policy, exact = "report", False
        parts = 1 if name.log is not None else rng.choice((1, 1, 2, 3))
        if name.log is not None and name.log in taken:
            if exact:  # one log of two assets, which cannot be: such books are not strict
                s.policy, exact = "report", False
            continue
        cuts = sorted(rng.randint(0, size) for _ in range(parts - 1))
        for part in (b - a for a, b in zip([0, *cuts], [*cuts, size])):
            log = name.log if name.log is not None else _free(rng, taken, named_logs, name.transaction)
            taken.add(log)
            rows.append(Receipt(rng.choice(pools), time_in(rng, epoch), part, rng.randbytes(20), name.transaction, log))
    for _ in range(0 if exact else rng.choice((0, 0, 1, 4))):
        transaction = rng.choice(hashes + [_hash(rng)])
        log = _free(rng, logs.setdefault(transaction, set()), set(), transaction)
        logs[transaction].add(log)
        rows.append(Receipt(rng.randrange(len(s.pools)), time_in(rng, epoch), rng.choice((0, amount(rng, s.scale))), rng.randbytes(20),
                            transaction, log))
    return rows


def _free(rng: Random, taken: set[int], named_logs: set, transaction: str) -> int:
    while True:
        log = rng.choice((rng.randrange(4), rng.randrange(300), 2**64 - 1 - rng.randrange(99)))
        if log not in taken and (transaction, log) not in named_logs:
            return log
