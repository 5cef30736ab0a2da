# ---------------------------------------------------------------------- Units, JSON and CSV (sections 1, 5)

LIMIT = 1 << 256


def fits(amount: int) -> int:
    if abs(amount) >= LIMIT:
        raise Refusal("a figure does not fit in 256 bits")
    return amount


@functools.cache
def whole(pattern: str) -> Callable[[str], re.Match | None]:
    return re.compile(pattern, re.ASCII).fullmatch


def matched(pattern: str, value: Any, what: str) -> re.Match:
    match = whole(pattern)(value) if isinstance(value, str) else None
    if not match:
        raise malformed(f"not {what}")
    return match


def signed(value: Any) -> int:
    return fits(int(matched("0|-?[1-9][0-9]{0,77}", value, "a whole number")[0]))


def amount(value: Any) -> int:
    return fits(int(matched("0|[1-9][0-9]{0,77}", value, "an amount")[0]))


def count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise malformed("not a count")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise malformed("not a text")
    return value


def identifier(value: Any) -> str:
    return matched(r"(?!\.)[0-9A-Za-z._-]{1,255}", value, "an identifier")[0]


def percentage(value: Any) -> int:
    """In parts per million."""
    match = matched(r"(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,4}))?%", value, "a percentage")
    parts = int(match[1]) * 10_000 + int((match[2] or "").ljust(4, "0"))
    if parts > 1_000_000:
        raise malformed("above 100%")
    return parts


Decimal = tuple[int, int]


def decimal(value: Any) -> Decimal:
    """The number without its point, and how many digits stand after it."""
    match = matched(r"(0|[1-9][0-9]{0,77})(?:\.([0-9]{0,35}[1-9]))?", value, "a decimal")
    places = match[2] or ""
    return int(match[1] + places), len(places)


def decimals(value: Any) -> int:
    if count(value) > 77:
        raise malformed("more than 77 decimals")
    return value


def votes(value: Any) -> int:
    """In units of 10^-36."""
    number, places = decimal(value)
    return fits(number * 10 ** (36 - places))


def votes_text(units: int) -> str:
    whole, rest = divmod(abs(units), 10**36)
    places = f"{rest:036}".rstrip("0")
    return ("-" if units < 0 else "") + str(whole) + ("." + places if places else "")


def factor(value: Any) -> tuple[int, str]:
    """In parts of 10^6, and as it is written."""
    number, places = decimal(value)
    if places > 6 or number > 1000 * 10**places:
        raise malformed("not a factor from 0 to 1000 with at most six places")
    return number * 10 ** (6 - places), value


def time(value: Any) -> int:
    match = matched(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", value, "a time")
    try:
        return int(datetime(*map(int, match.groups()), tzinfo=timezone.utc).timestamp())
    except ValueError:
        raise malformed("not a time") from None


@functools.cache
def time_text(seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, timezone.utc)
    return f"{moment.year:04}-" + moment.strftime("%m-%dT%H:%M:%SZ")


def K(content: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=content).digest()


_checksums: dict[bytes, str] = {}


def account_text(account: bytes) -> str:
    """EIP-55: a letter is upper-case where the hash of the lower-case text has a digit above 7."""
    if account not in _checksums:
        digits = account.hex()
        hashed = K(digits.encode()).hex()
        _checksums[account] = "0x" + "".join([d.upper() if h > "7" else d for d, h in zip(digits, hashed)])
    return _checksums[account]


def account(value: Any) -> bytes:
    read = bytes.fromhex(matched("0x([0-9A-Fa-f]{40})", value, "an account")[1])
    if account_text(read) != value:
        raise malformed("an account whose checksum is wrong")
    return read


def hex_bytes(size: int) -> Callable:
    return lambda value: bytes.fromhex(matched(f"0x([0-9a-f]{{{2 * size}}})", value, f"{size} bytes")[1])


def digest_text(digest: bytes | None) -> str | None:
    return None if digest is None else "0x" + digest.hex()


def parse_json(content: bytes) -> Any:
    def members(pairs: list) -> dict:
        read = dict(pairs)
        if len(read) != len(pairs):
            raise malformed("a key stands twice in an object")
        return read

    def refuse(number: str) -> None:
        raise malformed(f"{printable(number)} is not a whole number")

    try:
        return json.loads(content.decode(), object_pairs_hook=members, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise malformed("not JSON") from None


def json_text(value: Any, line: str = "\n") -> str:
    """As json.dumps with indent=2 gives it, which is several times slower; `line` is a line feed and the spaces behind it."""
    inner = line + "  "
    if isinstance(value, str):
        return json.encoder.encode_basestring(value)
    if isinstance(value, dict) and value:
        members = [json.encoder.encode_basestring(key) + ": " + json_text(each, inner) for key, each in value.items()]
        return "{" + inner + ("," + inner).join(members) + line + "}"
    if isinstance(value, list) and value:
        return "[" + inner + ("," + inner).join([json_text(each, inner) for each in value]) + line + "]"
    return json.dumps(value)


def json_bytes(document: Any) -> bytes:
    return (json_text(document) + "\n").encode()


def compact_bytes(document: Any, sort: bool = False) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, sort_keys=sort).encode()


def parse_csv(content: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    except (ValueError, csv.Error):
        raise malformed("not CSV") from None


def csv_bytes(rows: Iterable[Iterable]) -> bytes:
    special = re.compile('[,"\r\n]').search
    quoted = lambda value: '"' + value.replace('"', '""') + '"' if special(value) else value
    return "".join([",".join([quoted(str(value)) for value in row]) + "\n" for row in rows]).encode()


class Record(SimpleNamespace):
    """The members of an object, or the fields of a row, read to values."""


def read(shape: Any, value: Any, place: str = "") -> Any:
    """Reads JSON as its shape says: an object with exactly these members in this order, an array, or a value.

    A member whose name ends in a question mark need not be there.
    """
    if isinstance(shape, dict):
        shape = {key.rstrip("?"): each for key, each in shape.items()
                 if key[-1] != "?" or isinstance(value, dict) and key[:-1] in value}
        if not isinstance(value, dict) or list(value) != list(shape):
            raise malformed(f"not an object with the members {', '.join(shape)}", place)
        return Record(**{key: read(shape[key], value[key], f"{place}.{key}" if place else key) for key in shape})
    if isinstance(shape, list):
        if not isinstance(value, list):
            raise malformed("not an array", place)
        return [read(shape[0], element, f"{place}[{index}]") for index, element in enumerate(value)]
    try:
        return shape(value)
    except Refusal as refusal:
        raise malformed(refusal.fact, refusal.place or place) from None


def read_table(columns: dict[str, Callable], content: bytes) -> list[Record]:
    rows = parse_csv(content)
    if not rows or rows[0] != list(columns):
        raise malformed(f"the header is not {','.join(columns)}")
    for line, row in enumerate(rows, 1):
        if len(row) != len(columns):
            raise malformed(f"{len(row)} fields instead of {len(columns)}", f"line {line}")
    records = []
    for line, row in enumerate(rows[1:], 2):
        fields = {}
        for name, field in zip(columns, row):
            try:
                fields[name] = columns[name](field)
            except Refusal as refusal:
                raise malformed(refusal.fact, f"line {line}, column {name}") from None
        records.append(Record(line=f"line {line}", **fields))
    return records


def path(value: Any) -> str:
    return matched(r"(?!\.{1,2}(/|$))[^/\0]+(/(?!\.{1,2}(/|$))[^/\0]+)*", value, "a path")[0]


def or_null(shape: Any) -> Callable:
    return lambda value: None if value is None else read(shape, value)


def or_empty(reader: Callable) -> Callable:
    return lambda field: None if field == "" else reader(field)


def require(condition: Any, fact: str, place: str = "", path: str = "") -> None:
    if not condition:
        raise Refusal(fact, place, path)


def in_order(keys: list, what: str, distinct: bool = True) -> None:
    for before, after in zip(keys, keys[1:]):
        require(before < after or (before == after and not distinct), f"{what} not in their order, or one twice")


