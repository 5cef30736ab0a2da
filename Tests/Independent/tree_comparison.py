"""Runs `revshare tree` on a table and holds all that it writes to the model."""

import json
from collections import Counter
from pathlib import Path

from program import run
from reference.units import digest_text
from tree_tables import claims_of, table_text, text_of
from trees import PRESETS, Tree, build, dump, order_of, verified

SIZES = [*range(1, 34), 64, 65, 100, 127, 128, 129]
# The sum of these is meaningful; that of several tokens or of several kinds of amounts need not be given.
ONE_AMOUNT = {"openzeppelin", "uniswap", "sablier", "cumulative", "cumulative-128", "threshold", "sharded", "convex",
              "murky", "duplicate-odd"}
# Three names for what has the same bytes: the contract's types, and those that Sablier's own files name.
SABLIER_ENCODINGS = [["uint256", "address", "uint128"], ["uint256", "address", "uint256"], ["uint", "address", "uint256"]]


def table_at(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "claims.csv"
    path.write_text(table_text(rows))
    return path


def assert_equal(name: str, rows: list[dict[str, str]], folder: Path, tally: Counter, order: str | None = None,
                 digits: int | None = None) -> Tree:
    """Root, leaves, proofs and dump of a table, as the program and the model make them; the model's tree."""
    table, proofs, dumped = table_at(folder, rows), folder / "proofs.jsonl", folder / "dump.json"
    options = ["--format", name, "--proofs", proofs, "--json"]
    options += ["--order", order] if order else []
    options += ["--shard-digits", digits] if digits else []
    options += ["--dump", dumped] if PRESETS[name].shape == "array" else []
    finished = run("tree", table, *options)
    what = f"{name}, {len(rows)} rows, order {order}, digits {digits}"
    assert finished.returncode == 0, f"{what}: {finished.stderr}"
    claims = claims_of(name, table.read_text())
    tree = build(name, claims, order, digits or 2)
    report = json.loads(finished.stdout)
    assert report["root"] == digest_text(tree.root), what
    assert (report["format"], report["order"]) == (name, order_of(name, order)), what
    assert report["claimCount"] in (len(rows), len(tree.evidence) - tree.evidence.count(None)), what
    if name in ONE_AMOUNT:
        assert report["total"] == str(sum(claim["amount"] for claim in claims)), what
    lines = [json.loads(line) for line in proofs.read_text().splitlines()]
    assert len(lines) == len(rows), what
    for claim, evidence, row, line in zip(claims, tree.evidence, rows, lines):
        assert_same_claim(claim, row, line)
        assert_same_evidence(evidence, line, f"{what}: {row}")
        tally["leaves of trees"] += 1
        tally["hashes of proofs of trees"] += len(line["proof"] or [])
    if PRESETS[name].shape == "array":
        assert dumped.read_bytes() == dump_as_named(name, claims, tree, dumped.read_bytes()), what
    return tree


def assert_same_claim(claim: dict, row: dict[str, str], line: dict) -> None:
    """Every cell again; the account as EIP-55 has it, other hex in any case."""
    for column in row:
        assert isinstance(line[column], str)
        expected = text_of(column, claim[column])
        same = line[column] == expected if column == "account" else line[column].lower() == expected.lower()
        assert same, f"{column}: expected {expected}, written {line[column]}"
    extra = set(line) - set(row) - {"leaf", "proof", "tokenProof", "tokenIndex", "index"}
    assert not extra, f"unexpected members {extra}"
    if "index" in line and "index" in claim:
        assert str(line["index"]) == str(claim["index"])


def assert_same_evidence(evidence: dict | None, line: dict, what: str) -> None:
    if evidence is None:
        assert line["leaf"] is None and line["proof"] is None, what
        return
    assert line["leaf"] == digest_text(evidence["leaf"]), what
    for key in ("proof", "tokenProof"):
        if key in evidence:
            assert line[key] == [digest_text(node) for node in evidence[key]], what
    for key in ("index", "tokenIndex"):
        if key in evidence:
            assert int(line[key]) == evidence[key], what


def dump_as_named(name: str, claims: list[dict], tree: Tree, written: bytes) -> bytes:
    """The model's dump; Sablier's leaf encoding in the spelling that was written, if it is one of those that there are."""
    expected = dump(name, claims, tree)
    named = json.loads(written).get("leafEncoding")
    if name == "sablier" and named in SABLIER_ENCODINGS:
        ours, theirs = (json.dumps(types, separators=(",", ":")).encode() for types in (PRESETS[name].encoding, named))
        return expected.replace(ours, theirs, 1)
    return expected


def last_bit_flipped(digest: bytes) -> bytes:
    return digest[:-1] + bytes([digest[-1] ^ 1])


def assert_only_the_truth_is_verified(name: str, claims: list[dict], tree: Tree, chance) -> None:
    """Every proof leads to the root; with one node, amount, position or the length changed it does not."""
    for claim, evidence in zip(claims, tree.evidence):
        if evidence is None:
            continue
        assert verified(name, tree.root, claim, evidence)
        assert not verified(name, last_bit_flipped(tree.root), claim, evidence)
        for changed, with_evidence in forgeries(name, claim, evidence, chance):
            assert not verified(name, tree.root, changed, with_evidence), (name, changed, with_evidence)


def forgeries(name: str, claim: dict, evidence: dict, chance):
    column = PRESETS[name].columns.split()[-1]
    value = claim[column]
    changed = {**claim, column: last_bit_flipped(value) if isinstance(value, bytes) else value ^ 1}
    yield changed, evidence
    yield changed, {**evidence, "leaf": PRESETS[name].leaf(changed)}
    for key in {"proof", "tokenProof"} & set(evidence):
        proof = evidence[key]
        yield claim, {**evidence, key: [*proof, evidence["leaf"]]}
        if proof:
            k = chance.randrange(len(proof))
            yield claim, {**evidence, key: [*proof[:k], last_bit_flipped(proof[k]), *proof[k + 1 :]]}
            yield claim, {**evidence, key: proof[:-1]}
    for key in {"index", "tokenIndex"} & set(evidence):
        yield claim, {**evidence, key: evidence[key] ^ 1}
