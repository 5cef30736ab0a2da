"""The file that checks itself, opened from disk: the page and the program make the same, and no change of it is accepted."""

import json
import pathlib

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from keeping import content_of, proved, saved, with_content
from program import publish, run
from published_rows import expected_of
from rules_sites import books_of_two
from site_server import SiteServer
from test_two_payouts_page import A, B, C, E, F, HOSTILE
from test_verify_page import flipped, spread
from verify_page import VerifyPage

MOST_BYTES = 80_000


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    publish(books_of_two(folder / "books"), folder / "site")
    server = SiteServer((folder / "site").resolve())
    yield server
    server.stop()


@pytest.fixture(scope="module")
def file(published) -> bytes:
    """The proof of an account of the latest epoch, which is paid itself."""
    number = published.epochs[-1]
    account = spread(list(expected_of(published, number)), 3)[1]
    return proved(published.folder, account, number, "usdc", "html")


class ProofFile:
    """A file that was opened from disk, by its elements."""

    def __init__(self, browser, folder: pathlib.Path):
        self.browser, self.driver, self.path = browser, browser.driver, folder / "proof.html"

    def open(self, content: bytes) -> str:
        self.path.write_bytes(content)
        self.browser.open(self.path.as_uri())
        return self.outcome()

    def outcome(self) -> str:
        WebDriverWait(self.driver, 10).until(lambda _: self.verdict())
        kinds = self.driver.find_element(By.CSS_SELECTOR, "#verdict > *").get_attribute("class").split()
        if "is-bad" in kinds:
            return "rejected" if self.verdict().startswith("Do not trust this") else "refused"
        return "verified" if "is-good" in kinds else "untied"

    def verdict(self) -> str:
        return self.driver.find_element(By.ID, "verdict").text

    def enter(self, root: str) -> str:
        field = self.driver.find_element(By.ID, "root")
        field.clear()
        field.send_keys(root, Keys.ENTER)
        return self.outcome()


@pytest.fixture
def opened(browser, tmp_path) -> ProofFile:
    return ProofFile(browser, tmp_path)


def assert_the_same(site: pathlib.Path, browser, folder: pathlib.Path, account: str, epoch: int, asset: str) -> None:
    """That the page, which is open, saves what the program prints."""
    for button, form in [("save-json", "json"), ("save-file", "html")]:
        assert saved(browser, folder, button) == proved(site, account, epoch, asset, form), (account, epoch, asset, form)


def test_page_and_program_make_the_same_files(published, server, browser, tmp_path):
    verify = VerifyPage(browser, server.origin)
    for number in published.epochs:
        account = spread(list(expected_of(published, number)), 3)[1]
        assert verify.check(account, number) == "verified"
        assert_the_same(published.folder, browser, tmp_path, account, number, "usdc")


@pytest.mark.parametrize("asset", ["usdc", "dai"])
def test_they_make_the_same_of_holders_of_every_kind(asset, two, browser, tmp_path):
    verify = VerifyPage(browser, two.origin)
    for account in (A, B, C, E, F) if asset == "usdc" else (A, B, C, E):
        assert verify.check(account, 2, asset) == "verified", verify.verdict()
        assert_the_same(two.folder, browser, tmp_path, account, 2, asset)


def test_the_json_is_what_verify_reads(published, server, browser, tmp_path):
    number = published.epochs[-1]
    account = next(iter(expected_of(published, number)))
    assert VerifyPage(browser, server.origin).check(account, number) == "verified"
    path = tmp_path / "kept" / "proof.json"
    path.parent.mkdir()
    path.write_bytes(saved(browser, tmp_path / "kept", "save-json"))
    assert run("verify", path).returncode == 0


def test_ten_holders_verify_offline(published, opened):
    for number in (published.epochs[0], published.epochs[-1]):
        expected = expected_of(published, number)
        for account in spread(sorted(expected, key=str.lower), 5):
            content = proved(published.folder, account, number, "usdc", "html")
            assert len(content) < MOST_BYTES
            assert opened.open(content) == "verified", opened.verdict()
            assert account in opened.verdict()
            shown = opened.driver.find_element(By.ID, "payout-base").text.split(" ")[0].replace(",", "")
            assert int(shown) == expected[account].paid
            assert opened.driver.find_elements(By.CSS_SELECTOR, "#roots .bad") == []
            assert opened.browser.errors() == []
            assert opened.browser.requests_beyond(opened.path.parent.as_uri()) == []
            assert run("verify", opened.path).returncode == 0


def claim_of(content: dict) -> dict:
    return content["proof"].get("claim") or content["proof"]["holder"]["claim"]


def change_amount(content: dict) -> str:
    claim_of(content)["amount"] = str(int(claim_of(content)["amount"]) + 1)
    return "The claim is what it was before and what is paid now: no, the claim says"


def change_all_amounts(content: dict) -> str:
    """As a forger would, who makes the figures agree; the leaf does not follow."""
    claim, holder = claim_of(content), content["proof"]["holder"]
    more = 10**12
    claim["amount"] = str(int(claim["amount"]) + more)
    next(payment for payment in claim["payments"] if payment["holder"] == holder["account"])["paid"] = str(int(holder["paid"]) + more)
    holder["adjustment"] = str(int(holder["adjustment"]) + more)
    holder["paid"] = str(int(holder["paid"]) + more)
    return "Account and amount hash to the leaf: no, the hash is"


def change_leaf_hash(content: dict) -> str:
    claim_of(content)["leafHash"] = flipped(claim_of(content)["leafHash"])
    return "Account and amount hash to the leaf: no, the hash is"


def change_sibling(content: dict) -> str:
    claim_of(content)["proof"][1] = flipped(claim_of(content)["proof"][1])
    return "The proof leads to the root in this file: no, it leads to"


def drop_sibling(content: dict) -> str:
    claim_of(content)["proof"].pop()
    return "The claim has its place in the tree: no, the proof has"


def change_root(content: dict) -> str:
    content["proof"]["root"] = flipped(content["proof"]["root"])
    return "The proof leads to the root in this file: no, it leads to"


def change_leaf(content: dict) -> str:
    claim_of(content)["leaf"] += 1
    return "The claim has its place in the tree: no, index"


def change_index(content: dict) -> str:
    claim_of(content)["index"] += 1
    return "The claim has its place in the tree: no, index"


def change_count(content: dict) -> str:
    content["claimCount"] = 2
    return "The claim has its place in the tree: no, index"


def change_account(content: dict) -> str:
    other = "0x" + "11" * 20
    holder = content["proof"]["holder"]
    content["proof"]["account"] = claim_of(content)["account"] = holder["account"] = holder["beneficiary"] = other
    claim_of(content)["payments"][0]["holder"] = other
    return "Account and amount hash to the leaf: no, the hash is"


def change_weight(content: dict) -> str:
    content["proof"]["holder"]["weight"] += "0"
    return "The stakes give the weight: no, the stakes add up to"


def change_stake(content: dict) -> str:
    content["proof"]["holder"]["pieces"][0]["amount"] += "0"
    return "The stakes give the weight: no, a stake has not the weight"


def change_total_weight(content: dict) -> str:
    content["proof"]["totalWeight"] += "0"
    return "The formula gives the share: no, it gives"


def change_allocation(content: dict) -> str:
    content["proof"]["allocation"] += "0"
    return "The formula gives the share: no, it gives"


def change_paid(content: dict) -> str:
    content["proof"]["holder"]["paid"] += "0"
    return "What is due is paid, or kept below the minimum: no, paid is"


def change_part(content: dict) -> str:
    content["proof"]["parts"][0]["amount"] += "0"
    return "The parts by stream add up to the share: no, they add up to"


CHANGES = [change_amount, change_all_amounts, change_leaf_hash, change_sibling, drop_sibling, change_root, change_leaf, change_index, change_count,
           change_account, change_weight, change_stake, change_total_weight, change_allocation, change_paid, change_part]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_rejected_by_its_name(change, file, opened):
    """By the file itself, and by `revshare verify`, which believes nothing but the content."""
    content = content_of(file)
    words = change(content)
    assert opened.open(with_content(file, content)) == "rejected", opened.verdict()
    assert words in opened.verdict()
    assert run("verify", opened.path).returncode == 1
    assert not opened.driver.find_element(By.ID, "result").is_displayed()


def test_a_forged_file_that_agrees_with_itself_is_found_by_its_root(file, opened):
    """A forger can make another tree; the root that the contract holds is the judge."""
    content = content_of(file)
    root = content["proof"]["root"]
    assert opened.open(file) == "verified"
    assert "Compare it with the one that the contract holds" in opened.verdict()
    assert opened.enter(root.upper().replace("0X", "0x")) == "verified" and "that you entered" in opened.verdict()
    assert opened.enter(flipped(root)) == "rejected"
    assert f"The proof leads to the root that you entered: no, it leads to {root}" in opened.verdict()
    assert opened.enter("0x12") == "rejected"
    assert "64 hex digits" in opened.driver.find_element(By.ID, "root-status").text


@pytest.mark.parametrize("change", [lambda c: c.update(format="revshare-proof-file-v9"), lambda c: c.update(proof=None), lambda c: c["proof"].update(epoch=None),
                                    lambda c: claim_of(c).update(proof="0x"), lambda c: claim_of(c).update(amount="1e9"), lambda c: claim_of(c).update(leaf=-1),
                                    lambda c: c["token"].update(decimals=10**15), lambda c: c["proof"].update(preset="eigenlayer"),
                                    lambda c: c["proof"].update(account=E), lambda c: claim_of(c).update(amount=str(2**256))])
def test_what_does_not_read_is_refused(change, file, opened):
    content = content_of(file)
    change(content)
    assert opened.open(with_content(file, content)) in ("refused", "rejected"), opened.verdict()


def test_kinds_of_holders(two, opened):
    said = {A: ("verified", "gets 100.858676 USDC"), B: ("verified", f"the payment is in the claim of {E}"), C: ("untied", "There is no claim to prove."),
            E: ("verified", "receives 160.333101 USDC of what others are paid")}
    for account, (outcome, words) in said.items():
        assert opened.open(proved(two.folder, account, 2, "usdc", "html")) == outcome, opened.verdict()
        assert words in opened.verdict()
        assert opened.browser.errors() == []
    assert opened.open(proved(two.folder, B, 2, "dai", "html")) == "untied"
    assert f"The payment is in the claim of {E}: save the proof of that account." in opened.verdict()


def test_another_script_or_style_does_not_run(file, opened):
    """The policy names the one script; a file whose policy was changed too is another file, which it says itself."""
    opened.path.write_bytes(file.replace(b"</body>", b"<script>document.title = 'another'</script><style>h1 { color: red }</style></body>"))
    opened.browser.open(opened.path.as_uri())
    assert opened.outcome() == "verified" and opened.driver.title != "another"
    assert len(opened.browser.errors()) == 2
    opened.path.write_bytes(file.replace(b'"use strict";', b'"use strict"; ', 1))
    opened.browser.open(opened.path.as_uri())
    assert opened.verdict() == "" and "That its own script was not replaced" in opened.browser.text()


def test_hostile_text_stays_text(file, opened):
    content = content_of(file)
    content["site"] = {"title": HOSTILE, "baseURL": "javascript:alert(1)", "notice": HOSTILE}
    content["token"]["symbol"] = content["proof"]["asset"]["symbol"] = content["proof"]["chain"]["name"] = HOSTILE
    content["titles"] = [HOSTILE for _ in content["titles"]]
    assert opened.open(with_content(file, content)) == "verified", opened.verdict()
    made = opened.driver.execute_script("return document.querySelectorAll('img, a, [onmouseover]').length + document.scripts.length")
    assert made == 3 and "hostile" not in opened.driver.title.split("<")[0]
    assert opened.browser.errors() == []


def test_content_cannot_end_its_element(two, opened, tmp_path):
    """A title with markup, as the books may hold it, through the program."""
    index = json.loads((two.folder / "index.json").read_text())
    with_title = json.dumps({**index, "site": {**index["site"], "title": "</script><script>alert(1)</script><!--"}})
    original = (two.folder / "index.json").read_bytes()
    try:
        (two.folder / "index.json").write_text(with_title)
        content = proved(two.folder, A, 2, "usdc", "html")
    finally:
        (two.folder / "index.json").write_bytes(original)
    assert opened.open(content) == "verified"
    assert "</script><script>alert(1)</script><!--" in opened.browser.text()


def test_with_scripts_off_it_says_so(file, browser_without_scripts, tmp_path):
    (tmp_path / "proof.html").write_bytes(file)
    browser_without_scripts.open((tmp_path / "proof.html").as_uri())
    assert "switched off" in browser_without_scripts.text()


def test_it_fits_a_phone(file, opened):
    size = {"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": True}
    opened.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert opened.open(file) == "verified"
        assert opened.driver.execute_script("return document.documentElement.scrollWidth") <= 320
    finally:
        opened.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
