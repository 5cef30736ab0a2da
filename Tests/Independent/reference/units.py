"""Section 1: accounts, percentages, times and digests as they are written."""

import hashlib
import re
from calendar import timegm
from datetime import datetime, timezone
from functools import lru_cache

from Crypto.Hash import keccak as _keccak

PARTS_PER_UNIT = 1_000_000
AMOUNT_LIMIT = 2**256


def keccak(data: bytes) -> bytes:
    """keccak-256 with the original padding."""
    return _keccak.new(digest_bits=256, data=data).digest()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=None)
def checksummed(account: bytes) -> str:
    """The account with its EIP-55 checksum: a letter is upper case where its digit of the hash is 8 or more."""
    if len(account) != 20:
        raise ValueError(f"an account of {len(account)} bytes")
    digits = account.hex()
    mask = keccak(digits.encode()).hex()
    return "0x" + "".join(d.upper() if int(m, 16) >= 8 else d for d, m in zip(digits, mask))


@lru_cache(maxsize=None)
def account_bytes(text: str) -> bytes:
    """An account from any spelling that the books allow."""
    if not re.fullmatch("0x[0-9a-fA-F]{40}", text):
        raise ValueError(f"not an account: {text!r}")
    account = bytes.fromhex(text[2:])
    one_case = text[2:] in (text[2:].lower(), text[2:].upper())
    if not one_case and checksummed(account) != text:
        raise ValueError(f"wrong checksum: {text!r}")
    return account


def digest_text(digest: bytes) -> str:
    return "0x" + digest.hex()


@lru_cache(maxsize=None)
def seconds(text: str) -> int:
    """Unix seconds of an RFC 3339 time with `Z` and no fraction."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise ValueError(f"not a time: {text!r}")
    return timegm(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").timetuple())


@lru_cache(maxsize=None)
def time_text(moment: int) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def parts_per_million(text: str) -> int:
    """`12.5%` is 125000."""
    found = re.fullmatch(r"(0|[1-9][0-9]*)(?:\.([0-9]{1,4}))?%", text)
    if not found:
        raise ValueError(f"not a percentage: {text!r}")
    parts = int(found[1]) * 10_000 + int((found[2] or "").ljust(4, "0"))
    if parts > PARTS_PER_UNIT:
        raise ValueError(f"more than 100%: {text!r}")
    return parts


def percentage_text(parts: int) -> str:
    whole, fraction = divmod(parts, 10_000)
    digits = f"{fraction:04d}".rstrip("0")
    return f"{whole}.{digits}%" if digits else f"{whole}%"


def fitting(amount: int) -> int:
    """The amount, once it is known to be unsigned and below 2^256."""
    if not 0 <= amount < AMOUNT_LIMIT:
        raise OverflowError(f"not an unsigned 256-bit amount: {amount}")
    return amount


def unsigned(text: str) -> int:
    """An amount in base units, in its only spelling."""
    if not re.fullmatch("0|[1-9][0-9]*", text):
        raise ValueError(f"not an amount: {text!r}")
    return fitting(int(text))


def signed(text: str) -> int:
    """A ledger entry's amount: unsigned, or with a minus sign."""
    if text.startswith("-"):
        magnitude = unsigned(text[1:])
        if magnitude == 0:
            raise ValueError("minus zero")
        return -magnitude
    return unsigned(text)
