"""Runs where PyPI `multiproof` is installed: makes the trees of the jobs on standard input and prints all it knows of them.

A job has types, values, whether leaves are sorted, subsets of the values, and the multi-proofs that are to be checked;
or, instead of values, the text of a dump to load.
"""

import json
import sys

from multiproof import StandardMerkleTree
from multiproof.core import CoreMultiProof, process_multi_proof


def in_bytes(nodes: list[str]) -> list[bytes]:
    return [bytes.fromhex(node[2:]) for node in nodes]


def native(types: list[str], row: list[str]) -> list:
    return [int(cell) if kind.startswith("uint") else cell for kind, cell in zip(types, row)]


def tree_of(job: dict) -> StandardMerkleTree:
    if "dump" not in job:
        values = [native(job["types"], row) for row in job["values"]]
        return StandardMerkleTree.of(values, job["types"], sort_leaves=job["sorted"])
    document = json.loads(job["dump"])
    types = document["leafEncoding"]
    values = [{"value": native(types, row["value"]), "tree_index": row["treeIndex"]} for row in document["values"]]
    return StandardMerkleTree.from_json(
        {"format": document["format"], "tree": document["tree"], "leaf_encoding": types, "values": values})


def multi_proof(tree: StandardMerkleTree, subset: list[int]) -> dict:
    made = tree.get_multi_proof(subset)
    return {"leaves": [tree.leaf_hash(value) for value in made.leaves], "proof": made.proof, "proofFlags": made.proof_flags}


def root_of(document: dict) -> str:
    core = CoreMultiProof(in_bytes(document["leaves"]), in_bytes(document["proof"]), list(document["proofFlags"]))
    return "0x" + process_multi_proof(core).hex()


def answer(job: dict) -> dict:
    tree = tree_of(job)
    tree.validate()
    return {
        "root": tree.root,
        "tree": tree.to_json()["tree"],
        "positions": [value.tree_index for value in tree.values],
        "proofs": [tree.get_proof(k) for k in range(len(tree.values))],
        "multiProofs": [multi_proof(tree, subset) for subset in job.get("subsets", [])],
        "rootsOfMultiProofs": [root_of(document) for document in job.get("multiProofs", [])],
    }


if __name__ == "__main__":
    json.dump([answer(job) for job in json.load(sys.stdin)], sys.stdout)
