"""The proxy that misbehaves does what its faults say, and nothing without any; the fast node answers as a node does."""

import http.client
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chain import false_logs, misbehaving
from chain.chain_client import Client, RPCFailure, RunningNode
from chain.misbehaving import MisbehavingNode

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def chain():
    """A node with three stakes, in the blocks 4 to 6 of 9."""
    with RunningNode() as node:
        token = node.client.deploy("Token", "Opur", "OPUR", 18, 10**27)
        staking = node.client.deploy("Staking", token.address)
        token.send("approve", staking.address, 10**20)
        for amount in (100, 200, 300):
            staking.send("stake", amount)
        node.client.mine(3)
        assert node.client.height == 9
        yield node, staking


@pytest.fixture
def host(chain):
    with MisbehavingNode(chain[0].url) as host:
        yield host


@pytest.fixture
def criteria(chain) -> dict:
    _, staking = chain
    return {"address": staking.address, "topics": [staking.topic("Staked")], "fromBlock": "0x1", "toBlock": "0x9"}


def ask(host, method: str, *params):
    return Client(host.url).request(method, *params)


def test_without_faults_it_is_the_node_and_counts(chain, host, criteria):
    node, _ = chain
    client = Client(host.url)
    assert client.request("eth_getLogs", criteria) == node.client.request("eth_getLogs", criteria)
    assert client.batch(["eth_chainId"], ["eth_blockNumber"]) == node.client.batch(["eth_chainId"], ["eth_blockNumber"])
    refused = ["eth_getLogs", {"fromBlock": "0x2", "toBlock": "0x1"}]
    with pytest.raises(RPCFailure, match="invalid block range"):
        client.request(*refused)
    assert host.posts == 3 and host.calls == {"eth_getLogs": 2, "eth_chainId": 1, "eth_blockNumber": 1}
    assert host.seen[0] == ("eth_getLogs", [criteria])
    host.reset()
    assert (host.posts, sum(host.calls.values()), host.seen) == (0, 0, [])


def test_a_fault_begins_and_ends_where_it_is_told_to(host, criteria):
    rule = host.fault(misbehaving.wrong_chain(1), "eth_chainId", skip=1, times=2)
    other = host.fault(misbehaving.internal_error(), "eth_getBlockByNumber", where=lambda params: params[0] == "0x5")
    assert [ask(host, "eth_chainId") for _ in range(4)] == ["0x7a69", "0x1", "0x1", "0x7a69"] and rule.applied == 2
    assert ask(host, "eth_getBlockByNumber", "0x4", False)["number"] == "0x4" and other.applied == 0
    with pytest.raises(ValueError):
        ask(host, "eth_getBlockByNumber", "0x5", False)
    assert other.applied == 1
    host.clear()
    assert ask(host, "eth_getBlockByNumber", "0x5", False)["number"] == "0x5"


# The connection


def exchange(host, timeout: float = 5):
    connection = http.client.HTTPConnection(host.url[7:], timeout=timeout)
    connection.request("POST", "/", b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}')
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


BODY = b'{"jsonrpc":"2.0","id":1,"result":"0x7a69"}'


def test_what_is_sent_instead_of_an_answer(host):
    for fault, status, body in ((misbehaving.half_json(), 200, BODY[: len(BODY) // 2]),
                                (misbehaving.other_bytes(b""), 200, b""), (misbehaving.status(503), 503, b"")):
        host.fault(fault, times=1)
        assert exchange(host)[::2] == (status, body)
    for retry_after in (None, 2, "Wed, 21 Oct 2026 07:28:00 GMT"):
        host.fault(misbehaving.busy(retry_after), times=1)
        status, fields, body = exchange(host)
        assert (status, fields["Retry-After"]) == (429, None if retry_after is None else str(retry_after))
        assert json.loads(body)["error"]["code"] == 429
    host.fault(misbehaving.internal_error(), times=1)
    status, fields, body = exchange(host)
    assert (status, fields["Content-Type"]) == (500, "text/html") and b"<h1>" in body
    assert exchange(host)[2] == BODY


def test_connections_that_end(host):
    host.fault(misbehaving.dropped(), times=1)
    with pytest.raises(http.client.RemoteDisconnected):
        exchange(host)
    for fault, kept in ((misbehaving.only_head(), b""), (misbehaving.half_of_body(), BODY[: len(BODY) // 2])):
        host.fault(fault, times=1)
        with pytest.raises(http.client.IncompleteRead) as cut:
            exchange(host)
        assert cut.value.partial == kept
    for fault in (misbehaving.silence(), misbehaving.trickle()):
        host.fault(fault, times=1)
        with pytest.raises(TimeoutError):
            exchange(host, timeout=0.3)
    assert exchange(host)[2] == BODY


def test_a_node_that_is_silent_lets_others_be_answered(host):
    host.fault(misbehaving.silence(), "eth_chainId", times=1)
    with pytest.raises(TimeoutError):
        exchange(host, timeout=0.2)
    started = time.monotonic()
    assert ask(host, "eth_blockNumber") == "0x9" and time.monotonic() - started < 60


# The answer


def test_envelopes(host):
    for fault, expected in (
        (misbehaving.wrong_id("7"), {"jsonrpc": "2.0", "id": "7", "result": "0x7a69"}),
        (misbehaving.without_version(), {"id": 1, "result": "0x7a69"}),
        (misbehaving.without_result(), {"jsonrpc": "2.0", "id": 1}),
        (misbehaving.null_result("eth_chainId"), {"jsonrpc": "2.0", "id": 1, "result": None}),
        (misbehaving.rpc_error(-32000, "no"), {"jsonrpc": "2.0", "id": 1, "error": {"code": -32000, "message": "no"}}),
    ):
        host.fault(fault, times=1)
        assert json.loads(exchange(host)[2]) == expected
    host.fault(misbehaving.rpc_error(-32000, "no", http_status=400), times=1)
    assert exchange(host)[0] == 400 and exchange(host)[0] == 200


def test_batches(host):
    calls = [["eth_chainId"], ["eth_blockNumber"], ["net_version"]]
    for fault, ids in ((misbehaving.batch_reordered(), [2, 1, 0]), (misbehaving.batch_member_missing(), [0, 1]),
                       (misbehaving.batch_member_twice(), [0, 0, 1])):
        rule = host.fault(fault, times=1)
        assert ask(host, "eth_chainId") == "0x7a69" and rule.applied == 0
        assert [answer["id"] for answer in Client(host.url).batch(*calls)] == ids and rule.applied == 1
    host.fault(misbehaving.batch_refused(longest=2))
    assert len(Client(host.url).batch(*calls[:2])) == 2
    assert Client(host.url).batch(*calls)["error"]["message"] == "batch too large"


# Each fault of one log, and what the last of the three logs is afterwards.
LOG_FAULTS = {
    "removed": (false_logs.removed_log(), lambda log: log["removed"] is True),
    "contract": (false_logs.other_contract(), lambda log: log["address"] == "0x" + "ab" * 20),
    "topic": (false_logs.other_topic(), lambda log: log["topics"][0] == "0x" + "cd" * 32 and len(log["topics"]) == 2),
    "few topics": (false_logs.topics_missing(), lambda log: len(log["topics"]) == 1),
    "more topics": (false_logs.one_topic_more(), lambda log: len(log["topics"]) == 3),
    "dirty": (false_logs.dirty_address(), lambda log: log["topics"][1].startswith("0x0100")),
    "after": (false_logs.outside_range(), lambda log: log["blockNumber"] == "0xa"),
    "before": (false_logs.outside_range(-1), lambda log: log["blockNumber"] == "0x0"),
    "hash": (false_logs.other_block_hash(), lambda log: log["blockHash"] == "0x" + "ef" * 32),
    "no 0x": (false_logs.without_0x("blockNumber"), lambda log: log["blockNumber"] == "6"),
    "odd": (false_logs.odd_digits(), lambda log: len(log["data"]) == 65),
    "letters": (false_logs.no_digits("data"), lambda log: log["data"] == "0x" + "zz" * 32),
    "large": (false_logs.too_large(), lambda log: int(log["blockNumber"], 16) == 2**256),
    "zero": (false_logs.leading_zero(), lambda log: log["blockNumber"] == "0x06"),
    "short": (false_logs.data_too_short(), lambda log: len(log["data"]) == 64),
    "long": (false_logs.data_too_long(), lambda log: len(log["data"]) == 130),
    "number": (false_logs.with_field("logIndex", 0), lambda log: log["logIndex"] == 0),
    "missing": (false_logs.without_field("transactionHash"), lambda log: "transactionHash" not in log),
}


@pytest.mark.parametrize("name", LOG_FAULTS)
def test_one_log_is_false(name, host, criteria):
    fault, is_false = LOG_FAULTS[name]
    true = ask(host, "eth_getLogs", criteria)
    rule = host.fault(fault, "eth_getLogs", times=1)
    assert ask(host, "eth_getLogs", criteria | {"toBlock": "0x2"}) == [] and rule.applied == 0
    found = ask(host, "eth_getLogs", criteria)
    assert (found[:2], rule.applied) == (true[:2], 1) and is_false(found[2]) and not is_false(true[2])
    assert ask(host, "eth_getLogs", criteria) == true


def test_order_and_repetition_of_logs(host, criteria):
    one, two, three = ask(host, "eth_getLogs", criteria)
    for fault, expected in ((false_logs.logs_out_of_order(), [three, two, one]),
                            (false_logs.last_log_twice(), [one, two, three, three]),
                            (false_logs.logs_twice(), [one, one, two, two, three, three])):
        host.fault(fault, times=1)
        assert ask(host, "eth_getLogs", criteria) == expected


def test_false_blocks(host, criteria):
    times = [int(ask(host, "eth_getBlockByNumber", hex(number), False)["timestamp"], 16) for number in (4, 5)]
    host.fault(false_logs.time_backwards(5))
    assert int(ask(host, "eth_getBlockByNumber", "0x5", False)["timestamp"], 16) == times[1] - 10**6
    assert int(ask(host, "eth_getBlockByNumber", "0x4", False)["timestamp"], 16) == times[0]
    logs = ask(host, "eth_getLogs", criteria)
    assert [int(log["blockTimestamp"], 16) for log in logs[:2]] == [times[0], times[1] - 10**6]
    host.clear()
    host.fault(false_logs.block_field("hash", "0x" + "11" * 32), times=1)
    host.fault(false_logs.other_number(), times=1)
    block = ask(host, "eth_getBlockByNumber", "0x5", False)
    assert (block["hash"], block["number"]) == ("0x" + "11" * 32, "0x4")
    host.fault(misbehaving.null_result("eth_getBlockByNumber"), times=1)
    assert ask(host, "eth_getBlockByNumber", "0x5", False) is None


@pytest.mark.parametrize("provider", false_logs.LIMITS)
def test_ranges_are_refused_as_providers_do(provider, host, criteria):
    host.fault(false_logs.capped(provider, 5))
    assert len(ask(host, "eth_getLogs", criteria | {"fromBlock": "0x4", "toBlock": "0x8"})) == 3
    with pytest.raises(RPCFailure) as refused:
        ask(host, "eth_getLogs", criteria | {"fromBlock": "0x4", "toBlock": "0x9"})
    assert refused.value.code == false_logs.LIMITS[provider][0] and "{" not in refused.value.message
    if provider in ("infura", "alchemy", "alchemy-free"):
        assert "[0x4, 0x8]" in refused.value.message
    answers = Client(host.url).batch(["eth_getLogs", criteria], ["eth_chainId"])
    assert [set(answer) for answer in answers] == [{"jsonrpc", "id", "error"}, {"jsonrpc", "id", "result"}]


def test_a_reorganisation_between_two_requests(chain, host, criteria):
    node, staking = chain
    snapshot = node.client.request("evm_snapshot")
    staking.send("stake", 400)
    node.client.mine(4)
    wide = criteria | {"toBlock": "latest"}

    def other_blocks(client):
        client.mine(2)
        staking.send("stake", 500)
        client.mine(3)

    host.fault(misbehaving.reorganisation(node.client, snapshot, other_blocks), "eth_getLogs", skip=1, times=1)
    before, after = ask(host, "eth_getLogs", wide), ask(host, "eth_getLogs", wide)
    assert [int(log["data"], 16) for log in before] == [100, 200, 300, 400] and node.client.height == 15
    assert [int(log["data"], 16) for log in after] == [100, 200, 300, 500] and before[:3] == after[:3]
    assert node.client.request("eth_getBlockByHash", before[3]["blockHash"], False) is None
    assert ask(host, "eth_getLogs", wide) == after


# The fast node


def test_the_fast_node_tells_one_history(chain):
    options = ["--events", "5000", "--blocks", "700", "--holders", "40", "--range-cap", "300"]
    command = [sys.executable, str(HERE / "chain/fast_node.py"), *options]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    facts = json.loads(process.stdout.readline())
    client, found = Client(facts["url"]), []
    for first in range(0, 701, 300):
        found += client.request("eth_getLogs", {"address": facts["contract"], "topics": [facts["topics"]],
                                                "fromBlock": hex(first), "toBlock": hex(min(700, first + 299))})
    with pytest.raises(RPCFailure, match="max block range 300"):
        client.request("eth_getLogs", {"fromBlock": "0x0", "toBlock": "0x12c"})
    assert len(found) == 5000 == len({log["transactionHash"] for log in found})
    places = [(int(log["blockNumber"], 16), int(log["logIndex"], 16)) for log in found]
    assert places == sorted(set(places)) and places[0] == (1, 0) and places[-1][0] == 700
    node, _ = chain
    real = node.client.request("eth_getLogs", {"fromBlock": "0x1"})[0]
    assert all(log.keys() == real.keys() for log in found)
    stakes = {}
    for log in found:
        block = client.request("eth_getBlockByNumber", log["blockNumber"], False) if log["logIndex"] == "0x0" else block
        assert (log["blockHash"], log["blockTimestamp"]) == (block["hash"], block["timestamp"])
        sign = (1, -1)[facts["topics"].index(log["topics"][0])]
        stakes[log["topics"][1]] = stakes.get(log["topics"][1], 0) + sign * int(log["data"], 16)
        assert stakes[log["topics"][1]] >= 0
    assert len(stakes) == 40 and block.keys() == node.client.block().keys()
    only = [client.request("eth_getLogs", {"fromBlock": "0x1", "toBlock": "0x64", "topics": [topic]})
            for topic in facts["topics"]]
    assert sum(map(len, only)) == len([1 for number, _ in places if number <= 100]) and all(only)
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    process.stdout.close()
