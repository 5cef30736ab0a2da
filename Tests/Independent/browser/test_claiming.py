"""Claims from the page, by a wallet whose node is a real EVM: what is paid, what is told apart, and that nothing is sent unasked."""

import re

import pytest
from eth_utils import keccak
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from calldata import FUNCTIONS, call, values_of
from chain.chain_client import RPCFailure, RunningNode
from chromium import Chromium
from claim_sites import NOBODY, cumulative, long_site, per_epoch, published_with
from claiming_page import ClaimingPage
from corrected_sites import ACCOUNT, replaced
from published import PublishedSite
from published_rows import claims_file, claims_of, payout_of, row_of
from test_accessibility import AXE, RUN
from wallet_bridge import BridgedServer, Refusal, Wallet, connected

READS = {"eth_requestAccounts", "eth_chainId", "eth_call", "eth_getCode"}
KINDS = {
    "epochs": (per_epoch, "EpochDistributor", "openzeppelin"),
    "uniswap": (per_epoch, "UniswapDistributor", "uniswap"),
    "standard": (cumulative, "CumulativeStandardDistributor", "openzeppelin"),
    "drop": (cumulative, "CumulativeDistributor", "cumulative"),
    "merkl": (cumulative, "MerklDistributor", "merkl"),
}
SIGNATURES = {"merkleRoot": "merkleRoot()", "getMerkleRoot": "getMerkleRoot()", "token": "token()", "claim": "claim(address,uint256,bytes32[])",
              "hasClaimed": "hasClaimed(address)", "isClaimed": "isClaimed(address)", "claimed": "claimed(address)",
              "isIndexClaimed": "isClaimed(uint256)", "tokenClaimed": "claimed(address,address)"}
SELECTORS = {name: "0x" + keccak(text=signature)[:4].hex() for name, signature in SIGNATURES.items()}


@pytest.fixture(scope="module")
def node():
    with RunningNode("--chain-id", 1) as node:
        yield node


@pytest.fixture(scope="module")
def wallet(node):
    return Wallet(node.url)


@pytest.fixture(scope="module")
def holding():
    """A browser with the wallet."""
    browser = Chromium()
    with connected(browser):
        yield browser
    browser.quit()


@pytest.fixture(scope="module")
def made(node, wallet, tmp_path_factory):
    """Sites by their kind, each made when it is first wanted, before any test changes the chain."""
    sites = {name: make(node.client, tmp_path_factory.mktemp(name), kind, tree) for name, (make, kind, tree) in KINDS.items()}
    servers = {name: BridgedServer(site.site.folder.resolve(), wallet) for name, site in sites.items()}
    yield sites, servers
    for server in servers.values():
        server.stop()


@pytest.fixture
def open_kind(made, node, wallet, holding):
    """Opens a site of a kind for an account that has claims in some epochs; the chain is what it was afterwards."""
    sites, servers = made
    taken = node.client.request("evm_snapshot")

    def opened(name: str, *epochs: int):
        site, page = sites[name], ClaimingPage(holding, servers[name].origin)
        account = site.account([*epochs])
        wallet.reset(account)
        node.client.send(to=account, value=10**18)
        return site, page, account

    yield opened
    node.client.request("evm_setAutomine", True)
    node.client.request("evm_revert", taken)


def post_root(site, epoch: int) -> None:
    contract = site.distributors[epoch]
    if "updateTree" in contract.functions:
        contract.send("updateTree", (site.root(epoch), bytes(32)))
    else:
        contract.send("setMerkleRoot", site.root(epoch))


def expected_data(site, epoch: int, account: str, signature: str) -> str:
    """The call as eth-abi encodes it."""
    claim = row_of(site.site.json(claims_file(site.site, epoch, account)), account).claim | {"account": account}
    payout = site.payout(epoch)
    preset = payout["claims"]["preset"]
    if preset == "openzeppelin":
        values = values_of("cumulative", claim, payout["claims"]["root"], None)
        return call(signature, values if signature.count(",") == 3 else values[:2] + values[3:])
    return call(signature, values_of(preset, claim, payout["claims"]["root"], payout["asset"]["contract"]))


# What is paid


@pytest.mark.parametrize(("name", "signature"), [("epochs", "claim(address,uint256,bytes32[])"), ("uniswap", FUNCTIONS["uniswap"][0])])
def test_each_epoch_is_claimed_from_its_contract(name, signature, open_kind, wallet):
    site, page, account = open_kind(name, 1, 2, 3, 4)
    for epoch in (1, 2, 3):
        site.fund(epoch)
    assert page.ask(account, 4) == "3 claims can be made now, 1 cannot be made as it stands."
    assert page.claims() == {"Everything up to epoch 4": "No contract", **{f"Epoch {epoch}": "Can be claimed" for epoch in (3, 2, 1)}}
    assert wallet.methods() <= READS and wallet.sent() == []
    due = 0
    for epoch in (2, 1, 3):
        title, contract, amount = f"Epoch {epoch}", site.distributors[epoch], site.claim(epoch, account)
        words = page.words(title)
        assert f"This transaction pays {amount / 10**6:.6f}".rstrip("0") in words and f"USDC to {account}." in words
        for fact in (contract.address, "Ethereum (chain 1)", f"{amount:,}", signature):
            assert fact in words
        done = page.claim(title)
        due += amount
        assert re.search(r"Done: block \d+ holds it, and [\d,.]+ USDC went to " + account, done)
        assert site.token.call("balanceOf", account) == due
        assert wallet.sent()[-1] == {"from": account.lower(), "to": contract.address.lower(), "value": "0x0", "chainId": "0x1",
                                     "data": expected_data(site, epoch, account, signature)}
    assert page.summary() == "No claim can be made now, 3 were paid already, 1 cannot be made as it stands."
    assert page.press_ask() == "No claim can be made now, 3 were paid already, 1 cannot be made as it stands."
    assert "The contract has paid this claim" in page.words("Epoch 2")
    assert len(wallet.sent()) == 3
    assert page.browser.errors() == [] and page.browser.requests_beyond(page.origin) == []


@pytest.mark.parametrize(("name", "signature"), [("standard", FUNCTIONS["cumulative"][0]), ("drop", FUNCTIONS["cumulative"][0]),
                                                 ("merkl", FUNCTIONS["merkl"][0])])
def test_one_claim_holds_all_epochs(name, signature, open_kind, wallet):
    site, page, account = open_kind(name, 4, 5)
    first, whole = site.claim(4, account), site.claim(5, account)
    site.fund(4, 10**12)
    post_root(site, 4)
    page.ask(account, 5)
    assert list(page.claims().items())[:2] == [("Everything up to epoch 5", "Not posted yet"), ("Everything up to epoch 4", "Can be claimed")]
    assert "The contract still holds the root of epoch 4." in page.words("Everything up to epoch 5")
    page.claim("Everything up to epoch 4")
    assert site.token.call("balanceOf", account) == first
    post_root(site, 5)
    page.press_ask()
    assert page.mark("Everything up to epoch 5") == "Can be claimed" and "Everything up to epoch 4" not in page.claims()
    assert f"the contract has paid {first / 10**6:.6f}".rstrip("0") in page.words("Everything up to epoch 5")
    assert f"{whole - first:,}" in page.words("Everything up to epoch 5")
    page.claim("Everything up to epoch 5")
    assert site.token.call("balanceOf", account) == whole
    assert wallet.sent()[-1]["data"] == expected_data(site, 5, account, signature)
    assert page.press_ask().startswith("No claim can be made now, 1 was paid already")
    assert page.browser.errors() == []


def test_epochs_are_found_from_any_of_them(open_kind):
    site, page, account = open_kind("epochs", 1, 2, 3)
    site.fund(2)
    page.ask(account, 1)
    assert page.mark("Epoch 2") == "Can be claimed"
    assert page.driver.find_elements(By.CSS_SELECTOR, "#history-rows button") == []


# Accounts and chains


def test_anyone_may_send_a_claim_and_the_account_is_paid(open_kind, wallet, node):
    site, page, account = open_kind("epochs", 3)
    other = node.client.accounts[3]
    wallet.account = other.lower()
    site.fund(3)
    page.ask(account, 3)
    assert f"connected as {other}, another account than the one that was checked." in page.notices()
    assert f"Sent from, for gas alone {other}" in page.words("Epoch 3")
    page.claim("Epoch 3")
    assert site.token.call("balanceOf", account) == site.claim(3, account)
    assert site.token.call("balanceOf", other) == 0


def test_a_contract_that_takes_a_claim_from_its_account_alone(open_kind, wallet, node):
    site, page, account = open_kind("merkl", 5)
    wallet.account = node.client.accounts[3].lower()
    site.fund(5)
    post_root(site, 5)
    page.ask(account, 5)
    assert page.mark("Everything up to epoch 5") == "Other account"
    assert f"takes this claim from {account} alone: switch the account" in page.words("Everything up to epoch 5")


def test_the_other_chain_is_told_and_switched_from(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    wallet.chain = 137
    site.fund(3)
    page.ask(account, 3)
    assert set(page.claims().values()) == {"Other chain"}
    assert "Your wallet is connected to chain 137. These claims are paid on Ethereum (chain 1)." in page.notices()
    assert "eth_call" not in wallet.methods()
    page.driver.find_element(By.CSS_SELECTOR, ".claiming-chain button").send_keys(Keys.ENTER)
    page.until("Epoch 3", "Can be claimed")
    page.settled()
    assert ("wallet_switchEthereumChain", [{"chainId": "0x1"}]) in wallet.asked


@pytest.mark.parametrize(("code", "words"), [(4902, "The wallet does not know Ethereum (chain 1)."), (4001, "You refused it in the wallet.")])
def test_a_chain_that_the_wallet_does_not_take(code, words, open_kind, wallet):
    _, page, account = open_kind("epochs", 3)
    wallet.chain = 137

    def refuse(_):
        raise Refusal(code, "no")

    wallet.answers["wallet_switchEthereumChain"] = refuse
    page.ask(account, 3)
    page.driver.find_element(By.CSS_SELECTOR, ".claiming-chain button").send_keys(Keys.ENTER)
    page.wait(lambda: words in page.summary())


# States of a contract


def test_claims_that_cannot_be_made_are_told_apart(open_kind):
    site, page, account = open_kind("epochs", 1, 2, 3, 4)
    site.fund(1)
    site.distributors[1].send("claim", *claim_arguments(site, 1, account))
    site.fund(2, 1_500_000)
    assert page.ask(account, 4) == "No claim can be made now, 1 was paid already, 3 cannot be made as it stands."
    assert page.claims() == {"Everything up to epoch 4": "No contract", "Epoch 3": "Not funded", "Epoch 2": "Not funded", "Epoch 1": "Paid"}
    assert f"no contract at this address on Ethereum (chain 1). Ask the publisher. Contract {NOBODY}" in page.words("Everything up to epoch 4")
    assert "The contract holds 0.00 USDC, less than" in page.words("Epoch 3")
    assert "The contract holds 1.50 USDC, less than" in page.words("Epoch 2")
    assert page.driver.find_elements(By.CSS_SELECTOR, "#claiming-list button") == []


def claim_arguments(site, epoch: int, account: str) -> tuple:
    claim = row_of(site.site.json(claims_file(site.site, epoch, account)), account).claim
    return account, int(claim["amount"]), [bytes.fromhex(each[2:]) for each in claim["proof"]]


def test_a_contract_without_a_root_and_epochs_without_a_contract(open_kind):
    _, page, account = open_kind("standard", 1, 2, 3, 5)
    page.ask(account, 5)
    assert page.claims() == {"Everything up to epoch 5": "Not posted yet", **{f"Epoch {epoch}": "No contract" for epoch in (3, 2, 1)}}
    assert "The contract holds no root yet." in page.words("Everything up to epoch 5")
    assert "The books name no contract" in page.words("Epoch 1")


def answering(wallet, **answers: str):
    """eth_call with other answers for some selectors."""
    others = {SELECTORS[name]: answer for name, answer in answers.items()}

    def call_contract(transaction, *rest):
        answer = others.get(transaction["data"][:10])
        if isinstance(answer, dict):
            raise RPCFailure(answer)
        return answer or wallet.client.request("eth_call", transaction, *rest)

    return call_contract


def test_a_root_that_no_epoch_has(open_kind, wallet):
    _, page, account = open_kind("epochs", 3)
    wallet.answers["eth_call"] = answering(wallet, merkleRoot="0x" + "ab" * 32)
    page.ask(account, 3)
    assert page.mark("Epoch 3") == "Another root" and "holds a root that no epoch of this site has: 0x" + "ab" * 32 in page.words("Epoch 3")


def test_a_contract_that_went_on_to_a_later_epoch(open_kind, wallet):
    site, page, account = open_kind("epochs", 2, 3)
    wallet.answers["eth_call"] = answering(wallet, merkleRoot="0x" + site.root(3).hex())
    page.ask(account, 3)
    assert page.mark("Epoch 2") == "No longer posted" and "The contract now holds the root of epoch 3" in page.words("Epoch 2")


def test_a_contract_of_another_token(open_kind, wallet):
    _, page, account = open_kind("epochs", 3)
    wallet.answers["eth_call"] = answering(wallet, token="0x" + "00" * 12 + "22" * 20)
    page.ask(account, 3)
    assert page.mark("Epoch 3") == "Another token" and "0x" + "22" * 20 in page.words("Epoch 3")


def word(number: int) -> str:
    return "0x" + number.to_bytes(32, "big").hex()


def test_contracts_whose_way_of_paying_does_not_fit(made, wallet, holding, tmp_path):
    token = made[0]["epochs"].token
    for tree, epoch, names, amounts in [("uniswap", 5, ("merkleRoot", "isIndexClaimed"), {0: "pays all of a claim each time", 1: "has paid this claim"}),
                                        ("merkl", 3, ("getMerkleRoot", "tokenClaimed"), {5: "pays only differences, but this claim is of one epoch"})]:
        site = published_with(tmp_path / tree, {1: NOBODY}, token.address, tree, True)
        server = BridgedServer(site.folder.resolve(), wallet)
        page = ClaimingPage(holding, server.origin)
        account = sorted(claims_of(site, epoch))[0]
        wallet.reset(account)
        root = payout_of(site.json(f"epochs/{epoch}/report.json"))["claims"]["root"]
        title = "Everything up to epoch 5" if epoch == 5 else "Epoch 3"
        for paid, words in amounts.items():
            wallet.answers["eth_call"] = answering(wallet, **{names[0]: root, names[1]: word(paid)})
            page.ask(account, epoch)
            assert words in page.words(title) and page.mark(title) == ("Paid" if paid == 1 else "Ask first")
        server.stop()


def test_a_contract_that_holds_the_root_before_a_correction(wallet, holding, tmp_path):
    folder = replaced(tmp_path)
    server = BridgedServer(folder.resolve(), wallet)
    site, page = PublishedSite(folder), ClaimingPage(holding, server.origin)
    first, then = (payout_of(site.json(f"epochs/{publication}/report.json"))["claims"]["root"] for publication in ("4", "4.1"))
    assert first != then
    wallet.reset(ACCOUNT)
    wallet.answers["eth_call"] = answering(wallet, merkleRoot=first)
    page.ask(ACCOUNT, 4)
    words = page.words("Everything up to epoch 4")
    assert page.mark("Everything up to epoch 4") == "Not posted yet"
    assert "still holds the root of epoch 4, which correction 4.1 took the place of" in words
    wallet.answers["eth_call"] = answering(wallet, merkleRoot=then)
    page.press_ask()
    assert page.mark("Everything up to epoch 4") == "Refused"
    server.stop()


def test_many_epochs_are_asked_about_a_part_at_a_time(wallet, holding, tmp_path):
    site, account = long_site(tmp_path, 14)
    server = BridgedServer(site.folder.resolve(), wallet)
    page = ClaimingPage(holding, server.origin)
    wallet.reset(account)
    assert page.ask(account, 14) == "No claim can be made now, 12 cannot be made as it stands."
    assert list(page.claims()) == [f"Epoch {epoch}" for epoch in range(14, 2, -1)]
    assert page.element("claiming-more").text == "Ask about the 2 epochs before"
    page.element("claiming-more").send_keys(Keys.ENTER)
    page.wait(lambda: len(page.claims()) == 14 and "14" in page.settled())
    assert not page.element("claiming-more").is_displayed()
    server.stop()


TEXT = "0x08c379a0" + (32).to_bytes(32, "big").hex() + (3).to_bytes(32, "big").hex() + b"<b>".hex().ljust(64, "0")
UNPAID = "The contract has not paid this claim, but refuses it"
REFUSALS = [({"code": 3, "message": "execution reverted: Pausable: paused", "data": "0x"}, "Refused", UNPAID + ": Pausable: paused."),
            ({"code": 3, "message": "execution reverted", "data": TEXT}, "Refused", UNPAID + ": <b>."),
            ({"code": -32603, "message": "Internal JSON-RPC error.", "data": {"code": 3, "message": "execution reverted", "data": TEXT}}, "Refused",
             UNPAID + ": <b>."),
            ({"code": 3, "message": "execution reverted", "data": "0xd93c0665"}, "Refused", UNPAID + ": EnforcedPause."),
            ({"code": 3, "message": "execution reverted", "data": "0x12345678"}, "Refused", UNPAID + ": error 0x12345678."),
            ({"code": 3, "message": "execution reverted", "data": "0x4e487b71" + "11".rjust(64, "0")}, "Refused", UNPAID + ": panic 17."),
            ({"code": -32015, "message": "VM execution error.", "data": "Reverted " + TEXT}, "Refused", UNPAID + ": <b>."),
            ({"code": 3, "message": "execution reverted", "data": "0x"}, "Refused", UNPAID + ", and gives no reason."),
            ({"code": 3, "message": "execution reverted", "data": "0x646cf558"}, "Paid", "The contract has paid this claim"),
            ({"code": -32000, "message": "execution reverted: Drop already claimed."}, "Paid", "The contract has paid this claim"),
            ({"code": -32005, "message": "too many requests"}, "Not known", "The wallet answered: too many requests")]


def test_what_a_contract_or_wallet_says(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    page.ask(account, 3)
    for error, mark, words in REFUSALS:
        wallet.answers["eth_call"] = answering(wallet, claim={"data": None} | error)
        page.press_ask()
        assert page.mark("Epoch 3") == mark and words in page.words("Epoch 3"), error
    assert page.driver.find_elements(By.CSS_SELECTOR, "#claiming-list b") == []


def test_a_contract_that_does_not_say_what_it_paid(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    nothing = {"code": 3, "message": "execution reverted", "data": "0x"}
    wallet.answers["eth_call"] = answering(wallet, hasClaimed=nothing, isClaimed=nothing, claimed=nothing)
    page.ask(account, 3)
    assert page.mark("Epoch 3") == "Can be claimed"
    wallet.answers["eth_call"] = answering(wallet, hasClaimed=nothing, isClaimed=nothing, claimed=nothing, claim=nothing)
    page.press_ask()
    assert "The contract refuses this claim, and gives no reason. It may have been claimed, or the contract has a claim function" in page.words("Epoch 3")
    wallet.answers["eth_call"] = answering(wallet, merkleRoot=nothing)
    page.press_ask()
    assert page.mark("Epoch 3") == "Can be claimed"


def test_a_contract_that_takes_anything_is_not_asked_to(open_kind, wallet):
    site, page, account = open_kind("epochs", 3)
    site.fund(3)
    wallet.answers["eth_call"] = answering(wallet, claim="0x" + "00" * 32)
    page.ask(account, 3)
    assert page.mark("Epoch 3") == "Refused" and "takes any amount" in page.words("Epoch 3")


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
