"""What is wrong with the settings of the chain, or does not fit what was read, is said with what to do about it."""

import shutil
from types import SimpleNamespace

import pytest
from eth_utils import to_checksum_address

from chain_books import ENDS, Story
from program import TINY, copy, publish, run
from sync_fixtures import books, chained, host  # noqa: F401
from synced import STORE, dump, height, sync

DIGEST = "0x" + "aa" * 32


def account(number: int) -> str:
    return to_checksum_address("0x" + f"{number:02x}" * 20)


NOWHERE = Story(None, *(SimpleNamespace(address=account(number)) for number in (1, 2, 3, 4)), account(5), 7, 31337,
                [{"time": "2026-07-05T12:00:00Z", "amount": "1", "reference": "CARD-1", "stream": "cards"}])
SETTINGS = NOWHERE.from_chain(confirmations=", confirmations: 12", policy="reconciliation: report\n",
                              blocks=(f', block: {{ number: 5, hash: "{DIGEST}" }}', ""))
EVENT = '"Staked(address indexed user, uint256 amount)"'
ENTRY = f"{{ event: {EVENT}, action: stake, account: user, amount: amount }}"
CONTRACT = f'contract: "{account(3)}"'
START = f"{CONTRACT}\n      fromBlock: 7"
POOL = f'pool: "{account(5)}"'
STAKING, FIRST, RECEIPTS = "ledgers.staking[0]", "ledgers.staking[0].events[0]", "ledgers.receipts[0]"
# What is changed into what, the place that is named, and what is said of it.
WRONG = {
    "contract too short": (CONTRACT, 'contract: "0x1234"', f"{STAKING}.contract", "40 hexadecimal digits"),
    "contract a number": (CONTRACT, "contract: 12", f"{STAKING}.contract", "begins with 0x"),
    "contract's checksum": (CONTRACT, 'contract: "0xDe09E74d4888Bc4e65F589e8c13Bce9F71DdF4C7"', f"{STAKING}.contract",
                            "checksum"),
    "no block": (START, CONTRACT, f"{STAKING}.fromBlock", "missing"),
    "block below zero": (START, START.replace("7", "-1"), f"{STAKING}.fromBlock", "whole number"),
    "block a tag": (START, f"{CONTRACT}\n      fromBlock: latest", f"{STAKING}.fromBlock", "whole number"),
    "block too large": (START, f"{CONTRACT}\n      fromBlock: {2**64}", f"{STAKING}.fromBlock", "whole number"),
    "other key": (START, f"{START}\n      toBlock: 9", f"{STAKING}.toBlock", "contract, fromBlock, events"),
    "contract and file": (START, f"{START}\n      file: ledgers/a.csv", f"{STAKING}.file",
                          "contract, fromBlock, events"),
    "no events": (f"events:\n        - {ENTRY}", f"events: []\n    - {CONTRACT}\n      fromBlock: 7\n      events:\n"
                  f"        - {ENTRY}", f"{STAKING}.events", "at least one"),
    "event a word": (EVENT, '"Staked"', f"{FIRST}.event", "write it as Solidity does"),
    "event's type": (EVENT, EVENT.replace("256", "257"), f"{FIRST}.event", "uint257 is not a type"),
    "four indexed": (EVENT, '"S(address indexed user, uint256 indexed amount, bool indexed a, bool indexed b)"',
                     f"{FIRST}.event", "at most three"),
    "equal names": (EVENT, '"Staked(address indexed user, uint256 user)"', f"{FIRST}.event", "same name"),
    "action": ("action: stake", "action: deposit", f"{FIRST}.action", "stake or unstake"),
    "action receipt": ("action: stake", "action: receipt", f"{FIRST}.action", "stake or unstake"),
    "no such account": ("account: user", "account: owner", f"{FIRST}.account", "it has user, amount"),
    "account a number": ("account: user", "account: amount", f"{FIRST}.account", "is uint256, expected address"),
    "no account": ("account: user, ", "", f"{FIRST}.account", "missing"),
    "no such amount": ("amount: amount", "amount: value", f"{FIRST}.amount", "it has user, amount"),
    "amount an address": ("amount: amount", "amount: user", f"{FIRST}.amount", "is address, expected uint256"),
    "amount signed": (EVENT, EVENT.replace("uint256", "int256"), f"{FIRST}.amount", "is int256, expected uint256"),
    "where no such": ("amount: amount", f'amount: amount, where: {{ pool: "{account(9)}" }}', f"{FIRST}.where.pool",
                      "no address of this name"),
    "where a number": ("amount: amount", f'amount: amount, where: {{ amount: "{account(9)}" }}',
                       f"{FIRST}.where.amount", "no address of this name"),
    "where no account": ("amount: amount", 'amount: amount, where: { user: "0x12" }', f"{FIRST}.where.user", "40 hexa"),
    "where a list": ("amount: amount", "amount: amount, where: [1]", f"{FIRST}.where", "keys and values"),
    "other key of an event": ("amount: amount", "amount: amount, when: 1", f"{FIRST}.when", "account, amount, where"),
    "receipts' asset": ("asset: usdc", "asset: usd", f"{RECEIPTS}.asset", "name one of usdc"),
    "no asset": ("asset: usdc, ", "", f"{RECEIPTS}.asset", "missing"),
    "pool": (POOL, 'pool: "0x05"', f"{RECEIPTS}.pool", "40 hexadecimal digits"),
    "no pool": (f"{POOL}, ", "", f"{RECEIPTS}.pool", "missing"),
    "pool's block": (f"{POOL}, fromBlock: 7", f"{POOL}, fromBlock: x", f"{RECEIPTS}.fromBlock", "whole number"),
    "no block of a pool": (f"{POOL}, fromBlock: 7", POOL, f"{RECEIPTS}.fromBlock", "missing"),
    "asset without contract": (f', decimals: 6, contract: "{account(2)}"', ", decimals: 6", f"{RECEIPTS}.asset",
                               "has no contract; add it"),
    "other key of a pool": (POOL, f"{POOL}, sender: x", f"{RECEIPTS}.sender", "asset, pool, fromBlock"),
    "confirmations": ("confirmations: 12", "confirmations: -1", "chain.confirmations",
                      "expected finalized, or how many"),
    "confirmations a word": ("confirmations: 12", "confirmations: safe", "chain.confirmations", "such as 64"),
    "too many confirmations": ("confirmations: 12", "confirmations: 1000001", "chain.confirmations", "such as 64"),
    "epoch's block": ("number: 5, hash", "number: five, hash", "epochs[0].block.number", "whole number"),
    "epoch's hash": (DIGEST, DIGEST[:-1], "epochs[0].block.hash", "64 hexadecimal digits"),
    "no hash": (f', hash: "{DIGEST}"', "", "epochs[0].block.hash", "missing"),
    "block alone": (f'{{ number: 5, hash: "{DIGEST}" }}', "5", "epochs[0].block", "keys and values"),
    "policy": ("reconciliation: report", "reconciliation: ignore", "reconciliation", "report or refuse"),
}
# An event that stands there twice would count twice.
TWICE = {
    "the same": (ENTRY, f"{ENTRY}\n        - {ENTRY}"),
    "other names": (ENTRY, f'{ENTRY}\n        - {{ event: "Staked(address indexed a, uint b)", action: unstake, '
                           "account: a, amount: b }"),
    "other contract entry": ("  receipts:\n", f"    - {CONTRACT}\n      fromBlock: 9\n      events:\n"
                                              f"        - {ENTRY}\n  receipts:\n"),
    "pool": (f"    - {{ asset: usdc, {POOL}, fromBlock: 7 }}", f"    - {{ asset: usdc, {POOL}, fromBlock: 7 }}\n"
                                                             f"    - {{ asset: usdc, {POOL}, fromBlock: 9 }}"),
}


def changed(old: str, new: str) -> tuple[str, int]:
    """Other settings, and the line that is the first to differ."""
    assert old in SETTINGS
    text = SETTINGS.replace(old, new, 1)
    return text, next(number for number, (one, other) in enumerate(zip(SETTINGS.split("\n"), text.split("\n")), 1)
                      if one != other)


def assert_refused(books, commands, *parts: str):
    for command in commands:
        finished = run(*command, "--books", books)
        assert finished.returncode == 65, (command, finished.stderr)
        assert all(part in finished.stderr for part in parts), (parts, finished.stderr)
    assert not (books / STORE).exists()


@pytest.mark.parametrize("name", WRONG)
def test_wrong_settings(name, tmp_path):
    old, new, place, fact = WRONG[name]
    text, line = changed(old, new)
    if name in ("asset without contract", "amount signed"):
        line = text[:text.index("asset: usdc, pool" if name[1] == "s" else "action: stake")].count("\n") + 1
    line -= name in ("no block",)
    assert_refused(NOWHERE.write(tmp_path / "books", text), [["check"]], f"revshare.yaml:{line}: {place}: ", fact)


@pytest.mark.parametrize("name", TWICE)
def test_events_that_stand_there_twice(name, tmp_path):
    text, _ = changed(*TWICE[name])
    commands = [["check"], ["sync", "--node", "http://127.0.0.1:9"], ["publish", "--all", "--site", tmp_path / "site"]]
    assert_refused(NOWHERE.write(tmp_path / "books", text), commands, "revshare.yaml:", "stands here twice")
    assert not (tmp_path / "site").exists()


def test_the_settings_are_right_otherwise(tmp_path):
    finished = run("check", "--books", NOWHERE.write(tmp_path / "books", SETTINGS))
    assert finished.returncode == 66 and "chain.sqlite" in finished.stderr and "run `revshare sync`" in finished.stderr


def test_nothing_is_read_from_the_chain(tmp_path):
    finished = sync(copy(TINY, tmp_path / "books"), "http://127.0.0.1:9", status=65)
    assert "nothing is read from the chain" in finished.stderr and "ledgers.staking" in finished.stderr


# With a chain


@pytest.fixture(scope="module")
def read(chained, tmp_path_factory):
    books = chained.write(tmp_path_factory.mktemp("read") / "books", chained.from_chain())
    sync(books, chained.client)
    return books


def refusal(books, *parts: str, statuses=(65, 66)) -> str:
    site = books.parent / "site"
    finished = run("publish", "--books", books, "--site", site, "--all")
    assert finished.returncode in statuses and not site.exists(), finished
    assert all(part in finished.stderr for part in parts), (parts, finished.stderr)
    return finished.stderr


def test_before_the_first_sync(books):
    refusal(books, "chain.sqlite", "run `revshare sync`", statuses=[66])
    assert not (books / STORE).exists()


@pytest.mark.parametrize("epochs", [1, 2])
def test_not_read_up_to_the_end_of_an_epoch(chained, host, books, epochs):
    host.fault(height(chained.client, chained.last_block(ENDS[2 - epochs])[0]))
    sync(books, host)
    errors = refusal(books, "run `revshare sync`",
                     f"epoch 2 is closed, but the chain was not read up to its end, {ENDS[1]}")
    assert errors.count("is closed, but") == epochs
    host.clear()
    sync(books, host)
    publish(books, books.parent / "site", list)


def test_an_open_epoch_waits(chained, host, tmp_path):
    books = chained.write(tmp_path / "books", chained.from_chain(closed="false"))
    host.fault(height(chained.client, chained.last_block(ENDS[0])[0] + 1))
    sync(books, host)
    publish(books, tmp_path / "site", list)
    assert not (tmp_path / "site/epochs/2").exists()


@pytest.mark.parametrize("old, new", [
    ("fromBlock: ", "fromBlock: 1"), ("action: unstake, account: by", "action: stake, account: by")])
def test_sources_that_have_changed(chained, read, tmp_path, old, new):
    books = shutil.copytree(read, tmp_path / "books")
    settings = (books / "revshare.yaml").read_text()
    assert old in settings
    (books / "revshare.yaml").write_text(settings.replace(old, new, 1))
    refusal(books, "run `revshare sync`")


def test_an_epoch_that_ends_elsewhere(chained, read, tmp_path):
    """No second sync of events is needed for it, but its last block is."""
    books = shutil.copytree(read, tmp_path / "books")
    settings = (books / "revshare.yaml").read_text()
    (books / "revshare.yaml").write_text(settings.replace(ENDS[0], "2026-07-12T00:00:00Z"))
    refusal(books, "epoch 1 is closed", "run `revshare sync`")
    assert ": 0 new events" in sync(books, chained.client).stdout
    publish(books, tmp_path / "site", list)


def test_a_store_of_another_chain(chained, read, tmp_path):
    books = shutil.copytree(read, tmp_path / "books")
    settings = (books / "revshare.yaml").read_text()
    (books / "revshare.yaml").write_text(settings.replace("id: 31337", "id: 8453"))
    before = dump(books)
    for errors in (refusal(books), sync(books, chained.client, status=74).stderr):
        assert "chain.sqlite" in errors and "of chain 31337, the books are of chain 8453; move it away" in errors
    assert dump(books) == before


def test_a_block_that_the_chain_has_not(chained, read, tmp_path):
    books = shutil.copytree(read, tmp_path / "books")
    settings = (books / "revshare.yaml").read_text()
    block, digest = chained.last_block(ENDS[0])
    end = f"end: {ENDS[0]}, closed: true"
    stated = settings.replace(end, f'{end}, block: {{ number: {block}, hash: "{DIGEST}" }}')
    (books / "revshare.yaml").write_text(stated)
    refusal(books, f"the books name block {block} {DIGEST} for epoch 1", digest, statuses=[65])
    (books / "revshare.yaml").write_text(stated.replace(DIGEST, digest))
    publish(books, tmp_path / "site", list)
