"""A chain on this machine to try everything on: a node, contracts, ten days of history, and books that fill themselves from it.

    .venv-chain/bin/python Tests/Independent/chain/local_chain.py start FOLDER [--port 8545]
    .venv-chain/bin/python Tests/Independent/chain/local_chain.py send BATCH.json [--node URL] [--from ACCOUNT]

`start` makes FOLDER with the books, prints what is where, and serves until its standard input is closed or it is
interrupted. `send` sends the transactions of a Safe batch as `revshare root --format safe` writes it, or of `-`, standard
input, which may also be the bare calldata of one call to --to. It can send from any account: the node asks for no keys.
"""

import argparse
import json
import os
import shutil
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chain.chain_client import Client, RunningNode  # noqa: E402
from chain_books import story  # noqa: E402


def start(folder: Path, port: int) -> None:
    # The history begins forty days before July of 2026, so that contracts are there when it does.
    with RunningNode("--port", port, "--genesis-time", 1_777_593_600, "--finality", 3) as node:
        # The publisher's account is the pool that revenue comes to, and owns the contract that pays.
        publisher = node.client.accounts[9]
        told = story(node.client, pool=publisher)
        distributor = node.client.deploy("CumulativeStandardDistributor", told.usdc.address, sender=publisher)
        if folder.exists():
            shutil.rmtree(folder)
        told.write(folder, told.from_chain(distributor=f'distributor: "{distributor.address}"\n', claims="claims: cumulative\n"))
        facts = {"node": node.url, "books": str(folder), "staking": told.staking.address, "pools": told.pools.address,
                 "token": told.token.address, "usdc": told.usdc.address, "publisher": publisher,
                 "distributor": distributor.address, "holder": node.client.accounts[1], "fromBlock": told.first}
        print(json.dumps(facts, indent=2), flush=True)
        signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        sys.stdin.buffer.read()


def send(batch: str, to: str | None, node: str, sender: str | None) -> None:
    text = sys.stdin.read() if batch == "-" else Path(batch).read_text()
    calls = [{"to": to, "data": text.strip()}] if to else json.loads(text)["transactions"]
    client = Client(node)
    for call in calls:
        receipt = client.send(sender, to=call["to"], data=call["data"])
        print(f"sent to {call['to']}: block {int(receipt['blockNumber'], 16)}, status {int(receipt['status'], 16)}")
    # What follows is confirmed.
    client.mine(3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    starting = commands.add_parser("start")
    starting.add_argument("folder", type=Path)
    starting.add_argument("--port", type=int, default=8545)
    sending = commands.add_parser("send")
    sending.add_argument("batch")
    sending.add_argument("--to")
    sending.add_argument("--node", default=os.environ.get("REVSHARE_NODE", "http://127.0.0.1:8545"))
    sending.add_argument("--from", dest="sender")
    options = parser.parse_args()
    if options.command == "start":
        start(options.folder, options.port)
    else:
        send(options.batch, options.to, options.node, options.sender)


if __name__ == "__main__":
    main()
