"""An epoch that pays in two assets, each with its own pool, minimum and tree; the figures in DAI are worked by hand."""

import csv

import pytest
from program import publish, run
from rules_sites import books_of_two


@pytest.fixture(scope="module")
def epoch(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    publish(books_of_two(folder / "books"), folder / "site")
    assert run("audit", folder / "site").returncode == 0
    return folder / "site" / "epochs" / "2"


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def account(digit):
    return "0x" + digit * 40


def test_the_second_asset_is_shared_out_by_the_same_weights(epoch):
    # 600 by the weights 116,640 : 183,600 : 864, rounded down; 2 are left. B redirects to E.
    assert [(r["account"], r["share"], r["paid"], r["beneficiary"]) for r in rows(epoch / "dai" / "holders.csv")] == [
        (account("1"), "232", "232", account("1")),
        (account("2"), "365", "365", account("5")),
        (account("3"), "1", "1", account("3")),
    ]
    assert [(r["account"], r["amount"]) for r in rows(epoch / "dai" / "claims.csv")] == [
        (account("1"), "232"),
        (account("3"), "1"),
        (account("5"), "365"),
    ]


def test_the_page_tells_each_asset_apart(epoch):
    page = (epoch / "index.html").read_text()
    assert "2 holders are paid 261.19 USDC and 3 holders are paid 5.98 DAI" in page
    # What came back is no revenue: 652.36 of 1,152.36 is 56.61%.
    assert "of which 652.36 USDC and 15.00 DAI went to the pool. 5.00 USDC came back" in page
    assert "56.61% of revenue, and 5.00 that came back" in page
    # 657.365675 = 262.946270 + 392.419405 + 2.000000.
    facts = page[page.index('id="facts-caption"') : page.index('id="facts-caption-dai"')]
    assert 'Charge of corrections<span class="cell-note">' in facts and '<td class="num">2.000000</td>' in facts


def test_who_redirects_has_no_claim_and_that_is_right(epoch):
    site = epoch.parent.parent
    proven = run("prove", account("2"), "--site", site, "--asset", "dai")
    assert proven.returncode == 0, proven.stderr
    assert f"paid to {account('5')}, whose claim has it" in proven.stdout
    assert run("prove", account("5"), "--site", site, "--asset", "dai").returncode == 0
    # A file with the figures alone is tied to no root, and says whose is.
    file = epoch.parent / "proof.json"
    file.write_text(run("prove", account("2"), "--site", site, "--asset", "dai", "--json").stdout)
    verified = run("verify", file)
    assert verified.returncode == 1 and f"in the claim of {account('5')}: prove that account" in verified.stdout + verified.stderr
