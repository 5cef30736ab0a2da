"""`revshare prove --format calldata` against eth-abi: every claim of every preset that has a known function."""

import json

import pytest
from eth_utils import keccak

from calldata import FUNCTIONS, call, values_of
from preset_sites import CONTRACT, site_with
from program import OPUR, TINY, publish, run
from published import PublishedSite, claims_of, payouts_of
from rules_sites import books_of_two

OWN = "claim(address account, uint256 amount, bytes32[] calldata proof)"


def published_claims(folder, number: int, asset: str):
    for path in sorted((folder / f"epochs/{number}/{asset}/claims").rglob("*.json")):
        yield from claims_of(json.loads(path.read_bytes()))


def proved(site, account: str, number: int, *more):
    return run("prove", account, "--site", site, "--epoch", number, "--format", "calldata", *more)


def test_selectors_are_those_in_use():
    assert all(selector in (None, keccak(text=signature)[:4].hex()) for signature, selector in FUNCTIONS.values())


@pytest.mark.parametrize("order", ["account", "hash"])
@pytest.mark.parametrize("preset", FUNCTIONS)
def test_a_contract_is_sent_what_eth_abi_gives(preset, order, tmp_path):
    _, site = site_with(f"{{ format: {preset}, order: {order} }}", tmp_path, TINY)
    signature, _ = FUNCTIONS[preset]
    seen = 0
    for number in PublishedSite(site).epochs:
        report = json.loads((site / f"epochs/{number}/report.json").read_bytes())
        root = payouts_of(report)["usdc"]["root"]
        for claim in published_claims(site, number, "usdc"):
            finished = proved(site, claim["account"], number)
            assert finished.returncode == 0, finished.stderr
            assert finished.stdout == call(signature, values_of(preset, claim, root, CONTRACT)) + "\n"
            assert signature in finished.stderr
            # The claims of these books are of one epoch each; three contracts pay differences.
            assert ("ask the publisher" in finished.stderr) == (preset in ("merkl", "cumulative", "urd"))
            seen += 1
    assert seen > 4


@pytest.mark.parametrize("preset", ["openzeppelin", "convex", "murky", "duplicate-odd"])
def test_other_contracts_need_their_function_named(preset, tmp_path):
    _, site = site_with(f"{{ format: {preset} }}", tmp_path, TINY)
    claim = next(published_claims(site, 1, "usdc"))
    refused = proved(site, claim["account"], 1)
    assert (refused.returncode, refused.stdout) == (64, "")
    assert f"{preset} have claim functions of their own: add --function" in refused.stderr
    named = proved(site, claim["account"], 1, "--function", OWN)
    proof = [bytes.fromhex(sibling[2:]) for sibling in claim["proof"]]
    assert named.stdout == call("claim(address,uint256,bytes32[])", [claim["account"], int(claim["amount"]), proof]) + "\n"


# The function, and which parts of the claim it takes in which order.
NAMED = [("claim(bytes32[] p,address who,uint256 much)", ["proof", "account", "amount"]),
         ("redeem(uint96,bytes32[])", ["amount", "proof"]),
         ("claimTokens(uint amount,address delegate,bytes32[] proof)", ["amount", "account", "proof"]),
         ("c(bytes32 root,address,bytes32[],uint256)", ["root", "account", "proof", "amount"]),
         ("claimMany(bytes32[][],address[],uint256[])", [["proof"], ["account"], ["amount"]])]


@pytest.mark.parametrize(("function", "parts"), NAMED)
def test_a_named_function_gets_each_part_by_its_type(function, parts, tmp_path):
    publish(TINY, site := tmp_path / "site")
    root = payouts_of(json.loads((site / "epochs/2/report.json").read_bytes()))["usdc"]["root"]
    types = [part.split()[0].replace("uint[", "uint256[") for part in function[function.index("(") + 1 : -1].split(",")]
    signature = function[: function.index("(")] + "(" + ",".join("uint256" if each == "uint" else each for each in types) + ")"
    for claim in published_claims(site, 2, "usdc"):
        values = {"account": claim["account"], "amount": int(claim["amount"]), "root": bytes.fromhex(root[2:]),
                  "proof": [bytes.fromhex(sibling[2:]) for sibling in claim["proof"]]}
        expected = [[values[part[0]]] if isinstance(part, list) else values[part] for part in parts]
        assert proved(site, claim["account"], 2, "--function", function).stdout == call(signature, expected) + "\n"


REFUSED = {
    "": "expected a function", "claim": "expected a function", "claim()": "expected a function", "claim(address": "expected a function",
    "cl aim(address,uint256,bytes32[])": "expected a function", "1(address,uint256,bytes32[])": "expected a function",
    "claim(address,,uint256,bytes32[])": "expected a function", "claim((address,uint256),bytes32[])": "expected a function",
    "claim(address,uint256,bytes32[])x": "expected a function", "claim(address,\u00fcint256,bytes32[])": "expected a function",
    "claim(address,uint256)": "expected one proof", "claim(address,uint256,bytes32[],bytes32[])": "expected one proof",
    "claim(address,bytes32[])": "expected one amount", "claim(address,uint7,bytes32[])": "expected one amount",
    "claim(address,uint256,string,bytes32[])": "a parameter of type string", "claim(address,uint264,uint256,bytes32[])": "a parameter of type uint264",
    "claim(address[],uint256,bytes32[][])": "a parameter of type uint256",
    "claim(uint256,address,uint256,bytes32[])": "several parameters of type uint256",
    "claim(address,address,uint256,bytes32[])": "several parameters of type address",
    "claim(bytes32,bytes32,uint256,bytes32[])": "several parameters of type bytes32",
    "claim(address,uint8,bytes32[])": "does not fit into uint8",
}


@pytest.mark.parametrize(("function", "words"), REFUSED.items())
def test_a_function_that_is_not_certain_is_refused(function, words, tmp_path):
    publish(TINY, site := tmp_path / "site")
    claim = next(published_claims(site, 2, "usdc"))
    refused = proved(site, claim["account"], 2, "--function", function)
    assert (refused.returncode, refused.stdout) == (64, "") and words in refused.stderr, refused.stderr


def test_cumulative_claims_of_one_asset_among_two(tmp_path):
    """What the contract is sent is the claim, all that was ever granted, and not what the epoch pays."""
    books = books_of_two(tmp_path / "books")
    path = books / "revshare.yaml"
    path.write_text(path.read_text().replace("asset: usdc, claims: cumulative", "asset: usdc, claims: cumulative, tree: { format: cumulative }"))
    publish(books, site := tmp_path / "site")
    number, = PublishedSite(site).epochs
    root = payouts_of(json.loads((site / f"epochs/{number}/report.json").read_bytes()))["usdc"]["root"]
    claims = list(published_claims(site, number, "usdc"))
    assert any(int(claim["before"]) > 0 or len(claim["payments"]) > 1 for claim in claims)
    for claim in claims:
        finished = proved(site, claim["account"], number, "--asset", "usdc")
        assert finished.stdout == call(FUNCTIONS["cumulative"][0], values_of("cumulative", claim, root, None)) + "\n"
        assert "ask the publisher" not in finished.stderr
    assert proved(site, claims[0]["account"], number).returncode == 64


@pytest.mark.parametrize("preset", FUNCTIONS)
def test_cumulative_claims_for_a_contract_that_pays_all_of_each(preset, tmp_path):
    _, site = site_with(f"{{ format: {preset} }}", tmp_path, OPUR)
    number = PublishedSite(site).epochs[-1]
    finished = proved(site, next(published_claims(site, number, "usdc"))["account"], number)
    assert finished.returncode == 0, finished.stderr
    assert ("what earlier ones paid too: ask the publisher" in finished.stderr) == (preset in ("uniswap", "sablier"))


def test_a_claim_that_does_not_check_gives_no_calldata(tmp_path):
    _, site = site_with("{ format: uniswap }", tmp_path, OPUR)
    number = PublishedSite(site).epochs[-1]
    for path in (site / f"epochs/{number}/usdc/claims").rglob("*.json"):
        path.write_bytes(changed(path))
    claim = next(published_claims(site, number, "usdc"))
    finished = proved(site, claim["account"], number)
    assert (finished.returncode, finished.stdout) == (1, "") and "NOT VERIFIED" in finished.stderr


def changed(path) -> bytes:
    """The file with every proof's first sibling another one."""
    document = json.loads(path.read_bytes())
    for claim in claims_of(document):
        claim["proof"][0] = "0x" + "11" * 32
    return json.dumps(document, indent=2).encode() + b"\n"
