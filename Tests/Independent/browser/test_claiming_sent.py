"""Between the button that claims and the block: nothing is sent unasked, and what becomes of what was sent is told."""

import re

import pytest
from selenium.webdriver.common.by import By

from claim_sites import NOBODY
from claiming_fixtures import claim_arguments, holding, made, node, open_kind, wallet  # noqa: F401
from claiming_page import ClaimingPage
from published_rows import claims_of
from test_accessibility import AXE, RUN
from wallet_bridge import Refusal

# Between the button and the block


def test_nothing_is_asked_before_the_button(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    assert page.check(account, 3) == "verified"
    page.browser.wait_until_idle()
    assert wallet.asked == [] and page.element("claiming-section").is_displayed()
    page.press_ask()
    page.browser.wait_until_idle()
    assert wallet.sent() == []


def refused(*_):
    raise Refusal(4001, "User rejected the request.")


def test_the_owner_refuses(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    wallet.answers["eth_sendTransaction"] = refused
    page.press_claim("Epoch 3")
    page.until_said("Epoch 3", "You refused it in the wallet. Nothing was sent.")
    del wallet.answers["eth_sendTransaction"]
    assert "Done" in page.claim("Epoch 3")
    wallet.answers["eth_requestAccounts"] = refused
    assert page.press_ask() == "You refused it in the wallet." and page.items() == []


@pytest.mark.parametrize("change", ["account", "chain"])
def test_a_wallet_that_changed_sends_nothing(change, open_kind, wallet, node):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    setattr(wallet, change, node.client.accounts[1] if change == "account" else 5)
    page.press_claim("Epoch 3")
    page.until_said("Epoch 3", "another account or chain now than when it was asked. Nothing was sent")
    assert wallet.sent() == []


def test_a_claim_that_somebody_made_meanwhile_is_not_sent(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    site.distributors[3].send("claim", *claim_arguments(site, 3, account))
    assert "It stands otherwise now than it was shown. Nothing was sent." in page.claim("Epoch 3")
    assert wallet.sent() == []


def test_a_transaction_that_reverts(open_kind, wallet, node):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)

    def send_too_late(transaction):
        site.distributors[3].send("claim", *claim_arguments(site, 3, account))
        return wallet.client.request("eth_sendTransaction", transaction | {"gas": "0x40000"})

    wallet.answers["eth_sendTransaction"] = send_too_late
    assert re.search(r"The contract refused it in block \d+: nothing was paid, only gas was spent.", page.claim("Epoch 3", "Failed"))


def test_a_transaction_that_waits(open_kind, wallet, node):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    node.client.request("evm_setAutomine", False)
    words = page.claim("Epoch 3", "Sent")
    assert "Waiting for a block that holds it." in words and re.search("Transaction 0x[0-9a-f]{64}", words)
    assert page.driver.execute_script("return document.activeElement === arguments[0]", page.item("Epoch 3"))
    assert site.token.call("balanceOf", account) == 0
    assert page.summary() == "No claim can be made now, 1 is on the way, 3 cannot be made as it stands."
    assert page.press_ask() == page.summary()
    assert page.mark("Epoch 3") == "Sent" and wallet.sent()[0]["data"] and page.words("Epoch 3") == words
    assert page.driver.find_elements(By.CSS_SELECTOR, "#claiming-list button") == [] and len(wallet.sent()) == 1
    node.client.mine()
    assert "Done: block" in page.until("Epoch 3")
    assert "1 was paid already" in page.summary()
    assert site.token.call("balanceOf", account) == site.claim(3, account)


def test_a_block_whose_log_shows_no_payment(open_kind, wallet, node):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    wallet.answers["eth_getTransactionReceipt"] = lambda hash_: wallet.client.request("eth_getTransactionReceipt", hash_) | {"logs": []}
    assert f"{account} was paid 0.00 USDC in it" in page.claim("Epoch 3", "Look it up")


def test_a_wallet_that_gives_no_hash(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    wallet.answers["eth_sendTransaction"] = lambda transaction: "sent"
    page.press_claim("Epoch 3")
    page.until_said("Epoch 3", "The wallet gave no hash of a transaction.")


TWO_WALLETS = """
addEventListener("eip6963:requestProvider", () => {
  const locked = { request: async () => { throw new Error("locked"); } };
  for (const [name, provider] of [["<b>First</b>", locked], ["Second", window.ethereum], ["Second", window.ethereum]]) {
    dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: { info: { name }, provider } }));
  }
});
"""


def test_one_of_two_wallets_is_chosen(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    made = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": TWO_WALLETS})
    try:
        assert page.ask(account, 3) == "The wallet answered: locked" and wallet.asked == []
        select = page.element("wallet")
        assert select.text.split("\n") == ["<b>First</b>", "Second"]
        select.send_keys("S")
        page.wait(lambda: page.summary() == "")
        page.press_ask()
        assert page.mark("Epoch 3") == "Can be claimed"
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


def test_one_wallet_leaves_no_choice(open_kind):
    _, page, account = open_kind("epochs", 3)
    page.check(account, 3)
    assert not page.element("wallet-field").is_displayed() and page.element("wallet-account").is_displayed()


# The page around it


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360), ("light", 320)])
def test_claims_are_accessible_and_fit(scheme, width, open_kind, wallet):
    site, page, account = open_kind("epochs", 1, 2, 3, 4)
    site.fund(1)
    site.fund(3)
    wallet.account = NOBODY
    command = page.driver.execute_cdp_cmd
    command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    command("Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600})
    try:
        page.ask(account, 4)
        wallet.client.send(to=NOBODY, value=10**18)
        page.claim("Epoch 1")
        assert page.driver.execute_script("return document.documentElement.scrollWidth") <= width
        page.driver.execute_script(AXE.read_text())
        assert page.driver.execute_async_script(RUN) == []
    finally:
        command("Emulation.clearDeviceMetricsOverride", {})
        command("Emulation.setEmulatedMedia", {"features": []})


def test_another_account_begins_anew(open_kind):
    site, page, account = open_kind("epochs", 3)
    page.ask(account, 3)
    field = page.element("account")
    field.clear()
    field.send_keys(NOBODY + "\n")
    page.wait(lambda: NOBODY in page.verdict())
    assert page.items() == [] and page.summary() == "" and page.element("claiming-ask").text == "Ask my wallet what can be claimed"


def test_without_a_wallet_there_is_no_claiming(published, server, browser):
    page = ClaimingPage(browser, server.origin)
    assert page.check(sorted(claims_of(published, 3))[0], 3) == "verified"
    assert not page.element("claiming-section").is_displayed()


def test_one_script_sends_and_the_proof_file_has_none_of_it(published):
    sending = [path.name for path in (published.folder / "assets").iterdir() if b"eth_send" in path.read_bytes()]
    assert sending == ["claim-sending.js"]
    scripts = [*published.folder.rglob("*.js"), published.folder / "assets/proof-file.txt"]
    assert not [path for path in scripts if re.search("personal_sign|eth_sign|approve|permit", path.read_text())]
