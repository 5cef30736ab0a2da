"""A JSON-RPC node over py-evm, for tests and for trying things out on one's own machine.

    .venv-chain/bin/python Tests/Independent/chain/node.py --port 8545

prints one line of JSON, `{"url", "chainId", "accounts": [{"address", "privateKey"}]}`, and serves on 127.0.0.1 until
its standard input is closed. Nothing is read from a clock: the first block has the time of --genesis-time, each further
one --block-time seconds more, or what `evm_setNextBlockTimestamp` or `evm_increaseTime` say; equal requests give equal
blocks.

Every transaction is mined at once in a block of its own; after `evm_setAutomine [false]` they wait for `evm_mine`.
`eth_sendTransaction` takes any account as sender, no key asked; the ten accounts that are printed have a million ether,
any other one needs some sent to it for its gas. `eth_sendRawTransaction` wants a signature for the node's chain.
`evm_snapshot` and `evm_revert` undo blocks; those mined after that have other hashes, so that is a reorganisation.
`safe` and `finalized` are --finality blocks below `latest`. --range-cap and --log-cap have `eth_getLogs` refuse more.
Tests start a node and talk to it by `RunningNode` and `Client` of `chain_client`.
"""

import argparse
import inspect
import json
import re
import sys

from evm_chain import Block, EVMChain, Refused, digits, quantity
from rpc_server import Methods, RPCError, RPCServer

HEX = re.compile("0x(?:[0-9a-fA-F]{2})*")
QUANTITY = re.compile("0x(?:0|[1-9a-fA-F][0-9a-fA-F]*)")
TAGS = ("earliest", "latest", "safe", "finalized", "pending")


class Node:
    """The methods of a node, over one chain."""

    def __init__(self, options: argparse.Namespace):
        self.chain = EVMChain(options.chain_id, options.genesis_time, options.block_time)
        self.without_log_times = options.without_log_times
        self.finality, self.range_cap, self.log_cap = options.finality, options.range_cap, options.log_cap
        self.methods = {
            "web3_clientVersion": lambda: "revshare-test-node/1",
            "net_version": lambda: str(self.chain.chain_id),
            "eth_chainId": lambda: quantity(self.chain.chain_id),
            "eth_syncing": lambda: False,
            "eth_blockNumber": lambda: quantity(self.chain.head.number),
            "eth_accounts": lambda: [account.lower() for account in self.chain.keys],
            "eth_gasPrice": lambda: quantity(self.chain.gas_price()),
            "eth_maxPriorityFeePerGas": lambda: quantity(0),
            "eth_getBlockByNumber": self.block_by_number,
            "eth_getBlockByHash": self.block_by_hash,
            "eth_getLogs": self.logs,
            "eth_call": self.call,
            "eth_estimateGas": lambda call, block="pending": quantity(
                self.chain.estimate(transaction(call), self.state_block(block))),
            "eth_getBalance": lambda account, block="latest": quantity(
                self.chain.state(self.state_block(block)).get_balance(address(account))),
            "eth_getCode": lambda account, block="latest": digits(
                self.chain.state(self.state_block(block)).get_code(address(account))),
            "eth_getStorageAt": self.storage,
            "eth_getTransactionCount": lambda account, block="latest": quantity(
                self.chain.nonce(address(account), self.state_block(block))),
            "eth_sendTransaction": self.send,
            "eth_sendRawTransaction": lambda data: self.chain.send_raw(data_bytes(data)),
            "eth_getTransactionReceipt": lambda hash_: self.of_transaction(hash_, "receipts"),
            "eth_getTransactionByHash": lambda hash_: self.of_transaction(hash_, "transactions"),
            "evm_mine": self.mine,
            "evm_increaseTime": self.increase_time,
            "evm_setNextBlockTimestamp": self.set_next_time,
            "evm_setAutomine": self.set_automine,
            "evm_snapshot": lambda: quantity(self.chain.snapshot()),
            "evm_revert": lambda identifier: self.chain.revert(number(identifier)),
        }

    def respond(self, name: str, params) -> object:
        if name not in self.methods:
            raise RPCError(-32601, f"the method {name} does not exist/is not available")
        if not isinstance(params, list):
            raise RPCError(-32602, "params have to be an array")
        method = self.methods[name]
        try:
            inspect.signature(method).bind(*params)
        except TypeError as error:
            raise RPCError(-32602, f"invalid params: {error}") from error
        try:
            return method(*params)
        except Refused as refused:
            raise RPCError(refused.code, refused.message, refused.data) from refused

    # Blocks

    def tagged(self, tag: str) -> int:
        if tag == "earliest":
            return 0
        latest = self.chain.head.number
        return max(0, latest - self.finality) if tag in ("safe", "finalized") else latest

    def height(self, block) -> int:
        return self.tagged(block) if block in TAGS else number(block)

    def block_at(self, block) -> Block | None:
        height = self.height(block)
        return self.chain.blocks[height] if height < len(self.chain.blocks) else None

    def state_block(self, block) -> Block | str:
        """The block whose state is asked for: by number, tag or, as EIP-1898 has it, hash."""
        if block == "pending":
            return block
        if isinstance(block, dict):
            block = block["blockNumber"] if "blockNumber" in block else block["blockHash"]
        hashed = isinstance(block, str) and len(block) == 66
        found = self.chain.by_hash.get(block.lower()) if hashed else self.block_at(block)
        if found is None:
            raise Refused(-32000, "header not found")
        return found

    def block_by_number(self, block, whole: bool) -> dict | None:
        found = self.block_at(block)
        return found and found.json(whole)

    def block_by_hash(self, hash_, whole: bool) -> dict | None:
        found = self.chain.by_hash.get(word(hash_))
        return found and found.json(whole)

    def of_transaction(self, hash_, kind: str) -> dict | None:
        place = self.chain.by_transaction.get(word(hash_))
        return place and getattr(place[0], kind)[place[1]]

    def call(self, call, block="latest", *_) -> str:
        return digits(self.chain.call(transaction(call), self.state_block(block)))

    def storage(self, account, slot, block="latest") -> str:
        value = self.chain.state(self.state_block(block)).get_storage(address(account), number(slot))
        return digits(value.to_bytes(32, "big"))

    def send(self, call) -> str:
        read = transaction(call)
        if read.pop("chainId", self.chain.chain_id) != self.chain.chain_id:
            raise Refused(-32000, f"invalid chain id: have {call['chainId']} want {quantity(self.chain.chain_id)}")
        if "from" not in read:
            raise Refused(-32602, "a transaction needs a sender")
        return self.chain.send_unlocked(read)

    # Logs

    def logs(self, criteria: dict) -> list[dict]:
        unknown = set(criteria) - {"address", "topics", "fromBlock", "toBlock", "blockHash"}
        if unknown:
            raise Refused(-32602, f"unknown members {sorted(unknown)}")
        addresses = criteria.get("address") or []
        wanted = {digits(address(each)) for each in ([addresses] if isinstance(addresses, str) else addresses)}
        topics = [each and {word(one) for one in ([each] if isinstance(each, str) else each)}
                  for each in criteria.get("topics") or []]
        found = [log for block in self.log_blocks(criteria) for log in block.logs
                 if (not wanted or log["address"] in wanted) and matches(log["topics"], topics)]
        if self.log_cap and len(found) > self.log_cap:
            raise Refused(-32005, f"query returned more than {self.log_cap} results")
        if self.without_log_times:
            return [{key: each for key, each in log.items() if key != "blockTimestamp"} for log in found]
        return found

    def log_blocks(self, criteria: dict) -> list[Block]:
        if "blockHash" in criteria:
            if "fromBlock" in criteria or "toBlock" in criteria:
                raise Refused(-32602, "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other")
            if (block := self.chain.by_hash.get(word(criteria["blockHash"]))) is None:
                raise Refused(-32000, "unknown block")
            return [block]
        first = self.height(criteria.get("fromBlock", "latest"))
        last = self.height(criteria.get("toBlock", "latest"))
        if first > last:
            raise Refused(-32602, "invalid block range params")
        if self.range_cap and last - first + 1 > self.range_cap:
            raise Refused(-32005, f"query exceeds max block range {self.range_cap}")
        return self.chain.blocks[first:last + 1]

    # Beyond the standard

    def mine(self, blocks="0x1") -> str:
        """Ganache takes nothing, others a number of blocks."""
        for _ in range(blocks if isinstance(blocks, int) else number(blocks)):
            self.chain.mine()
        return "0x0"

    def set_next_time(self, time) -> str:
        self.chain.set_next_time(time if isinstance(time, int) else number(time))
        return "0x0"

    def increase_time(self, seconds) -> str:
        seconds = seconds if isinstance(seconds, int) else number(seconds)
        self.chain.set_next_time(self.chain.chain.header.timestamp + seconds)
        return quantity(seconds)

    def set_automine(self, on: bool) -> bool:
        self.chain.automine = on
        return True


def matches(topics: list[str], wanted: list) -> bool:
    """None and an empty list stand for any topic."""
    return len(topics) >= len(wanted) and all(not these or topic in these for topic, these in zip(topics, wanted))


def number(text) -> int:
    if not isinstance(text, str) or not QUANTITY.fullmatch(text):
        raise Refused(-32602, f"invalid quantity {text!r}: expected 0x and digits without leading zeros")
    return int(text, 16)


def data_bytes(text) -> bytes:
    if not isinstance(text, str) or not HEX.fullmatch(text):
        raise Refused(-32602, f"invalid data {text!r}: expected 0x and an even number of digits")
    return bytes.fromhex(text[2:])


def address(text) -> bytes:
    if len(data := data_bytes(text)) != 20:
        raise Refused(-32602, f"invalid address {text!r}")
    return data


def word(text) -> str:
    if len(data := data_bytes(text)) != 32:
        raise Refused(-32602, f"invalid hash {text!r}: expected 32 bytes")
    return digits(data)


def transaction(call: dict) -> dict:
    """The members of a call as bytes and numbers."""
    numbers = ("gas", "gasPrice", "maxFeePerGas", "value", "nonce", "chainId")
    read = {name: number(call[name]) for name in numbers if call.get(name)}
    read |= {name: address(call[name]) for name in ("from", "to") if call.get(name)}
    data = call.get("input") or call.get("data")
    return {**read, "data": data_bytes(data)} if data else read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes one that is free")
    parser.add_argument("--chain-id", type=int, default=31337)
    parser.add_argument("--genesis-time", type=int, default=1_782_864_000, help="Unix seconds; 2026-07-01T00:00:00Z")
    parser.add_argument("--block-time", type=int, default=12, help="seconds between blocks")
    parser.add_argument("--finality", type=int, default=0, help="blocks between `finalized` and `latest`")
    parser.add_argument("--range-cap", type=int, help="the most blocks that eth_getLogs looks at")
    parser.add_argument("--log-cap", type=int, help="the most logs that eth_getLogs answers")
    parser.add_argument("--without-log-times", action="store_true", help="logs have no blockTimestamp, as older nodes'")
    options = parser.parse_args()
    node = Node(options)
    accounts = [{"address": account, "privateKey": key} for account, key in node.chain.keys.items()]
    with RPCServer(Methods(node.respond).answer, options.port) as server:
        print(json.dumps({"url": server.url, "chainId": options.chain_id, "accounts": accounts}), flush=True)
        sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
