"""A client of a node for tests: contracts by their ABI, and a node that runs as long as it is needed.

    with RunningNode() as node:                       # options as node.py has them: RunningNode("--finality", 5)
        client = node.client                          # or Client(url) for any node
        token = client.deploy("Token", "Opur", "OPUR", 18, 10**24)
        token.send("transfer", account, 5)            # the receipt; raises Reverted where the node says so
        token.call("balanceOf", account)              # the value, or a tuple of several
        token.send("approve", other, 5, sender=account)
        token.logs("Transfer")                        # decoded, by the names of the event's arguments
        client.request("evm_increaseTime", 86400)     # any other method
"""

import http.client
import json
import subprocess
import urllib.parse
from functools import cached_property
from pathlib import Path

from eth_abi import decode, encode
from eth_utils import keccak, to_checksum_address

from chain.compiled import PYTHON, contracts

NODE = Path(__file__).parent / "node.py"


class RPCFailure(Exception):
    """An error that a node answered."""

    def __init__(self, error: dict):
        super().__init__(error["message"])
        self.code, self.message, self.data = error["code"], error["message"], error.get("data")


class Reverted(RPCFailure):
    """A contract that refuses."""


class Client:
    """Requests to a node over one connection."""

    def __init__(self, url: str):
        self.url, self.identifier = url, 0
        self.parts = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(self.parts.netloc, timeout=60)

    def post(self, body: bytes) -> bytes:
        self.connection.request("POST", self.parts.path or "/", body, {"Content-Type": "application/json"})
        return self.connection.getresponse().read()

    def request(self, method: str, *params):
        self.identifier += 1
        call = {"jsonrpc": "2.0", "id": self.identifier, "method": method, "params": params}
        answer = json.loads(self.post(json.dumps(call).encode()))
        assert answer["id"] == self.identifier, answer
        if "error" in answer:
            raise (Reverted if answer["error"]["code"] == 3 else RPCFailure)(answer["error"])
        return answer["result"]

    def batch(self, *calls: tuple) -> list[dict]:
        """Whole answers in the order in which they come."""
        requests = [{"jsonrpc": "2.0", "id": k, "method": method, "params": params}
                    for k, (method, *params) in enumerate(calls)]
        return json.loads(self.post(json.dumps(requests).encode()))

    @cached_property
    def accounts(self) -> list[str]:
        return [to_checksum_address(account) for account in self.request("eth_accounts")]

    @property
    def height(self) -> int:
        return int(self.request("eth_blockNumber"), 16)

    def block(self, number: int | str = "latest") -> dict:
        return self.request("eth_getBlockByNumber", hex(number) if isinstance(number, int) else number, False)

    def mine(self, blocks: int = 1) -> None:
        self.request("evm_mine", hex(blocks))

    def send(self, sender: str | None = None, **transaction) -> dict:
        """A transaction's receipt."""
        transaction = {name: hex(each) if isinstance(each, int) else each for name, each in transaction.items()}
        hash_ = self.request("eth_sendTransaction", {"from": sender or self.accounts[0], **transaction})
        return self.request("eth_getTransactionReceipt", hash_)

    def deploy(self, name: str, *arguments, sender: str | None = None) -> "Contract":
        """One of the test contracts."""
        compiled = contracts()[name]
        constructor = [entry for entry in compiled.abi if entry["type"] == "constructor"]
        data = encode(types_of(constructor[0]), arguments) if constructor else b""
        receipt = self.send(sender, data=compiled.bytecode + data.hex())
        assert receipt["status"] == "0x1", receipt
        return self.contract(name, receipt["contractAddress"])

    def contract(self, name: str, address: str) -> "Contract":
        return Contract(self, to_checksum_address(address), contracts()[name].abi)


class Contract:
    """A contract at its address."""

    def __init__(self, client: Client, address: str, abi: list[dict]):
        self.client, self.address = client, address
        self.functions = {entry["name"]: entry for entry in abi if entry["type"] == "function"}
        self.events = {entry["name"]: entry for entry in abi if entry["type"] == "event"}

    def data(self, function: str, *arguments) -> str:
        entry = self.functions[function]
        return "0x" + (keccak(text=signature(entry))[:4] + encode(types_of(entry), arguments)).hex()

    def call(self, function: str, *arguments, sender: str | None = None, block: int | str = "latest"):
        transaction = {"to": self.address, "data": self.data(function, *arguments)}
        transaction |= {"from": sender} if sender else {}
        answer = self.client.request("eth_call", transaction, hex(block) if isinstance(block, int) else block)
        values = decode([kind(each) for each in self.functions[function]["outputs"]], bytes.fromhex(answer[2:]))
        return values[0] if len(values) == 1 else values

    def send(self, function: str, *arguments, sender: str | None = None, **transaction) -> dict:
        return self.client.send(sender, to=self.address, data=self.data(function, *arguments), **transaction)

    def topic(self, event: str) -> str:
        return "0x" + keccak(text=signature(self.events[event])).hex()

    def logs(self, event: str, first: int = 0, last: int | str = "latest", *topics) -> list[dict]:
        """Decoded logs, oldest first."""
        found = self.client.request("eth_getLogs", {
            "address": self.address, "topics": [self.topic(event), *topics], "fromBlock": hex(first),
            "toBlock": hex(last) if isinstance(last, int) else last})
        return [decoded(self.events[event], log) for log in found]


class RunningNode:
    """A node in a process of its own."""

    def __init__(self, *options):
        command = [PYTHON, str(NODE), *map(str, options)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line, f"{' '.join(command)} ended with {self.process.wait()}"
        self.facts = json.loads(line)
        self.url = self.facts["url"]
        self.client = Client(self.url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> int:
        self.process.stdin.close()
        status = self.process.wait(timeout=10)
        self.process.stdout.close()
        return status


def kind(parameter: dict) -> str:
    """The ABI's type, a tuple's members spelled out."""
    if not parameter["type"].startswith("tuple"):
        return parameter["type"]
    return f"({','.join(map(kind, parameter['components']))}){parameter['type'][5:]}"


def types_of(entry: dict) -> list[str]:
    return [kind(each) for each in entry["inputs"]]


def signature(entry: dict) -> str:
    return f"{entry['name']}({','.join(types_of(entry))})"


def decoded(event: dict, log: dict) -> dict:
    """The arguments of a log by their names."""
    indexed = [each for each in event["inputs"] if each["indexed"]]
    others = [each for each in event["inputs"] if not each["indexed"]]
    values = {each["name"]: decode([kind(each)], bytes.fromhex(topic[2:]))[0]
              for each, topic in zip(indexed, log["topics"][1:], strict=True)}
    values |= zip([each["name"] for each in others], decode(list(map(kind, others)), bytes.fromhex(log["data"][2:])))
    return {each["name"]: values[each["name"]] for each in event["inputs"]}
