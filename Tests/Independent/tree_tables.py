"""Tables of claims: read from CSV, and made by chance."""

import csv
import io
import random

from reference.canonical import csv_document
from reference.units import account_bytes, checksummed, digest_text, unsigned

ADDRESSES = ("account", "token", "beneficiary")
BYTES = ("salt", "hash")


def claims_of(name: str, text: str) -> list[dict]:
    """The rows of a table in their order; what a missing index column would have said is added."""
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    claims = [{column: value_of(column, cell) for column, cell in row.items()} for row in rows]
    if name == "uniswap" and "index" not in rows[0]:
        ranking = sorted(checksummed(claim["account"]) for claim in claims)
        for claim in claims:
            claim["index"] = ranking.index(checksummed(claim["account"]))
    if name == "sablier" and "index" not in rows[0]:
        for number, claim in enumerate(claims):
            claim["index"] = number
    return claims


def value_of(column: str, cell: str) -> bytes | int:
    if column in ADDRESSES:
        return account_bytes(cell)
    return bytes.fromhex(cell.removeprefix("0x")) if column in BYTES else unsigned(cell)


def text_of(column: str, value: bytes | int) -> str:
    if column in ADDRESSES:
        return checksummed(value)
    return digest_text(value) if column in BYTES else str(value)


def table_text(rows: list[dict[str, str]]) -> str:
    return csv_document(",".join(rows[0]), [row.values() for row in rows]).decode()


def random_amounts(chance: random.Random, count: int, total: int) -> list[int]:
    """Numbers of all sizes with zeros and repetitions; in half of the tables their sum is exactly the total."""
    amounts = []
    for _ in range(count - 1):
        repeated = chance.choice(amounts) if amounts else 1
        amounts.append(chance.choice([0, repeated, *(chance.getrandbits(bits) for bits in (4, 64, 90, 118))]))
    amounts.append(total - sum(amounts) if chance.random() < 0.5 else chance.getrandbits(64) + 1)
    chance.shuffle(amounts)
    return amounts


def random_address(chance: random.Random) -> bytes:
    """Half of them begin with one of a few bytes, so that shards hold several."""
    address = chance.randbytes(20)
    return chance.choice([address[:1], chance.choice([b"\x00", b"\x0f", b"\xa0", b"\xff"])]) + address[1:]


def spelled(chance: random.Random, address: bytes) -> str:
    return chance.choice([checksummed(address), digest_text(address)])


def random_pairs(chance: random.Random, count: int) -> list[tuple[bytes, bytes]]:
    """Accounts and tokens: no pair twice, many an account with several tokens."""
    tokens = [random_address(chance) for _ in range(7)]
    pairs = []
    while len(pairs) < count:
        account = chance.choice(pairs)[0] if pairs and chance.random() < 0.5 else random_address(chance)
        pair = (account, chance.choice(tokens))
        if pair not in pairs:
            pairs.append(pair)
    return pairs


def random_rows(name: str, count: int, chance: random.Random, single: bool = False) -> list[dict[str, str]]:
    """A table of a preset; `single` keeps every account to one row."""
    total = (2**128 if name == "sablier" else 2**256) - 1
    width = {"rocketpool": 2, "rocketpool-v4": 3}.get(name, 1)
    amounts = random_amounts(chance, width * count, total)
    single = single or name not in ("merkl", "urd", "eigenlayer")
    alone = [(random_address(chance), random_address(chance)) for _ in range(count)]
    pairs = alone if single else random_pairs(chance, count)
    indexes = chance.sample(range(chance.choice([count, 5 * count])), count)
    with_index, with_salt = chance.random() < 0.5, chance.random() < 0.5
    rows = []
    for number, (account, token) in enumerate(pairs):
        own = amounts[width * number : width * number + width]
        row = {"account": spelled(chance, account), "amount": str(own[0])}
        if name in ("uniswap", "sablier") and with_index:
            row = {"index": str(indexes[number]), **row}
        elif name in ("merkl", "urd", "eigenlayer"):
            row = {"account": row["account"], "token": spelled(chance, token), "amount": row["amount"]}
        elif name == "threshold":
            row = {"account": row["account"], "beneficiary": spelled(chance, token), "amount": row["amount"]}
        elif name == "cumulative-128" or name == "sharded" and with_salt:
            row = {"salt": digest_text(chance.randbytes(16 if name == "cumulative-128" else 32)), **row}
        elif name == "convex" and len(row["amount"]) == 21:
            row["amount"] = row["amount"][:20]  # with 21 digits the leaf would have 64 bytes
        elif name.startswith("rocketpool"):
            if number > 0 and chance.random() < 0.3:
                own = chance.choice([[0] * width, [0] * (width - 1) + [1]])  # left out, or only just not
            elif number == 0 and not any(own):
                own[0] = 2
            network = chance.choice([0, 0, 1, 2**64, 2**256 - 1])
            given = zip(("rpl", "eth", "voter_share"), map(str, own))
            row = {"account": row["account"], "network": str(network), **dict(given)}
        elif name == "lido-csm":
            operator = number if with_index else chance.getrandbits(chance.choice([64, 255]))
            row = {"operator": str(operator), "shares": row["amount"]}
        elif name == "openzeppelin-simple":
            row = {"hash": digest_text(chance.randbytes(32))}
        rows.append(row)
    return rows
