"""A node that lies: nothing is stored that did not happen, and the error names the request and its block."""

import re

import pytest

from chain import false_logs, misbehaving
from sync_fixtures import books, chained, host  # noqa: F401
from synced import dump, stored, sync, told_by_node
from test_kills import limited_files

BLOCKS = "eth_getBlockByNumber"
LOGS = "eth_getLogs"

# What no honest node says, for ever.
LIES = {
    "other contract": false_logs.other_contract(),
    "other topic": false_logs.other_topic(),
    "topics missing": false_logs.topics_missing(),
    "one topic more": false_logs.one_topic_more(),
    "after the range": false_logs.outside_range(),
    "before the range": false_logs.outside_range(-1),
    "data too short": false_logs.data_too_short(),
    "no data": false_logs.with_field("data", "0x"),
    "data no text": false_logs.with_field("data", 7),
    "dirty address": false_logs.dirty_address(),
    "block too large": false_logs.too_large(),
    "index too large": false_logs.too_large("logIndex"),
    "index of 64 bits": false_logs.with_field("logIndex", hex(2**64 - 1)),
    "block without 0x": false_logs.without_0x("blockNumber"),
    "data without 0x": false_logs.without_0x("data"),
    "odd digits": false_logs.odd_digits(),
    "odd digits of a hash": false_logs.odd_digits("transactionHash"),
    "no digits": false_logs.no_digits("transactionHash"),
    "no digits of a contract": false_logs.no_digits("address"),
    "contract null": false_logs.with_field("address", None),
    "no hash": false_logs.without_field("transactionHash"),
    "no block": false_logs.with_field("blockNumber", None),
    "two that differ": false_logs.logs(lambda found: found + [one | {"transactionHash": "0x" + "12" * 32}
                                                             for one in found[-1:]]),
    "no list": misbehaving.changing(LOGS, lambda *_: {}),
    "null": misbehaving.null_result(LOGS),
    "topics no list": false_logs.with_field("topics", {}),
    "false": misbehaving.changing(LOGS, lambda *_: False),
    "a text": misbehaving.changing(LOGS, lambda *_: "0x"),
    "list of numbers": misbehaving.changing(LOGS, lambda *_: [1, 2]),
    "other number": false_logs.other_number(),
    "time too large": false_logs.block_field("timestamp", "0x1" + "00" * 32),
    "time without 0x": false_logs.block_field("timestamp", "12"),
    "time null": false_logs.block_field("timestamp", None),
    "hash too short": false_logs.block_field("hash", "0x12"),
    "hash null": false_logs.block_field("hash", None),
    "block a list": misbehaving.changing(BLOCKS, lambda *_: []),
    "wrong id": misbehaving.wrong_id(),
    "half JSON": misbehaving.half_json(),
    "429": misbehaving.busy(),
    "401": misbehaving.status(401, b"no"),
    "too deep": misbehaving.other_bytes(b'{"jsonrpc":"2.0","id":0,"result":' + b"[" * 10**6 + b"]" * 10**6 + b"}"),
    "no UTF-8": misbehaving.other_bytes(b'{"jsonrpc":"2.0","id":0,"result":"\xff"}'),
    "two documents": misbehaving.other_bytes(b'{"jsonrpc":"2.0","id":0,"result":"0x7a69"}{}'),
    "an error": misbehaving.rpc_error(-32000, "no such luck"),
}

# What is right although it is not as the specification has it; a client may refuse it as well.
ODD = {
    "leading zero": false_logs.leading_zero(),
    "data too long": false_logs.data_too_long(),
    "no version": misbehaving.without_version(),
    "removed null": false_logs.with_field("removed", None),
    "capitals": false_logs.log(lambda one: one | {name: "0x" + one[name][2:].upper() for name in ("address", "data")}),
}


@pytest.fixture(scope="module")
def true(chained, tmp_path_factory):
    """What an honest node gives."""
    books = chained.write(tmp_path_factory.mktemp("true") / "books", chained.from_chain())
    sync(books, chained.client)
    assert stored(books) == told_by_node(chained)
    return dump(books)


def assert_nothing_false(books, true):
    if (books / "chain.sqlite").exists():
        assert set(stored(books)) <= set(true["event"])


@pytest.mark.parametrize("name", LIES)
def test_lies_are_refused(name, chained, host, books, true):
    rule = host.fault(LIES[name])
    finished = sync(books, host, "--retries", "1", status=69)
    assert rule.applied > 0 and finished.stdout == ""
    assert re.search(r"\beth_(chainId|get\w+ of (the \w+ block|block \d+|blocks \d+ to \d+))", finished.stderr)
    assert len(finished.stderr.splitlines()) == 1 and chained.client.url not in finished.stderr.replace(host.url, "")
    assert_nothing_false(books, true)
    host.clear()
    sync(books, host)
    assert dump(books) == true


@pytest.mark.parametrize("name", ["other contract", "data too short", "dirty address"])
def test_what_is_wrong_with_a_log_names_its_block(name, host, books):
    host.fault(LIES[name])
    finished = sync(books, host, status=69)
    assert re.search(r"log \d+ of block \d+", finished.stderr), finished.stderr


@pytest.mark.parametrize("name", ODD)
def test_odd_answers_do_no_harm(name, host, books, true):
    rule = host.fault(ODD[name])
    sync(books, host, "--retries", "0", status=[0, 69])
    assert rule.applied > 0
    assert_nothing_false(books, true)
    host.clear()
    sync(books, host)
    assert dump(books) == true


@pytest.mark.parametrize("place", [0, 9, -1])
def test_time_that_goes_backwards(chained, host, books, true, place):
    number = true["event"][place].block
    host.fault(false_logs.time_backwards(number, seconds=60 * 86_400))
    finished = sync(books, host, status=[0, 69])
    assert_nothing_false(books, true)
    # Before the first event there is nothing that its time could be compared with.
    assert finished.returncode == 69 or place == 0
    assert finished.returncode == 0 or f"{BLOCKS} of block " in finished.stderr, finished.stderr
    host.clear()
    sync(books, host)
    assert dump(books) == true


def test_another_chain(host, books, true):
    sync(books, host)
    host.fault(misbehaving.wrong_chain(1))
    finished = sync(books, host, status=69)
    assert finished.stderr == "revshare: the node is of chain 1, the books of chain 31337\n"
    assert dump(books) == true


def test_what_a_node_says_is_printed_without_control(host, books):
    host.fault(misbehaving.rpc_error(-32000, "bad \x1b[2J\x07 \u202e thing\r\nsecond line" + " and more" * 10**5))
    errors = sync(books, host, status=69).stderr
    assert len(errors) < 400 and len(errors.splitlines()) == 1 and "bad" in errors
    assert not any(character in errors for character in "\x1b\x07\u202e\r")


@pytest.mark.parametrize("size", [0, 4_096, 20_000])
def test_no_space(host, books, true, size):
    finished = sync(books, host, status=73, preexec_fn=limited_files(size))
    assert "chain.sqlite" in finished.stderr
    sync(books, host)
    assert dump(books) == true
