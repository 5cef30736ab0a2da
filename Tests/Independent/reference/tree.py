"""Section 4: the claims tree, OpenZeppelin `standard-v1` with leaves as given."""

from .units import digest_text, keccak


def leaf_hash(account: bytes, amount: int) -> bytes:
    return keccak(keccak(bytes(12) + account + amount.to_bytes(32, "big")))


def node_hash(a: bytes, b: bytes) -> bytes:
    return keccak(a + b if a < b else b + a)


def tree_nodes(leaves: list[bytes]) -> list[bytes]:
    """The 2n - 1 digests: the root first, the leaves last and backwards."""
    if not leaves:
        raise ValueError("a tree without leaves")
    nodes = [b""] * (len(leaves) - 1) + leaves[::-1]
    for i in reversed(range(len(leaves) - 1)):
        nodes[i] = node_hash(nodes[2 * i + 1], nodes[2 * i + 2])
    return nodes


def leaf_position(claim: int, count: int) -> int:
    """Where the leaf of claim k stands in the array."""
    return 2 * count - 2 - claim


def proof_of(nodes: list[bytes], position: int) -> list[bytes]:
    """The siblings from the node at a position up to the root."""
    proof = []
    while position > 0:
        proof.append(nodes[position + 1 if position % 2 else position - 1])
        position = (position - 1) // 2
    return proof


def folded(leaf: bytes, proof: list[bytes]) -> bytes:
    """The root that a leaf and its proof lead to."""
    for sibling in proof:
        leaf = node_hash(leaf, sibling)
    return leaf


def dump(nodes: list[bytes], values: list[tuple[str, str]]) -> dict:
    """The tree as OpenZeppelin's library dumps it; values are (account, amount) in the order of the claims."""
    return {
        "format": "standard-v1",
        "leafEncoding": ["address", "uint256"],
        "tree": [digest_text(node) for node in nodes],
        "values": [
            {"value": list(value), "treeIndex": leaf_position(k, len(values))} for k, value in enumerate(values)
        ],
    }
