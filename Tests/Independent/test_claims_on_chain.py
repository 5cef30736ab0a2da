"""Every holder is paid, once, by contracts on a real EVM: with the published proofs, and with what the program makes.

On py-evm, behind the node, as a wallet would do it; on revm (pyrevm) for more.
"""

import json
import random

import pytest
from eth_utils import to_checksum_address

import preset_sites
from chain.chain_client import Contract, Reverted, RunningNode
from chain.distributors import SCHEMES, Distributor, Grant
from chain.revm import RevmClient
from program import ROOT, TINY, run
from published import PublishedSite, claims_of, payouts_of
from tree_comparison import table_at
from tree_tables import random_address

SITE = PublishedSite(ROOT / "site")


@pytest.fixture(scope="module", params=["pyevm", "revm"])
def client(request):
    if request.param == "revm":
        with RevmClient() as client:
            yield client
    else:
        with RunningNode() as node:
            yield node.client


@pytest.fixture(scope="module")
def revm():
    with RevmClient() as client:
        yield client


def usdc(client) -> Contract:
    return client.deploy("Token", "USD Coin", "USDC", 6, 10**40)


@pytest.fixture
def token(client):
    return usdc(client)


def digests(texts: list[str]) -> list[bytes]:
    return [bytes.fromhex(text[2:]) for text in texts]


def published(site: PublishedSite, number: int) -> tuple[dict, list[Grant]]:
    """The claims of an epoch as its report sums them up, and each by its claim file."""
    claims = payouts_of(site.json(f"epochs/{number}/report.json"))["usdc"]
    root, = digests([claims["root"]])
    files = sorted((site.epoch_folder(number) / "usdc" / "claims").rglob("*.json"))
    found = [claim for path in files for claim in claims_of(json.loads(path.read_bytes()))]
    return claims, [Grant(claim["index"], claim["account"], int(claim["amount"]), root, digests(claim["proof"]))
                    for claim in found]


def scheme_of(claims: dict):
    is_cumulative = claims.get("scheme") == "cumulative" and claims["preset"] == "openzeppelin"
    return SCHEMES["openzeppelin-cumulative" if is_cumulative else claims["preset"]]


def few(client, cases: list) -> list:
    """All where it takes no time; on py-evm the first ten."""
    return cases if isinstance(client, RevmClient) else cases[:10]


def assert_all_are_paid(distributor: Distributor, grants: list[Grant], total: int) -> None:
    """Each claim once, nothing else before it or after it, and altogether what was put in."""
    token, refusals = distributor.token, distributor.scheme.refusals
    for grant, other in few(distributor.client, list(zip(grants, grants[1:] + grants[:1]))):
        for forged in (grant._replace(amount=grant.amount + 1), grant._replace(amount=grant.amount - 1),
                       grant._replace(proof=other.proof), grant._replace(account=other.account)):
            if forged != grant:
                assert distributor.refusal(forged) == refusals["proof"]
    for grant in grants:
        distributor.claim(grant)
        if "again" in refusals:
            assert distributor.refusal(grant) == refusals["again"]
    assert distributor.balance == 0
    paid = distributor.paid()
    assert paid == {grant.account: grant.amount for grant in grants} and sum(paid.values()) == total
    for grant in grants:
        assert token.call("balanceOf", grant.account) == grant.amount
        if "again" not in refusals:
            distributor.claim(grant)  # pays the difference, which is nothing
    assert distributor.balance == 0 and distributor.paid() == paid


def test_every_holder_of_the_example_is_paid_by_the_published_proofs(client, tally):
    earlier: list[Grant] = []
    assert SITE.epochs == [1, 2, 3, 4]
    for number in SITE.epochs:
        claims, grants = published(SITE, number)
        assert (len(grants), sum(grant.amount for grant in grants)) == (claims["count"], int(claims["total"]))
        assert len(grants) > 40
        distributor = Distributor(client, usdc(client), scheme_of(claims), grants[0].root, int(claims["toFund"]))
        assert distributor.root == grants[0].root
        for grant in few(client, earlier):
            # By an epoch's own root; the cumulative contract looks at the root before the proof.
            old = distributor.scheme.refusals.get("root", distributor.scheme.refusals["proof"])
            assert distributor.refusal(grant) == old
        assert_all_are_paid(distributor, grants, int(claims["total"]))
        tally["claims paid on a chain"] += len(grants)
        earlier = grants


def rows_by_chance(count: int, preset: str, token: str) -> list[dict[str, str]]:
    chance = random.Random(f"{preset} {count}")
    accounts = [to_checksum_address(random_address(chance)) for _ in range(count)]
    amounts = [str(chance.getrandbits(chance.choice([4, 64, 90])) + 1) for _ in accounts]
    rows = [{"account": account, "amount": amount} for account, amount in zip(accounts, amounts)]
    if preset == "merkl":
        rows = [{"account": row["account"], "token": token, "amount": row["amount"]} for row in rows]
    return rows


def made_by_the_program(preset: str, rows: list[dict[str, str]], folder, *more) -> list[Grant]:
    """What `revshare tree` says of a table."""
    proofs = folder / "proofs.jsonl"
    finished = run("tree", table_at(folder, rows), "--format", preset, "--proofs", proofs, "--json", *more)
    assert finished.returncode == 0, finished.stderr
    root, = digests([json.loads(finished.stdout)["root"]])
    lines = [json.loads(line) for line in proofs.read_text().splitlines()]
    return [Grant(int(line.get("index", 0)), line["account"], int(line["amount"]), root, digests(line["proof"]))
            for line in lines]


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("name", SCHEMES)
def test_trees_of_the_program_are_claimed(name, count, client, token, tmp_path, tally):
    scheme = SCHEMES[name]
    grants = made_by_the_program(scheme.leaf, rows_by_chance(count, scheme.leaf, token.address), tmp_path)
    total = sum(grant.amount for grant in grants)
    distributor = Distributor(client, token, scheme, grants[0].root, total)
    assert_all_are_paid(distributor, grants, total)
    tally["claims paid on a chain"] += count


@pytest.mark.parametrize("name", SCHEMES)
def test_hundreds_of_claims_of_a_tree_of_the_program(name, revm, tmp_path, tally):
    scheme, token = SCHEMES[name], usdc(revm)
    rows = rows_by_chance(300, scheme.leaf, token.address)
    grants = made_by_the_program(scheme.leaf, rows, tmp_path)
    if name == "uniswap":
        assert sorted(grant.index for grant in grants) == list(range(300))  # two words of the bitmap
    total = sum(grant.amount for grant in grants)
    assert_all_are_paid(Distributor(revm, token, scheme, grants[0].root, total), grants, total)
    tally["claims paid on a chain"] += len(grants)


@pytest.mark.parametrize("preset", ["uniswap", "cumulative", "merkl"])
def test_the_programs_calldata_pays(preset, client, token, tmp_path, monkeypatch, tally):
    """`revshare prove --format calldata` is sent as it is, for a site of that tree, its token the deployed one."""
    monkeypatch.setattr(preset_sites, "CONTRACT", token.address)
    _, folder = preset_sites.site_with(f"{{ format: {preset} }}", tmp_path, TINY)
    site = PublishedSite(folder)
    for number in site.epochs:
        claims, grants = published(site, number)
        distributor = Distributor(client, token, SCHEMES[preset], grants[0].root, int(claims["total"]))
        for grant in grants:
            finished = run("prove", grant.account, "--site", folder, "--epoch", number, "--format", "calldata")
            assert finished.returncode == 0, finished.stderr
            sender = grant.account if preset == "merkl" else None
            if sender:
                client.send(to=sender, value=10**18)
            assert client.send(sender, to=distributor.contract.address, data=finished.stdout.strip())["status"] == "0x1"
        assert distributor.paid() == {grant.account: grant.amount for grant in grants} and distributor.balance == 0
        tally["claims paid on a chain"] += len(grants)


def test_calldata_of_a_named_function_pays_the_example(client, token, tally):
    """OpenZeppelin has no function of its own: the contract's is named."""
    named = ["--format", "calldata", "--function", "claim(address account, uint256 amount, bytes32[] proof)"]
    claims, grants = published(SITE, 1)
    distributor = Distributor(client, token, scheme_of(claims), grants[0].root, int(claims["total"]))
    for grant in grants[:8]:
        finished = run("prove", grant.account, "--site", SITE.folder, "--epoch", 1, *named)
        data = finished.stdout.strip()
        assert client.send(to=distributor.contract.address, data=data)["status"] == "0x1"
        with pytest.raises(Reverted, match="already claimed"):
            client.send(to=distributor.contract.address, data=data)
    assert distributor.paid() == {grant.account: grant.amount for grant in grants[:8]}
    tally["claims paid on a chain"] += 8
