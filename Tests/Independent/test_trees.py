"""The model of trees against its vectors, published distributions and PyPI `multiproof`; the program's `tree` against the model."""

import json
import random
import subprocess

import pytest

from program import run
from reference.tree import node_hash, tree_nodes
from reference.units import digest_text, keccak
from test_multiproof import HERE, PYTHON
from tree_comparison import SIZES, assert_equal, assert_only_the_truth_is_verified, table_at
from tree_publications import PUBLICATIONS
from tree_tables import claims_of, random_rows, table_text
from trees import PRESETS, build, dump, multi_proof, multi_verified, verified

VECTORS = json.loads((HERE.parent / "Fixtures/vectors/tree-vectors.json").read_text())
DUMPED = [name for name, preset in PRESETS.items() if preset.shape == "array"]
STANDARD = [name for name in DUMPED if PRESETS[name].encoding]
ORDERED = [name for name, preset in PRESETS.items() if preset.shape.split("-")[0] in ("array", "promote")]
SORTED = [name for name, preset in PRESETS.items() if preset.order != "given"]
VECTOR_PRESETS = {
    "oz-standard-v1 address,uint256": ("openzeppelin", "hash"),
    "oz-standard-v1 address,uint256 unsorted": ("openzeppelin", "given"),
    "sablier-evm uint,address,uint256": ("sablier", "hash"),
    "uniswap-v1": ("uniswap", "hash"),
    "packed-addr-amount (1inch-32/ENS)": ("cumulative", "hash"),
    "packed-addr-amount unsorted (Morpho age)": ("cumulative", "given"),
    "merkl (user,token,cumulative)": ("merkl", "hash"),
    "rocketpool-v1 (network 0, rpl=amount, eth=amount//3)": ("rocketpool", "hash"),
    "eigenlayer (2 tokens: amount, amount+1)": ("eigenlayer", None),
    "convex-ascii": ("convex", "hash"),
    "1inch-128 salted (CumulativeMerkleDrop128)": ("cumulative-128", "hash"),
    "1inch-128 signature drop (unsorted leaves)": ("cumulative-128", "given"),
    "murky odd=keccak(x,0) unsorted": ("murky", "given"),
    "duplicate-odd (Sablier Solana style nodes)": ("duplicate-odd", "given"),
}


def vector_rows(name: str, vector: dict) -> list[dict[str, str]]:
    """A vector's inputs as a table of the preset."""
    rows = []
    for *salt, account, amount in vector["inputs"]:
        tokens = vector["note"].partition("=")[2].split(",")
        if name == "eigenlayer":
            rows += [{"account": account, "token": token, "amount": str(int(amount) + k)} for k, token in enumerate(tokens)]
        elif name == "merkl":
            rows.append({"account": account, "token": tokens[0], "amount": amount})
        elif name == "rocketpool":
            rows.append({"account": account, "network": "0", "rpl": amount, "eth": str(int(amount) // 3)})
        elif name == "cumulative-128":
            rows.append({"salt": salt[0] if salt else "0x", "account": account, "amount": amount})
        else:
            rows.append({"account": account, "amount": amount})
    return rows


def test_the_vectors_are_all_there():
    assert len(VECTORS) == 98 and {vector["preset"] for vector in VECTORS} == set(VECTOR_PRESETS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['preset'].replace(' ', '-')}-{v['n']}")
def test_model_reproduces_the_vector(vector):
    name, order = VECTOR_PRESETS[vector["preset"]]
    claims = claims_of(name, table_text(vector_rows(name, vector)))
    tree = build(name, claims, order)
    assert digest_text(tree.root) == vector["root"]
    for key, k in (("proof_first", 0), ("proof_last", -1)):
        assert [digest_text(node) for node in tree.evidence[k]["proof"]] == vector[key]
    if tree.positions:
        assert vector["note"].startswith("same") or vector["note"] == f"treeIndex={tree.positions}"
    assert all(verified(name, tree.root, claim, evidence) for claim, evidence in zip(claims, tree.evidence))


@pytest.mark.parametrize("order", ["hash", "given"])
def test_model_reproduces_the_library_s_dump(order):
    path = HERE.parent / f"Fixtures/openzeppelin/simple-v1.{'sorted' if order == 'hash' else 'unsorted'}.1_0_6.json"
    rows = [{"hash": row["value"]} for row in json.loads(path.read_bytes())["values"]]
    claims = claims_of("openzeppelin-simple", table_text(rows))
    assert dump("openzeppelin-simple", claims, build("openzeppelin-simple", claims, order)) + b"\n" == path.read_bytes()


def test_shards_by_hand():
    """Three accounts of one first digit, two of them of the same two."""
    accounts = ["0x0a" + 38 * "1", "0x0b" + 38 * "1", "0x0a" + 38 * "2"]
    rows = [{"account": account, "amount": "5"} for account in accounts]
    claims = claims_of("sharded", table_text(rows))
    a, b, c = (keccak(claim["account"] + bytes(31) + b"\x05") for claim in claims)
    tree = build("sharded", claims, digits=2)
    assert tree.root == node_hash(node_hash(a, c), b)
    assert [evidence["proof"] for evidence in tree.evidence] == [[c, b], [node_hash(a, c)], [a, b]]
    low, middle, high = sorted([a, b, c])
    assert build("sharded", claims, digits=1).root == node_hash(node_hash(low, middle), high)


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_model_and_program_reproduce_the_publication(publication, tmp_path, tally):
    name, order, root, rows, proofs = PUBLICATIONS[publication]()
    tree = assert_equal(name, rows, tmp_path, tally, order)
    assert digest_text(tree.root) == root
    assert [[digest_text(node) for node in evidence["proof"]] for evidence in tree.evidence] == proofs


# PyPI multiproof


def library_answers(jobs: list[dict]) -> list[dict]:
    worker = [PYTHON, str(HERE / "multiproof_trees.py")]
    finished = subprocess.run(worker, input=json.dumps(jobs), capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def subsets_of(chance: random.Random, count: int) -> list[list[int]]:
    """Of the claims: none, one, all, and some by chance."""
    some = [chance.sample(range(count), chance.randint(1, count)) for _ in range(4)]
    return [[], [chance.randrange(count)], list(range(count)), *some]


@pytest.mark.parametrize("name", STANDARD)
def test_model_agrees_with_the_library(name):
    chance, jobs, ours = random.Random(f"library {name}"), [], []
    for count in [*range(1, 20), 33, 64, 100]:
        claims = claims_of(name, table_text(random_rows(name, count, chance)))
        order = chance.choice(["hash", "given"])
        tree = build(name, claims, order)
        subsets = subsets_of(chance, count)
        made = [multi_proof(tree, subset) for subset in subsets]
        assert all(map(multi_verified, made))
        document = json.loads(dump(name, claims, tree))
        values = [row["value"] for row in document["values"]]
        jobs.append({"types": document["leafEncoding"], "values": values, "sorted": order == "hash",
                     "subsets": subsets, "multiProofs": made})
        ours.append((tree, document, made))
    for answer, (tree, document, made) in zip(library_answers(jobs), ours, strict=True):
        assert answer["root"] == digest_text(tree.root) and answer["tree"] == document["tree"]
        assert answer["positions"] == tree.positions
        assert answer["proofs"] == [[digest_text(node) for node in evidence["proof"]] for evidence in tree.evidence]
        without_name = [{key: each[key] for key in ("leaves", "proof", "proofFlags")} for each in made]
        assert answer["multiProofs"] == without_name
        assert answer["rootsOfMultiProofs"] == [answer["root"]] * len(made)


# The program


@pytest.mark.parametrize("name", PRESETS)
def test_program_agrees_with_the_model(name, tmp_path, tally):
    for count in SIZES:
        chance = random.Random(f"{name} {count}")
        rows = random_rows(name, count, chance)
        digits = chance.choice([None, 1, 3]) if name == "sharded" else None
        tree = assert_equal(name, rows, tmp_path, tally, digits=digits)
        assert_only_the_truth_is_verified(name, claims_of(name, table_text(rows)), tree, chance)


@pytest.mark.parametrize("name", ORDERED)
def test_program_agrees_in_every_order(name, tmp_path, tally):
    chance = random.Random(f"order {name}")
    for count in (1, 2, 3, 7, 12, 33):
        rows = random_rows(name, count, chance, single=True)
        for order in ("hash", "given", "account"):
            if order != "account" or "account" in rows[0]:
                assert_equal(name, rows, tmp_path, tally, order)


@pytest.mark.parametrize("name", SORTED)
def test_rows_and_columns_may_stand_in_any_order(name, tmp_path, tally):
    """Sablier's index is given here, as a row's number would change with its place."""
    chance = random.Random(f"rows {name}")
    for count in (2, 5, 12, 33):
        rows = random_rows(name, count, chance)
        if name == "sablier":
            rows = [{"index": str(number)} | row for number, row in enumerate(rows)]
        first = assert_equal(name, rows, tmp_path, tally)
        chance.shuffle(rows)
        assert assert_equal(name, rows, tmp_path, tally).root == first.root
        assert assert_equal(name, [dict(reversed(row.items())) for row in rows], tmp_path, tally).root == first.root


def dumped(name: str, count: int, folder, chance: random.Random) -> tuple[list[dict], dict]:
    rows, path = random_rows(name, count, chance), folder / "dump.json"
    finished = run("tree", table_at(folder, rows), "--format", name, "--dump", path)
    assert finished.returncode == 0, finished.stderr
    return claims_of(name, table_text(rows)), json.loads(path.read_bytes())


@pytest.mark.parametrize("name", DUMPED)
def test_dump_holds_the_tree_that_the_model_makes_of_its_nodes(name, tmp_path):
    for count in (1, 2, 3, 8, 21):
        claims, document = dumped(name, count, tmp_path, random.Random(f"dump {name} {count}"))
        nodes = [bytes.fromhex(node[2:]) for node in document["tree"]]
        for k in range(count - 1):
            assert nodes[k] == node_hash(nodes[2 * k + 1], nodes[2 * k + 2])
        assert nodes == tree_nodes(sorted(nodes[count - 1 :]))
        assert [nodes[row["treeIndex"]] for row in document["values"]] == [PRESETS[name].leaf(claim) for claim in claims]
        assert run("verify", tmp_path / "dump.json").returncode == 0


@pytest.mark.parametrize("name", STANDARD)
def test_library_loads_the_dump(name, tmp_path):
    chance = random.Random(f"load {name}")
    documents = [dumped(name, count, tmp_path, chance)[1] for count in (1, 2, 3, 8, 21)]
    answers = library_answers([{"dump": json.dumps(document)} for document in documents])
    assert [answer["tree"] for answer in answers] == [document["tree"] for document in documents]


@pytest.mark.parametrize("name", DUMPED)
@pytest.mark.parametrize("change", ["root", "node", "leaf", "value", "position"])
def test_program_refuses_a_changed_dump(name, change, tmp_path):
    _, document = dumped(name, 6, tmp_path, random.Random(f"changed {name}"))
    if change in ("root", "node", "leaf"):
        place = {"root": 0, "node": 2, "leaf": 8}[change]
        document["tree"][place] = flipped(document["tree"][place])
    elif change == "value":
        row = document["values"][3]
        row["value"] = [*row["value"][:-1], str(int(row["value"][-1]) ^ 1)] if name in STANDARD else flipped(row["value"])
    else:
        document["values"][3]["treeIndex"], document["values"][2]["treeIndex"] = (
            document["values"][2]["treeIndex"], document["values"][3]["treeIndex"])
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(document, separators=(",", ":")))
    assert run("verify", path).returncode == 1


def flipped(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


@pytest.mark.parametrize("name", ["openzeppelin", "sablier"])
def test_multi_proofs_are_the_library_s(name, tmp_path, tally):
    chance, path = random.Random(f"multi {name}"), tmp_path / "multi.json"
    for count in (1, 2, 3, 5, 8, 13, 33):
        rows = random_rows(name, count, chance, single=True)
        tree = build(name, claims_of(name, table_text(rows)))
        for subset in subsets_of(chance, count)[1:]:
            asked = [part for k in subset for part in ("--proof", rows[k]["account"])]
            finished = run("tree", table_at(tmp_path, rows), "--format", name, "--multi-proof", *asked)
            assert finished.returncode == 0, finished.stderr
            document = json.loads(finished.stdout)
            assert document == multi_proof(tree, subset)
            tally["hashes of multi-proofs"] += len(document["proof"])
        path.write_text(finished.stdout)
        assert run("verify", path).returncode == 0
        for key in {"proof", "leaves"}:
            if document[key]:
                path.write_text(json.dumps({**document, key: [flipped(document[key][0]), *document[key][1:]]}))
                assert run("verify", path).returncode == 1
        path.write_text(json.dumps({**document, "root": flipped(document["root"])}))
        assert run("verify", path).returncode == 1
