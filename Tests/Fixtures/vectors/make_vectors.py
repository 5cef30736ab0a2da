"""Writes the text vectors of the Swift tests; run with pycryptodome installed, from anywhere.

Nothing here uses the program: hashes are pycryptodome's, numbers are Python's, dates are datetime's.
"""

import random
from datetime import datetime, timedelta, timezone
from json import loads
from pathlib import Path

from Crypto.Hash import keccak

HERE = Path(__file__).parent
DIGIT = 1 << 64
SIZE = 1 << 256


def hashed(message: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=message).digest()


def write(name: str, note: str, lines: list[str]) -> None:
    head = ["# Made by make_vectors.py.", *(f"# {line}" for line in note.splitlines())]
    (HERE / name).write_text("\n".join(head + lines) + "\n")


def keccak_lines() -> list[str]:
    return [f"{n} {hashed(bytes((7 * i + n) % 256 for i in range(n))).hex()}" for n in range(301)]


def add_backs(dividend: int, divisor: int) -> int:
    """How many digits of the quotient Knuth's algorithm D corrects by adding the divisor back."""
    count = (divisor.bit_length() + 63) // 64
    shift = 64 * count - divisor.bit_length()
    rest, divisor = dividend << shift, divisor << shift
    top, below = divisor >> 64 * (count - 1), divisor >> 64 * (count - 2) & DIGIT - 1
    corrections = 0
    for position in range(8 - count, -1, -1):
        part = rest >> 64 * position
        high = part >> 64 * (count - 1)
        digit, remainder = high // top, high % top
        while digit >= DIGIT or digit * below > remainder * DIGIT + (part >> 64 * (count - 2) & DIGIT - 1):
            digit, remainder = digit - 1, remainder + top
            if remainder >= DIGIT:
                break
        corrections += digit != part // divisor
        rest -= (part // divisor) * divisor << 64 * position
    return corrections


def digits_value(generator: random.Random, count: int) -> int:
    """A number of that many digits, made of borders as often as of chance."""
    value = 0
    for index in range(count):
        kinds = [1, DIGIT - 1, DIGIT - 2, DIGIT >> 1, (DIGIT >> 1) - 1, generator.getrandbits(64)]
        digit = generator.choice(kinds if index == 0 else [0, *kinds])
        value = value << 64 | (digit or (index == 0))
    return value


def correcting(generator: random.Random, count: int) -> tuple[int, int]:
    """A division whose estimate from the first digits is one too large."""
    divisor = digits_value(generator, count) | 1 << 64 * count - 1 | (1 << 64 * (count - 2)) - 1
    quotient = generator.randrange(1, DIGIT)
    low = generator.choice([0, 1, generator.getrandbits(32)])
    dividend = quotient * (divisor >> 64 * (count - 2)) << 64 * (count - 2) | low
    shift = generator.choice([0, 0, 1, 13, 63])
    return dividend >> shift, divisor >> shift


def division_lines() -> tuple[list[str], int]:
    generator = random.Random(20261122)
    cases: list[tuple[int, int]] = []
    for _ in range(1500):
        divisor = digits_value(generator, generator.choice([1, 1, 2, 2, 3, 3, 4]))
        quotient = digits_value(generator, generator.choice([1, 1, 1, 1, 2, 2, 2, 3, 3, 4]))
        remainder = generator.choice([0, divisor - 1, generator.randrange(divisor)])
        cases.append((quotient * divisor + remainder, divisor))
    for _ in range(300):  # dividend and divisor begin with the same digits
        count = generator.choice([2, 3, 4])
        divisor = digits_value(generator, count)
        top = divisor >> 64 * (count - 1)
        low = generator.choice([0, generator.getrandbits(64 * (count - 1))]) % max(divisor - (top << 64 * (count - 1)), 1)
        cases.append(((top << 64 * (count - 1) | low) << 64 | generator.getrandbits(64), divisor))
    for _ in range(260):
        cases.append(correcting(generator, generator.choice([3, 4])))
    ones = [(1 << 64 * n) - 1 for n in range(1, 5)]
    cases += [(a * b, a) for a in ones for b in ones] + [(a * b - 1, a) for a in ones for b in ones]
    cases += [(a * b + a - 1, a) for a in ones for b in ones] + [(0, a) for a in ones]
    corrected = 0
    lines = []
    for dividend, divisor in cases:
        assert dividend >> 256 < divisor
        quotient, remainder = divmod(dividend, divisor)
        corrected += divisor >= DIGIT and add_backs(dividend, divisor) > 0
        lines.append(f"{dividend:x} {divisor:x} {quotient:x} {remainder:x}")
    return lines, corrected


def product_lines() -> list[str]:
    generator = random.Random(7)
    counts = [1, 2, 3, 4]
    pairs = [(digits_value(generator, generator.choice(counts)), digits_value(generator, generator.choice(counts))) for _ in range(400)]
    pairs += [(0, SIZE - 1), (SIZE - 1, SIZE - 1), (1 << 128, 1 << 128), ((1 << 128) - 1, (1 << 128) + 1)]
    return [f"{a:x} {b:x} {a * b:x} {a + b:x} {abs(a - b):x} {a} {b}" for a, b in pairs]


def leaf(account: bytes, amount: int) -> bytes:
    return hashed(hashed(bytes(12) + account + amount.to_bytes(32, "big")))


def root(claims: list[tuple[bytes, int]]) -> str:
    nodes = [b""] * (len(claims) - 1) + [leaf(*claim) for claim in reversed(claims)]
    for index in reversed(range(len(claims) - 1)):
        nodes[index] = hashed(b"".join(sorted(nodes[2 * index + 1 : 2 * index + 3])))
    return "0x" + nodes[0].hex()


def tree_lines() -> list[str]:
    claims = [(bytes([k + 1]) * 20, 1_000_000_007 * (k + 1)) for k in range(129)]
    lines = [f"repeated {n} {root(claims[:n])}" for n in range(1, 130)]
    for vector in loads((HERE / "openzeppelin-standard-v1.json").read_text())["vectors"]:
        inputs = [(bytes.fromhex(account[2:]), int(amount)) for account, amount in vector["inputs"]]
        if vector["preset"].endswith("unsorted"):
            assert root(inputs) == vector["root"]
            lines.append(f"openzeppelin {vector['n']} {root(sorted(inputs))}")
    return lines


def time_lines() -> list[str]:
    generator = random.Random(1970)
    seconds = [0, 1, 59, 86_399, 86_400, 951_782_399, 951_782_400, 951_868_800, 4_107_542_400, 253_402_300_799]
    seconds += [generator.randrange(253_402_300_800) for _ in range(290)] + [86_400 * 365 * year + 5 for year in range(200)]
    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
    texts = [(epoch + timedelta(seconds=s)).strftime("%Y-%m-%dT%H:%M:%SZ") for s in seconds]
    return [f"{s} {text:0>20}" for s, text in zip(seconds, texts)]


write("keccak256.txt", "length of a message whose byte i is (7i + length) mod 256; its keccak-256, by pycryptodome", keccak_lines())
lines, corrected = division_lines()
assert len(lines) > 2000 and corrected > 150, (len(lines), corrected)
write("uint256-division.txt", f"dividend divisor quotient remainder, hexadecimal; {corrected} of them take Knuth's add-back step", lines)
write("uint256-arithmetic.txt", "a b product sum |a-b|, hexadecimal; a b in decimal", product_lines())
write(
    "claim-tree-roots.txt",
    "repeated n: claims k = 1...n, account of 20 bytes k, amount 1000000007 k\n"
    "openzeppelin n: the inputs of openzeppelin-standard-v1.json with n claims, in account order",
    tree_lines(),
)
write("timestamps.txt", "Unix seconds, RFC 3339 by Python's datetime", time_lines())
