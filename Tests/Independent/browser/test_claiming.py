"""Claims from the page, by a wallet whose node is a real EVM: what is paid, and what is told apart before anything is sent."""

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from calldata import FUNCTIONS
from chain.chain_client import RPCFailure
from claim_sites import NOBODY, long_site, published_with
from claiming_fixtures import (READS, SELECTORS, claim_arguments, expected_data, holding, made, node, open_kind,  # noqa: F401
                               post_root, wallet)
from claiming_page import ClaimingPage
from corrected_sites import ACCOUNT, replaced
from published import PublishedSite
from published_rows import claims_of, payout_of
from wallet_bridge import BridgedServer, Refusal

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
