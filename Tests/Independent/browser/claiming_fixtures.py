"""Contracts of every kind with the roots of sites that were published for them, a wallet on their chain, and a browser that has it."""

import pytest
from eth_utils import keccak

from calldata import call, values_of
from chain.chain_client import RunningNode
from chromium import Chromium
from claim_sites import cumulative, per_epoch
from claiming_page import ClaimingPage
from published_rows import claims_file, row_of
from wallet_bridge import BridgedServer, Wallet, connected

READS = {"eth_requestAccounts", "eth_chainId", "eth_call", "eth_getCode"}
KINDS = {
    "epochs": (per_epoch, "EpochDistributor", "openzeppelin"),
    "uniswap": (per_epoch, "UniswapDistributor", "uniswap"),
    "standard": (cumulative, "CumulativeStandardDistributor", "openzeppelin"),
    "drop": (cumulative, "CumulativeDistributor", "cumulative"),
    "merkl": (cumulative, "MerklDistributor", "merkl"),
}
SIGNATURES = {"merkleRoot": "merkleRoot()", "getMerkleRoot": "getMerkleRoot()", "token": "token()", "claim": "claim(address,uint256,bytes32[])",
              "hasClaimed": "hasClaimed(address)", "isClaimed": "isClaimed(address)", "claimed": "claimed(address)",
              "isIndexClaimed": "isClaimed(uint256)", "tokenClaimed": "claimed(address,address)"}
SELECTORS = {name: "0x" + keccak(text=signature)[:4].hex() for name, signature in SIGNATURES.items()}


@pytest.fixture(scope="module")
def node():
    with RunningNode("--chain-id", 1) as node:
        yield node


@pytest.fixture(scope="module")
def wallet(node):
    return Wallet(node.url)


@pytest.fixture(scope="module")
def holding():
    """A browser with the wallet."""
    browser = Chromium()
    with connected(browser):
        yield browser
    browser.quit()


@pytest.fixture(scope="module")
def made(node, wallet, tmp_path_factory):
    """Sites by their kind, each made when it is first wanted, before any test changes the chain."""
    sites = {name: make(node.client, tmp_path_factory.mktemp(name), kind, tree) for name, (make, kind, tree) in KINDS.items()}
    servers = {name: BridgedServer(site.site.folder.resolve(), wallet) for name, site in sites.items()}
    yield sites, servers
    for server in servers.values():
        server.stop()


@pytest.fixture
def open_kind(made, node, wallet, holding):
    """Opens a site of a kind for an account that has claims in some epochs; the chain is what it was afterwards."""
    sites, servers = made
    taken = node.client.request("evm_snapshot")

    def opened(name: str, *epochs: int):
        site, page = sites[name], ClaimingPage(holding, servers[name].origin)
        account = site.account([*epochs])
        wallet.reset(account)
        node.client.send(to=account, value=10**18)
        return site, page, account

    yield opened
    node.client.request("evm_setAutomine", True)
    node.client.request("evm_revert", taken)


def post_root(site, epoch: int) -> None:
    contract = site.distributors[epoch]
    if "updateTree" in contract.functions:
        contract.send("updateTree", (site.root(epoch), bytes(32)))
    else:
        contract.send("setMerkleRoot", site.root(epoch))


def expected_data(site, epoch: int, account: str, signature: str) -> str:
    """The call as eth-abi encodes it."""
    claim = row_of(site.site.json(claims_file(site.site, epoch, account)), account).claim | {"account": account}
    payout = site.payout(epoch)
    preset = payout["claims"]["preset"]
    if preset == "openzeppelin":
        values = values_of("cumulative", claim, payout["claims"]["root"], None)
        return call(signature, values if signature.count(",") == 3 else values[:2] + values[3:])
    return call(signature, values_of(preset, claim, payout["claims"]["root"], payout["asset"]["contract"]))


def claim_arguments(site, epoch: int, account: str) -> tuple:
    claim = row_of(site.site.json(claims_file(site.site, epoch, account)), account).claim
    return account, int(claim["amount"]), [bytes.fromhex(each[2:]) for each in claim["proof"]]
