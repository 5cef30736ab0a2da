"""Writes multiproofs.json with PyPI multiproof 0.1.10, a port of OpenZeppelin's library by others."""

import itertools
import json
import random
import sys

from multiproof import StandardMerkleTree

random.seed(20)
vectors = []
for size in (1, 2, 3, 4, 5, 6, 7, 13, 33):
    values = [["0x" + f"{k + 1:02x}" * 20, 1_000_000_007 * (k + 1)] for k in range(size)]
    for is_sorted in (True, False):
        tree = StandardMerkleTree.of(values, ["address", "uint256"], sort_leaves=is_sorted)
        if size <= 4:
            subsets = [s for k in range(1, size + 1) for s in itertools.combinations(range(size), k)]
        else:
            subsets = [sorted(random.sample(range(size), random.randint(1, size))) for _ in range(6)]
        proofs = []
        for subset in subsets:
            proof = tree.get_multi_proof(list(subset))
            if not StandardMerkleTree.verify_multi_proof(tree.root, ["address", "uint256"], proof):
                sys.exit("the library refuses its own proof")
            proofs.append({
                "claims": list(subset),
                "leaves": [tree.leaf_hash(v) if not isinstance(v, str) else v for v in proof.leaves],
                "proof": proof.proof,
                "flags": proof.proof_flags,
            })
        vectors.append({"size": size, "sorted": is_sorted, "root": tree.root, "proofs": proofs})
json.dump({"generatedBy": "multiproof 0.1.10", "vectors": vectors}, sys.stdout, separators=(",", ":"))
print()
