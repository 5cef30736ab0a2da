"""docs/specification.md, section 11: commitments in the place of private values."""

import hashlib
import hmac
from pathlib import Path


def framed(data: bytes) -> bytes:
    """How long it is, and then the bytes."""
    return len(data).to_bytes(8, "big") + data


def salt(secret: bytes, table: str, row: str, column: str) -> bytes:
    message = b"".join(framed(part.encode()) for part in ("revshare-commitment-v1", table, row, column))
    return hmac.new(secret, message, hashlib.sha256).digest()


def commitment(salt: bytes, value: str) -> str:
    return "sha256:" + hashlib.sha256(salt + framed(value.encode())).hexdigest()


class Hiding:
    """What is published of the ledgers' texts."""

    def __init__(self, folder: Path, privacy: dict | None):
        self.secret = bytes.fromhex((folder / privacy["secret"]).read_text()) if privacy else None

    def published(self, mapping: dict, table: str, row: str, column: str, value: str) -> str:
        if mapping.get(column, {}).get("private") != "true":
            return value
        return commitment(salt(self.secret, table, row, column), value)

    def named(self, mapping: dict, table: str, row):
        """A row with its reference and its note, where it has one, as they are published."""
        texts = {"reference": self.published(mapping, table, row.reference, "reference", row.reference)}
        if hasattr(row, "note"):
            texts["note"] = self.published(mapping, table, row.reference, "note", row.note)
        return row._replace(**texts)
