"""What `revshare sync` reads from a node is what happened, however often and in how many steps it is read."""

import contextlib
import csv
import json
import subprocess
from random import Random

import pytest
from eth_utils import to_checksum_address

from chain_books import ENDS, FROM_CHAIN, FROM_TABLES, START, seconds, text
from program import binary, files, publish, run
from sync_fixtures import books, chained, host  # noqa: F401
from synced import dump, height, stored, sync, told, told_by_node

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def of_tables(chained, tmp_path_factory):
    """What the tables of the same history give."""
    folder = tmp_path_factory.mktemp("tables")
    publish(chained.write(folder / "books", chained.from_tables(), with_tables=True), folder / "site", list)
    return files(folder / "site")


def published(books) -> dict[str, bytes]:
    target = books.parent / f"{books.name}-site"
    publish(books, target, list)
    return files(target)


@pytest.mark.parametrize("seed", SEEDS[1:])
def test_tables_and_chain_give_the_same_bytes(seed, tmp_path):
    with told(seed, 36) as story:
        chain = story.write(tmp_path / "chain", story.from_chain())
        tables = story.write(tmp_path / "tables", story.from_tables(), with_tables=True)
        sync(chain, story.client)
        assert stored(chain) == told_by_node(story)
        assert published(chain) == published(tables)


def test_tables_and_chain_may_be_mixed(chained, of_tables, tmp_path):
    """One contract, or the receipts, by a table and the others from the chain."""
    chain = FROM_CHAIN.format(staking=chained.staking.address, pools=chained.pools.address, pool=chained.pool,
                              first=chained.first)
    tables = FROM_TABLES.replace("POOL", chained.pool)
    entries = [part.split("  receipts:\n")[0].split("  staking:\n")[1] for part in (chain, tables)]
    receipts = [part.split("  receipts:\n")[1] for part in (chain, tables)]
    first_contract, second_contract = [f"    - contract{part}" for part in entries[0].split("    - contract")[1:]]
    for name, staking, receipt, kept in (
        ("pools", first_contract + entries[1], receipts[1], ("Deposited", "Withdrawn")),
        ("staking", entries[1] + second_contract, receipts[0], ("Staked", "Unstaked")),
        ("receipts", first_contract + second_contract, receipts[1], ()),
    ):
        ledgers = f"  staking:\n{staking}  receipts:\n{receipt}"
        books = chained.write(tmp_path / name, chained.settings(ledgers), with_tables=True)
        table = books / "ledgers" / "staking.csv"
        head, *rows = table.read_text().splitlines(keepends=True)
        table.write_text(head + "".join(row for row in rows if row.split(",")[4] in kept))
        sync(books, chained.client)
        assert published(books) == of_tables, name


def test_what_is_stored_is_what_the_node_has(chained, books):
    sync(books, chained.client)
    last = chained.client.height - 3
    assert stored(books) == told_by_node(chained, last) and len(stored(books)) > 20
    assert {state[2] for state in dump(books)["source"]} == {last + 1}
    assert dump(books)["ending"] == [(seconds(end), chained.last_block(end)[0]) for end in ENDS]


def test_what_is_published_is_what_the_node_has(chained, books, of_tables):
    sync(books, chained.client)
    found = published(books)
    assert found == of_tables
    events = told_by_node(chained)
    for number, (start, end) in enumerate(((START, ENDS[0]), ENDS), 1):
        inside = [event for event in events if seconds(start) <= event.time < seconds(end)]
        stakes = [{"time": text(event.time), "sequence": str(event.block * 10**6 + event.log), "action": event.kind,
                   "account": event.account, "amount": str(event.amount),
                   "reference": f"{event.transaction}:{event.log}"} for event in inside if event.kind != "receipt"]
        receipts = [{"time": text(event.time), "asset": "usdc", "amount": str(event.amount), "sender": event.account,
                     "reference": f"{event.transaction}:{event.log}"} for event in inside if event.kind == "receipt"]
        assert table(found, number, "staking") == stakes and stakes
        assert table(found, number, "receipts") == sorted(receipts, key=lambda row: (row["time"], row["reference"]))
        statement = json.loads(found[f"epochs/{number}/statement.json"])
        block, digest = chained.last_block(end)
        assert statement["block"] == {"number": str(block), "hash": digest}


def table(site: dict[str, bytes], epoch: int, name: str) -> list[dict]:
    rows = list(csv.DictReader(site[f"epochs/{epoch}/inputs/{name}.csv"].decode().splitlines()))
    return [{key: to_checksum_address(value) if key in ("account", "sender") else value for key, value in row.items()}
            for row in rows]


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_many_small_steps_end_where_one_ends(chained, host, books, of_tables, seed):
    """Also steps of a single block."""
    rng = Random(seed)
    at = chained.first
    while at < chained.client.height - 3:
        at = min(chained.client.height - 3, at + rng.choice((1, 1, 2, 5, 11)))
        host.clear()
        host.fault(height(chained.client, at))
        sync(books, host)
        assert stored(books) == told_by_node(chained, at), at
    assert published(books) == of_tables


def test_one_block_more(chained, host, books):
    """A range of a single block."""
    top = chained.client.height
    for at in (top - 9, top - 8, top - 7):
        host.clear()
        host.fault(height(chained.client, at))
        sync(books, host)
        assert {state[2] for state in dump(books)["source"]} == {at + 1}


@pytest.mark.parametrize("confirmations", [None, 0, 1, 5])
def test_nothing_new_costs_three_requests(chained, host, tmp_path, confirmations):
    option = "" if confirmations is None else f", confirmations: {confirmations}"
    books = chained.write(tmp_path / "books", chained.from_chain(confirmations=option))
    first = json.loads(sync(books, host, "--json").stdout)
    last = chained.client.height - (3 if confirmations is None else confirmations)
    assert first["block"] == {"number": str(last), "hash": chained.client.block(last)["hash"]}
    assert (first["events"], first["replaced"], first["requests"]) == (len(stored(books)), [], host.posts)
    before = dump(books)
    for _ in range(2):
        host.reset()
        again = json.loads(sync(books, host, "--json").stdout)
        assert sum(host.calls.values()) <= 3 and host.posts == again["requests"] <= 3, host.calls
        assert again == first | {"events": 0, "requests": host.posts} and dump(books) == before


def test_depths_read_up_to_their_block(chained, tmp_path):
    for confirmations, last in (("finalized", chained.client.height - 3), ("8", chained.client.height - 8)):
        settings = chained.from_chain(confirmations=f", confirmations: {confirmations}")
        books = chained.write(tmp_path / confirmations, settings)
        sync(books, chained.client)
        assert stored(books) == told_by_node(chained, last)
        assert {state[2] for state in dump(books)["source"]} == {last + 1}


def test_outputs(chained, books, tmp_path):
    finished = sync(books, chained.client, "--quiet")
    assert (finished.stdout, finished.stderr) == ("", "")
    finished = sync(books, chained.client)
    block = chained.client.block(chained.client.height - 3)
    assert finished.stdout.startswith(f"Read up to block {int(block['number'], 16)} {block['hash']}: 0 new events, ")
    assert finished.stderr == ""


def test_more_confirmations_than_blocks(chained, tmp_path):
    books = chained.write(tmp_path / "books", chained.from_chain(confirmations=", confirmations: 1000000"))
    assert "Read up to block 0 " in sync(books, chained.client).stdout
    assert stored(books) == []


def test_a_source_that_comes_later_is_read_from_its_start(chained, host, tmp_path):
    whole = chained.from_chain()
    start = whole.index(f'    - contract: "{chained.pools.address}"')
    books = chained.write(tmp_path / "books", whole[:start] + whole[whole.index("  receipts:\n"):])
    host.fault(height(chained.client, 60))
    sync(books, host)
    (books / "revshare.yaml").write_text(whole)
    refused = run("publish", "--books", books, "--site", tmp_path / "site", "--all")
    assert refused.returncode in (65, 66) and "run `revshare sync`" in refused.stderr
    assert not (tmp_path / "site").exists()
    host.clear()
    sync(books, host)
    assert stored(books) == told_by_node(chained, chained.client.height - 3)


def test_two_at_once_do_not_disturb_each_other(chained, books):
    command = [binary(), "sync", "--books", books, "--node", chained.client.url, "--quiet"]
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL)) for _ in range(3)]
        statuses = sorted(process.wait(timeout=60) for process in processes)
    assert statuses[0] == 0 and set(statuses) <= {0, 75}
    assert stored(books) == told_by_node(chained, chained.client.height - 3)
