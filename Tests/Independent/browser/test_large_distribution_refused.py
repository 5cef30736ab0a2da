"""Files of a large distribution that were changed: each change is refused, with words that say what is wrong."""

import json

import pytest

from published import PublishedSite
from published_rows import claims_file, payout_of
from range_sites import accounts_of, range_site, tampered
from test_large_distribution import TOGETHER, opur  # noqa: F401
from test_verify_page import changed_root, flipped
from verify_page import VerifyPage

LARGE = str(2**256)
ACCOUNT, WEIGHT, SHARE, ACCRUED_IN, ADJUSTMENT, PAID, ACCRUED_OUT, BENEFICIARY, INDEX, AMOUNT, BEFORE = range(11)


@pytest.fixture(scope="module")
def large(opur):
    return opur


@pytest.fixture(scope="module")
def chosen(large) -> tuple[str, int, str]:
    """An account that is paid, the epoch, and its file, which has several rows and nodes."""
    published = PublishedSite(large.folder)
    number = published.epochs[-1]
    for account in accounts_of(large.folder, number, "usdc"):
        path = claims_file(published, number, account)
        document = published.json(path)
        rows = [row.split(",") for row in document["rows"]]
        is_plain = all(row[AMOUNT] and row[PAID] != "0" and row[BENEFICIARY] == "" for row in rows)
        if len(rows) > 2 and is_plain and len(document["tree"]["nodes"]) > 2 and rows[0][ACCOUNT] == account:
            return account, number, path
    raise AssertionError("no such file")


def field(place: int, value, row: int = 0):
    """A change of one field, of the account's own row or another; a function makes the value of what stands there."""

    def change(document: dict) -> None:
        fields = document["rows"][row].split(",")
        fields[place] = value(fields[place]) if callable(value) else value
        document["rows"][row] = ",".join(fields)

    return change


def row(change, place: int = 0):
    def changed(document: dict) -> None:
        document["rows"][place] = change(document["rows"][place])

    return changed


def more(text: str) -> str:
    return str(int(text) + 1)


def own(document: dict) -> str:
    return document["rows"][0].split(",")[ACCOUNT]


def payment(document: dict, **members) -> dict:
    return {"account": own(document), "holder": own(document), "paid": "1", **members}


def tree(**members):
    return lambda d: d["tree"].update(members)


OTHER = "0x" + "11" * 20
REFUSED = [
    ("a field less", row(lambda text: text.rpartition(",")[0]), "a row of the claims file has 10 fields, not 11"),
    ("a field more", row(lambda text: text + ","), "a row of the claims file has 12 fields, not 11"),
    ("no text", row(lambda text: 7), "a row of the claims file is not text"),
    ("no list", lambda d: d.update(rows=None), "rows in the claims file is not a list"),
    ("false order", lambda d: d["rows"].reverse(), "not in the order of accounts, each once"),
    ("twice", lambda d: d["rows"].insert(0, d["rows"][0]), "not in the order of accounts, each once"),
    ("outside", field(ACCOUNT, "0x" + "ff" * 20, -1), "does not belong in the file of 0x"),
    ("no prefix", lambda d: d.update(prefix=None), "does not say which accounts it is for"),
    ("no account", field(ACCOUNT, "0x12"), "what a row of the claims file begins with is not an account"),
    ("no account, but markup", field(ACCOUNT, "<img src=x>"), "what a row of the claims file begins with is not an account"),
    ("half a claim", field(AMOUNT, ""), None),
    ("index without amount", lambda d: (field(AMOUNT, "")(d), field(INDEX, "3")(d)), "has half a claim"),
    ("half a holder", field(WEIGHT, ""), "the weight is not an amount"),
    ("half a holder, but a beneficiary", lambda d: [field(place, "" if place != BENEFICIARY else OTHER)(d) for place in range(1, 8)], "the paid amount is not an amount"),
    ("nothing", row(lambda text: text.split(",")[0] + "," * 10), "says nothing"),
    ("amount with a zero", field(AMOUNT, "007"), "is not an amount"),
    ("amount with an exponent", field(AMOUNT, "1e9"), "is not an amount"),
    ("negative amount", field(AMOUNT, "-1"), "is not an amount"),
    ("amount above 256 bits", field(AMOUNT, LARGE), "does not fit into 256 bits"),
    ("amount of many digits", field(AMOUNT, "9" * 100_000), "is not an amount"),
    ("weight above 256 bits", field(WEIGHT, LARGE), "the weight does not fit into 256 bits"),
    ("no index", field(INDEX, "x"), "is not a number"),
    ("large index", field(INDEX, "9" * 30), "is not a number"),
    ("no beneficiary", field(BENEFICIARY, "0x"), "the beneficiary is not an account"),
    ("no tree", lambda d: d.update(tree=None), "the claims file has claims, but does not say where they stand in the tree"),
    ("tree is text", lambda d: d.update(tree="0x"), "tree in the claims file is missing"),
    ("negative first", tree(first=-1), "tree.first in the claims file is not a count"),
    ("broken first", tree(first=0.5), "tree.first in the claims file is not a count"),
    ("first beyond count", tree(first=10_000), "have no place among"),
    ("large count", tree(count=2**40), "have no place among"),
    ("count is text", tree(count="54"), "tree.count in the claims file is not a count"),
    ("node less", lambda d: d["tree"]["nodes"].pop(), "a node of the claims tree is missing in it"),
    ("node more", lambda d: d["tree"]["nodes"].append("0x" + "00" * 32), "it has more nodes of the claims tree than its claims need"),
    ("half a node", lambda d: d["tree"]["nodes"].append("0x00"), "a node of the claims tree is not a hash of 32 bytes"),
    ("nodes are text", tree(nodes="0x"), "tree.nodes in the claims file is not a list"),
    ("no payments", lambda d: d.update(payments=None), "payments in the claims file is not a list"),
    ("payment of nobody", lambda d: d["payments"].append(payment(d, account=OTHER)), "which has no claim in it"),
    ("payment twice", lambda d: d["payments"].extend([payment(d), payment(d)]), "the payments of the claims file are not in order"),
    ("payment in false order", lambda d: d["payments"].extend([payment(d, holder="0x" + "ff" * 20), payment(d)]), "the payments of the claims file are not in order"),
    ("payment without holder", lambda d: d["payments"].append(payment(d, holder=None)), "a payment’s holder is not an account"),
    ("payment without amount", lambda d: d["payments"].append(payment(d, paid=1)), "a payment is not an amount"),
    ("another format", lambda d: d.update(format="revshare-claims-range-v2"), "has the format “revshare-claims-range-v2”, which does not belong to this report"),
]
REJECTED = [
    ("amount", field(AMOUNT, more), TOGETHER + ": no, they lead to 0x"),
    ("amount of another", field(AMOUNT, more, -1), TOGETHER + ": no, they lead to 0x"),
    ("node", lambda d: d["tree"]["nodes"].append(flipped(d["tree"]["nodes"].pop())), TOGETHER + ": no, they lead to 0x"),
    ("index", field(INDEX, "40"), "its claims are not numbered one after the other"),
    ("before", field(BEFORE, "5"), "The claim is what it was before and what is paid now: no, the claim says"),
    ("payment", lambda d: d["payments"].append(payment(d)), "The claim is what it was before and what is paid now: no, the claim says"),
    ("payment of another holder", lambda d: d["payments"].append(payment(d, holder=OTHER)), "no, the claim says"),
    ("weight", field(WEIGHT, more), "are in the sum tree of all holders: no, the rows lead to the root"),
    ("weight of another", field(WEIGHT, more, -1), "are in the sum tree of all holders: no, the rows lead to the root"),
    ("share", field(SHARE, more), "The formula gives the share: no, it gives"),
    ("paid", field(PAID, more), "What is due is paid, or kept below the minimum: no, paid is"),
    ("kept", field(ACCRUED_OUT, more), "What is due is paid, or kept below the minimum: no, what is kept is"),
    ("beneficiary", field(BENEFICIARY, OTHER), "It is paid to the account that the report names: no, the file says"),
    ("root", lambda d: d.update(root=flipped(d["root"])), "its root is not the one in report.json"),
    ("epoch", lambda d: d.update(epoch=1), "it is for epoch 1"),
    ("no sums", lambda d: d.update(sums=None), "are in the sum tree of all holders: no, it has no proof"),
]


def ids(changes: list) -> list[str]:
    return [each[0] for each in changes]


@pytest.mark.parametrize("change, said", [each[1:] for each in REFUSED], ids=ids(REFUSED))
def test_what_does_not_read_is_refused(change, said, large, chosen, browser):
    account, number, path = chosen
    verify = VerifyPage(browser, large.server.origin)
    with large.server.changed(path, tampered(change)):
        outcome = verify.check(account, number)
    # Without its amount the row has no claim, and the others stand in other places.
    assert outcome == "refused" or (said is None and outcome == "rejected"), verify.verdict()
    assert said is None or said in verify.verdict(), verify.verdict()


@pytest.mark.parametrize("change, said", [each[1:] for each in REJECTED], ids=ids(REJECTED))
def test_what_does_not_agree_is_rejected(change, said, large, chosen, browser):
    account, number, path = chosen
    verify = VerifyPage(browser, large.server.origin)
    with large.server.changed(path, tampered(change)):
        assert verify.check(account, number) == "rejected", verify.verdict()
    assert said in verify.verdict(), verify.verdict()


@pytest.mark.parametrize("place", [0, -1])
def test_a_row_that_is_left_out_is_found(place, large, chosen, browser):
    account, number, path = chosen
    other = PublishedSite(large.folder).json(path)["rows"][1].split(",")[ACCOUNT]
    verify = VerifyPage(browser, large.server.origin)
    with large.server.changed(path, tampered(lambda d: d["rows"].pop(place))):
        assert verify.check(other, number) in ("refused", "rejected"), verify.verdict()


def changed_claims(**members):
    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        payout_of(document)["claims"].update(members)
        return json.dumps(document).encode()

    return changed


def test_the_report_has_to_agree(large, chosen, browser):
    account, number, _ = chosen
    report = f"epochs/{number}/report.json"
    count = payout_of(PublishedSite(large.folder).json(report))["claims"]["count"]
    verify = VerifyPage(browser, large.server.origin)
    for change, outcome, said in [
        (changed_root, "rejected", TOGETHER + ": no, they lead to 0x"),
        (changed_claims(count=count + 1), "rejected", f"{TOGETHER}: no, the file is of a tree of {count} claims, the report of {count + 1}"),
        (changed_claims(order="hash"), "refused", "the claims file holds a range of accounts, but the tree is in the order “hash”"),
        (changed_claims(preset="sablier", leafEncoding=["uint256", "address", "uint128"]), "rejected", TOGETHER + ": no, they lead to 0x"),
    ]:
        with large.server.changed(report, change):
            assert verify.check(account, number) == outcome, verify.verdict()
        assert said in verify.verdict(), verify.verdict()
    assert verify.check(account, number) == "verified"


def test_files_with_proofs_may_not_lack_pieces(large, chosen, browser):
    account, number, _ = chosen
    plain = PublishedSite(large.plain.folder)
    verify = VerifyPage(browser, large.plain.origin)
    with large.plain.changed(claims_file(plain, number, account), tampered(lambda d: [each.update(pieces=None) for each in d["holders"]])):
        assert verify.check(account, number) == "refused"
    assert "the pieces is not a list" in verify.verdict()
