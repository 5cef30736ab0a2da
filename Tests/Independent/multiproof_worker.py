"""Runs where PyPI `multiproof` is installed: checks one tree.json and prints the proof of every value as JSON.

The library's dump has snake-case keys and integers; the file has OpenZeppelin's own. Nothing else is changed.
"""

import json
import sys

from multiproof import StandardMerkleTree


def checked_proofs(document: dict) -> dict[str, list[str]]:
    types = document["leafEncoding"]
    values = [
        {"value": [text if kind == "address" else int(text) for kind, text in zip(types, row["value"])],
         "tree_index": row["treeIndex"]}
        for row in document["values"]
    ]
    dump = {"format": document["format"], "tree": document["tree"], "values": values,
            "leaf_encoding": types}
    tree = StandardMerkleTree.from_json(dump)
    tree.validate()
    # Leaves in the order of the values stand from the end of the array on; any other order is that of their hashes.
    is_sorted = [row["tree_index"] for row in values] != [2 * len(values) - 2 - k for k in range(len(values))]
    again = StandardMerkleTree.of([row["value"] for row in values], types, sort_leaves=is_sorted)
    if again.tree != tree.tree or [v.tree_index for v in again.values] != [v["tree_index"] for v in values]:
        raise ValueError("the library builds another tree of these values")
    proofs = {}
    for index, row in enumerate(values):
        proof = tree.get_proof(index)
        if not StandardMerkleTree.verify(tree.root, types, row["value"], proof):
            raise ValueError(f"the library refuses the proof of value {index}")
        proofs[row["value"][types.index("address")]] = proof
    return {"root": tree.root, "proofs": proofs}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(checked_proofs(json.load(file)), sys.stdout)
