"""How the page joins consecutive leaves with nodes: roots, proofs and needed nodes are those of the model in Python, for every shape."""

import hashlib

import pytest

from range_files import nodes_beside
from reference.tree import leaf_position, proof_of, tree_nodes
from reference.units import digest_text
from tree_shapes import layers_of, layers_proof
from trees import PRESETS

SHAPES = ["openzeppelin", "sablier", "uniswap", "murky", "duplicate-odd"]
CLIMB = """
const [cases, preset, done] = arguments;
(async () => {
  const { ClaimVerifier, climb } = globalThis.Revshare;
  const verifier = await ClaimVerifier.from(await (await fetch("../assets/claim-verifier.wasm")).arrayBuffer());
  return cases.map(({ leaves, ...range }) => {
    try {
      return climb(leaves, range, preset, verifier);
    } catch (error) {
      return error.message;
    }
  });
})().then(done, (error) => done(String(error)));
"""


@pytest.fixture(scope="module")
def driver(server, browser):
    browser.open(f"{server.origin}/verify/index.html")
    browser.wait_until_idle()
    return browser.driver


def leaves_of(count: int) -> list[bytes]:
    return [hashlib.sha256(f"leaf {k} of {count}".encode()).digest() for k in range(count)]


def model(preset: str, leaves: list[bytes]) -> tuple[bytes, list[list[bytes]]]:
    """The root, and the proof of every leaf."""
    shape = PRESETS[preset].shape
    if shape == "array":
        nodes = tree_nodes(leaves)
        return nodes[0], [proof_of(nodes, leaf_position(k, len(leaves))) for k in range(len(leaves))]
    layers = layers_of(leaves, shape)
    return layers[-1][0], [layers_proof(layers, k, shape) for k in range(len(leaves))]


def case(preset: str, leaves: list[bytes], first: int, length: int) -> dict:
    nodes = nodes_beside(preset, leaves, first, length)
    return {"leaves": [digest_text(leaf) for leaf in leaves[first : first + length]], "first": first, "count": len(leaves),
            "nodes": [digest_text(node) for node in nodes]}


def ranges(count: int) -> list[tuple[int, int]]:
    """All of them; of many leaves those of some lengths."""
    lengths = range(1, count + 1) if count < 20 else (1, 2, 3, 7, 16, 31, count)
    return [(first, length) for length in lengths for first in range(count - length + 1)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 62])
@pytest.mark.parametrize("preset", SHAPES)
def test_every_range_leads_to_the_root(preset, count, driver):
    leaves = leaves_of(count)
    root, proofs = model(preset, leaves)
    found = driver.execute_async_script(CLIMB, [case(preset, leaves, *each) for each in ranges(count)], preset)
    assert len(found) == len(ranges(count))
    for (first, length), result in zip(ranges(count), found):
        expected = [[digest_text(node) for node in proof] for proof in proofs[first : first + length]]
        assert result == {"root": digest_text(root), "proofs": expected}, (first, length)


@pytest.mark.parametrize("preset", SHAPES)
def test_what_does_not_fit_is_refused(preset, driver):
    good = case(preset, leaves_of(13), 4, 3)
    assert len(good["nodes"]) > 1
    changes = [
        ({"nodes": good["nodes"][:-1]}, "a node of the claims tree is missing in it"),
        ({"nodes": []}, "a node of the claims tree is missing in it"),
        ({"nodes": [*good["nodes"], good["nodes"][0]]}, "it has more nodes of the claims tree than its claims need"),
        ({"leaves": []}, "its claims have no place among 13 from place 4 on"),
        ({"first": 11}, "its claims have no place among 13 from place 11 on"),
        ({"first": 13}, "its claims have no place among 13 from place 13 on"),
        ({"count": 6}, "its claims have no place among 6 from place 4 on"),
        ({"count": 0}, "its claims have no place among 0 from place 4 on"),
        ({"count": 2**30 + 1}, f"its claims have no place among {2**30 + 1} from place 4 on"),
        ({"count": 2**53 - 1}, f"its claims have no place among {2**53 - 1} from place 4 on"),
    ]
    found = driver.execute_async_script(CLIMB, [{**good, **change} for change, _ in changes], preset)
    assert found == [said for _, said in changes]


@pytest.mark.parametrize("preset", SHAPES)
def test_another_order_of_nodes_or_place_leads_to_another_root(preset, driver):
    leaves = leaves_of(13)
    root, good = digest_text(model(preset, leaves)[0]), case(preset, leaves, 4, 3)
    changed = [{**good, "nodes": good["nodes"][::-1]}, {**good, "leaves": good["leaves"][::-1]}]
    for result in driver.execute_async_script(CLIMB, changed, preset):
        assert result["root"] != root
