"""A node of the standard library alone that answers at once what it made at its start, for measurements.

    python3 Tests/Independent/chain/fast_node.py --events 300000 --blocks 100000

prints one line of JSON, `{"url", "chainId", "contract", "events", "blocks", "topics"}`, and serves on 127.0.0.1 until
its standard input is closed. The logs are `Staked(address indexed user, uint256 amount)` and `Unstaked` of one
contract, spread evenly over the blocks from 1 to the last; each holder stakes three times as often as they take the
same amount back. It answers eth_chainId, eth_blockNumber, eth_getBlockByNumber and eth_getLogs in ranges, single and in
batches.
"""

import argparse
import hashlib
import json
import sys

from rpc_server import RPCServer, compact

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
STAKED = "0x9e71bc8eea02a63969f509818f2dafb9254532904319f9dbda79b67bd34a5f3d"
UNSTAKED = "0x0f5bb82176feb1b5e747e28471aa92156a04d9f3ab9f45f28e2d704232b93f75"
ZEROS = "0x" + "00" * 32
BLOOM = "0x" + "00" * 256


def block_hash(number: int) -> str:
    return "0x" + hashlib.sha256(b"block %d" % number).hexdigest()


def account(number: int) -> str:
    return hashlib.sha256(b"holder %d" % number).hexdigest()[:40]


class FastNode:
    """Answers made beforehand."""

    def __init__(self, options: argparse.Namespace):
        self.chain_id, self.blocks, self.events = options.chain_id, options.blocks, options.events
        self.genesis_time, self.block_time = options.genesis_time, options.block_time
        self.range_cap, self.log_times = options.range_cap, not options.without_log_times
        holders = [account(k) for k in range(options.holders)]
        # By what is asked for: both events, or one of them.
        self.logs = {both: [b""] * (self.blocks + 1) for both in ("", STAKED, UNSTAKED)}
        made, index, last = [], 0, 0
        for event in range(self.events):
            number = 1 + event * self.blocks // self.events
            if number != last:
                self.keep(last, made)
                made, index, last = [], 0, number
            turn, holder = divmod(event, len(holders))
            topic = UNSTAKED if turn % 4 == 3 else STAKED
            made.append((topic, self.log(number, event, index, topic, holders[holder], 10**18 + holder)))
            index += 1
        self.keep(last, made)

    def keep(self, number: int, made: list[tuple[str, str]]) -> None:
        if made:
            self.logs[""][number] = ",".join(text for _, text in made).encode()
            for topic in (STAKED, UNSTAKED):
                self.logs[topic][number] = ",".join(text for each, text in made if each == topic).encode()

    def time(self, number: int) -> int:
        return self.genesis_time + number * self.block_time

    def log(self, number: int, event: int, index: int, topic: str, holder: str, amount: int) -> str:
        time = f'"blockTimestamp":"{self.time(number):#x}",' if self.log_times else ""
        transaction = hashlib.sha256(b"transaction %d" % event).hexdigest()
        return (
            f'{{"address":"{CONTRACT}","topics":["{topic}","0x{holder:0>64}"],"data":"0x{amount:064x}",'
            f'"blockNumber":"{number:#x}","transactionHash":"0x{transaction}","transactionIndex":"{index:#x}",'
            f'"blockHash":"{block_hash(number)}",{time}"logIndex":"{index:#x}","removed":false}}'
        )

    def block(self, number: int) -> dict:
        return {
            "number": hex(number), "hash": block_hash(number),
            "parentHash": block_hash(number - 1) if number else ZEROS, "timestamp": hex(self.time(number)),
            "nonce": "0x0000000000000000", "sha3Uncles": ZEROS, "logsBloom": BLOOM, "transactionsRoot": ZEROS,
            "stateRoot": ZEROS, "receiptsRoot": ZEROS, "miner": "0x" + "00" * 20,
            "difficulty": "0x0", "totalDifficulty": "0x0", "extraData": "0x", "mixHash": ZEROS, "size": "0x266",
            "gasLimit": "0x1c9c380", "gasUsed": "0x0", "baseFeePerGas": "0x7", "uncles": [], "transactions": [],
        }

    def answer(self, body: bytes) -> bytes:
        request = json.loads(body)
        if isinstance(request, list):
            return b"[" + b",".join(map(self.member, request)) + b"]"
        return self.member(request)

    def member(self, request: dict) -> bytes:
        try:
            result = b'"result":' + self.result(request["method"], request.get("params", []))
        except ValueError as error:
            code, message = error.args
            result = b'"error":' + compact({"code": code, "message": message})
        return b'{"jsonrpc":"2.0","id":' + compact(request["id"]) + b"," + result + b"}"

    def result(self, method: str, params: list) -> bytes:
        match method:
            case "eth_chainId":
                return compact(hex(self.chain_id))
            case "eth_blockNumber":
                return compact(hex(self.blocks))
            case "eth_getBlockByNumber":
                number = self.height(params[0])
                return compact(self.block(number) if number <= self.blocks else None)
            case "eth_getLogs":
                return self.found(params[0])
        raise ValueError(-32601, f"the method {method} does not exist/is not available")

    def height(self, block: str) -> int:
        return {"earliest": 0}.get(block, self.blocks) if not block.startswith("0x") else int(block, 16)

    def found(self, criteria: dict) -> bytes:
        first, last = (self.height(criteria.get(end, "latest")) for end in ("fromBlock", "toBlock"))
        if self.range_cap and last - first + 1 > self.range_cap:
            raise ValueError(-32005, f"query exceeds max block range {self.range_cap}")
        addresses = criteria.get("address") or CONTRACT
        if CONTRACT not in str(addresses).lower():
            return b"[]"
        wanted = str((criteria.get("topics") or [None])[0] or (STAKED, UNSTAKED))
        named = [topic for topic in (STAKED, UNSTAKED) if topic in wanted]
        if not named:
            return b"[]"
        chunks = self.logs["" if len(named) == 2 else named[0]][first : last + 1]
        return b"[" + b",".join(filter(None, chunks)) + b"]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument("--blocks", type=int, default=100_000)
    parser.add_argument("--holders", type=int, default=10_000)
    parser.add_argument("--chain-id", type=int, default=31337)
    parser.add_argument("--genesis-time", type=int, default=1_782_864_000)
    parser.add_argument("--block-time", type=int, default=12)
    parser.add_argument("--range-cap", type=int, help="the most blocks that eth_getLogs looks at")
    parser.add_argument("--without-log-times", action="store_true", help="logs have no blockTimestamp")
    options = parser.parse_args()
    node = FastNode(options)
    with RPCServer(node.answer, options.port) as server:
        print(json.dumps({"url": server.url, "chainId": node.chain_id, "contract": CONTRACT, "events": node.events,
                          "blocks": node.blocks, "topics": [STAKED, UNSTAKED]}), flush=True)
        sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
