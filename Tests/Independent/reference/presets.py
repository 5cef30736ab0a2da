"""Section 4: which tree an epoch's claims are committed to, and what its leaves hold."""

DEFAULT = {"preset": "openzeppelin", "order": "account"}
ORDERS = ("account", "hash")

# What a leaf holds as ABI types, and the order of leaves where the books choose none.
LEAVES = {
    "openzeppelin": (("address", "uint256"), "account"),
    "uniswap": (("uint256", "address", "uint256"), "hash"),
    "sablier": (("uint256", "address", "uint128"), "hash"),
    "merkl": (("address", "address", "uint256"), "hash"),
    "cumulative": (("address", "uint256"), "hash"),
    "urd": (("address", "address", "uint256"), "account"),
    "convex": (("address", "uint256"), "hash"),
    "murky": (("address", "uint256"), "account"),
    "duplicate-odd": (("address", "uint256"), "account"),
}
WITH_TOKEN = ("merkl", "urd")
WITH_DUMP = ("openzeppelin", "sablier")


def checked(choice: dict, asset: dict) -> dict:
    """The choice, unless it makes no tree."""
    if list(choice) != ["preset", "order"] or choice["preset"] not in LEAVES or choice["order"] not in ORDERS:
        raise ValueError(f"no such tree: {choice}")
    if choice["preset"] in WITH_TOKEN and asset["contract"] is None:
        raise ValueError(f"a {choice['preset']} leaf holds the token, which has no contract")
    return choice


def tree_of(document: dict) -> dict:
    """The tree of epoch.json or a proof file; the default one is never written."""
    if "tree" not in document:
        return DEFAULT
    if document["tree"] == DEFAULT:
        raise ValueError("the default tree is written")
    return checked(document["tree"], document["asset"])
