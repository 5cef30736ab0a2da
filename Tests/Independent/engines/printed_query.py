"""What `revshare sql` prints: statements in its first lines, which make the table, and the query."""

from typing import NamedTuple

INDENT = "--     "


class Failed(Exception):
    """The engine gave no figures; what it said."""


class PrintedQuery(NamedTuple):
    statements: list[str]
    query: str


def parsed(text: str) -> PrintedQuery:
    """A statement ends with `;`, a command of psql with its line."""
    statements, begun = [], []
    lines = text.splitlines(keepends=True)
    for line in lines:
        if line.startswith(INDENT):
            begun.append(line[len(INDENT):])
            if line.rstrip().endswith(";") or begun[0].startswith("\\"):
                statements.append("".join(begun))
                begun = []
    assert statements and not begun, text
    return PrintedQuery(statements, "".join(line for line in lines if not line.startswith("--")))
