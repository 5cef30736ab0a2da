"""A node for the tests of a module, left after each as it was before."""

import pytest

from chain.chain_client import RunningNode

GENESIS = 1_782_864_000  # 2026-07-01T00:00:00Z
SUPPLY = 10**27


@pytest.fixture(scope="module")
def node():
    with RunningNode("--genesis-time", GENESIS, "--finality", 5, "--range-cap", 400) as running:
        yield running


@pytest.fixture
def client(node):
    snapshot = node.client.request("evm_snapshot")
    yield node.client
    node.client.request("evm_setAutomine", True)
    assert node.client.request("evm_revert", snapshot) is True


@pytest.fixture
def token(client):
    return client.deploy("Token", "Opur", "OPUR", 18, SUPPLY)
