"""The check with a browser wallet, a stub of EIP-1193: it is asked for an account and for a root, and for nothing else."""

import json
from contextlib import contextmanager

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from published_rows import claims_of, payout_of
from test_verify_page import flipped
from verify_page import VerifyPage

# The selector of merkleRoot(), as block explorers and contract tools give it.
MERKLE_ROOT = "0x2eb4a7ab"
STUB = """
(answers => {
  const provider = { asked: [], request: async ({ method, params }) => {
    provider.asked.push([method, params]);
    const answer = answers[method];
    if (answer === undefined) throw new Error("no " + method);
    if (answer.refused) throw { code: 4001, message: "User rejected" };
    if (answer.failed) throw { code: -32000, message: answer.failed };
    return answer.gives;
  } };
  window.stub = provider;
  if (answers.announced) {
    addEventListener("eip6963:requestProvider", () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: { provider } })));
  } else {
    window.ethereum = provider;
  }
})(%s);
"""


@contextmanager
def wallet(browser, **answers):
    """While it lasts, every page finds a wallet that gives these answers."""
    given = {"eth_chainId": {"gives": "0x1"}} | answers
    made = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": STUB % json.dumps(given)})
    try:
        yield
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


@pytest.fixture
def verify(server, browser) -> VerifyPage:
    return VerifyPage(browser, server.origin)


def press(verify: VerifyPage, button: str, status: str) -> str:
    """Presses a button and waits for what its status says."""
    verify.driver.find_element(By.ID, button).send_keys(Keys.ENTER)
    WebDriverWait(verify.driver, 10).until(lambda d: d.find_element(By.ID, status).text)
    return verify.driver.find_element(By.ID, status).text


def asked(verify: VerifyPage) -> list:
    return verify.driver.execute_script("return window.stub.asked")


@pytest.mark.parametrize("announced", [False, True])
def test_the_account_of_the_wallet_is_checked(announced, published, verify):
    account = next(iter(claims_of(published, published.epochs[-1])))
    with wallet(verify.browser, eth_requestAccounts={"gives": [account.lower()]}, announced=announced):
        verify.browser.open(f"{verify.origin}/verify/index.html")
        verify.driver.find_element(By.ID, "wallet-account").send_keys(Keys.ENTER)
        assert verify.outcome() == "verified" and account in verify.verdict()
        assert asked(verify) == [["eth_requestAccounts", []]]
        assert verify.browser.errors() == []


@pytest.mark.parametrize("answer, words", [({"refused": True}, "You refused it in the wallet."), ({"gives": []}, "The wallet showed no account."),
                                           ({"gives": "0x12"}, "The wallet showed no account."), ({"failed": "locked <b>"}, "The wallet answered: locked <b>")])
def test_a_wallet_that_shows_no_account(answer, words, verify):
    with wallet(verify.browser, eth_requestAccounts=answer):
        verify.browser.open(f"{verify.origin}/verify/index.html")
        assert press(verify, "wallet-account", "wallet-status") == words


def test_what_the_wallet_shows_is_checked_as_any_account(verify):
    with wallet(verify.browser, eth_requestAccounts={"gives": ["<img src=x>"]}):
        verify.browser.open(f"{verify.origin}/verify/index.html")
        verify.driver.find_element(By.ID, "wallet-account").send_keys(Keys.ENTER)
        assert verify.outcome() == "refused"


@pytest.mark.parametrize("is_same", [True, False])
def test_the_root_of_the_contract_is_compared(is_same, published, verify):
    number = published.epochs[-1]
    account = next(iter(claims_of(published, number)))
    payout = payout_of(published.json(f"epochs/{number}/report.json"))
    root = payout["claims"]["root"] if is_same else flipped(payout["claims"]["root"])
    with wallet(verify.browser, eth_call={"gives": root}):
        assert verify.check(account, number) == "verified"
        words = press(verify, "wallet-root", "wallet-answer")
        assert f"Your wallet asked {payout['distributor']} on Ethereum (chain 1) for merkleRoot(), and sent nothing." in words
        assert ("The contract holds the root that your proof leads to." if is_same else "The contract holds another root") in words
        assert asked(verify) == [["eth_chainId", []], ["eth_call", [{"to": payout["distributor"], "data": MERKLE_ROOT}, "latest"]]]
        shown = verify.driver.find_element(By.ID, "roots").text
        assert f"as your wallet reads it {root} {'equal' if is_same else 'another root'}" in " ".join(shown.split())
        assert verify.browser.errors() == []


CALLS = [({"eth_chainId": {"gives": "0x89"}}, "The wallet is connected to chain 137. The claim is paid on Ethereum, chain 1: switch the wallet to it and ask again."),
         ({"eth_chainId": {"gives": "1"}}, "The wallet did not say which chain it is connected to."),
         ({"eth_call": {"gives": "0x"}}, "The contract has no answer to merkleRoot()."),
         ({"eth_call": {"gives": 7}}, "The contract has no answer to merkleRoot()."),
         ({"eth_call": {"gives": "0x" + "0" * 64}}, "The contract holds no root yet."),
         ({"eth_call": {"failed": "execution reverted"}}, "The wallet answered: execution reverted")]


@pytest.mark.parametrize("answers, words", CALLS, ids=lambda value: "")
def test_a_wallet_that_gives_no_root(answers, words, published, verify):
    number = published.epochs[-1]
    with wallet(verify.browser, **answers):
        assert verify.check(next(iter(claims_of(published, number))), number) == "verified"
        assert words in press(verify, "wallet-root", "wallet-answer")


def test_without_a_wallet_nothing_is_offered(published, verify):
    number = published.epochs[-1]
    assert verify.check(next(iter(claims_of(published, number))), number) == "verified"
    for button in ("wallet-account", "wallet-root"):
        assert not verify.driver.find_element(By.ID, button).is_displayed()
