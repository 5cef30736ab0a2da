"""A node that says of a log when its block was: nobody asks for that block again, and what does not fit is refused."""

import functools

import pytest

from chain import false_logs
from sync_fixtures import books, chained, host  # noqa: F401
from synced import dump, stored, sync, told_by_node

BLOCKS = "eth_getBlockByNumber"


@pytest.fixture(scope="module")
def time(chained):
    """The time of a block, from the node itself."""
    return functools.cache(lambda number: int(chained.client.block(number)["timestamp"], 16))


def with_times(time, change=lambda block, moment: moment):
    """Logs that say when their block was, or what `change` makes of it; none where that is nothing."""
    def timed(one):
        one.pop("blockTimestamp", None)
        moment = change(int(one["blockNumber"], 16), time(int(one["blockNumber"], 16)))
        return one if moment is None else one | {"blockTimestamp": hex(moment)}

    return false_logs.logs(lambda found: [timed(dict(one)) for one in found])


@pytest.fixture
def silent(chained, host, time, tmp_path):
    """What is stored, and how many blocks are asked for, where logs say nothing of the time."""
    books = chained.write(tmp_path / "silent", chained.from_chain())
    host.fault(with_times(time, lambda block, moment: None))
    sync(books, host)
    asked = host.calls[BLOCKS]
    host.clear()
    host.reset()
    return dump(books), asked


def test_the_same_history_with_fewer_questions(chained, host, books, time, silent):
    host.fault(with_times(time))
    sync(books, host)
    assert (dump(books), stored(books)) == (silent[0], told_by_node(chained))
    assert host.calls[BLOCKS] < silent[1] / 2, (host.calls[BLOCKS], silent[1])


def test_a_node_that_does_not_always_know_the_time(host, books, time, silent):
    host.fault(with_times(time, lambda block, moment: None if block % 2 else moment))
    sync(books, host)
    assert dump(books) == silent[0]


def test_a_time_that_is_null(host, books, silent):
    host.fault(false_logs.with_field("blockTimestamp", None))
    sync(books, host)
    assert dump(books) == silent[0]


def test_blocks_that_are_not_final_are_asked_for(host, books, time, silent):
    """A log of a block that was replaced is found by the block's hash alone."""
    path = books / "revshare.yaml"
    text = path.read_text()
    assert text.count("id: 31337") == 1
    path.write_text(text.replace("id: 31337", "id: 31337, confirmations: 3"))
    host.fault(with_times(time))
    sync(books, host)
    assert host.calls[BLOCKS] >= silent[1] - 1 and dump(books)["event"] == silent[0]["event"]


LIES = {
    "later": lambda block, moment: moment + 10**8,
    "earlier": lambda block, moment: max(moment - 10**8, 0),
    "backwards": lambda block, moment: 2 * 10**9 - moment,
    "zero": lambda block, moment: 0,
}


@pytest.mark.parametrize("name", LIES)
def test_false_times_are_refused(chained, host, books, time, name):
    host.fault(with_times(time, LIES[name]))
    finished = sync(books, host, status=69)
    assert f"{BLOCKS} of block " in finished.stderr, finished.stderr
    true = set(told_by_node(chained))
    assert not (books / "chain.sqlite").exists() or set(stored(books)) <= true
    host.clear()
    sync(books, host)
    assert set(stored(books)) == true


@pytest.mark.parametrize("value", ["12", 12, "0x1" + "00" * 32, "", "0xzz"])
def test_a_time_that_is_none(host, books, value):
    host.fault(false_logs.with_field("blockTimestamp", value))
    finished = sync(books, host, status=69)
    assert "eth_getLogs of block" in finished.stderr and "blockTimestamp" in finished.stderr
