"""The check in the browser: it accepts what was published and rejects every change to it."""

import json

import pytest

from published import recomputed
from reference.canonical import csv_rows, json_document
from reference.evidence import claims_path
from verify_page import VerifyPage

ABSENT = "0x00000000000000000000000000000000000000F1"


@pytest.fixture
def verify(server, browser) -> VerifyPage:
    return VerifyPage(browser, server.origin)


def claims_of(published, number: int) -> dict[str, str]:
    """Account and amount of every claim of an epoch, from claims.csv."""
    asset = published.json(f"epochs/{number}/report.json")["asset"]["id"]
    path = published.epoch_folder(number) / asset / "claims.csv"
    return {row[1]: row[2] for row in csv_rows(path.read_bytes(), "index,account,amount,leaf")}


def spread(accounts: list[str], count: int) -> list[str]:
    """The first, the last, and what stands evenly between."""
    last = len(accounts) - 1
    return [accounts[last * i // (count - 1)] for i in range(count)]


def claims_file(published, number: int, account: str) -> str:
    """Where the claim of an account stands: the file with the longest prefix of it."""
    asset = published.json(f"epochs/{number}/report.json")["asset"]["id"]
    base = f"epochs/{number}/{asset}/"
    prefixes = [account.lower()[:length] for length in range(42, 1, -1)]
    return base + next(path for path in map(claims_path, prefixes) if (published.folder / base / path).is_file())


def changed_holder(account: str, change):
    """What is done to a claims file so that one holder of it is changed."""

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(next(holder for holder in document["holders"] if holder["account"] == account))
        return json_document(document)

    return changed


def changed_root(data: bytes) -> bytes:
    document = json.loads(data)
    place = document.get("claims", document)
    place["root"] = flipped(place["root"])
    return json_document(document)


def flipped(digest: str) -> str:
    """The digest with its last bit flipped."""
    return digest[:-1] + f"{int(digest[-1], 16) ^ 1:x}"


def raise_claim(holder: dict) -> None:
    holder["claim"]["amount"] = str(int(holder["claim"]["amount"]) + 1)


def raise_everything(holder: dict) -> None:
    holder["share"] = holder["paid"] = str(int(holder["paid"]) + 1)
    raise_claim(holder)


def raise_stake(holder: dict) -> None:
    holder["stakes"][0]["amount"] = str(int(holder["stakes"][0]["amount"]) + 1)


def flip_sibling(holder: dict) -> None:
    holder["claim"]["proof"][-1] = flipped(holder["claim"]["proof"][-1])


def drop_sibling(holder: dict) -> None:
    holder["claim"]["proof"].pop()


def move_leaf(holder: dict) -> None:
    holder["claim"]["leaf"] += 1


CHANGES = [raise_claim, raise_everything, raise_stake, flip_sibling, drop_sibling, move_leaf]


@pytest.mark.parametrize("which", ["latest", "earlier"])
def test_five_holders_are_accepted(which, published, verify):
    """Five of the latest epoch and five of an earlier one: the amount, every part, every sibling."""
    number = published.epochs[-1] if which == "latest" else published.epochs[0]
    claims = claims_of(published, number)
    distribution = recomputed(published.folder, number).distribution
    titles = [stream["title"] for stream in distribution.inputs.document["streams"]]
    holders = {holder.account.hex(): holder for holder in distribution.holders}
    for account in spread(sorted(claims, key=str.lower), 5):
        assert verify.check(account, number) == "verified", verify.verdict()
        assert verify.base_units() == int(claims[account])
        expected = distribution.parts(holders[account[2:].lower()])
        shown = dict(verify.parts())
        for title, amount in zip(titles, expected):
            assert shown.pop(title, 0) == amount, title
        assert sum(shown.values()) == expected[-1]  # what is left is what was carried in, whatever it is called
        document = published.json(claims_file(published, number, account))
        proof = next(h["claim"]["proof"] for h in document["holders"] if h["account"] == account)
        assert verify.siblings() == proof
        assert verify.browser.errors() == []
        assert verify.browser.requests_beyond(verify.origin) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_claim_is_rejected(change, published, server, verify):
    number = published.epochs[-1]
    account = spread(list(claims_of(published, number)), 3)[1]
    with server.changed(claims_file(published, number, account), changed_holder(account, change)):
        assert verify.check(account, number) == "rejected", verify.verdict()
    assert verify.check(account, number) == "verified"


@pytest.mark.parametrize("where", ["report", "claims", "both"])
def test_changed_root_is_rejected(where, published, server, verify):
    number = published.epochs[-1]
    account = next(iter(claims_of(published, number)))
    paths = {"report": [f"epochs/{number}/report.json"], "claims": [claims_file(published, number, account)]}
    chosen = paths["report"] + paths["claims"] if where == "both" else paths[where]
    server.changes.update({path: changed_root for path in chosen})
    try:
        assert verify.check(account, number) == "rejected", verify.verdict()
    finally:
        server.changes.clear()


def test_root_from_elsewhere_is_compared(published, verify):
    number = published.epochs[-1]
    account = next(iter(claims_of(published, number)))
    root = published.json(f"epochs/{number}/report.json")["claims"]["root"]
    assert verify.check_in_form(account, number, root) == "verified"
    assert verify.check_in_form(account, number, flipped(root)) == "rejected"


def test_account_without_a_claim_gets_nothing(published, verify):
    number = published.epochs[-1]
    assert verify.check(ABSENT, number) == "nothing"
    for exclusion in published.json(f"epochs/{number}/report.json")["exclusions"]:
        assert verify.check(exclusion["account"], number) == "nothing"
        assert exclusion["reason"] in verify.verdict()


@pytest.mark.parametrize("spelling", [str.lower, lambda a: a[:2] + a[2:].upper(), lambda a: f" {a} "])
def test_account_is_found_in_other_spellings(spelling, published, verify):
    account = next(iter(claims_of(published, published.epochs[-1])))
    assert verify.check_in_form(spelling(account), published.epochs[-1]) == "verified"


def test_what_is_no_account_is_refused(published, verify):
    account = next(iter(claims_of(published, published.epochs[-1])))
    letter = next(i for i in range(2, 42) if account[i].isalpha())
    wrong_checksum = account[:letter] + account[letter].swapcase() + account[letter + 1 :]
    for text in ("0x12", wrong_checksum, account[:-1], "<script>alert(1)</script>"):
        assert verify.check_in_form(text, published.epochs[-1]) == "refused", (text, verify.verdict())
