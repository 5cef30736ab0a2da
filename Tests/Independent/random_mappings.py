"""Random shapes of a ledger: the same rows as an export of any kind, with the mapping that reads it."""

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from reference.units import checksummed, time_text

LOCAL = timezone(timedelta(hours=2))
JUNK = "not looked at"


def whole(amount: int, decimals: int) -> str:
    """Base units as whole tokens."""
    sign, digits = "-" if amount < 0 else "", str(abs(amount)).rjust(decimals + 1, "0")
    cut = len(digits) - decimals
    fraction = digits[cut:].rstrip("0")
    return sign + digits[:cut] + ("." + fraction if fraction else "")


def separated(text: str) -> str:
    """With a comma after every third digit."""
    sign, text = text[: text.startswith("-")], text.lstrip("-")
    before, point, after = text.partition(".")
    return sign + f"{int(before):,}" + point + after


class Shape:
    """How one file writes times, amounts, accounts and words, and what its columns are called."""

    def __init__(self, rng: Random, fields: list[str]):
        self.rng = rng
        self.time = rng.choice(("rfc3339", "unix", "DD.MM.YYYY hh:mm:ss"))
        self.amount = rng.choice(("whole", "base", "separators"))
        self.account = rng.choice((checksummed, lambda a: "0x" + a.hex(), lambda a: "0x" + a.hex().upper()))
        self.columns = {field: rng.choice((field, f"{field} (as exported)", field.upper())) for field in fields}
        self.translated = {field for field in ("stream", "asset", "action") if field in fields and rng.random() < 0.3}
        self.words: dict[str, dict[str, str]] = {field: {} for field in self.translated}
        self.skips = rng.random() < 0.3

    def text(self, field: str, value) -> str:
        """A field; an amount is (base units, decimals)."""
        if value is None:
            return ""
        if field == "time":
            if self.time == "DD.MM.YYYY hh:mm:ss":
                return datetime.fromtimestamp(value, LOCAL).strftime("%d.%m.%Y %H:%M:%S")
            return str(value) if self.time == "unix" else time_text(value)
        if field == "amount":
            if self.amount == "base":
                return str(value[0])
            return separated(whole(*value)) if self.amount == "separators" else whole(*value)
        if field in self.translated:
            shown = f"<{value.upper()}>"
            self.words[field][shown] = value
            return shown
        return self.account(value) if isinstance(value, bytes) else str(value)

    def mapping(self, file: str) -> dict:
        rules: dict[str, object] = {field: {"column": column} for field, column in self.columns.items()}
        if self.time == "unix":
            rules["time"]["pattern"] = "unix"
        elif self.time != "rfc3339":
            rules["time"].update(pattern=self.time, zone="+02:00")
        if "amount" in rules and self.amount != "whole":
            rules["amount"].update({"unit": "base"} if self.amount == "base" else {"separators": True})
        for field, words in self.words.items():
            if words:
                rules[field]["values"] = words
        return {"file": file, **rules, **({"where": {"Kind": ["row"]}} if self.skips else {})}


def write_ledger(rng: Random, folder: Path, name: str, rows: list[dict], shuffle: Random | None) -> list[dict]:
    """One file or two; the mappings that read them. The rows' order is all that `shuffle` changes."""
    parts: list[list[dict]] = [[] for _ in range(rng.choice((1, 1, 2)))]
    for row in rows:
        rng.choice(parts).append(row)
    mappings = []
    for k, part in enumerate(parts):
        if not part:
            continue
        shape, fields = Shape(rng, list(part[0])), list(part[0])
        table = [["row"] + [shape.text(field, row[field]) for field in fields] for row in part]
        if shape.skips:
            table.append(["other"] + [JUNK] * len(fields))
        if shuffle:
            shuffle.shuffle(table)
        file = f"ledgers/{name}-{k}.csv"
        write_csv(folder / file, ["Kind"] + [shape.columns[field] for field in fields], table, rng.choice(("\n", "\r\n")))
        mappings.append(shape.mapping(file))
    return mappings


def empty_ledger(folder: Path, name: str, fields: list[str]) -> dict:
    """A file of a header alone."""
    write_csv(folder / f"ledgers/{name}.csv", fields, [])
    return {"file": f"ledgers/{name}.csv", **{field: {"column": field} for field in fields}}


def write_csv(path: Path, columns: list[str], rows: list[list[str]], ends: str = "\n") -> None:
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator=ends)
        writer.writerow(columns)
        writer.writerows(rows)
