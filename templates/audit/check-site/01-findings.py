#!/usr/bin/env python3
"""Checks a published revenue-sharing site with none of the publisher's code.

    pip install pycryptodome        (Python 3.10 or later)
    python3 check-site.py FOLDER [--since KEPT] [--key KEY]

FOLDER is a copy of the site. KEPT is a checkpoint, or a proof file that holds one, which you kept earlier:
everything that it covers has to be unchanged. KEY is the log's verifier key as you know it from elsewhere.

Every figure is computed again from the published inputs (epochs/<n>/inputs/) by the rules of
docs/specification.md, whose sections are named below; every document is then compared with what is published.
Pages are compared with their digests alone. Findings are printed one a line. The exit status is 0 where
everything agrees, 1 where there are findings, 2 where the folder or an option cannot be used.

How to read this file: forms of numbers, JSON and CSV come first, then the inputs with everything that they have
to fulfil (`Inputs`), votes and signatures; then the rules (`stake_of`, `piece_weight`, `PayoutFigures`), what
the chain says beside the ledgers (`Reconciliation`), and the claims tree, which are what decides who gets how much;
then the documents that follow from them (`Epoch`), what corrections change (`History`), the statements and the log,
provenance and signatures; last what is compared with what (`Audit`). Findings have the codes of docs/audit.md.
Nothing is skipped in silence: an exception of whatever kind becomes a finding. Blocks and receipts are compared
with what is published alone: whether the chain has them, a node can tell.
"""

import argparse
import base64
import bisect
import csv
import functools
import hashlib
import io
import json
import os
import re
import sys
from collections import Counter, defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any, Callable, Iterable, Iterator

from Crypto.Hash import keccak
from Crypto.Signature import eddsa

# ---------------------------------------------------------------------------------------------- Findings


class Refusal(Exception):
    """What stops the computation of an epoch, or the reading of a file."""

    def __init__(self, fact: str, place: str = "", path: str = "", code: str = "inconsistent-inputs"):
        super().__init__(fact)
        self.fact, self.place, self.path, self.code = fact, place, path, code


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Says of a refusal where it was."""
    try:
        yield
    except Refusal as refusal:
        refusal.path = refusal.path or path
        raise


def malformed(fact: str, place: str = "") -> Refusal:
    return Refusal(fact, place, code="malformed-document")


def printable(text: Any) -> str:
    """One line, whatever a hostile file holds."""
    shown = "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in str(text)[:300])
    return shown + ("…" if len(str(text)) > 300 else "")


class Findings:
    """All findings, in the order in which they were found."""

    LIMIT_PER_FILE = 50

    def __init__(self):
        self.lines: list[str] = []
        self.errors = 0
        self._per_file: dict[str, int] = defaultdict(int)

    def add(self, code: str, path: str, message: str, place: str = "", values: tuple | None = None) -> None:
        """`values` are what should stand there and what stands there; None is nothing."""
        self.errors += 1
        self._per_file[path] += 1
        if self._per_file[path] > self.LIMIT_PER_FILE:
            return
        where = printable(path) + (f": {printable(place)}" if place else "")
        said = [printable("nothing" if value is None else value) for value in values or ()]
        told = f": expected {said[0]}, found {said[1]}" if said else ""
        self.lines.append(f"error {code} {where}: {printable(message)}{told}")
        if self._per_file[path] == self.LIMIT_PER_FILE:
            self.lines.append(f"note more-findings {where}: further findings in this file are not listed")

    def note(self, code: str, path: str, message: str) -> None:
        self.lines.append(f"note {code} {path}: {message}")


# ------------------------------------------------------------------------------------- Files of the site


class Site:
    """The regular files of a folder; links are not followed, and nothing outside is read."""

    BYTE_LIMIT = 1 << 28

    def __init__(self, folder: str, findings: Findings):
        self.folder, self.paths = folder, set()
        for parent, folders, files in os.walk(folder):
            for name in files + [f for f in folders if os.path.islink(os.path.join(parent, f))]:
                full = os.path.join(parent, name)
                path = os.path.relpath(full, folder).replace(os.sep, "/")
                if os.path.islink(full) or not os.path.isfile(full):
                    findings.add("unexpected-file", path, "not a regular file")
                else:
                    self.paths.add(path)

    def read(self, path: str) -> bytes:
        if path not in self.paths:
            raise Refusal("a manifest, or the rules, name this file, but it is not there", path=path, code="missing-file")
        try:
            with open(os.path.join(self.folder, path), "rb") as file:
                content = file.read(self.BYTE_LIMIT + 1)
        except OSError as error:
            raise Refusal(f"cannot be read: {error.strerror}", path=path, code="unreadable-file") from None
        if len(content) > self.BYTE_LIMIT:
            raise Refusal(f"the file has more than {self.BYTE_LIMIT} bytes", path=path, code="unreadable-file")
        return content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


