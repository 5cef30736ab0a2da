"""Runs where PyPI `multiproof` is installed: checks one tree.json and prints the proof of every value as JSON.

The library's dump has snake-case keys and integers; the file has OpenZeppelin's own. Nothing else is changed.
"""

import json
import sys

from multiproof import StandardMerkleTree


def checked_proofs(document: dict) -> dict[str, list[str]]:
    values = [
        {"value": [account, int(amount)], "tree_index": row["treeIndex"]}
        for row in document["values"]
        for account, amount in [row["value"]]
    ]
    dump = {"format": document["format"], "tree": document["tree"], "values": values,
            "leaf_encoding": document["leafEncoding"]}
    tree = StandardMerkleTree.from_json(dump)
    tree.validate()
    again = StandardMerkleTree.of([row["value"] for row in values], document["leafEncoding"], sort_leaves=False)
    if again.tree != tree.tree or [v.tree_index for v in again.values] != [v["tree_index"] for v in values]:
        raise ValueError("the library builds another tree of these values")
    proofs = {}
    for index, row in enumerate(values):
        proof = tree.get_proof(index)
        if not StandardMerkleTree.verify(tree.root, document["leafEncoding"], row["value"], proof):
            raise ValueError(f"the library refuses the proof of value {index}")
        proofs[row["value"][0]] = proof
    return {"root": tree.root, "proofs": proofs}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(checked_proofs(json.load(file)), sys.stdout)
