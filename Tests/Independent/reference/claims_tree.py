"""Section 4: the tree of any preset and order over the claims of one payout asset."""

from functools import cached_property

import trees
from tree_shapes import layers_of

from .canonical import json_compact
from .presets import DEFAULT, WITH_DUMP, WITH_TOKEN
from .tree import dump, leaf_hash, leaf_position, proof_of, tree_nodes
from .units import account_bytes, checksummed, digest_text


class ClaimsTree:
    """Root, leaves, proofs, indexes and positions of claims, which are (account, amount) in account order."""

    def __init__(self, claims: list[tuple[bytes, int]], choice: dict, contract: str | None):
        self.claims, self.choice = claims, choice
        self.numbers = {account: k for k, (account, _) in enumerate(claims)}
        self.positions = self.indexes = list(range(len(claims)))
        if choice == DEFAULT:
            self.leaves = [leaf_hash(account, amount) for account, amount in claims]
            self.nodes = tree_nodes(self.leaves) if self.leaves else []
            self.root = self.nodes[0] if self.nodes else None
            self.proofs = [proof_of(self.nodes, leaf_position(k, len(self.leaves))) for k in self.positions]
        else:
            self._build(contract)

    def _build(self, contract: str | None) -> None:
        """A tree of another preset or order."""
        name = self.choice["preset"]
        if name == "sablier" and any(amount >= 2**128 for _, amount in self.claims):
            raise OverflowError("an amount that does not fit in 128 bits")
        if name == "uniswap":  # numbers claims by the checksummed text of their accounts
            texts = [checksummed(account) for account, _ in self.claims]
            ranks = {text: rank for rank, text in enumerate(sorted(texts))}
            self.indexes = [ranks[text] for text in texts]
        token = account_bytes(contract) if name in WITH_TOKEN else None
        self.columns = [{"index": index, "account": account, "token": token, "amount": amount}
                        for index, (account, amount) in zip(self.indexes, self.claims)]
        self.built = trees.build(name, self.columns, self.choice["order"]) if self.claims else None
        evidence = self.built.evidence if self.built else []
        self.leaves, self.proofs = [proven["leaf"] for proven in evidence], [proven["proof"] for proven in evidence]
        self.root = self.built.root if self.built else None
        if self.choice["order"] == "hash":
            self.positions = [sorted(self.leaves).index(leaf) for leaf in self.leaves]

    def place(self, account: bytes) -> dict:
        """Where the claim of an account stands in the tree, and what proves it."""
        k = self.numbers[account]
        return {
            "leaf": self.positions[k],
            "leafHash": digest_text(self.leaves[k]),
            "proof": [digest_text(sibling) for sibling in self.proofs[k]],
        }

    def index(self, account: bytes) -> int:
        return self.indexes[self.numbers[account]]

    def nodes_beside(self, first: int, count: int) -> list[bytes]:
        """Section 9.1: the nodes that are needed beside the leaves at `count` places from `first` on; of the order `account` alone.

        Needed is each node that is a sibling of a node over one of these leaves, and is itself over none.
        """
        shape = trees.PRESETS[self.choice["preset"]].shape
        if shape == "array":
            nodes = self.nodes if self.choice == DEFAULT else self.built.nodes
            over, waiting = set(), [leaf_position(first + k, len(self.claims)) for k in range(count)]
            while waiting:
                place = waiting.pop()
                if place not in over:
                    over.add(place)
                    waiting += [(place - 1) // 2] * (place > 0)
            siblings = [place + 1 if place % 2 else place - 1 for place in sorted(over - {0}, reverse=True)]
            return [nodes[place] for place in siblings if place not in over]
        needed, leaves = [], range(first, first + count)
        for layer in self._layers[:-1]:
            needed += [layer[place ^ 1] for place in leaves if place ^ 1 not in leaves and place ^ 1 < len(layer)]
            leaves = range(leaves[0] // 2, leaves[-1] // 2 + 1)
        return needed

    @cached_property
    def _layers(self) -> list[list[bytes]]:
        odd = trees.PRESETS[self.choice["preset"]].shape
        return layers_of(self.leaves, odd)

    def rows(self) -> list[list[str]]:
        """Those of claims.csv."""
        claims = zip(self.indexes, self.claims, self.positions)
        return [[str(index), checksummed(account), str(amount), str(leaf)] for index, (account, amount), leaf in claims]

    def dump(self) -> bytes | None:
        """The tree as OpenZeppelin's library dumps it, where that library has it."""
        if self.root is None or self.choice["preset"] not in WITH_DUMP:
            return None
        if self.choice != DEFAULT:
            return trees.dump(self.choice["preset"], self.columns, self.built)
        values = [(checksummed(account), str(amount)) for account, amount in self.claims]
        return json_compact(dump(self.nodes, values))
