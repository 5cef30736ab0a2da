"""The second audit on a site with files of a large distribution (section 9.1): it passes what is right and names each forgery in them.

A forger here mends every digest and signs again, so that nothing but computing and folding finds the fraud.
"""

import json

import pytest

from large_books import crowd
from program import TEST_KEY, publish
from second_audit import Forgery, check_site, copied, findings, named
from test_second_audit import HOSTILE

FOLDER = "epochs/2/usdc/claims"


@pytest.fixture(scope="module", params=["openzeppelin", "murky"])
def honest(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    publish(crowd("second audit", request.param, "", folder / "books", count=600), folder / "site")
    return folder / "site"


@pytest.fixture
def forgery(honest, tmp_path) -> Forgery:
    return Forgery(copied(honest, tmp_path), TEST_KEY)


def document_of(forgery: Forgery, name: str) -> dict:
    return json.loads((forgery.site / FOLDER / name).read_bytes())


def forged(forgery: Forgery, name: str, change) -> list[str]:
    """The findings after a file was changed; all of them are at this file, or at the manifest that states its digest."""
    document = document_of(forgery, name)
    change(document)
    (forgery.site / FOLDER / name).write_text(json.dumps(document, indent=2) + "\n")
    forgery.mend_digests("2")
    forgery.sign()
    found = findings(forgery.site)
    assert named(forgery.site) == {("wrong-figure", f"{FOLDER}/{name}"), ("wrong-figure", "epochs/2/manifest.json")}
    return [line.removeprefix(f"error wrong-figure {FOLDER}/{name}: ") for line in found if f"{FOLDER}/{name}" in line]


def some(document: dict, which=lambda fields: True) -> tuple[int, list[str]]:
    """The first row that is such a one."""
    return next((k, row.split(",")) for k, row in enumerate(document["rows"]) if which(row.split(",")))


def test_an_honest_site_agrees(honest):
    assert findings(honest) == []
    paths = sorted(path.name for path in (honest / FOLDER).iterdir())
    assert paths == [f"0x{digit:x}.json" for digit in range(16)]
    assert not list(honest.glob("epochs/*/*/tree.json"))


RAISED = {"weight": 1, "share": 2, "accruedIn": 3, "adjustment": 4, "paid": 5, "accruedOut": 6, "amount": 9}


@pytest.mark.parametrize("name", RAISED)
def test_a_figure_of_a_row(forgery, name):
    where = {}

    def raised(document):
        k, fields = some(document, lambda fields: fields[1] and fields[9])
        fields[RAISED[name]] = str(int(fields[RAISED[name]]) + 1)
        document["rows"][k], where["row"] = ",".join(fields), k

    found = forged(forgery, "0x3.json", raised)
    assert any(line.startswith(f"rows[{where['row']}]: not what the inputs give: expected 0x3") for line in found)
    assert ("sums: rows and nodes do not lead to the root" in found) == (name in ("weight", "share", "paid"))
    assert ("tree: rows and nodes do not lead to the root" in found) == (name == "amount")


def test_a_beneficiary_that_nobody_named(forgery):
    def redirected(document):
        k, fields = some(document, lambda fields: fields[5] not in ("", "0"))
        document["rows"][k] = ",".join([*fields[:7], "0x" + "00" * 19 + "01", *fields[8:]])

    assert any(line.startswith("rows[") for line in forged(forgery, "0x3.json", redirected))


@pytest.mark.parametrize("side", ["tree", "left", "right"])
def test_a_node(forgery, side):
    def changed(document):
        nodes = document["tree"]["nodes"] if side == "tree" else document["sums"][side]
        if side == "tree":
            nodes[0] = "0x" + "5e" * 32
        else:
            nodes[0]["weight"] = str(int(nodes[0]["weight"]) + 1)

    place = "tree.nodes[0]" if side == "tree" else f"sums.{side}[0].weight"
    found = forged(forgery, "0x7.json", changed)
    assert any(line.startswith(f"{place}: not what the inputs give") for line in found)
    assert f"{place.split('.')[0]}: rows and nodes do not lead to the root" in found


@pytest.mark.parametrize("where", ["tree", "sums"])
@pytest.mark.parametrize("change", ["missing", "left over"])
def test_as_many_nodes_as_are_needed(forgery, where, change):
    def changed(document):
        nodes = document["tree"]["nodes"] if where == "tree" else document["sums"]["right"]
        nodes.pop() if change == "missing" else nodes.append(nodes[0])

    assert f"{where}: the nodes are not those that the places need" in forged(forgery, "0x7.json", changed)


def test_an_invented_holder_in_one_file(forgery):
    """A row that nobody else has, with the weight of nothing."""
    def invented(document):
        document["rows"].insert(0, check_site.account_text(bytes.fromhex("50" + "00" * 19)) + ",0,0,7,0,0,7,,,,")

    found = forged(forgery, "0x5.json", invented)
    assert any(line.startswith("rows: not what the inputs give: expected ") for line in found)
    assert "sums: the nodes are not those that the places need" in found or "sums: rows and nodes do not lead to the root" in found


def test_an_invented_holder_in_all_documents(forgery):
    invented = bytes.fromhex("5eed" * 10)

    def staked(stake):
        start, end = forgery.inputs.start, forgery.inputs.end
        stake.pieces[invented][start, start, end] = 10**12

    forgery.publish("2", change_stake=staked)
    files = ("report.json", "usdc/holders.csv", "usdc/claims.csv", "usdc/claims/0x5.json", "manifest.json")
    assert named(forgery.site) >= {("wrong-figure", f"epochs/2/{name}") for name in files}
    lines = findings(forgery.site)
    path = f"error wrong-figure {FOLDER}/0x5.json"
    assert f"{path}: root: another root than that of the inputs" in lines and f"{path}: sums: another root than that of the inputs" in lines
    assert f"{path}: tree: rows and nodes do not lead to the root" not in lines, "it agrees with itself"


def test_swapped_rows(forgery):
    def swapped(document):
        """Not two neighbours: a pair of leaves has one node, whatever their order."""
        rows = document["rows"]
        places[:] = [k for k, row in enumerate(rows) if row.split(",")[1] and row.split(",")[9]][:3:2]
        a, b = places
        rows[a], rows[b] = rows[b], rows[a]

    places: list[int] = []
    found = forged(forgery, "0xa.json", swapped)
    assert [line.split(": ")[0] for line in found if line.startswith("rows[")] == [f"rows[{k}]" for k in places]
    assert {"sums: rows and nodes do not lead to the root", "tree: rows and nodes do not lead to the root"} <= set(found)


def test_swapped_claims(forgery):
    """Two claims change their amounts, in every document."""
    def swapped(claims):
        claims[3].amount, claims[7].amount = claims[7].amount, claims[3].amount

    forgery.publish("2", change_claims=swapped)
    assert {("wrong-figure", "epochs/2/usdc/claims.csv"), ("wrong-figure", f"{FOLDER}/0x0.json"), ("wrong-figure", "epochs/2/report.json")} <= named(forgery.site)


@pytest.mark.parametrize("change", ["gone", "another's", "more"])
def test_payments(forgery, change):
    name = next(path.name for path in sorted((forgery.site / FOLDER).iterdir()) if len(json.loads(path.read_bytes())["payments"]) > 1)

    def changed(document):
        payments = document["payments"]
        if change == "gone":
            payments.pop()
        elif change == "another's":
            payments[0]["holder"] = payments[0]["account"]
        else:
            payments[0]["paid"] = str(int(payments[0]["paid"]) + 1)

    assert all(line.startswith("payments") for line in forged(forgery, name, changed))


def test_a_missing_file(forgery):
    (forgery.site / FOLDER / "0xc.json").unlink()
    assert ("missing-file", f"{FOLDER}/0xc.json") in named(forgery.site)
    listed(forgery, without={"usdc/claims/0xc.json"})
    assert named(forgery.site) == {("missing-file", f"{FOLDER}/0xc.json")}


def listed(forgery: Forgery, without=frozenset(), more: dict[str, bytes] = {}) -> None:
    """The epoch's manifest without some files, and with others, which are written; then digests and log."""
    path = forgery.site / "epochs/2/manifest.json"
    manifest = json.loads(path.read_bytes())
    for name, content in more.items():
        (path.parent / name).parent.mkdir(exist_ok=True)
        (path.parent / name).write_bytes(content)
    files = [file for file in manifest["files"] if file["path"] not in without] + [{"path": name, "bytes": 0, "sha256": ""} for name in more]
    manifest["files"] = sorted(files, key=lambda file: file["path"])
    path.write_text(json.dumps(manifest, indent=2) + "\n")
    forgery.mend_digests("2")
    forgery.sign()


def test_a_tree_that_is_not_to_be_there(forgery):
    listed(forgery, more={"usdc/tree.json": b"{}"})
    assert named(forgery.site) == {("unexpected-file", "epochs/2/usdc/tree.json")}


def test_files_of_other_prefixes(forgery):
    """One file is replaced by sixteen that hold the same rows, each proven, as if it had been too large."""
    figures = check_site.Epoch(check_site.Inputs(lambda name: (forgery.site / "epochs/2/inputs" / name).read_bytes())).payouts[0]
    more = {}
    for digit in "0123456789abcdef":
        (first, holders), (place, claims) = (
            check_site.Epoch.within(rows, [row.account.hex() for row in rows], "c" + digit) for rows in (figures.holders, figures.claims))
        more[f"usdc/claims/0xc{digit}.json"] = check_site.json_bytes({
            "format": "revshare-claims-range-v1", "epoch": 2, "asset": "usdc", "prefix": "0xc" + digit, "root": check_site.digest_text(figures.tree.root),
            "sums": figures.sum_tree.proof(first, first + len(holders)) if holders else None,
            **check_site.range_members(figures, holders, claims, place)})
        assert list(check_site.RangeFile(figures, more[f"usdc/claims/0xc{digit}.json"]).unproven()) == []
    (forgery.site / FOLDER / "0xc.json").unlink()
    listed(forgery, {"usdc/claims/0xc.json"}, more)
    assert named(forgery.site) == {("missing-file", f"{FOLDER}/0xc.json"), *(("unexpected-file", f"epochs/2/{name}") for name in more)}


def test_terms_that_make_it_small(forgery):
    """What claims files hold follows from the inputs; 4096 is never written."""
    terms = forgery.terms("2")
    assert terms["payouts"][0]["explicitProofs"] == 500
    for number, expected in ((10_000, ("missing-file", f"{FOLDER}/0x00.json")), (4096, ("inconsistent-inputs", "epochs/2/inputs/epoch.json")),
                             (None, ("malformed-document", "epochs/2/inputs/epoch.json")), (-1, ("malformed-document", "epochs/2/inputs/epoch.json"))):
        terms["payouts"][0]["explicitProofs"] = number
        forgery.write_terms("2", terms)
        forgery.mend_digests("2")
        assert expected in named(forgery.site), number


def test_a_flipped_bit(forgery):
    for path in sorted((forgery.site / FOLDER).iterdir())[::8]:
        content = path.read_bytes()
        for third in (1, 2):
            position = len(content) * third // 3
            path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
            assert ("changed-file", f"{FOLDER}/{path.name}") in named(forgery.site)
        path.write_bytes(content)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(forgery, name):
    path = f"{FOLDER}/0x3.json"
    (forgery.site / path).write_bytes(HOSTILE[name])
    forgery.mend_digests("2")
    lines = findings(forgery.site)
    assert any(path in line for line in lines) and not any("cannot be checked" in line for line in lines), lines


def test_every_scalar_replaced(forgery):
    """Whatever stands there, it is refused, or does not lead to the root, or says something else."""
    epoch = check_site.Epoch(check_site.Inputs(lambda name: (forgery.site / "epochs/2/inputs" / name).read_bytes()))
    document = document_of(forgery, "0x3.json")
    document["rows"], document["payments"] = document["rows"][:2] + document["rows"][-2:], document["payments"][:1]

    def places(value, path=()):
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        yield path
        for key, member in members:
            yield from places(member, (*path, key))

    def tried(changed) -> None:
        try:
            list(check_site.RangeFile(epoch.payouts[0], json.dumps(changed).encode()).unproven())
        except check_site.Refusal:
            pass  # any other error fails

    for path in list(places(document))[1:]:
        for replacement in (None, -1, 0, 2**62, 10**30, "", "9" * 78, "," * 10, {}, [], [[]]):
            changed = json.loads(json.dumps(document))
            target = changed
            for key in path[:-1]:
                target = target[key]
            target[path[-1]] = replacement
            tried(changed)
    for k, row in enumerate(document["rows"]):
        for place in range(11):
            for replacement in ("", "-1", "0", "1", "9" * 78, "x"):
                fields = row.split(",")
                fields[place] = replacement
                tried({**document, "rows": [*document["rows"][:k], ",".join(fields), *document["rows"][k + 1 :]]})
