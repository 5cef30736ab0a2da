"""Contracts on a real revm, without a node: for claims by the thousand."""

import json
import subprocess
from pathlib import Path

from eth_abi import decode
from eth_utils import keccak

from chain.chain_client import Client, Reverted
from chain.compiled import PYTHON

WORKER = Path(__file__).parent / "revm_worker.py"


class RevmClient(Client):
    """A client whose requests go to a process of its own; see there which methods it has."""

    def __init__(self):
        self.process = subprocess.Popen([PYTHON, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        assert self.process.wait(timeout=10) == 0
        self.process.stdout.close()

    def request(self, method: str, *params):
        self.process.stdin.write(json.dumps({"method": method, "params": params}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Reverted({**answer["error"], "message": f"execution reverted{text(answer['error']['data'])}"})
        return answer["result"]


def text(data: str) -> str:
    """What Solidity's `Error(string)` says, after a colon."""
    output = bytes.fromhex(data[2:])
    return f": {decode(['string'], output[4:])[0]}" if output[:4] == keccak(text="Error(string)")[:4] else ""
