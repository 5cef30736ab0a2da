"""The reference's own tree code against OpenZeppelin's vectors and dumps, and its units against the standards'."""

import json
from pathlib import Path

import pytest

from reference.canonical import csv_document, csv_rows, json_compact, json_document
from reference.distribution import parts_of
from reference.evidence import claims_path, prefixes
from reference.tree import dump, folded, leaf_hash, leaf_position, proof_of, tree_nodes
from reference.units import account_bytes, checksummed, digest_text, keccak, parts_per_million, percentage_text

FIXTURES = Path(__file__).parent.parent / "Fixtures"
VECTORS = json.loads((FIXTURES / "vectors/openzeppelin-standard-v1.json").read_text())["vectors"]
DUMPS = sorted((FIXTURES / "openzeppelin").glob("*.json"))


def test_the_fixtures_are_all_there():
    assert len(VECTORS) == 14 and len(DUMPS) == 4


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['preset'].replace(' ', '-')}-{v['n']}")
def test_vector(vector):
    claims = [(account_bytes(account), int(amount)) for account, amount in vector["inputs"]]
    leaves = [leaf_hash(account, amount) for account, amount in claims]
    order = leaves if vector["preset"].endswith("unsorted") else sorted(leaves)
    nodes = tree_nodes(order)
    positions = [leaf_position(order.index(leaf), len(leaves)) for leaf in leaves]
    assert len(claims) == vector["n"]
    assert digest_text(nodes[0]) == vector["root"]
    assert vector["note"] == f"treeIndex={positions}"
    for name, k in (("proof_first", 0), ("proof_last", -1)):
        assert [digest_text(s) for s in proof_of(nodes, positions[k])] == vector[name]
    for leaf, position in zip(leaves, positions):
        proof = proof_of(nodes, position)
        assert folded(leaf, proof) == nodes[0]
        for i in range(len(proof)):
            flipped = bytes([proof[i][0] ^ 1]) + proof[i][1:]
            assert folded(leaf, proof[:i] + [flipped] + proof[i + 1 :]) != nodes[0]


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_dump_of_the_library(path):
    """Every node, and where each value stands, of the dumps that OpenZeppelin's library wrote."""
    text = path.read_bytes()
    document = json.loads(text)
    nodes = [bytes.fromhex(node[2:]) for node in document["tree"]]
    standard = document["format"] == "standard-v1"
    leaves = []
    for row in document["values"]:
        leaf = _string_leaf(row["value"][0]) if standard else bytes.fromhex(row["value"][2:])
        assert nodes[row["treeIndex"]] == leaf
        leaves.append(leaf)
    order = leaves if ".unsorted." in path.name else sorted(leaves)
    assert tree_nodes(order) == nodes
    if ".unsorted." in path.name:
        assert [row["treeIndex"] for row in document["values"]] == [leaf_position(k, 6) for k in range(6)]
    assert json_compact(document) + b"\n" == text  # the line feed is that of the fixture, not of the dump


def _string_leaf(text: str) -> bytes:
    data = text.encode()
    words = (32).to_bytes(32, "big") + len(data).to_bytes(32, "big") + data.ljust(-(-len(data) // 32) * 32, b"\0")
    return keccak(keccak(words))


def test_dump_has_the_members_of_the_library_in_its_order():
    ours = dump([bytes(32)], [(checksummed(bytes(20)), "1")])
    theirs = json.loads((FIXTURES / "openzeppelin/standard-v1.unsorted.1_0_6.json").read_text())
    assert list(ours) == list(theirs) and list(ours["values"][0]) == list(theirs["values"][0])


def test_keccak_of_nothing_and_checksums_of_eip_55():
    assert keccak(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    for text in (
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
    ):
        assert checksummed(account_bytes(text)) == text
    with pytest.raises(ValueError):
        account_bytes("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")


def test_percentages_are_parts_per_million():
    for text, parts in (("12.5%", 125_000), ("0%", 0), ("100%", 1_000_000), ("0.0001%", 1), ("33.3333%", 333_333)):
        assert (parts_per_million(text), percentage_text(parts)) == (parts, text)


def test_parts_go_to_the_largest_remainders_and_ties_to_the_first():
    assert parts_of(10, [1, 1, 1]) == [4, 3, 3]
    assert parts_of(7, [1, 2, 3]) == [1, 2, 4]
    assert parts_of(5, [0, 1, 1]) == [0, 3, 2]
    assert parts_of(9, [0, 0]) == [0, 0]


def test_json_and_csv_have_one_spelling():
    assert json_document({"a": ['"\\\b\t\n\f\r\x01\x7fé/', 1, None], "b": [], "c": {}}) == (
        b'{\n  "a": [\n    "\\"\\\\\\b\\t\\n\\f\\r\\u0001\x7f\xc3\xa9/",\n    1,\n    null\n  ],\n  "b": [],\n  "c": {}\n}\n'
    )
    rows = [["a,b", 'c"d', "e\nf", " g ", ""]]
    assert csv_document("v,w,x,y,z", rows) == b'v,w,x,y,z\n"a,b","c""d","e\nf", g ,\n'
    assert csv_rows(csv_document("v,w,x,y,z", rows), "v,w,x,y,z") == rows


def test_prefixes_follow_the_number_of_holders():
    spread = [bytes([i % 256, i // 256]) + bytes(18) for i in range(1025)]
    assert prefixes(spread[:64])[0] == 0 and prefixes(spread[:64])[2] == ["0x"]
    assert prefixes(spread[:65])[0] == 1 and prefixes(spread[:1024])[0] == 1 and prefixes(spread)[0] == 2
    crowd = sorted(bytes([0x30 + i % 2, i // 256, i % 256]) + bytes(17) for i in range(258))
    length, split, files = prefixes(crowd)
    assert (length, split) == (1, ["3"])
    assert files == ["0x0", "0x1", "0x2"] + [f"0x3{d:x}" for d in range(16)] + [f"0x{d:x}" for d in range(4, 16)]


def test_claims_files_stand_in_folders_from_three_digits_on():
    paths = {"0x": "claims/0x.json", "0x3": "claims/0x3.json", "0x3f": "claims/0x3f.json",
             "0x3fa": "claims/3f/0x3fa.json", "0x3fa1b": "claims/3f/a1/0x3fa1b.json"}
    assert {prefix: claims_path(prefix) for prefix in paths} == paths
