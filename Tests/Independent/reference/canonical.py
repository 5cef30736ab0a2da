"""Section 5: JSON and CSV in the one spelling that is published."""

import csv
import io

csv.field_size_limit(1 << 30)
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPES = str.maketrans({chr(c): f"\\u{c:04x}" for c in range(0x20)} | _SHORT)


def json_string(text: str) -> str:
    return '"' + text.translate(_ESCAPES) + '"'


def _scalar(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return json_string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"no published document holds {value!r}")


def _append(value, indent: str, out: list[str]) -> None:
    inner = indent + "  "
    if isinstance(value, dict) and value:
        lead = "{\n"
        for key, member in value.items():
            out.append(f"{lead}{inner}{json_string(key)}: ")
            _append(member, inner, out)
            lead = ",\n"
        out.append(f"\n{indent}}}")
    elif isinstance(value, list) and value:
        lead = "[\n"
        for element in value:
            out.append(lead + inner)
            _append(element, inner, out)
            lead = ",\n"
        out.append(f"\n{indent}]")
    elif isinstance(value, dict):
        out.append("{}")
    elif isinstance(value, list):
        out.append("[]")
    else:
        out.append(_scalar(value))


def json_document(value) -> bytes:
    """Two spaces a level, one member or element a line, a line feed at the end."""
    out: list[str] = []
    _append(value, "", out)
    out.append("\n")
    return "".join(out).encode()


def json_compact(value) -> bytes:
    """Without any space and line feed, as OpenZeppelin's library writes its dumps."""
    if isinstance(value, dict):
        return b"{" + b",".join(json_string(k).encode() + b":" + json_compact(v) for k, v in value.items()) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(json_compact(v) for v in value) + b"]"
    return _scalar(value).encode()


def _field(text: str) -> str:
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_document(header: str, rows) -> bytes:
    """RFC 4180 with line feeds; the header is given as it stands in the file."""
    lines = [header]
    lines += [",".join(map(_field, row)) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def csv_rows(data: bytes, header: str | None = None) -> list[list[str]]:
    """The rows of a CSV document: all, or those below the given header."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    if header is None:
        return rows
    if not rows or rows[0] != header.split(","):
        raise ValueError(f"the header row is not {header}")
    return rows[1:]
