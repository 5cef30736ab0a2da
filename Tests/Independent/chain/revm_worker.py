"""Runs where pyrevm is installed: answers the few JSON-RPC methods of a contract test, a line each, over a real revm.

Blocks are not made: every transaction counts as one, calls see the state as it is, and gas has no price.
"""

import json
import re
import sys

import pyrevm

ACCOUNTS = ["0x" + f"{0xACC0 + k:040x}" for k in range(10)]
GAS = 50_000_000
REVERT = re.compile(r"Revert { gas_used: \d+, output: (0x[0-9a-f]*) }")


class Worker:
    """One state."""

    def __init__(self):
        self.evm = pyrevm.EVM()
        for account in ACCOUNTS:
            self.evm.set_balance(account, 10**24)
        self.receipts: list[dict] = []

    def respond(self, method: str, params: list):
        match method:
            case "eth_accounts":
                return ACCOUNTS
            case "eth_blockNumber":
                return hex(len(self.receipts))
            case "eth_getBalance":
                return hex(self.evm.get_balance(params[0]))
            case "eth_sendTransaction":
                return self.send(params[0])
            case "eth_getTransactionReceipt":
                return self.receipts[int(params[0], 16) - 1]
            case "eth_call":
                return self.call(params[0])
            case "eth_getLogs":
                return self.logs(params[0])
        raise ValueError(method)

    def run(self, call: dict) -> bytes:
        """The output; an exception of pyrevm's when it fails."""
        sender, data = call.get("from", "0x" + "00" * 20), bytes.fromhex(call.get("data", "0x")[2:])
        value = int(call.get("value", "0x0"), 16)
        if call.get("to"):
            return self.evm.message_call(sender, call["to"], calldata=data, value=value, gas=GAS)
        return bytes.fromhex(self.evm.deploy(sender, data, value=value, gas=GAS)[2:])

    def send(self, call: dict) -> str:
        number = len(self.receipts) + 1
        output = self.run(call)
        logs = [{"address": log.address.lower(), "topics": log.topics, "data": "0x" + log.data[1].hex(),
                 "blockNumber": hex(number)} for log in self.evm.result.logs]
        created = None if call.get("to") else "0x" + output.hex()
        self.receipts.append({"status": "0x1", "logs": logs, "contractAddress": created,
                              "gasUsed": hex(self.evm.result.gas_used)})
        return hex(number)

    def call(self, call: dict) -> str:
        checkpoint = self.evm.snapshot()
        try:
            return "0x" + self.run(call).hex()
        finally:
            self.evm.revert(checkpoint)

    def logs(self, criteria: dict) -> list[dict]:
        first, address = int(criteria["fromBlock"], 16), criteria["address"].lower()
        return [log for receipt in self.receipts[max(0, first - 1):] for log in receipt["logs"]
                if log["address"] == address and log["topics"][0] == criteria["topics"][0]]


def main() -> None:
    worker = Worker()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"result": worker.respond(request["method"], request["params"])}
        except RuntimeError as error:
            reverted = REVERT.fullmatch(str(error))
            assert reverted, error
            answer = {"error": {"code": 3, "message": "execution reverted", "data": reverted.group(1)}}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
