"""The check of accounts in a large distribution, whose files hold neither proofs nor pieces (section 9.1)."""

import pytest
from selenium.webdriver.common.by import By

from keeping import content_of, saved, with_content
from large_sites import site_of
from preset_sites import site_with
from program import publish
from published import PublishedSite
from published_rows import claims_file, claims_of, expected_of, row_of
from range_files import with_range_files
from range_sites import accounts_of, assert_the_same, range_site
from reference.units import checksummed
from rules_sites import books_of_two
from site_server import SiteServer
from test_lookups import of_epochs
from test_proof_file import ProofFile
from test_two_payouts_page import A, E, F, NUMBER, SAID
from test_verify_page import ABSENT, flipped, spread
from verify_page import VerifyPage

TOGETHER = "All claims of the file together lead to the root in report.json"
STAKES = "The stakes give the weight"
UNCHECKED = "Not checked here: the stakes behind the weight, which the files of this distribution do not hold"
MOST_FILES, MOST_BYTES = 3, 150_000
PRESETS = ["uniswap", "sablier", "merkl", "cumulative", "murky", "duplicate-odd"]


@pytest.fixture(scope="module")
def opur(tmp_path_factory):
    site = range_site(site_with("{ format: openzeppelin }", tmp_path_factory.mktemp("opur"))[1])
    yield site
    site.stop()


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    publish(books_of_two(folder / "books"), folder / "site")
    site = range_site(folder / "site", (1, 2))
    yield site
    site.stop()


@pytest.fixture(autouse=True)
def nothing_is_logged(browser):
    yield
    assert browser.errors() == []


def checks(browser) -> list[str]:
    """The lines of the list, each without its mark."""
    return [row.get_property("textContent")[1:] for row in browser.driver.find_elements(By.CSS_SELECTOR, "#checks-list li")]


def shown(browser, element: str) -> str:
    return browser.driver.find_element(By.ID, element).text


def test_every_account_is_found_as_in_files_with_proofs(opur, browser):
    """A cumulative epoch with a redirection, a minimum and an excluded account; an account that is nobody."""
    site = PublishedSite(opur.folder)
    number = site.epochs[-1]
    report = site.json(f"epochs/{number}/report.json")
    beside = (ABSENT, *(each["account"] for each in report["exclusions"]))
    assert report["beneficiaries"] and report["exclusions"] and report["assets"][0]["claims"]["scheme"] == "cumulative"
    assert len(list((opur.folder / f"epochs/{number}/usdc/claims").rglob("*.json"))) > 20
    for found in assert_the_same(browser, opur, number, "usdc", beside):
        assert STAKES not in found["titles"]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_tree_in_account_order(preset, browser, tmp_path):
    site = range_site(site_with(f"{{ format: {preset}, order: account }}", tmp_path)[1])
    try:
        found = assert_the_same(browser, site, PublishedSite(site.folder).epochs[-1], "usdc", (ABSENT,))
        assert sum(1 for each in found if TOGETHER in each["titles"]) > len(found) // 2
    finally:
        site.stop()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 62])
def test_few_holders_and_many(count, browser, tmp_path):
    site = range_site(site_of(count, 2, tmp_path), (1, 2))
    try:
        assert_the_same(browser, site, 1, "usdc", (ABSENT,))
        verify, plain = VerifyPage(browser, site.server.origin), PublishedSite(site.plain.folder)
        for account in {*spread(accounts_of(site.folder, 1, "usdc"), 2)}:
            assert verify.check(account, 1) == "verified", verify.verdict()
            document = plain.json(claims_file(plain, 1, account))
            assert verify.siblings() == row_of(document, account).claim["proof"]
        assert verify.check(ABSENT, 1) == "nothing"
    finally:
        site.stop()


def test_what_a_reader_sees(opur, browser):
    site = PublishedSite(opur.folder)
    number = site.epochs[-1]
    expected = expected_of(PublishedSite(opur.plain.folder), number)
    verify = VerifyPage(browser, opur.server.origin)
    for account in spread(sorted(expected, key=str.lower), 5):
        assert verify.check(account, number) == "verified", verify.verdict()
        assert verify.base_units() == expected[account].paid
        listed = checks(browser)
        assert listed[3] == TOGETHER and listed[-1] == UNCHECKED and STAKES not in listed
        assert f"All {len(listed) - 1} checks hold, and the proof leads to the root." in verify.verdict()
        assert shown(browser, "why-words").startswith("The account has ")
        assert not browser.driver.find_element(By.ID, "stakes-table").is_displayed()
        assert f"This command shows how: revshare prove {account} --epoch {number} --explain" in " ".join(shown(browser, "explain-note").split())
        assert shown(browser, "proof-of").startswith("The claims file holds no proofs. This one was made here, from its ")
        assert verify.roots()[0] == verify.roots()[1]


def test_files_with_proofs_say_nothing_of_it(opur, browser):
    site = PublishedSite(opur.plain.folder)
    verify = VerifyPage(browser, opur.plain.origin)
    account = next(iter(expected_of(site, site.epochs[-1])))
    assert verify.check(account, site.epochs[-1]) == "verified"
    assert STAKES in checks(browser) and UNCHECKED not in checks(browser) and TOGETHER not in checks(browser)
    assert not browser.driver.find_element(By.ID, "explain-note").is_displayed() and shown(browser, "proof-of") == ""


@pytest.mark.parametrize("account, asset, outcome, units, words", SAID, ids=lambda value: value if isinstance(value, str) else "")
def test_holders_of_every_kind(account, asset, outcome, units, words, two, browser):
    """Paid, redirected, below the minimum, without weight, excluded; what the page says of their stakes it says here of none."""
    verify = VerifyPage(browser, two.server.origin)
    assert verify.check(account, NUMBER, asset) == outcome, verify.verdict()
    text = browser.text()
    for each in words:
        assert each in text or each.startswith("Staked since"), each
    assert units is None or verify.base_units() == units
    assert "Staked since" not in text
    assert (UNCHECKED in checks(browser)) == (outcome == "verified" and account not in (E, F))
    assert {row[-1].split()[0] for row in verify.payouts()} == {"all"}


def test_both_assets_are_found_as_in_files_with_proofs(two, browser):
    for asset in ("usdc", "dai"):
        assert_the_same(browser, two, NUMBER, asset, (ABSENT,))


def test_a_root_from_elsewhere_is_compared(opur, browser):
    number = PublishedSite(opur.folder).epochs[-1]
    verify = VerifyPage(browser, opur.server.origin)
    account = next(iter(claims_of(PublishedSite(opur.folder), number)))
    assert verify.check(account, number) == "verified"
    root = verify.roots()[0]
    assert verify.check_in_form(account, number, root) == "verified"
    assert verify.check_in_form(account, number, flipped(root)) == "rejected"
    assert f"The proof leads to the root that you entered: no, it leads to {root}" in verify.verdict()


def test_a_full_file_is_small_and_read_at_once(browser, tmp_path):
    """As many accounts as a file may hold."""
    server = SiteServer(with_range_files(site_of(512, 2, tmp_path), (512, 512)).resolve())
    try:
        verify = VerifyPage(browser, server.origin)
        for account in spread(sorted(claims_of(PublishedSite(server.folder), 1), key=str.lower), 2):
            assert verify.check(account, 1) == "verified", verify.verdict()
            fetched = of_epochs(browser.transfers())[1]
            assert len(fetched) <= MOST_FILES and sum(fetched.values()) <= MOST_BYTES, fetched
            assert "from its 512 claims. " in shown(browser, "proof-of") + " "
    finally:
        server.stop()


def change_weight(content: dict) -> str:
    content["proof"]["holder"]["weight"] += "0"
    return "The row of the account is in the sum tree of all holders: no, the rows lead to the root"


def change_sums(content: dict) -> str:
    content["proof"]["sums"] = None
    return "sum tree of all holders: no, the file proves neither that nor the weight"


def change_sibling(content: dict) -> str:
    content["proof"]["claim"]["proof"][1] = flipped(content["proof"]["claim"]["proof"][1])
    return "The proof leads to the root in this file: no, it leads to"


def change_pieces(content: dict) -> str:
    content["proof"]["holder"]["pieces"] = []
    return "The stakes give the weight: no, the stakes add up to 0"


def test_a_kept_file_checks_itself_offline(two, browser, tmp_path):
    assert VerifyPage(browser, two.server.origin).check(A, NUMBER, "usdc") == "verified"
    (tmp_path / "saved").mkdir()
    file = saved(browser, tmp_path / "saved", "save-file")
    content = content_of(file)
    assert content["proof"]["holder"]["pieces"] is None and content["proof"]["claim"]["proof"]
    opened = ProofFile(browser, tmp_path)
    assert opened.open(file) == "verified", opened.verdict()
    assert "gets 100.858676 USDC" in opened.verdict() and UNCHECKED in checks(browser) and STAKES not in checks(browser)
    note = " ".join(shown(browser, "explain-note").split())
    assert note.endswith(f"This command shows how: revshare prove {checksummed(bytes.fromhex(A[2:]))} --epoch {NUMBER} --explain")
    assert browser.requests_beyond(opened.path.parent.as_uri()) == []
    for change in (change_weight, change_sums, change_sibling, change_pieces):
        content = content_of(file)
        said = change(content)
        assert opened.open(with_content(file, content)) == "rejected", change.__name__
        assert said in opened.verdict(), opened.verdict()
