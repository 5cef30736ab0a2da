"""The contracts of the chain tests have the ABIs, leaves and refusals of the deployed ones, on trees of the model."""

import random

import pytest
from eth_utils import keccak, to_checksum_address

import trees
from chain.chain_client import Reverted
from chain.distributors import SCHEMES, Distributor, Grant
from chain.fixtures import client, node, token  # noqa: F401
from reference.units import account_bytes


def test_staking_takes_and_gives_back(client, token):
    staking = client.deploy("Staking", token.address)
    holders = client.accounts[2:5]
    for k, holder in enumerate(holders):
        token.send("transfer", holder, 1000)
        token.send("approve", staking.address, 1000, sender=holder)
        staking.send("stake", 100 * (k + 1), sender=holder)
    staking.send("unstake", 50, sender=holders[1])
    assert [staking.call("staked", holder) for holder in holders] == [100, 150, 300]
    assert token.call("balanceOf", staking.address) == staking.call("totalStaked") == 550
    assert [(event["user"], event["amount"]) for event in staking.logs("Staked")] == \
        [(holder.lower(), 100 * (k + 1)) for k, holder in enumerate(holders)]
    assert staking.topic("Staked") == "0x" + keccak(text="Staked(address,uint256)").hex()
    assert staking.logs("Unstaked") == [{"user": holders[1].lower(), "amount": 50}]
    for function, amount, words in (("unstake", 151, "more than is staked"), ("stake", 0, "nothing to stake"),
                                    ("stake", 801, "insufficient allowance")):
        with pytest.raises(Reverted, match=words):
            staking.call(function, amount, sender=holders[1])


def test_pools_have_their_arguments_in_another_order(client, token):
    staking = client.deploy("PoolStaking", token.address)
    token.send("approve", staking.address, 100)
    staking.send("deposit", 2**64 - 1, 60)
    receipt = staking.send("withdraw", 2**64 - 1, 20)
    who = client.accounts[0].lower()
    assert staking.logs("Deposited") == [{"amount": 60, "poolId": 2**64 - 1, "by": who}]
    assert staking.logs("Withdrawn") == [{"amount": 20, "poolId": 2**64 - 1, "by": who}]
    log = receipt["logs"][-1]
    signature = keccak(text="Withdrawn(uint256,uint64,address)")
    assert log["topics"] == ["0x" + signature.hex(), "0x" + who[2:].rjust(64, "0")]
    assert log["data"] == "0x" + (20).to_bytes(32, "big").hex() + (2**64 - 1).to_bytes(32, "big").hex()
    with pytest.raises(Reverted, match="more than is deposited"):
        staking.call("withdraw", 1, 1, sender=client.accounts[0])


# Distributors


def grants(scheme, token: str, rows: list[tuple[str, int]]) -> list[Grant]:
    """A tree of the model, for accounts with their amounts."""
    claims = [{"index": k, "account": account_bytes(account), "token": account_bytes(token), "amount": amount}
              for k, (account, amount) in enumerate(rows)]
    tree = trees.build(scheme.leaf, claims)
    return [Grant(k, account, amount, tree.root, tree.evidence[k]["proof"]) for k, (account, amount) in enumerate(rows)]


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("count", [1, 2, 7])
def test_every_claim_is_paid_once(name, count, client, token):
    scheme, chance = SCHEMES[name], random.Random(count)
    rows = [(to_checksum_address(chance.randbytes(20)), chance.getrandbits(chance.choice([8, 64])) + 1)
            for _ in range(count)]
    all_of_it = grants(scheme, token.address, rows)
    distributor = Distributor(client, token, scheme, all_of_it[0].root, sum(amount for _, amount in rows))
    assert distributor.root == all_of_it[0].root
    for grant in all_of_it:
        for forged in forgeries(grant, all_of_it):
            assert distributor.refusal(forged) == scheme.refusals["proof"], forged
        if scheme.only_own:
            assert distributor.refusal(grant, client.accounts[3]) == scheme.refusals["account"]
        distributor.claim(grant)
        assert token.call("balanceOf", grant.account) == grant.amount
        if "again" in scheme.refusals:
            assert distributor.refusal(grant) == scheme.refusals["again"]
        else:
            distributor.claim(grant)  # and nothing more is paid
    assert distributor.balance == 0 and distributor.paid() == dict(rows)
    if name == "uniswap":
        assert [distributor.contract.call("isClaimed", k) for k in range(count + 1)] == count * [True] + [False]


def forgeries(grant: Grant, others: list[Grant]):
    yield grant._replace(amount=grant.amount + 1)
    yield grant._replace(account=to_checksum_address("0x" + "fe" * 20))
    yield grant._replace(proof=[*grant.proof, bytes(32)])
    for other in others:
        if other != grant:
            yield grant._replace(proof=other.proof)
    if grant.proof:
        yield grant._replace(proof=grant.proof[:-1])
        yield grant._replace(proof=[bytes(32), *grant.proof[1:]])


@pytest.mark.parametrize("name", [name for name, scheme in SCHEMES.items() if scheme.is_cumulative])
def test_a_later_root_pays_the_difference_and_an_old_one_nothing(name, client, token):
    scheme = SCHEMES[name]
    accounts = [to_checksum_address("0x" + f"{k:02x}" * 20) for k in range(1, 6)]
    old = grants(scheme, token.address, [(account, 100 + k) for k, account in enumerate(accounts)])
    new = grants(scheme, token.address, [(account, 1000 + k) for k, account in enumerate(accounts)])
    distributor = Distributor(client, token, scheme, old[0].root, sum(grant.amount for grant in new))
    distributor.claim(old[0])
    distributor.set_root(new[0].root)
    assert distributor.refusal(old[1]) == scheme.refusals.get("root", scheme.refusals["proof"])
    for grant in new:
        distributor.claim(grant)
    assert distributor.paid() == {grant.account: grant.amount for grant in new} and distributor.balance == 0


def test_another_epochs_proof_and_root_are_of_no_use(client, token):
    scheme = SCHEMES["openzeppelin"]
    rows = [(to_checksum_address("0x" + f"{k:02x}" * 20), 50 + k) for k in range(1, 6)]
    first = grants(scheme, token.address, rows)
    second = grants(scheme, token.address, [(account, amount + 1) for account, amount in rows])
    distributor = Distributor(client, token, scheme, second[0].root, 10**6)
    for grant in first:
        assert distributor.refusal(grant) == scheme.refusals["proof"]
    distributor.claim(second[0])


def test_only_the_owner_sets_a_root(client, token):
    for scheme in SCHEMES.values():
        if scheme.root_by:
            distributor = Distributor(client, token, scheme, bytes(31) + b"\x01", 0)
            value = (bytes(32), bytes(32)) if scheme.only_own else bytes(32)
            with pytest.raises(Reverted):
                distributor.contract.call(scheme.root_by, value, sender=client.accounts[4])
