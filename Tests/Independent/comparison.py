"""Two versions of one document: how many figures they hold, and where they first differ."""

import json
from collections import Counter
from itertools import zip_longest

from reference.canonical import csv_rows


def figures(path: str, data: bytes) -> Counter:
    """What a document holds: cells of a CSV, leaves of a JSON."""
    if path.endswith(".csv"):
        return Counter({"CSV cells": sum(map(len, csv_rows(data)[1:]))})
    return Counter({"JSON leaves": sum(1 for _ in leaves(json.loads(data)))})


def leaves(value, path: str = "$"):
    """Every scalar of a JSON value, with its path."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, f"{path}.{key}")
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from leaves(element, f"{path}[{index}]")
    else:
        yield path, value


def first_difference(path: str, expected: bytes | None, published: bytes | None) -> str | None:
    """One line that names the first leaf or line that is not as expected; none where the bytes are equal."""
    if expected == published:
        return None
    if expected is None or published is None:
        return f"{path}: {'should not be there' if expected is None else 'is missing'}"
    numbered = enumerate(zip_longest(expected.splitlines(), published.splitlines()), 1)
    line = next(((n, e, p) for n, (e, p) in numbered if e != p), None)
    if line is None:
        return f"{path}: differs in line ends"
    leaf = _first_leaf(expected, published) if path.endswith(".json") else None
    return f"{path}: {leaf or f'line {line[0]}: expected {_short(line[1])}, published {_short(line[2])}'}"


def _first_leaf(expected: bytes, published: bytes) -> str | None:
    try:
        pairs = zip_longest(leaves(json.loads(expected)), leaves(json.loads(published)))
    except ValueError:
        return None
    for e, p in pairs:
        if e != p:
            return f"expected {e and ' = '.join(map(repr, e))}, published {p and ' = '.join(map(repr, p))}"
    return None


def _short(line: bytes | None) -> str:
    return "nothing" if line is None else repr(line[:120].decode("utf-8", "backslashreplace"))
