"""A node that the books name: asked for the root after the click and not before, the only foreign place that a page may ask."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from chromium import Chromium
from program import OPUR, copy, publish, run
from published import PublishedSite
from published_rows import claims_of, payout_of
from site_server import SiteServer
from stub_node import StubNode
from test_schemas import schema
from test_verify_page import flipped
from verify_page import VerifyPage

# The selector of merkleRoot(), as block explorers and contract tools give it.
MERKLE_ROOT = "0x2eb4a7ab"


def name_node(books: Path, address: str) -> None:
    path = books / "revshare.yaml"
    text = path.read_text()
    named = re.sub(r"^chain: \{ (.*) \}", rf'chain: {{ \1, node: "{address}" }}', text, flags=re.MULTILINE)
    assert named != text
    path.write_text(named)


@pytest.fixture(scope="module")
def trusting():
    """A browser that believes the stub's certificate."""
    browser = Chromium(trusts_any_certificate=True)
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    node = StubNode(tmp_path_factory.mktemp("node"))
    yield node
    node.stop()


@pytest.fixture(scope="module")
def named(node, tmp_path_factory):
    folder = tmp_path_factory.mktemp("named")
    books = copy(OPUR, folder / "books")
    name_node(books, node.origin + "/v3/main")
    publish(books, folder / "site")
    server = SiteServer((folder / "site").resolve())
    yield PublishedSite(folder / "site"), server
    server.stop()


@pytest.fixture
def asking(named, node, trusting):
    """The page with a holder that checks: the page, the payout of the epoch and the node's address."""
    site, server = named
    number = site.epochs[-1]
    verify = VerifyPage(trusting, server.origin)
    account = next(iter(claims_of(site, number)))
    node.reset()
    assert verify.check(account, number) == "verified"
    return verify, payout_of(site.json(f"epochs/{number}/report.json"))


def press(verify: VerifyPage, patience: int = 10) -> str:
    verify.driver.find_element(By.ID, "node-root").send_keys(Keys.ENTER)
    WebDriverWait(verify.driver, patience).until(lambda d: d.find_element(By.ID, "node-answer").text not in ("", "Asking…"))
    return verify.driver.find_element(By.ID, "node-answer").text


@pytest.mark.parametrize("is_same", [True, False])
def test_the_root_of_the_contract_is_compared(is_same, asking, node):
    verify, payout = asking
    root = payout["claims"]["root"] if is_same else flipped(payout["claims"]["root"])
    assert verify.browser.requests_beyond(verify.origin) == [] and node.asked == []
    node.reset(eth_call=root)
    words = press(verify)
    assert f"The node asked {payout['distributor']} on Ethereum (chain 1) for merkleRoot(), and sent nothing." in words
    assert ("The contract holds the root that your proof leads to." if is_same else "The contract holds another root") in words
    assert [(each["path"], each["method"], each["params"]) for each in node.asked] == [
        ("/v3/main", "eth_chainId", []), ("/v3/main", "eth_call", [{"to": payout["distributor"], "data": MERKLE_ROOT}, "latest"])]
    assert all(each["jsonrpc"] == "2.0" for each in node.asked)
    shown = " ".join(verify.driver.find_element(By.ID, "roots").text.split())
    assert f"as the node reads it {root} {'equal' if is_same else 'another root'}" in shown
    assert verify.browser.errors() == []


def test_the_node_learns_neither_page_nor_account(asking, node):
    verify, payout = asking
    node.reset(eth_call=payout["claims"]["root"])
    press(verify)
    assert len(node.headers) == 2
    for headers in node.headers:
        assert not {"Referer", "Cookie", "Authorization"} & headers.keys()
    account = verify.driver.find_element(By.ID, "account").get_property("value")
    assert account[2:].lower() not in json.dumps([node.asked, node.headers]).lower()


ANSWERS = [({"eth_chainId": "0x89"}, {}, "The node is connected to chain 137. The claim is paid on Ethereum, chain 1: tell the publisher"),
           ({"eth_chainId": 1}, {}, "The node did not say which chain it is connected to."),
           ({"eth_call": "0x"}, {}, "The contract has no answer to merkleRoot()."),
           ({"eth_call": "0x" + "0" * 64}, {}, "The contract holds no root yet."),
           ({"eth_call": {"error": {"code": 3, "message": "execution reverted <b>"}}}, {}, "The node answered: execution reverted <b>"),
           ({"eth_call": {}}, {}, "The node gave no answer that can be read (HTTP status 200)."),
           ({}, {"status": 503, "text": "busy"}, "The node gave no answer that can be read (HTTP status 503)."),
           ({}, {"text": "null"}, "The node gave no answer that can be read (HTTP status 200)."),
           ({}, {"refuses": True}, "The node could not be reached, or does not answer pages of other sites."),
           ({}, {"moved": "https://127.0.0.1:1/"}, "The node could not be reached, or does not answer pages of other sites.")]


@pytest.mark.parametrize(("answers", "otherwise", "words"), ANSWERS, ids=lambda value: "")
def test_a_node_that_gives_no_root(answers, otherwise, words, asking, node):
    verify, _ = asking
    node.reset(**answers)
    for name, value in otherwise.items():
        setattr(node, name, value)
    assert words in press(verify)
    assert "as the node reads it" not in verify.driver.find_element(By.ID, "roots").text


def test_a_node_that_does_not_answer_in_time(asking, node):
    verify, _ = asking
    node.delay = 12.0
    assert "The node did not answer within 10 seconds." in press(verify, patience=15)


def test_the_policy_admits_the_node_and_nobody_else(asking, node):
    verify, _ = asking
    asks = "fetch(arguments[0], {method: 'POST', body: '{}', mode: 'no-cors'}).then(() => arguments[1]('sent'), () => arguments[1]('refused'))"
    verify.browser.errors()
    other = node.origin.replace("127.0.0.1", "127.0.0.2")
    assert verify.driver.execute_async_script(asks, other + "/") == "refused"
    assert any("Content Security Policy" in error for error in verify.browser.errors())
    assert node.asked == []


def test_only_the_check_page_names_it_and_the_audit_renders_it_again(named, node):
    site, _ = named
    policy = f"connect-src 'self' {node.origin};"
    with_policy = [path for path, data in site.files.items() if policy.encode() in data]
    assert with_policy == ["verify/index.html"]
    assert site.json("index.json")["site"]["node"] == node.origin + "/v3/main"
    Draft202012Validator(schema("revshare-index-v1")).validate(site.json("index.json"))
    audit = run("audit", site.folder, "--json", "--quiet")
    assert audit.returncode == 0, audit.stdout
    assert json.loads(audit.stdout)["agrees"] is True


def test_a_site_without_a_node_has_neither_button_nor_policy(published, server, browser):
    verify = VerifyPage(browser, server.origin)
    number = published.epochs[-1]
    assert verify.check(next(iter(claims_of(published, number))), number) == "verified"
    assert browser.driver.find_elements(By.ID, "node-root") == []
    assert b"connect-src 'self';" in published.files["verify/index.html"]
    assert "node" not in published.json("index.json")["site"]


def test_an_index_with_a_hostile_node_is_refused(named, tmp_path):
    """An auditor's program renders what index.json says: an address that would change the policy does not get there."""
    site, _ = named
    forged = copy(site.folder, tmp_path / "site")
    index = forged / "index.json"
    index.write_bytes(re.sub(rb'"node": "[^"]*"', b'"node": "https://evil.example; script-src *"', index.read_bytes()))
    finished = run("audit", forged, "--json", "--quiet")
    assert finished.returncode == 1
    assert any("site.node" in json.dumps(finding) for finding in json.loads(finished.stdout)["findings"]), finished.stdout
