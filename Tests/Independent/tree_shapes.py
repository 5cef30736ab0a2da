"""The shapes of Merkle trees: layers from the leaves up to the root, and OpenZeppelin's array; proofs and multi-proofs."""

from typing import Callable

from reference.tree import node_hash
from reference.units import keccak

Digests = list[bytes]
ZERO = bytes(32)


def positional_hash(left: bytes, right: bytes) -> bytes:
    return keccak(left + right)


def node_hash_128(a: bytes, b: bytes) -> bytes:
    return node_hash(a, b)[:16]


def sibling(layer: Digests, position: int, odd: str) -> bytes | None:
    """What a node is hashed with; nothing where it is promoted."""
    beside = position + 1 if position % 2 == 0 else position - 1
    if beside < len(layer):
        return layer[beside]
    return {"promote": None, "zero": ZERO, "duplicate": layer[position]}[odd]


def layers_of(leaves: Digests, odd: str = "promote", pair: Callable = node_hash) -> list[Digests]:
    if not leaves:
        raise ValueError("a tree without leaves")
    layers = [leaves]
    while len(layers[-1]) > 1:
        below, above = layers[-1], []
        for position in range(0, len(below), 2):
            right = sibling(below, position, odd)
            above.append(below[position] if right is None else pair(below[position], right))
        layers.append(above)
    return layers


def layers_proof(layers: list[Digests], position: int, odd: str = "promote") -> Digests:
    proof = []
    for layer in layers[:-1]:
        node = sibling(layer, position, odd)
        proof += [] if node is None else [node]
        position = position // 2
    return proof


def padded(leaves: Digests) -> Digests:
    count = 1
    while count < len(leaves):
        count *= 2
    return leaves + [ZERO] * (count - len(leaves))


def folded_by_position(node: bytes, proof: Digests, position: int) -> bytes | None:
    """The root of a tree whose pairs are not sorted; nothing where the proof is too short for the position."""
    for other in proof:
        node = positional_hash(node, other) if position % 2 == 0 else positional_hash(other, node)
        position = position // 2
    return node if position == 0 else None


def multi_proof_of(nodes: Digests, positions: list[int]) -> tuple[Digests, Digests, list[bool]]:
    """Leaves, proof and flags for several places of OpenZeppelin's array."""
    queue = sorted(positions, reverse=True)
    leaves, proof, flags = [nodes[position] for position in queue], [], []
    if not queue:
        return [], [nodes[0]], []
    while queue[0] != 0:
        head = queue.pop(0)
        other = head + 1 if head % 2 == 1 else head - 1
        if queue and queue[0] == other:
            queue.pop(0)
            flags.append(True)
        else:
            proof.append(nodes[other])
            flags.append(False)
        queue.append((head - 1) // 2)
    return leaves, proof, flags


def multi_folded(leaves: Digests, proof: Digests, flags: list[bool]) -> bytes | None:
    """The root that leaves, proof and flags lead to; nothing where they do not fit one another."""
    if len(leaves) + len(proof) != len(flags) + 1 or len(proof) < flags.count(False):
        return None
    queue, rest = list(leaves), list(proof)
    for flag in flags:
        if len(queue) < (2 if flag else 1):
            return None
        head = queue.pop(0)
        queue.append(node_hash(head, queue.pop(0) if flag else rest.pop(0)))
    left = queue + rest
    return left[0] if len(left) == 1 else None
