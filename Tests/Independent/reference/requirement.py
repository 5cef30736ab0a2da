"""How inputs are refused."""


def require(holds: bool, fact: str) -> None:
    if not holds:
        raise ValueError(fact)


def check_table(inputs, name: str, rows: list) -> None:
    """In the epoch, by time and reference, each reference once."""
    order = [(row.time, row.reference.encode()) for row in rows]
    require(order == sorted(order), f"order of {name}")
    require(all(inputs.start <= row.time < inputs.end for row in rows), f"a row of {name} is not in the epoch")
    require(len({row.reference for row in rows}) == len(rows), f"a reference stands twice in {name}")
