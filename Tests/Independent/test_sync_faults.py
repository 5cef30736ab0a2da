"""A node that is busy, broken or narrow for a while: sync ends with exactly what happened."""

import re
import subprocess
import time

import pytest

from chain import false_logs, misbehaving
from chain.misbehaving import MisbehavingNode
from program import binary
from sync_fixtures import books, chained, host  # noqa: F401
from synced import dump, stored, sync, told_by_node

BLOCKS = "eth_getBlockByNumber"
LOGS = "eth_getLogs"

# What passes: the fault, the method, how often, and how many fitting requests pass before.
PASSING = {
    "429": (misbehaving.busy(), None, 1, 1),
    "429 at once": (misbehaving.busy(), "eth_chainId", 1, 0),
    "429 and when to come back": (misbehaving.busy(1), LOGS, 2, 0),
    "429 and a date": (misbehaving.busy("Wed, 21 Oct 2026 07:28:00 GMT"), LOGS, 1, 0),
    "429 as an error of each": (misbehaving.rpc_error(429, "compute units per second exceeded"), LOGS, 1, 0),
    "429 as an error of a block": (misbehaving.rpc_error(429, "compute units per second exceeded"), BLOCKS, 1, 0),
    "a limit as an error": (misbehaving.rpc_error(-32005, "daily request count exceeded, request rate limited"),
                            BLOCKS, 1, 0),
    "500": (misbehaving.internal_error(), LOGS, 1, 0),
    "502, 503": (misbehaving.status(503), BLOCKS, 2, 0),
    "dropped": (misbehaving.dropped(), LOGS, 1, 0),
    "only a head": (misbehaving.only_head(), LOGS, 1, 0),
    "half a body": (misbehaving.half_of_body(), LOGS, 1, 0),
    "half JSON": (misbehaving.half_json(), LOGS, 1, 0),
    "no body": (misbehaving.other_bytes(b""), LOGS, 1, 0),
    "a page": (misbehaving.other_bytes(b"<html>Welcome to the airport</html>"), LOGS, 1, 0),
    "an empty list": (misbehaving.other_bytes(b"[]"), LOGS, 1, 0),
    "no result": (misbehaving.without_result(), LOGS, 1, 0),
    "wrong id": (misbehaving.wrong_id(), LOGS, 1, 0),
    "id of another": (misbehaving.wrong_id(0), LOGS, 1, 0),
    "member missing": (misbehaving.batch_member_missing(), LOGS, 1, 0),
    "member twice": (misbehaving.batch_member_twice(), LOGS, 1, 0),
    "batch reordered": (misbehaving.batch_reordered(), None, None, 0),
    "batches refused": (misbehaving.batch_refused(), None, None, 0),
    "batches of two": (misbehaving.batch_refused(2), None, None, 0),
    "batches too large": (misbehaving.status(413), None, 1, 2),
    "out of order": (false_logs.logs_out_of_order(), LOGS, None, 0),
    "twice": (false_logs.logs_twice(), LOGS, None, 0),
    "last twice": (false_logs.last_log_twice(), LOGS, None, 0),
    "removed": (false_logs.removed_log(), LOGS, 1, 0),
    "block not there yet": (misbehaving.null_result(BLOCKS), BLOCKS, 1, 1),
    "other block hash": (false_logs.other_block_hash(), LOGS, 1, 0),
}

# What a client has to take for history that changes: these try for long, so all of them run at once.
LASTING = {
    "removed": false_logs.removed_log(),
    "other block hash": false_logs.other_block_hash(),
    "no such block": misbehaving.changing(BLOCKS, lambda block, params: block if params[0] == "finalized" else None),
    "other hash of a block": misbehaving.changing(
        BLOCKS, lambda block, params: block if params[0] == "finalized" else block | {"hash": "0x" + "11" * 32}),
    "silence": misbehaving.silence(),
}


class Slow:
    """A sync that runs beside the other tests."""

    def __init__(self, story, folder, fault):
        self.host = MisbehavingNode(story.client.url).__enter__()
        self.host.fault(fault, times=1 if fault == LASTING["silence"] else None,
                        method=LOGS if fault == LASTING["silence"] else None)
        self.books = story.write(folder, story.from_chain())
        command = [binary(), "sync", "--books", self.books, "--node", self.host.url, "--retries", "1"]
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def end(self) -> tuple[int, str]:
        _, errors = self.process.communicate(timeout=120)
        self.host.__exit__()
        return self.process.returncode, errors


@pytest.fixture(scope="module")
def slow(chained, tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    running = {name: Slow(chained, folder / str(place), fault) for place, (name, fault) in enumerate(LASTING.items())}
    yield running
    for each in running.values():
        if each.process.poll() is None:
            each.process.kill()
            each.end()


@pytest.fixture(scope="module")
def true(chained, slow, tmp_path_factory):
    """What an honest node gives."""
    books = chained.write(tmp_path_factory.mktemp("true") / "books", chained.from_chain())
    sync(books, chained.client)
    assert stored(books) == told_by_node(chained)
    return dump(books)


@pytest.mark.parametrize("name", PASSING)
def test_faults_that_pass(name, host, books, true):
    fault, method, times, skip = PASSING[name]
    rule = host.fault(fault, method, skip, times)
    sync(books, host)
    assert rule.applied == (times or rule.applied) > 0 and dump(books) == true


@pytest.mark.parametrize("seconds", [10**9, 10**17, 2**62])
def test_a_time_to_come_back_that_never_comes(seconds, host, books):
    """It waits, but not for as long as that; here for nothing, since no retry is left, or until it is ended."""
    host.fault(misbehaving.busy(seconds))
    assert "status 429, 1 time" in sync(books, host, "--retries", "0", status=69).stderr
    command = [binary(), "sync", "--books", books, "--node", host.url]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        process.communicate(timeout=1)
    process.terminate()
    _, errors = process.communicate(timeout=5)
    assert process.returncode == 130, errors


@pytest.mark.parametrize("provider", false_logs.LIMITS)
def test_ranges_as_narrow_as_providers_have_them(provider, host, books, true):
    """Also down to a single block."""
    cap = 1 if provider == "geth" else 7
    rule = host.fault(false_logs.capped(provider, cap))
    sync(books, host)
    assert rule.applied > 0 and dump(books) == true


def test_a_node_that_counts_logs(chained, host, books, true):
    def change(exchange):
        refused = False
        for request, answer in list(exchange.pairs(LOGS)):
            if len(answer["result"]) > 2:
                del answer["result"]
                answer["error"] = {"code": -32005, "message": "query returned more than 2 results"}
                refused = True
        return refused

    host.fault(misbehaving.Fault(change=change))
    sync(books, host)
    assert dump(books) == true


@pytest.mark.parametrize("fault", [misbehaving.rpc_error(-32602, "invalid argument 0: hex string without 0x prefix"),
                                   misbehaving.rpc_error(-39001, "Unknown block"), misbehaving.null_result(BLOCKS)])
def test_a_node_without_finality(host, books, fault):
    host.fault(fault, BLOCKS, where=lambda params: params[0] == "finalized")
    finished = sync(books, host, "--retries", "1", status=69)
    assert "eth_getBlockByNumber of the finalized block" in finished.stderr
    assert "chain.confirmations" in finished.stderr, finished.stderr


@pytest.mark.parametrize("retries", [0, 2])
def test_as_many_retries_as_asked_for(host, books, retries):
    host.fault(misbehaving.status(503))
    finished = sync(books, host, "--retries", retries, status=69)
    assert host.posts == retries + 1 and f"status 503, {retries + 1} time" in finished.stderr


def test_a_node_that_is_not_there(books):
    finished = sync(books, "http://127.0.0.1:9/", "--retries", "0", status=69)
    assert "eth_chainId" in finished.stderr and "127.0.0.1:9" in finished.stderr


@pytest.mark.parametrize("name", LASTING)
def test_history_that_never_comes_to_rest(name, chained, slow, true):
    """Last, since it waits for those that have run beside the others."""
    status, errors = slow[name].end()
    if name == "silence":
        assert status == 0 and dump(slow[name].books) == true, errors
        return
    assert status == 69
    assert set(stored(slow[name].books)) <= set(true["event"])
    sync(slow[name].books, chained.client)
    assert dump(slow[name].books) == true
    assert re.search(r"eth_get\w+ of (block|blocks) \d+", errors), errors
