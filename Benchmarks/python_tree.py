"""Prints the CPU seconds of Python by hand over a table of claims: the tree alone, with pycryptodome's keccak in C."""

import sys
import time

from Crypto.Hash import keccak


def hashed(message):
    return keccak.new(digest_bits=256, data=message).digest()


def tree(claims):
    """The nodes of the claims' tree, the root first."""
    nodes = [b""] * (2 * len(claims) - 1)
    for index, (account, amount) in enumerate(claims):
        leaf = hashed(hashed(bytes(12) + account + amount.to_bytes(32, "big")))
        nodes[2 * len(claims) - 2 - index] = leaf
    for index in reversed(range(len(claims) - 1)):
        left, right = sorted((nodes[2 * index + 1], nodes[2 * index + 2]))
        nodes[index] = hashed(left + right)
    return nodes


def proof(nodes, index):
    """The siblings on the way up from a node."""
    siblings = []
    while index > 0:
        siblings.append(nodes[index + 1 if index % 2 else index - 1])
        index = (index - 1) // 2
    return siblings


def main():
    with open(sys.argv[1]) as file:
        next(file)
        rows = [line.rstrip().split(",") for line in file]
    claims = [(bytes.fromhex(account[2:]), int(amount)) for account, amount in rows]
    started = time.process_time()
    tree(claims)
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
