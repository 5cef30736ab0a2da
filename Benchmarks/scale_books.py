"""Writes books with as many holders as wanted, five staking events each; the same ones for the same seed.

    python3 Benchmarks/scale_books.py 1000000 FOLDER [--epochs 1] [--seed 8]

Two quarters, both closed. Four events of a holder are in the first one; the last one, and all five of one holder in
sixty-four, in the second, which so begins with nearly all lots. Stakes follow a power law: a fifth of the holders has
four fifths, and the largest of a million holds a few percent. Holders come in another order in each round, so that
lots have all ages. Nothing is kept but a block of holders: ten million take ten times as long, and no more memory.
"""

import argparse
import hashlib
import math
import pathlib
import struct

SEED = 8
DAY = 86_400
START = 1_767_225_600  # 2026-01-01T00:00:00Z
QUARTERS = (90 * DAY, 91 * DAY)
BLOCK = 4_096
# A ledger may have 2 GB; ten million rows have 1.6.
FILE_ROWS = 10_000_000
HEADER = b"timestamp,transaction,log_index,holder,event,amount\n"
NEWCOMERS = 64

SETTINGS = """\
format: revshare-books-v1
title: Many holders
publisher: Benchmarks
description: {count} holders with five staking events each, made up by Benchmarks/scale_books.py.
baseURL: https://many.example/
notice: Nothing in these books is real.
chain: {{ id: 1, name: Ethereum }}
token: {{ symbol: OP, name: Opur, decimals: 18 }}
assets:
  - {{ id: usdc, symbol: USDC, name: USD Coin, decimals: 6 }}
payout: usdc
ruleset: 2
streams:
  - {{ id: subscriptions, title: Premium subscriptions, description: Paid by card. }}
  - {{ id: transaction-fees, title: Transaction fees, description: Paid on chain. }}
  - {{ id: advertising, title: Advertising, description: Banners and letters. }}
epochs:
{epochs}
ledgers:
  revenue:
    - file: ledgers/revenue.csv
      time: {{ column: time }}
      amount: {{ column: amount }}
      reference: {{ column: reference }}
      stream: {{ column: stream }}
  staking:
"""
EPOCHS = """\
  - { number: 1, start: 2026-01-01T00:00:00Z, end: 2026-04-01T00:00:00Z, closed: true }
  - { number: 2, start: 2026-04-01T00:00:00Z, end: 2026-07-01T00:00:00Z, closed: true }
"""
LEDGER = """\
    - file: ledgers/staking-{number}.csv
      time: {{ column: timestamp, pattern: unix }}
      account: {{ column: holder }}
      action: {{ column: event, values: {{ Staked: stake, Withdrawn: unstake }} }}
      amount: {{ column: amount, unit: base }}
      reference: {{ columns: [transaction, log_index] }}
      sequence: {{ column: log_index }}
"""
GOVERNANCE = """\
format: revshare-governance-v1
decisions:
  - id: M-1
    title: Share revenue with those who stake
    decidedAt: 2025-12-01T00:00:00Z
    effectiveEpoch: 1
    stakerShare: 62.5%
    poolShares: { subscriptions: 40%, transaction-fees: 60%, advertising: 50% }
    weighting:
      steps:
        - { age: 30 days, factor: 1.25 }
        - { age: 90 days, factor: 1.5 }
      withdrawals: newest
    rationale: Those who stay for longer count for more.
    link: https://vote.many.example/M-1
"""


def random_bytes(seed, what, block, length):
    """Bytes that depend on nothing but these numbers."""
    return hashlib.shake_128(f"{seed} {what} {block}".encode()).digest(length)


def numbers(data):
    """The numbers of 32 bits in bytes."""
    return struct.unpack(f">{len(data) // 4}I", data)


def texts(data, size):
    """The hexadecimal digits of each so many bytes."""
    digits = data.hex()
    return [digits[start : start + 2 * size] for start in range(0, len(digits), 2 * size)]


def stake(draw):
    """A stake in millionths, at least 60 tokens, for a draw of 32 bits: Pareto's distribution, 80 to 20.

    Square roots are the same on every machine, powers are not.
    """
    root = math.sqrt((draw + 1) / 4_294_967_296)
    fourth = math.sqrt(root)
    return int(60_000_000 / (root * fourth * math.sqrt(fourth)))


def amounts(base, kind):
    """What a holder does in the five rounds, in millionths; withdrawals are negative."""
    third = -(base // 2) if kind % 10 < 3 else base // 8
    held = base + base // 4 + third + base // 16
    last = -held if kind % 10 == 3 else -(base // 16) if kind % 10 == 4 else base // 3
    return base, base // 4, third, base // 16, last


def block_holders(seed, block):
    """Account and amounts of each holder of a block."""
    data = random_bytes(seed, "holders", block, 28 * BLOCK)
    draws, kinds = numbers(data[20 * BLOCK : 24 * BLOCK]), numbers(data[24 * BLOCK :])
    acts = [amounts(stake(draw), kind) for draw, kind in zip(draws, kinds)]
    return list(zip(texts(data[: 20 * BLOCK], 20), acts))


def event(time, transaction, log, holder, amount, tail):
    """A row; `tail` makes amounts uneven."""
    if amount < 0:
        return f"{time},0x{transaction},{log},0x{holder},Withdrawn,{-amount}000000000000\n"
    return f"{time},0x{transaction},{log},0x{holder},Staked,{amount}{tail}00\n"


def block_rows(seed, count, block, step, begin, span, place):
    """A round's rows of a block of holders, in the order of time; `place` is how many holders came before."""
    first = block * BLOCK
    size = min(BLOCK, count - first)
    data = random_bytes(seed, f"round {step}", block, 36 * BLOCK)
    transactions, tails = texts(data[: 32 * BLOCK], 32), numbers(data[32 * BLOCK :])
    rows = []
    for index, (account, acts) in enumerate(block_holders(seed, block)[:size]):
        time, tail = begin + (place + index) * span // count, 1_000_000_000 + tails[index]
        if (first + index) % NEWCOMERS:
            rows.append(event(time, transactions[index], index % 500, account, acts[step], tail))
        elif step == 4:
            log = index % 500
            rows += [event(time, transactions[index], log + each, account, acts[each], tail) for each in range(5)]
    return rows


def rounds(epochs):
    """Number, begin and length of each round: four in the first quarter, the last in the second."""
    quarter = QUARTERS[0] // 4
    found = [(step, START + step * quarter, quarter) for step in range(4)]
    return found + [(4, START + QUARTERS[0], QUARTERS[1])] if epochs == 2 else found


def staking(seed, count, epochs):
    """All rows, a block of holders at a time."""
    blocks = -(-count // BLOCK)
    for step, begin, span in rounds(epochs):
        place = 0
        for turn in range(blocks):
            # Another block begins each round, and every second round runs backwards.
            block = (turn + step * blocks // 5) % blocks
            block = blocks - 1 - block if step % 2 else block
            yield block_rows(seed, count, block, step, begin, span, place)
            place += min(BLOCK, count - block * BLOCK)


def write_staking(folder, seed, count, epochs):
    """Writes as many files as are needed and says how many."""
    number, written, file = 0, FILE_ROWS, None
    for rows in staking(seed, count, epochs):
        if written + len(rows) > FILE_ROWS:
            if file:
                file.close()
            number, written = number + 1, 0
            file = (folder / f"staking-{number}.csv").open("wb", buffering=1 << 20)
            file.write(HEADER)
        file.write("".join(rows).encode())
        written += len(rows)
    file.close()
    return number


def write_revenue(path, seed, count, epochs):
    """Twenty entries a quarter, about eight dollars a holder in all, one in nine a refund."""
    streams = ("subscriptions", "transaction-fees", "advertising")
    lines = ["time,stream,amount,reference\n"]
    for entry in range(20 * epochs):
        draw = numbers(random_bytes(seed, "revenue", entry, 4))[0]
        day = entry * 89 // 20 if entry < 20 else 90 + (entry - 20) * 90 // 20
        cents = count * 30 + draw % (count * 20)
        amount = -(cents // 12) if entry % 9 == 8 else cents
        time = f"2026-{month_and_day(day)}T{draw % 24:02}:{draw % 60:02}:00Z"
        lines.append(f"{time},{streams[entry % 3]},{amount / 100:.2f},INV-{entry + 1:04}\n")
    path.write_text("".join(lines))


def month_and_day(day):
    """Such as 02-01, for the number of a day of 2026."""
    month = 0
    lengths = (31, 28, 31, 30, 31, 30)
    while day >= lengths[month]:
        day, month = day - lengths[month], month + 1
    return f"{month + 1:02}-{day + 1:02}"


def write_books(folder, count, epochs=2, seed=SEED):
    """Writes books with so many holders to a new folder."""
    folder = pathlib.Path(folder)
    (folder / "ledgers").mkdir(parents=True)
    files = write_staking(folder / "ledgers", seed, count, epochs)
    write_revenue(folder / "ledgers/revenue.csv", seed, count, epochs)
    closed = "".join(EPOCHS.splitlines(keepends=True)[:epochs]).rstrip("\n")
    settings = SETTINGS.format(count=f"{count:,}", epochs=closed)
    settings += "".join(LEDGER.format(number=number + 1) for number in range(files))
    (folder / "revshare.yaml").write_text(settings)
    (folder / "governance.yaml").write_text(GOVERNANCE)
    return folder


def holder(number, seed=SEED):
    """The account of a holder, from 0."""
    block, index = divmod(number, BLOCK)
    return "0x" + block_holders(seed, block)[index][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="how many holders")
    parser.add_argument("folder", type=pathlib.Path, help="a new folder for the books")
    parser.add_argument("--epochs", type=int, choices=(1, 2), default=2, help="how many quarters")
    parser.add_argument("--seed", type=int, default=SEED, help="what everything depends on")
    arguments = parser.parse_args()
    write_books(arguments.folder, arguments.count, arguments.epochs, arguments.seed)


if __name__ == "__main__":
    main()
