"""What the page says of the sums over all holders, and that it refuses every change of their proof."""

import json

import pytest
from selenium.webdriver.common.by import By

from published_rows import claims_file, expected_of, payout_of
from reference.canonical import json_document
from test_verify_page import flipped, raised, spread
from verify_page import VerifyPage


def latest(published) -> int:
    number = published.epochs[-1]
    assert published.json(f"epochs/{number}/report.json")["ruleset"] == 2
    return number


def account_of(published, number: int) -> str:
    return spread(list(expected_of(published, number)), 3)[1]


def words(verify: VerifyPage) -> str:
    return verify.driver.find_element(By.ID, "sums-words").text


def figures(verify: VerifyPage) -> list[str]:
    return [VerifyPage._cells(row)[1].replace(",", "") for row in verify.driver.find_elements(By.CSS_SELECTOR, "#sums-rows tr")]


def test_the_sums_are_those_of_the_report(published, server, browser):
    number = latest(published)
    account = account_of(published, number)
    report = published.json(f"epochs/{number}/report.json")
    payout = payout_of(report)
    sums = json.loads((published.folder / claims_file(published, number, account)).read_bytes())["sums"]
    verify = VerifyPage(browser, server.origin)
    assert verify.check(account, number) == "verified"
    assert figures(verify) == [
        str(sums["holders"]), report["stake"]["totalWeight"], payout["allocation"]["shares"], payout["allocation"]["amount"],
        payout["claims"]["toFund"],
    ]
    assert verify.driver.find_element(By.CSS_SELECTOR, "#sums-root .root").text == sums["root"]
    assert f"of {payout['payment']['holderCount']} holders" in words(verify) and "entry in the log names that root" in words(verify)
    assert browser.errors() == []


def test_under_ruleset_1_it_is_said_that_there_is_no_proof(published, server, browser):
    number = next(number for number in published.epochs if published.json(f"epochs/{number}/report.json")["ruleset"] == 1)
    verify = VerifyPage(browser, server.origin)
    assert verify.check(account_of(published, number), number) == "verified"
    assert "hold no proof of what all holders get together" in words(verify) and figures(verify) == []


def side(document: dict) -> list:
    return document["sums"]["left"] or document["sums"]["right"]


def tampered(change):
    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json_document(document)

    return changed


def others_raised(document: dict) -> None:
    """Another row of the file gets a larger weight: no check of the account's own row sees it."""
    raised(document["holders"][-1], "weight")


TREE = "The rows of the claims file are in the sum tree of all holders: no, "
CHANGES = [
    ("weight of a node", lambda d: raised(side(d)[0], "weight"), TREE + "the rows lead to the root"),
    ("share of a node", lambda d: raised(side(d)[0], "share"), TREE + "the rows lead to the root"),
    ("payment of a node", lambda d: raised(side(d)[0], "paid"), TREE + "the rows lead to the root"),
    ("hash of a node", lambda d: side(d)[0].update(hash=flipped(side(d)[0]["hash"])), TREE + "the rows lead to the root"),
    ("root", lambda d: d["sums"].update(root=flipped(d["sums"]["root"])), TREE + "the rows lead to the root"),
    ("node less", lambda d: side(d).pop(), TREE + "a node of it is missing"),
    ("node more", lambda d: side(d).append(side(d)[0]), TREE + "it has more nodes than the rows need"),
    ("place", lambda d: d["sums"].update(first=d["sums"]["holders"]), TREE + "the rows have no place among"),
    ("another row", others_raised, TREE + "the rows lead to the root"),
    ("no proof", lambda d: d.update(sums=None), TREE + "it has no proof."),
    ("too large", lambda d: side(d)[0].update(weight=str(2**256 - 1)), TREE + "its sums do not fit into 256 bits"),
]


@pytest.mark.parametrize("change, said", [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES])
def test_a_changed_proof_is_refused(change, said, published, server, browser):
    number = latest(published)
    account = account_of(published, number)
    verify = VerifyPage(browser, server.origin)
    with server.changed(claims_file(published, number, account), tampered(change)):
        assert verify.check(account, number) == "rejected"
    assert said in verify.verdict(), verify.verdict()


def raise_figure(*way):
    def changed(data: bytes) -> bytes:
        report = json.loads(data)
        raised(payout_of(report)[way[0]], way[1])
        return json_document(report)

    return changed


def test_an_amount_to_fund_that_the_rows_do_not_give_is_refused(published, server, browser):
    number = latest(published)
    verify = VerifyPage(browser, server.origin)
    with server.changed(f"epochs/{number}/report.json", raise_figure("claims", "toFund")):
        assert verify.check(account_of(published, number), number) == "rejected"
    assert "What all holders are paid is the amount to fund: no" in verify.verdict()


def stated(published, number: int) -> dict:
    """What index.json says of the epoch's entry in the log."""
    return next(each for each in published.json("index.json")["epochs"] if each["number"] == number)


def changed_sums(number: int, change):
    def changed(data: bytes) -> bytes:
        index = json.loads(data)
        change(next(each for each in index["epochs"] if each["number"] == number)["assets"][0])
        return json.dumps(index).encode()

    return changed


def test_the_index_repeats_the_statement(published):
    for number in published.epochs:
        statement = published.json(f"epochs/{number}/statement.json")
        assets = {each["asset"]: each["sums"] for each in statement["assets"]}
        said = {each["id"]: each["sums"] and {**each["sums"], "holders": str(each["sums"]["holders"])} for each in stated(published, number)["assets"]}
        assert said == assets


def test_the_root_is_compared_with_the_statement(published, server, browser):
    number = latest(published)
    account = account_of(published, number)
    verify = VerifyPage(browser, server.origin)
    assert verify.check(account, number) == "verified" and "entry in the log names that root and these sums: statement.json" in words(verify)
    assert browser.errors() == []
    root = stated(published, number)["assets"][0]["sums"]["root"]
    for key, value in [("root", flipped(root)), ("weight", "1"), ("holders", 1), ("paid", "1"), ("shares", None)]:
        with server.changed("index.json", changed_sums(number, lambda asset: asset["sums"].update({key: value}))):
            assert verify.check(account, number) == "rejected"
            assert "are those of the epoch’s statement, as index.json repeats it: no, index.json " in verify.verdict()
    with server.changed("index.json", changed_sums(number, lambda asset: asset.update(sums=None))):
        assert verify.check(account, number) == "rejected" and "names no sum tree for this asset" in verify.verdict()


def test_a_site_without_a_log_says_so(published, server, browser):
    number = latest(published)

    def without_log(data: bytes) -> bytes:
        index = json.loads(data)
        for epoch in index["epochs"]:
            for key in ["publication", "statement", "entry", "corrections"]:
                del epoch[key]
        del index["log"]
        return json.dumps(index).encode()

    verify = VerifyPage(browser, server.origin)
    with server.changed("index.json", without_log):
        assert verify.check(account_of(published, number), number) == "verified"
        assert "has no statement of the epoch" in words(verify)
