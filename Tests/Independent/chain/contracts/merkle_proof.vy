# pragma version 0.4.3
"""Proofs of trees whose nodes hash their children in ascending order, as OpenZeppelin's MerkleProof has them."""


@internal
@pure
def root_of(leaf: bytes32, proof: DynArray[bytes32, 64]) -> bytes32:
    node: bytes32 = leaf
    for sibling: bytes32 in proof:
        if convert(node, uint256) < convert(sibling, uint256):
            node = keccak256(concat(node, sibling))
        else:
            node = keccak256(concat(sibling, node))
    return node
