"""Prints sum-tree.json: trees by the reference in Tests/Independent, over pycryptodome's keccak.

PYTHONPATH=Tests/Independent .venv/bin/python Tests/Fixtures/vectors/make_sum_vectors.py > Tests/Fixtures/vectors/sum-tree.json
"""

import json
import random

from reference.sum_tree import SumTree
from reference.units import checksummed, digest_text

if __name__ == "__main__":
    source = random.Random(6962)
    vectors = []
    for count in (1, 2, 3, 5, 6, 7, 11, 16, 17, 20, 33, 300):
        accounts = sorted(source.randbytes(20) for _ in range(count))
        rows = [(account, source.randrange(2 ** source.randrange(200)), source.randrange(2**90), source.randrange(2**90)) for account in accounts]
        tree = SumTree(rows)
        vectors.append({
            "rows": [[checksummed(account), str(weight), str(share), str(paid)] for account, weight, share, paid in rows],
            "root": tree.root.document(),
            "first": digest_text(tree.nodes[0, 1].hash),
            "last": digest_text(tree.nodes[count - 1, count].hash),
        })
    head = {"source": "docs/specification.md, section 4.1", "generatedBy": "Tests/Fixtures/vectors/make_sum_vectors.py, pycryptodome 3"}
    print(json.dumps({**head, "vectors": vectors}, indent=1))
