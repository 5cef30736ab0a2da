"""History that the chain replaces: what was stored of it is taken back, and what is published never saw it."""

import json
from random import Random

import pytest

from chain import false_logs
from chain.chain_client import RunningNode
from chain.misbehaving import reorganisation
from chain_books import DAY, ENDS, at, seconds
from program import files, publish
from sync_fixtures import host  # noqa: F401
from synced import dump, height, shared, stored, sync, told_by_node

BLOCKS = "eth_getBlockByNumber"
LOGS = "eth_getLogs"
THIRD = "2026-07-31T00:00:00Z"


@pytest.fixture
def chained():
    """The story, whose third epoch has not begun; left as it was."""
    story = shared()
    snapshot = story.client.request("evm_snapshot")
    yield story
    assert story.client.request("evm_revert", snapshot) is True


def settings(story, confirmations: int = 0) -> str:
    second = f"end: {ENDS[1]}, closed: true }}\n"
    text = story.from_chain(confirmations=f", confirmations: {confirmations}")
    third = f"  - {{ number: 3, start: {ENDS[1]}, end: {THIRD}, closed: true }}\n"
    assert text.count(second) == 1
    return text.replace(second, second + third)


@pytest.fixture
def books(chained, tmp_path):
    return chained.write(tmp_path / "books", settings(chained))


def goes_on(story, seed: int, blocks: int, end: bool = True) -> None:
    """Blocks of the third epoch with events in most of them, the last one after its end."""
    rng = Random(seed)
    time = seconds(ENDS[1]) + 2 * DAY
    for number in range(blocks):
        time += rng.randrange(60, 6 * 3600)
        at(story.client, seconds(THIRD) + seed if end and number == blocks - 1 else time)
        person = rng.choice(story.client.accounts[1:8])
        match rng.randrange(4):
            case 0:
                story.usdc.send("transfer", story.pool, rng.randrange(1, 10**9), sender=person)
            case 1:
                story.client.mine()
            case 2:
                story.pools.send("deposit", 3, rng.randrange(1, 10**20), sender=person)
            case 3:
                story.staking.send("stake", rng.randrange(1, 10**20), sender=person)


def assert_as_never_seen(story, books, folder, published: bool = False):
    """The store, or also what is published from it, are those of a reader who comes now."""
    fresh = story.write(folder / "fresh", (books / "revshare.yaml").read_text())
    sync(fresh, story.client)
    assert stored(books) == stored(fresh)
    assert dump(books) == dump(fresh)
    sites = []
    for each in (books, fresh) if published else ():
        publish(each, folder / f"{each.name}-site", list)
        sites.append(files(folder / f"{each.name}-site"))
    assert sites[:1] == sites[1:]


@pytest.mark.parametrize("old, new", [(5, 5), (5, 6), (1, 3), (20, 24), (2, 2)])
def test_between_two_syncs(chained, books, tmp_path, old, new):
    base = chained.client.height
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, old)
    replaced = [event for event in told_by_node(chained) if event.block > base]
    sync(books, chained.client)
    assert stored(books) == told_by_node(chained)
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, new)
    finished = sync(books, chained.client)
    assert f"up to {base + old}: {len(replaced)} events were taken back" in finished.stdout, finished.stdout
    assert stored(books) == told_by_node(chained)
    assert not {event.block_hash for event in replaced} & {event.block_hash for event in stored(books)}
    assert_as_never_seen(chained, books, tmp_path, published=(old, new) == (5, 6))


def test_json_says_what_was_replaced(chained, books):
    base = chained.client.height
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 5)
    sync(books, chained.client)
    events = len(stored(books))
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, 8)
    document = json.loads(sync(books, chained.client, "--json").stdout)
    replaced, = document["replaced"]
    assert int(replaced["after"]) <= base and replaced["upTo"] == str(base + 5)
    assert events - replaced["events"] + document["events"] == len(stored(books))
    assert sync(books, chained.client, "--quiet").stdout == ""


@pytest.mark.parametrize("method", [LOGS, BLOCKS])
@pytest.mark.parametrize("skip", [0, 1, 3])
def test_in_the_middle(chained, host, books, tmp_path, method, skip):
    """Five blocks are replaced just before a request; nothing of the old ones is there at the end."""
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 5)
    host.fault(false_logs.capped("reth", 15))
    rule = host.fault(reorganisation(chained.client, snapshot, lambda _: goes_on(chained, 2, 7)), method, skip, 1)
    sync(books, host)
    assert rule.applied == 1
    if stored(books) != told_by_node(chained):
        # It happened too late for this run: all that it stored was so when it began.
        sync(books, host)
    assert stored(books) == told_by_node(chained)
    assert_as_never_seen(chained, books, tmp_path, published=(method, skip) == (LOGS, 1))


def test_while_a_later_source_is_read(chained, host, books, tmp_path):
    """No store holds events of two histories."""
    whole = (books / "revshare.yaml").read_text()
    cut = whole[:whole.index(f'    - contract: "{chained.pools.address}"')] + whole[whole.index("  receipts:\n"):]
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 12)
    (books / "revshare.yaml").write_text(cut)
    sync(books, chained.client)
    (books / "revshare.yaml").write_text(whole)
    old = told_by_node(chained)
    host.fault(reorganisation(chained.client, snapshot, lambda _: goes_on(chained, 2, 12)), LOGS, times=1)
    sync(books, host)
    found = set(stored(books))
    assert found <= set(old) or found <= set(told_by_node(chained))
    sync(books, host)
    assert_as_never_seen(chained, books, tmp_path)


def test_deeper_than_confirmed(chained, tmp_path):
    books = chained.write(tmp_path / "books", settings(chained, 3))
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 14)
    sync(books, chained.client)
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, 14)
    chained.client.mine(3)
    assert "taken back" in sync(books, chained.client).stdout
    assert_as_never_seen(chained, books, tmp_path)


def test_shallower_than_confirmed(chained, tmp_path):
    """What is not confirmed is not seen."""
    books = chained.write(tmp_path / "books", settings(chained, 5))
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 5)
    sync(books, chained.client)
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, 7)
    chained.client.mine(5)
    assert "taken back" not in sync(books, chained.client).stdout
    assert_as_never_seen(chained, books, tmp_path)


def test_a_chain_that_has_become_shorter(chained, books, tmp_path):
    snapshot = chained.client.request("evm_snapshot")
    goes_on(chained, 1, 9)
    sync(books, chained.client)
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, 4)
    sync(books, chained.client, status=[0, 2, 69])
    at(chained.client, seconds(THIRD) + DAY)
    chained.client.mine(8)
    sync(books, chained.client)
    assert_as_never_seen(chained, books, tmp_path)


def test_a_node_that_is_behind(chained, host, books):
    """It takes nothing back."""
    goes_on(chained, 1, 5)
    sync(books, host)
    before = dump(books)
    for behind in (1, 6, 30):
        host.clear()
        host.fault(height(chained.client, chained.client.height - behind))
        sync(books, host)
        assert dump(books) == before


@pytest.mark.parametrize("blocks", [1, 4])
def test_before_anything_has_happened(chained, tmp_path, blocks):
    """A first sync without events and before the end of any epoch, of blocks that are replaced later."""
    first = chained.client.height + 1
    snapshot = chained.client.request("evm_snapshot")
    chained.client.mine(blocks)
    later = settings(chained._replace(first=first)).replace("2026-07-", "2027-07-")
    books = chained.write(tmp_path / "books", later)
    sync(books, chained.client)
    assert stored(books) == []
    assert chained.client.request("evm_revert", snapshot) is True
    goes_on(chained, 2, blocks + 3)
    sync(books, chained.client)
    assert stored(books) == [event for event in told_by_node(chained) if event.block >= first] != []


@pytest.mark.parametrize("blocks", [3, 300])
def test_another_history(chained, books, blocks):
    sync(books, chained.client)
    before = dump(books)
    with RunningNode("--genesis-time", seconds("2026-05-02T00:00:00Z")) as other:
        other.client.mine(blocks)
        finished = sync(books, other, status=2 if blocks > 100 else [0, 2])
        assert blocks < 100 or "another chain" in finished.stderr and "move the store away" in finished.stderr
    assert dump(books) == before
    sync(books, chained.client)
    assert dump(books) == before
