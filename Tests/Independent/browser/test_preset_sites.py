"""The check in the browser on sites with other trees: holders are accepted, every change of their claim is rejected."""

import json

import pytest

from preset_sites import site_with
from published import PublishedSite
from published_rows import Row, claims_file, claims_of, expected_of, payout_of, row_of
from reference.canonical import json_document
from site_server import SiteServer
from test_verify_page import CHANGES, changed_holder, changed_root, move_leaf, spread
from verify_page import VerifyPage

TREES = ["{ format: uniswap }", "{ format: merkl }", "{ order: hash }", "{ format: convex, order: account }",
         "{ format: sablier }", "{ format: murky, order: hash }"]


@pytest.fixture(scope="module", params=TREES, ids=lambda tree: tree.strip("{ }"))
def chosen(request, tmp_path_factory):
    _, folder = site_with(request.param, tmp_path_factory.mktemp("preset"))
    server = SiteServer(folder.resolve())
    yield PublishedSite(folder), server
    server.stop()


def changed_index(row: Row) -> None:
    row.claim["index"] += 1


def changed_claims(member: str, value):
    """What is done to a report so that its claims say something else."""

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        payout_of(document)["claims"][member] = value
        return json_document(document)

    return changed


def test_holders_are_accepted_and_tampered_ones_rejected(chosen, browser):
    site, server = chosen
    verify = VerifyPage(browser, server.origin)
    number = site.epochs[-1]
    expected = expected_of(site, number)
    for account in spread(sorted(expected, key=str.lower), 5):
        assert verify.check(account, number) == "verified", verify.verdict()
        assert verify.base_units() == expected[account].paid
        assert sum(amount for _, amount in verify.parts()) == sum(expected[account].parts)
        document = site.json(claims_file(site, number, account))
        assert verify.siblings() == row_of(document, account).claim["proof"]
        assert browser.errors() == []
    account = spread(list(expected), 3)[1]
    # Where leaves stand by their hashes, nothing in one small file binds a leaf's position; it is in no hash either.
    is_by_hash = payout_of(site.json(f"epochs/{number}/report.json"))["claims"]["order"] == "hash"
    for change in [change for change in CHANGES if not (is_by_hash and change is move_leaf)] + [changed_index]:
        with server.changed(claims_file(site, number, account), changed_holder(account, change)):
            assert verify.check(account, number) == "rejected", (change.__name__, verify.verdict())
    report = f"epochs/{number}/report.json"
    with server.changed(report, changed_root):
        assert verify.check(account, number) == "rejected", verify.verdict()
    for member, value in [("preset", "eigenlayer"), ("order", "given"), ("leafEncoding", ["string"])]:
        with server.changed(report, changed_claims(member, value)):
            assert verify.check(account, number) == "refused", verify.verdict()
    assert verify.check(account, number) == "verified"


def test_another_preset_with_the_same_fields_is_rejected(chosen, browser):
    """A report that names another preset, with that preset's leaf encoding, leads to other leaves."""
    site, server = chosen
    number = site.epochs[-1]
    claims = payout_of(site.json(f"epochs/{number}/report.json"))["claims"]
    other = {"uniswap": "sablier", "sablier": "uniswap", "merkl": "urd", "murky": "convex"}.get(claims["preset"], "cumulative")
    types = {"sablier": ["uint256", "address", "uint128"], "uniswap": ["uint256", "address", "uint256"]}

    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        payout_of(document)["claims"].update(preset=other, leafEncoding=types.get(other, claims["leafEncoding"]))
        return json_document(document)

    verify = VerifyPage(browser, server.origin)
    account = next(iter(claims_of(site, number)))
    with server.changed(f"epochs/{number}/report.json", changed):
        assert verify.check(account, number) == "rejected", verify.verdict()
