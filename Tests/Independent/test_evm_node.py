"""The node of the chain tests is right by itself."""

import http.client
import json

import pytest
from eth_account import Account
from eth_utils import to_checksum_address

from chain.chain_client import Client, Reverted, RPCFailure, RunningNode
from chain.fixtures import GENESIS, SUPPLY, client, node, token  # noqa: F401

def refused(code: int, words: str, client: Client, method: str, *params) -> None:
    with pytest.raises(RPCFailure) as failure:
        client.request(method, *params)
    assert failure.value.code == code and words in failure.value.message, failure.value.message


# Blocks


def test_the_genesis_block_and_those_after_it_have_given_times(client):
    assert int(client.block("earliest")["timestamp"], 16) == GENESIS
    client.mine(3)
    assert int(client.block(3)["timestamp"], 16) == GENESIS + 36
    client.request("evm_increaseTime", 1000)
    client.mine()
    assert int(client.block()["timestamp"], 16) == GENESIS + 36 + 12 + 1000
    client.request("evm_setNextBlockTimestamp", hex(GENESIS + 5000))
    client.mine(2)
    assert [int(client.block(k)["timestamp"], 16) for k in (5, 6)] == [GENESIS + 5000, GENESIS + 5012]
    refused(-32602, "not after the last block", client, "evm_setNextBlockTimestamp", hex(GENESIS + 5012))


def test_blocks_name_their_parents(client, token):
    client.mine(4)
    for number in range(1, client.height + 1):
        block = client.block(number)
        assert block["parentHash"] == client.block(number - 1)["hash"] and block["number"] == hex(number)
        assert client.request("eth_getBlockByHash", block["hash"], False) == block
    assert client.request("eth_getBlockByNumber", hex(client.height + 1), False) is None
    assert client.request("eth_getBlockByHash", "0x" + "11" * 32, False) is None


def test_tags(client):
    for height, final in ((0, 0), (3, 0), (8, 3)):
        client.mine(height - client.height)
        assert [int(client.block(tag)["number"], 16) for tag in ("earliest", "finalized", "safe", "latest")] == \
            [0, final, final, height]
        assert client.height == height


def test_a_reorganisation_replaces_blocks_and_their_logs(client, token):
    snapshot = client.request("evm_snapshot")
    before = client.block()
    hashes = [token.send("transfer", "0x" + "11" * 20, k + 1)["transactionHash"] for k in range(5)]
    old = [client.block(client.height - k)["hash"] for k in range(5)]
    assert client.request("evm_revert", snapshot) is True
    assert client.block() == before and token.call("balanceOf", "0x" + "11" * 20) == 0
    client.mine(2)
    token.send("transfer", "0x" + "11" * 20, 7)
    client.mine(3)
    assert client.height == int(before["number"], 16) + 6
    assert not {client.block(client.height - k)["hash"] for k in range(6)} & set(old)
    assert [event["value"] for event in token.logs("Transfer")] == [SUPPLY, 7]
    assert all(client.request("eth_getTransactionReceipt", hash_) is None for hash_ in hashes)
    assert all(client.request("eth_getBlockByHash", hash_, False) is None for hash_ in old)
    refused(-32000, "unknown block", client, "eth_getLogs", {"blockHash": old[0]})
    assert client.request("evm_revert", snapshot) is False


# Transactions and calls


def test_signed_transactions_are_for_this_chain_alone(client, token):
    key = client_key(client, 0)
    data = token.data("transfer", "0x" + "22" * 20, 5)
    fields = {"to": token.address, "value": 0, "nonce": 1, "gas": 100_000, "data": data}
    legacy, dynamic = {"gasPrice": 10**10}, {"maxFeePerGas": 10**10, "maxPriorityFeePerGas": 1}
    for price, nonce in ((legacy, 1), (dynamic, 2)):
        for chain_id in (1, 31338):
            other = Account.sign_transaction({**fields, **price, "nonce": nonce, "chainId": chain_id}, key)
            refused(-32000, "invalid chain id", client, "eth_sendRawTransaction", "0x" + other.raw_transaction.hex())
        signed = Account.sign_transaction({**fields, **price, "nonce": nonce, "chainId": 31337}, key)
        hash_ = client.request("eth_sendRawTransaction", "0x" + signed.raw_transaction.hex())
        assert hash_ == "0x" + signed.hash.hex()
        receipt = client.request("eth_getTransactionReceipt", hash_)
        sent = client.request("eth_getTransactionByHash", hash_)
        assert receipt["status"] == "0x1" and sent["from"] == receipt["from"] == client.accounts[0].lower()
        assert sent["blockHash"] == receipt["blockHash"] == client.block()["hash"]
        assert client.block()["transactions"] == [hash_]
    assert token.call("balanceOf", "0x" + "22" * 20) == 10
    refused(-32000, "nonce", client, "eth_sendRawTransaction", "0x" + signed.raw_transaction.hex())
    refused(-32000, "invalid chain id", client, "eth_sendRawTransaction", "0x" + Account.sign_transaction(
        {**fields, **legacy, "nonce": 3}, key).raw_transaction.hex())


def client_key(client, number: int) -> str:
    """Of the accounts that eth-tester's chains begin with: their keys are 1, 2, 3..."""
    key = "0x" + (number + 1).to_bytes(32, "big").hex()
    assert Account.from_key(key).address == client.accounts[number]
    return key


def test_a_revert_has_code_3_and_its_data(client, token):
    data = token.data("transfer", "0x" + "11" * 20, SUPPLY + 1)
    call = {"from": client.accounts[0], "to": token.address, "data": data}
    for act in (lambda: client.request("eth_call", call, "latest"), lambda: client.request("eth_estimateGas", call),
                lambda: client.request("eth_sendTransaction", call)):
        with pytest.raises(Reverted) as reverted:
            act()
        assert reverted.value.message == "execution reverted: ERC20: transfer amount exceeds balance"
        assert reverted.value.data.startswith("0x08c379a0")
    # With gas of its own the transaction is mined, and fails there.
    receipt = token.send("transfer", "0x" + "11" * 20, SUPPLY + 1, gas=100_000)
    assert (receipt["status"], receipt["logs"]) == ("0x0", [])


def test_several_transactions_wait_for_one_block(client, token):
    height = client.height
    client.request("evm_setAutomine", False)
    for k in range(30):
        client.request("eth_sendTransaction", {"from": client.accounts[0], "to": token.address, "gas": "0x30000",
                                               "data": token.data("transfer", "0x" + "33" * 20, k)})
    assert client.height == height
    assert int(client.request("eth_getTransactionCount", client.accounts[0], "pending"), 16) == 31
    assert int(client.request("eth_getTransactionCount", client.accounts[0], "latest"), 16) == 1
    client.mine()
    block = client.block()
    assert (client.height, len(block["transactions"])) == (height + 1, 30)
    logs = client.request("eth_getLogs", {"blockHash": block["hash"]})
    assert [(log["logIndex"], log["transactionIndex"], int(log["data"], 16)) for log in logs] == \
        [(hex(k), hex(k), k) for k in range(30)]
    receipts = [client.request("eth_getTransactionReceipt", hash_) for hash_ in block["transactions"]]
    assert sum(int(receipt["gasUsed"], 16) for receipt in receipts) == int(block["gasUsed"], 16)


def test_state_of_earlier_blocks(client, token):
    receipts = [token.send("transfer", "0x" + "44" * 20, 1) for _ in range(3)]
    balances = [token.call("balanceOf", "0x" + "44" * 20, block=receipt["blockNumber"]) for receipt in receipts]
    assert balances == [1, 2, 3]
    hash_ = {"blockHash": receipts[0]["blockHash"]}
    assert token.call("balanceOf", "0x" + "44" * 20, block=hash_) == 1
    assert len(client.request("eth_getCode", token.address, "latest")) > 1000
    assert client.request("eth_getCode", token.address, "earliest") == "0x"


# Requests


def test_malformed_requests_are_refused(client, token):
    refused(-32601, "does not exist", client, "eth_coinbase")
    refused(-32000, "invalid chain id", client, "eth_sendTransaction", {"from": client.accounts[0], "chainId": "0x1"})
    for method, *params in (
        ["eth_getBlockByNumber"], ["eth_getBlockByNumber", "0x01", False], ["eth_getBlockByNumber", "1", False],
        ["eth_getBlockByNumber", 1, False], ["eth_getBlockByHash", "0x11", False],
        ["eth_getBalance", "0x" + "1" * 39, "latest"], ["eth_getLogs", {"fromBlock": "0x2", "toBlock": "0x1"}],
        ["eth_getLogs", {"blockHash": "0x" + "11" * 32, "fromBlock": "0x0"}], ["eth_sendTransaction", {"data": "0x00"}],
        ["eth_getLogs", {"contract": token.address}], ["eth_call", {"to": token.address, "data": "0x123"}, "latest"],
    ):
        refused(-32602, "", client, method, *params)
    posted = [(b"{", -32700), (b"[]", -32600), (b"1", -32600), (b'{"method":"eth_chainId"}', -32600)]
    assert [json.loads(client.post(body))["error"]["code"] for body, _ in posted] == [code for _, code in posted]


def test_batches_answer_each_member(client):
    answers = client.batch(["eth_chainId"], ["eth_blockNumber"], ["nothing"], ["eth_getBlockByNumber", "0x0", False])
    assert [answer["id"] for answer in answers] == [0, 1, 2, 3]
    assert answers[0]["result"] == "0x7a69" and answers[2]["error"]["code"] == -32601
    assert answers[3]["result"] == client.block(0)


def test_a_page_may_ask(node):
    connection = http.client.HTTPConnection(node.client.parts.netloc, timeout=10)
    for method, status in (("OPTIONS", 204), ("GET", 405), ("POST", 200)):
        connection.request(method, "/", b"{}" if method == "POST" else None, {"Origin": "http://127.0.0.1:8000"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status and answer.getheader("Access-Control-Allow-Origin") == "*"
    connection.close()


def test_equal_requests_make_equal_blocks_and_nodes_end_with_their_standard_input():
    heads = []
    for _ in range(2):
        running = RunningNode("--chain-id", 8453)
        assert running.client.request("eth_chainId") == hex(8453) and running.facts["chainId"] == 8453
        running.client.deploy("Token", "Opur", "OPUR", 18, SUPPLY)
        heads.append(running.client.block()["hash"])
        assert running.stop() == 0
    assert heads[0] == heads[1]


# Logs


def test_logs_by_filter(client, token):
    other = client.deploy("Token", "Dai", "DAI", 18, SUPPLY)
    one, two = ("0x" + digit * 40 for digit in "56")
    for k in range(3):
        token.send("transfer", one, k)
        other.send("transfer", two, k)
        token.send("approve", two, k)

    def found(**criteria) -> list[tuple]:
        logs = client.request("eth_getLogs", {"fromBlock": "earliest", "toBlock": "latest", **criteria})
        assert [int(log["blockNumber"], 16) for log in logs] == sorted(int(log["blockNumber"], 16) for log in logs)
        return [(to_checksum_address(log["address"]), log["topics"][0]) for log in logs]

    transfer, approval = token.topic("Transfer"), token.topic("Approval")
    first, second = token.address, other.address
    word = {account: "0x" + account[2:].rjust(64, "0") for account in (one, two)}
    assert sorted(found()) == sorted(4 * [(first, transfer)] + 4 * [(second, transfer)] + 3 * [(first, approval)])
    assert found(address=first.lower(), topics=[transfer]) == 4 * [(first, transfer)]
    assert len(found(address=[first, second], topics=[transfer])) == 8
    assert len(found(address=first, topics=[[transfer, approval]])) == 7
    assert found(topics=[None, None, word[one]]) == 3 * [(first, transfer)]
    assert len(found(topics=[[], [], [word[one], word[two]]])) == 9
    assert found(topics=[None, None, None, word[one]]) == []
    assert found(topics=["0x" + "00" * 32]) == [] and found(address="0x" + "77" * 20) == []
    height = client.height
    assert found(fromBlock=hex(height), topics=[approval]) == [(first, approval)]
    assert found(fromBlock=hex(height - 1), toBlock=hex(height - 1)) == [(second, transfer)]
    assert len(found(toBlock=hex(height + 5))) == 11
    assert found(fromBlock="latest") == [(first, approval)]


def test_log_fields_are_those_of_block_and_transaction(client, token):
    receipt = token.send("transfer", "0x" + "88" * 20, 2**80)
    log, = client.request("eth_getLogs", {"fromBlock": receipt["blockNumber"]})
    assert [log] == receipt["logs"]
    sender, block = client.accounts[0][2:].lower(), client.block()
    assert log == {
        "address": token.address.lower(), "data": "0x" + (2**80).to_bytes(32, "big").hex(),
        "topics": [token.topic("Transfer"), "0x" + sender.rjust(64, "0"), "0x" + ("88" * 20).rjust(64, "0")],
        "blockNumber": receipt["blockNumber"], "blockHash": block["hash"], "blockTimestamp": block["timestamp"],
        "transactionHash": receipt["transactionHash"], "transactionIndex": "0x0", "logIndex": "0x0", "removed": False,
    }


def test_ranges_and_answers_are_capped(client):
    client.mine(450)
    for last, fits in ((399, True), (400, False)):
        criteria = {"fromBlock": "0x0", "toBlock": hex(last)}
        if fits:
            assert client.request("eth_getLogs", criteria) == []
        else:
            refused(-32005, "query exceeds max block range 400", client, "eth_getLogs", criteria)
    with RunningNode("--log-cap", 3, "--without-log-times") as running:
        token = running.client.deploy("Token", "Opur", "OPUR", 18, SUPPLY)
        for _ in range(2):
            receipt = token.send("transfer", "0x" + "99" * 20, 1)
        logs = running.client.request("eth_getLogs", {"fromBlock": "0x0"})
        assert len(logs) == 3 and not any("blockTimestamp" in log for log in logs)
        token.send("transfer", "0x" + "99" * 20, 1)
        refused(-32005, "query returned more than 3 results", running.client, "eth_getLogs", {"fromBlock": "0x0"})
        assert len(running.client.request("eth_getLogs", {"fromBlock": receipt["blockNumber"]})) == 2
