"""The check in the browser: it accepts what was published and rejects every change to it."""

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from published_rows import Row, claims_file, claims_of, expected_of, payout_of, row_of
from reference.canonical import csv_rows, json_document
from verify_page import VerifyPage

ABSENT = "0x00000000000000000000000000000000000000F1"


@pytest.fixture
def verify(server, browser) -> VerifyPage:
    return VerifyPage(browser, server.origin)


def spread(accounts: list[str], count: int) -> list[str]:
    """The first, the last, and what stands evenly between."""
    last = len(accounts) - 1
    return [accounts[last * i // (count - 1)] for i in range(count)]


def changed_holder(account: str, change):
    """What is done to a claims file so that the rows of one account are changed."""

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(row_of(document, account))
        return json_document(document)

    return changed


def changed_root(data: bytes) -> bytes:
    document = json.loads(data)
    claims = payout_of(document).get("claims")
    place = claims if isinstance(claims, dict) else document
    place["root"] = flipped(place["root"])
    return json_document(document)


def flipped(digest: str) -> str:
    """The digest with its last bit flipped."""
    return digest[:-1] + f"{int(digest[-1], 16) ^ 1:x}"


def raised(rows: dict, *members: str) -> None:
    for member in members:
        rows[member] = str(int(rows[member]) + 1)


def raise_claim(row: Row) -> None:
    raised(row.claim, "amount")


def raise_everything(row: Row) -> None:
    raised(row.holder, "share", "paid")
    raise_claim(row)
    for payment in row.claim.get("payments", []):
        if payment["holder"] == row.holder["account"]:
            raised(payment, "paid")


def raise_stake(row: Row) -> None:
    raised((row.holder.get("stakes") or row.holder["pieces"])[0], "amount")


def flip_sibling(row: Row) -> None:
    row.claim["proof"][-1] = flipped(row.claim["proof"][-1])


def drop_sibling(row: Row) -> None:
    row.claim["proof"].pop()


def move_leaf(row: Row) -> None:
    row.claim["leaf"] += 1


CHANGES = [raise_claim, raise_everything, raise_stake, flip_sibling, drop_sibling, move_leaf]


@pytest.mark.parametrize("which", ["latest", "earlier"])
def test_five_holders_are_accepted(which, published, verify):
    """Five of the latest epoch and five of an earlier one: the amount, every part, every sibling."""
    number = published.epochs[-1] if which == "latest" else published.epochs[0]
    expected = expected_of(published, number)
    streams = payout_of(published.json(f"epochs/{number}/report.json"))["streams"]
    for account in spread(sorted(expected, key=str.lower), 5):
        assert verify.check(account, number) == "verified", verify.verdict()
        assert verify.base_units() == expected[account].paid
        parts, shown = expected[account].parts, dict(verify.parts())
        for stream, amount in zip(streams, parts):
            assert shown.pop(stream["title"], 0) == amount, stream["title"]
        # What is left was returned or carried in, whatever it is called.
        assert sum(shown.values()) == sum(parts[len(streams):])
        document = published.json(claims_file(published, number, account))
        assert verify.siblings() == row_of(document, account).claim["proof"]
        assert verify.browser.errors() == []
        assert verify.browser.requests_beyond(verify.origin) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_claim_is_rejected(change, published, server, verify):
    number = published.epochs[-1]
    account = spread(list(expected_of(published, number)), 3)[1]
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
    root = payout_of(published.json(f"epochs/{number}/report.json"))["claims"]["root"]
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


def test_a_lost_connection_is_told(published, server, verify):
    number = published.epochs[-1]
    account = next(iter(claims_of(published, number)))
    verify.browser.open(f"{server.origin}/verify/index.html")
    verify.browser.wait_until_idle()
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    verify.driver.execute_cdp_cmd("Network.enable", {})
    verify.driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        verify.driver.find_element(By.ID, "account").send_keys(account + Keys.ENTER)
        assert verify.outcome() == "refused"
        assert "could not be fetched. Is the connection down?" in verify.verdict()
    finally:
        verify.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**offline, "offline": False})
    verify.browser.errors()
    assert verify.check(account, number) == "verified"


HOLDERS = "account,weight,share,accruedIn,adjustment,paid,accruedOut,beneficiary"


def test_holders_of_every_kind_are_told_apart(published, verify):
    """Of ruleset 2: below the minimum, redirected, receiving for others, owing after a correction."""
    number = published.epochs[-1]
    report = published.json(f"epochs/{number}/report.json")
    if "assets" not in report:
        pytest.skip("an epoch of ruleset 1 has holders of one kind")
    asset = payout_of(report)["asset"]["id"]
    rows = csv_rows((published.epoch_folder(number) / asset / "holders.csv").read_bytes(), HOLDERS)
    below = [row[0] for row in rows if row[5] == "0" and not row[6].startswith("-") and row[6] != "0"]
    owing = [row[0] for row in rows if row[6].startswith("-")]
    redirected = [(row[0], row[7]) for row in rows if row[7] != row[0] and row[5] != "0"]
    said = [(account, "below the minimum payout") for account in below[:2]]
    said += [(account, "worked off by later shares") for account in owing[:2]]
    said += [(account, f"paid to {beneficiary}") for account, beneficiary in redirected]
    said += [(beneficiary, "of what others are paid") for _, beneficiary in redirected]
    evidence = {row["account"]: "own signature" if row["signature"] else row["transaction"] for row in report["beneficiaries"]}
    said += [(account, evidence[account]) for account, _ in redirected]
    for account, words in said:
        assert verify.check(account, number) == "verified", verify.verdict()
        assert words in verify.browser.text(), (account, words)
        assert verify.browser.errors() == []
