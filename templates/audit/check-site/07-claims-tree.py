# ------------------------------------------------------------------------------ Claims tree (section 4)


def word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def padded(address: bytes) -> bytes:
    return bytes(12) + address


def node(a: bytes, b: bytes) -> bytes:
    return K(min(a, b) + max(a, b))


LEAVES: dict[str, Callable[[int, bytes, int, bytes], bytes]] = {
    "openzeppelin": lambda index, a, n, token: K(K(padded(a) + word(n))),
    "uniswap": lambda index, a, n, token: K(word(index) + a + word(n)),
    "sablier": lambda index, a, n, token: K(K(word(index) + padded(a) + word(n))),
    "merkl": lambda index, a, n, token: K(padded(a) + padded(token) + word(n)),
    "cumulative": lambda index, a, n, token: K(a + word(n)),
    "urd": lambda index, a, n, token: K(K(padded(a) + padded(token) + word(n))),
    "convex": lambda index, a, n, token: K(f"0x{a.hex()} {n}".encode()),
    "murky": lambda index, a, n, token: K(a + word(n)),
    "duplicate-odd": lambda index, a, n, token: K(a + word(n)),
}
ENCODINGS = defaultdict(lambda: ["address", "uint256"], {
    "uniswap": ["uint256", "address", "uint256"], "sablier": ["uint256", "address", "uint128"],
    "merkl": ["address", "address", "uint256"], "urd": ["address", "address", "uint256"]})


class ClaimsTree:
    """Gives each claim its index and its leaf; makes the root and the proofs."""

    def __init__(self, payout: Record, claims: list[Claim]):
        self.preset, token = payout.preset, payout.contract
        require(token or self.preset not in ("merkl", "urd"), "the tree needs the contract of its asset", "payouts")
        for claim in claims:
            require(self.preset != "convex" or claim.amount < 10**20 or claim.amount >= 10**21,
                    "a leaf of 64 bytes could be passed off as a node")
            require(self.preset != "sablier" or claim.amount < 1 << 128, "an amount of 2^128 or more")
        ranking = claims
        if self.preset == "uniswap":
            ranking = sorted(claims, key=lambda claim: account_text(claim.account))
        for index, claim in enumerate(ranking):
            claim.index = index
        hashed = [LEAVES[self.preset](claim.index, claim.account, claim.amount, token or b"") for claim in claims]
        ordered = list(zip(hashed, claims))
        if payout.order == "hash":
            ordered.sort(key=lambda pair: pair[0])
        self.leaves = []
        for position, (leaf, claim) in enumerate(ordered):
            claim.leaf = position
            self.leaves.append(leaf)
        self.is_array = self.preset in ("openzeppelin", "sablier")
        if self.is_array:
            n = len(claims)
            self.nodes = [b""] * max(n - 1, 0) + self.leaves[::-1]
            for i in range(n - 2, -1, -1):
                self.nodes[i] = node(self.nodes[2 * i + 1], self.nodes[2 * i + 2])
            self.root = self.nodes[0] if claims else None
        else:
            self.layers = [self.leaves]
            while len(self.layers[-1]) > 1:
                layer = self.layers[-1]
                pairs = [node(layer[i], layer[i + 1]) for i in range(0, len(layer) - 1, 2)]
                if len(layer) % 2:
                    partner = self.partner_of_last(layer[-1])
                    pairs.append(node(layer[-1], partner) if partner else layer[-1])
                self.layers.append(pairs)
            self.root = self.layers[-1][0] if claims else None

    def partner_of_last(self, last: bytes) -> bytes | None:
        return {"murky": bytes(32), "duplicate-odd": last}.get(self.preset)

    def proof(self, position: int) -> list[str]:
        steps: list[bytes] = []
        if self.is_array:
            at = len(self.nodes) - 1 - position
            while at:
                steps.append(self.nodes[at + 1 if at % 2 else at - 1])
                at = (at - 1) // 2
        else:
            for layer in self.layers[:-1]:
                partner = layer[position ^ 1] if position ^ 1 < len(layer) else self.partner_of_last(layer[position])
                steps += [partner] if partner else []
                position //= 2
        return ["0x" + step.hex() for step in steps]

    def fold(self, leaves: list, first: int, count: int, beside: Callable, join: Callable = node) -> Any:
        """The root over leaves at the places from `first` on, of `count` in a tree of the order `account` (section 9.1).

        `beside` gives the node at a place of the array, or of a layer, where it is not one of those that are known.
        """
        if self.is_array:
            known = deque((2 * count - 2 - first - k, leaf) for k, leaf in enumerate(leaves))  # by descending place
            while known[0][0]:
                at, hashed = known.popleft()
                sibling = at + 1 if at % 2 else at - 1
                is_known = bool(known) and known[0][0] == sibling
                known.append(((at - 1) // 2, join(hashed, known.popleft()[1] if is_known else beside(0, sibling))))
            return known[0][1]
        layer = 0
        while count > 1:
            if first % 2:
                leaves = [beside(layer, first - 1), *leaves]
            end, above = first + len(leaves) - first % 2, []
            if len(leaves) % 2:
                partner = beside(layer, end) if end < count else self.partner_of_last(leaves[-1])
                above = [join(leaves[-1], partner) if partner else leaves[-1]]
            leaves = [join(a, b) for a, b in zip(leaves[::2], leaves[1::2])] + above
            first, count, layer = first // 2, (count + 1) // 2, layer + 1
        return leaves[0]

    def nodes_beside(self, first: int, end: int) -> list[bytes]:
        """The nodes that lead from the leaves at these places to the root, in the order in which they are taken."""
        nodes: list[bytes] = []

        def beside(layer: int, at: int) -> bytes:
            nodes.append(self.nodes[at] if self.is_array else self.layers[layer][at])
            return nodes[-1]

        self.fold([b""] * (end - first), first, len(self.leaves), beside, lambda a, b: b"")  # places alone
        return nodes

    def dump(self, claims: list[Claim]) -> bytes:
        """tree.json, OpenZeppelin's dump."""
        def value(claim: Claim) -> list[str]:
            index = [str(claim.index)] if self.preset == "sablier" else []
            return index + [account_text(claim.account), str(claim.amount)]

        values = [{"value": value(claim), "treeIndex": len(self.nodes) - 1 - claim.leaf} for claim in claims]
        return compact_bytes({"format": "standard-v1", "leafEncoding": ENCODINGS[self.preset],
                              "tree": ["0x" + n.hex() for n in self.nodes], "values": values})


