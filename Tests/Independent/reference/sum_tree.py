"""Section 4.1: the sum tree over rows of (account, weight, share, paid), and what proves consecutive rows."""

from typing import NamedTuple

from .units import digest_text, fitting, keccak


def _u256(number: int) -> bytes:
    return number.to_bytes(32, "big")


class SumNode(NamedTuple):
    hash: bytes
    weight: int
    share: int
    paid: int

    def bytes(self) -> bytes:
        return self.hash + _u256(self.weight) + _u256(self.share) + _u256(self.paid)

    def document(self) -> dict:
        return {"hash": digest_text(self.hash), "weight": str(self.weight), "share": str(self.share), "paid": str(self.paid)}


Row = tuple[bytes, int, int, int]


def row_node(index: int, row: Row) -> SumNode:
    account, *sums = row
    data = b"\x00" + index.to_bytes(8, "big") + account + b"".join(map(_u256, sums))
    return SumNode(keccak(data), *sums)


def parent(left: SumNode, right: SumNode) -> SumNode:
    sums = [fitting(a + b) for a, b in zip(left[1:], right[1:])]
    return SumNode(keccak(b"\x01" + left.bytes() + right.bytes()), *sums)


def split(a: int, b: int) -> int:
    """Where the node over the rows a to b - 1 is split."""
    k = 1
    while 2 * k < b - a:
        k *= 2
    return a + k


class SumTree:
    """All nodes, by the rows that they are over."""

    def __init__(self, rows: list[Row]):
        self.count = len(rows)
        self.nodes: dict[tuple[int, int], SumNode] = {}
        if rows:
            self._build(rows, 0, self.count)

    def _build(self, rows: list[Row], a: int, b: int) -> SumNode:
        if b - a == 1:
            node = row_node(a, rows[a])
        else:
            middle = split(a, b)
            node = parent(self._build(rows, a, middle), self._build(rows, middle, b))
        self.nodes[a, b] = node
        return node

    @property
    def root(self) -> SumNode:
        return self.nodes[0, self.count]

    def proof(self, first: int, count: int) -> dict | None:
        """The member `sums` of a claims file."""
        if not count:
            return None
        left, right, waiting = [], [], [(0, self.count)]
        while waiting:
            a, b = waiting.pop()
            if b <= first:
                left.append(self.nodes[a, b])
            elif a >= first + count:
                right.append(self.nodes[a, b])
            elif b - a > 1:
                middle = split(a, b)
                waiting += [(middle, b), (a, middle)]
        return {
            "first": first, "holders": self.count, "root": digest_text(self.root.hash),
            "left": [node.document() for node in left], "right": [node.document() for node in right],
        }


def proven(rows: list[Row], proof: dict) -> SumNode:
    """The root that rows and a proof lead to; ValueError when a node is missing or left over."""
    def nodes(side: str) -> list[SumNode]:
        return [SumNode(bytes.fromhex(n["hash"][2:]), int(n["weight"]), int(n["share"]), int(n["paid"])) for n in proof[side]][::-1]

    left, right, first = nodes("left"), nodes("right"), proof["first"]

    def over(a: int, b: int) -> SumNode:
        if b <= first or a >= first + len(rows):
            side = left if b <= first else right
            if not side:
                raise ValueError("a node is missing")
            return side.pop()
        if b - a == 1:
            return row_node(a, rows[a - first])
        return parent(over(a, split(a, b)), over(split(a, b), b))

    root = over(0, proof["holders"])
    if left or right:
        raise ValueError("a node is left over")
    return root
