"""The story that tests of `revshare sync` share, a host in front of its node, and books that take it from there."""

import pytest

from chain.misbehaving import MisbehavingNode
from synced import shared


@pytest.fixture(scope="module")
def chained():
    return shared()


@pytest.fixture
def host(chained):
    with MisbehavingNode(chained.client.url) as host:
        yield host


@pytest.fixture
def books(chained, tmp_path):
    return chained.write(tmp_path / "books", chained.from_chain())
