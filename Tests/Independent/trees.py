"""Merkle distribution trees as they are used in production, slow and plain, from the table of formats alone.

A claim is a dict of a table's columns: accounts, tokens, salts and hashes are bytes, everything else an integer.
"""

from typing import Callable, NamedTuple

from eth_abi import encode

from reference.canonical import json_compact
from reference.tree import folded, leaf_position, node_hash, proof_of, tree_nodes
from reference.units import digest_text, keccak
from tree_shapes import (Digests, folded_by_position, layers_of, layers_proof, multi_folded, multi_proof_of,
                         node_hash_128, padded, positional_hash)
from tree_tables import text_of


def word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def hashed_once(data: bytes) -> bytes:
    """A leaf of 64 bytes could be passed off as an inner node, hence no tree is made of it."""
    if len(data) == 64:
        raise ValueError("a leaf of exactly 64 bytes")
    return keccak(data)


def hashed_twice(types: list[str], values: list) -> bytes:
    return keccak(keccak(encode(types, values)))


def openzeppelin_leaf(c: dict) -> bytes:
    return hashed_twice(["address", "uint256"], [c["account"], c["amount"]])


def given_leaf(c: dict) -> bytes:
    return c["hash"]


def uniswap_leaf(c: dict) -> bytes:
    return hashed_once(word(c["index"]) + c["account"] + word(c["amount"]))


def sablier_leaf(c: dict) -> bytes:
    return hashed_twice(["uint256", "address", "uint128"], [c["index"], c["account"], c["amount"]])


def merkl_leaf(c: dict) -> bytes:
    return hashed_once(encode(["address", "address", "uint256"], [c["account"], c["token"], c["amount"]]))


def rocketpool_leaf(c: dict) -> bytes:
    return hashed_once(c["account"] + word(c["network"]) + word(c["rpl"]) + word(c["eth"]))


def rocketpool_v4_leaf(c: dict) -> bytes:
    return hashed_once(c["account"] + word(c["network"]) + word(c["rpl"]) + word(c["eth"]) + word(c["voter_share"]))


def lido_leaf(c: dict) -> bytes:
    return hashed_twice(["uint256", "uint256"], [c["operator"], c["shares"]])


def packed_leaf(c: dict) -> bytes:
    """Of 1inch, Morpho, Balancer; with a salt it is Hop's."""
    return hashed_once(c.get("salt", b"") + c["account"] + word(c["amount"]))


def packed_leaf_128(c: dict) -> bytes:
    return packed_leaf(c)[:16]


def threshold_leaf(c: dict) -> bytes:
    return hashed_once(c["account"] + c["beneficiary"] + word(c["amount"]))


def urd_leaf(c: dict) -> bytes:
    return hashed_twice(["address", "address", "uint256"], [c["account"], c["token"], c["amount"]])


def eigenlayer_token_leaf(c: dict) -> bytes:
    return hashed_once(b"\x01" + c["token"] + word(c["amount"]))


def eigenlayer_earner_leaf(account: bytes, token_root: bytes) -> bytes:
    return hashed_once(b"\x00" + account + token_root)


def convex_leaf(c: dict) -> bytes:
    return hashed_once(f"0x{c['account'].hex()} {c['amount']}".encode("ascii"))


class Preset(NamedTuple):
    columns: str
    leaf: Callable[[dict], bytes]
    order: str  # of the leaves, where nothing else is asked for: hash, given or account
    shape: str
    encoding: tuple[str, ...] = ()  # of the leaves in OpenZeppelin's dump


PRESETS = {
    "openzeppelin": Preset("account amount", openzeppelin_leaf, "hash", "array", ("address", "uint256")),
    "openzeppelin-simple": Preset("hash", given_leaf, "hash", "array"),
    "uniswap": Preset("index account amount", uniswap_leaf, "hash", "promote"),
    "sablier": Preset("index account amount", sablier_leaf, "hash", "array", ("uint256", "address", "uint128")),
    "merkl": Preset("account token amount", merkl_leaf, "hash", "promote"),
    "rocketpool": Preset("account network rpl eth", rocketpool_leaf, "hash", "padded"),
    "rocketpool-v4": Preset("account network rpl eth voter_share", rocketpool_v4_leaf, "hash", "padded"),
    "lido-csm": Preset("operator shares", lido_leaf, "hash", "array", ("uint256", "uint256")),
    "cumulative": Preset("account amount", packed_leaf, "hash", "promote"),
    "cumulative-128": Preset("salt account amount", packed_leaf_128, "hash", "promote-128"),
    "threshold": Preset("account beneficiary amount", threshold_leaf, "hash", "promote"),
    "urd": Preset("account token amount", urd_leaf, "given", "promote"),
    "eigenlayer": Preset("account token amount", eigenlayer_token_leaf, "account", "earners"),
    "sharded": Preset("salt account amount", packed_leaf, "hash", "shards"),
    "convex": Preset("account amount", convex_leaf, "hash", "promote"),
    "murky": Preset("account amount", packed_leaf, "given", "zero"),
    "duplicate-odd": Preset("account amount", packed_leaf, "given", "duplicate"),
}


def is_left_out(name: str, claim: dict) -> bool:
    """Rows of Rocket Pool that give nothing have no leaf."""
    amounts = {"rpl", "eth", "voter_share"} & set(claim)
    return name.startswith("rocketpool") and all(claim[column] == 0 for column in amounts)


def order_of(name: str, asked: str | None) -> str:
    return asked or PRESETS[name].order


def ordered(claims: list[dict], leaves: Digests, order: str) -> list[int]:
    """The numbers of the claims in the order of their leaves."""
    numbers = list(range(len(claims)))
    if order == "hash":
        return sorted(numbers, key=lambda k: leaves[k])
    if order == "account":
        return sorted(numbers, key=lambda k: claims[k]["account"])
    return numbers


class Tree(NamedTuple):
    """The root, and for each claim what proves it: none for a claim that is left out.

    An evidence is a dict of leaf, proof and, in EigenLayer's trees, index, tokenProof and tokenIndex.
    """

    root: bytes
    evidence: list[dict | None]
    nodes: Digests = []  # of OpenZeppelin's array
    positions: list[int] = []  # of each claim's leaf in it


def build(name: str, claims: list[dict], order: str | None = None, digits: int = 2) -> Tree:
    kept = [claim for claim in claims if not is_left_out(name, claim)]
    preset = PRESETS[name]
    leaves = [preset.leaf(claim) for claim in kept]
    if preset.shape == "earners":
        return eigenlayer_tree(kept)
    if preset.shape == "shards":
        return sharded_tree(kept, leaves, digits)
    numbers = ordered(kept, leaves, order_of(name, order))
    in_order = [leaves[k] for k in numbers]
    places = [numbers.index(k) for k in range(len(kept))]
    if preset.shape == "array":
        nodes = tree_nodes(in_order)
        positions = [leaf_position(place, len(kept)) for place in places]
        evidence = [{"leaf": nodes[p], "proof": proof_of(nodes, p)} for p in positions]
        return Tree(nodes[0], evidence, nodes, positions)
    if name == "uniswap":
        in_order = [leaf for k, leaf in enumerate(in_order) if k == 0 or leaf != in_order[k - 1]]
        places = [in_order.index(leaf) for leaf in leaves]
    if preset.shape == "padded":
        in_order = padded(in_order)
    odd = preset.shape if preset.shape in ("zero", "duplicate") else "promote"
    layers = layers_of(in_order, odd, node_hash_128 if preset.shape == "promote-128" else node_hash)
    proven = [{"leaf": leaf, "proof": layers_proof(layers, place, odd)} for leaf, place in zip(leaves, places)]
    return Tree(layers[-1][0], [None if is_left_out(name, claim) else proven.pop(0) for claim in claims])


def sharded_tree(claims: list[dict], leaves: Digests, digits: int) -> Tree:
    """A sorted tree for each prefix of the account, and a sorted tree of their roots."""
    prefixes = [claim["account"].hex()[:digits] for claim in claims]
    shards = {}
    for prefix in set(prefixes):
        shards[prefix] = layers_of(sorted(leaf for leaf, its in zip(leaves, prefixes) if its == prefix))
    top = layers_of(sorted(layers[-1][0] for layers in shards.values()))
    evidence = []
    for leaf, prefix in zip(leaves, prefixes):
        layers = shards[prefix]
        inside = layers_proof(layers, layers[0].index(leaf))
        above = layers_proof(top, top[0].index(layers[-1][0]))
        evidence.append({"leaf": leaf, "proof": inside + above})
    return Tree(top[-1][0], evidence)


def eigenlayer_tree(claims: list[dict]) -> Tree:
    """A tree of tokens for each earner, and a tree of earners."""
    earners = sorted({claim["account"] for claim in claims})
    token_layers = {}
    for earner in earners:
        own = sorted((claim for claim in claims if claim["account"] == earner), key=lambda claim: claim["token"])
        token_layers[earner] = layers_of(padded([eigenlayer_token_leaf(claim) for claim in own]), pair=positional_hash)
    leaves = [eigenlayer_earner_leaf(earner, token_layers[earner][-1][0]) for earner in earners]
    layers = layers_of(padded(leaves), pair=positional_hash)
    evidence = []
    for claim in claims:
        index, leaf, own = earners.index(claim["account"]), eigenlayer_token_leaf(claim), token_layers[claim["account"]]
        token_index = own[0].index(leaf)
        evidence.append({"leaf": leaf, "tokenProof": layers_proof(own, token_index), "tokenIndex": token_index,
                         "proof": layers_proof(layers, index), "index": index})
    return Tree(layers[-1][0], evidence)


def verified(name: str, root: bytes, claim: dict, evidence: dict) -> bool:
    """Whether the claim, its leaf made again, leads to the root."""
    leaf, proof = PRESETS[name].leaf(claim), evidence["proof"]
    if leaf != evidence["leaf"] or any(len(node) != len(root) for node in proof):
        return False
    if PRESETS[name].shape == "earners":
        token_root = folded_by_position(leaf, evidence["tokenProof"], evidence["tokenIndex"])
        earner = token_root and eigenlayer_earner_leaf(claim["account"], token_root)
        return earner is not None and folded_by_position(earner, proof, evidence["index"]) == root
    if PRESETS[name].shape == "promote-128":
        for node in proof:
            leaf = node_hash_128(leaf, node)
        return leaf == root
    return folded(leaf, proof) == root


# OpenZeppelin's documents


def dump(name: str, claims: list[dict], tree: Tree) -> bytes:
    nodes, encoding = [digest_text(node) for node in tree.nodes], PRESETS[name].encoding
    rows = [[text_of(column, claim[column]) for column in PRESETS[name].columns.split()] for claim in claims]
    if not encoding:
        values = [{"value": row[0], "treeIndex": p} for row, p in zip(rows, tree.positions)]
        return json_compact({"format": "simple-v1", "tree": nodes, "values": values})
    values = [{"value": row, "treeIndex": p} for row, p in zip(rows, tree.positions)]
    return json_compact({"format": "standard-v1", "leafEncoding": list(encoding), "tree": nodes, "values": values})


def multi_proof(tree: Tree, numbers: list[int]) -> dict:
    leaves, proof, flags = multi_proof_of(tree.nodes, [tree.positions[k] for k in numbers])
    return {"format": "revshare-multiproof-1", "root": digest_text(tree.root), "leaves": list(map(digest_text, leaves)),
            "proof": list(map(digest_text, proof)), "proofFlags": flags}


def multi_verified(document: dict) -> bool:
    leaves, proof = ([bytes.fromhex(node[2:]) for node in document[key]] for key in ("leaves", "proof"))
    root = multi_folded(leaves, proof, document["proofFlags"])
    return root is not None and digest_text(root) == document["root"]
