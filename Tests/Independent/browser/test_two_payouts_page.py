"""The check of the epoch that the specification works by hand (section 10), with a second payout asset.

A is paid, B redirects to E, C and F stay below the minimum of USDC, D is excluded. In DAI, without a minimum, 600 units are
shared out by the same weights. What the page says of each is written out here.
"""

import json

import pytest

from published import PublishedSite
from program import publish
from reference.canonical import json_document
from rules_sites import books_of_two
from site_server import SiteServer
from verify_page import VerifyPage

A, B, C, D, E, F = ("0x" + digit * 40 for digit in "123456")
NUMBER = 2
REPORT = "epochs/2/report.json"
CLAIMS = "epochs/2/usdc/claims/0x.json"
HOSTILE = "\"\u0301 onmouseover=\"alert(1)'><img src=x onerror=\"document.title='hostile'\">\u202e</title><script>alert(1)</script>"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    publish(books_of_two(folder / "books"), folder / "site")
    server = SiteServer((folder / "site").resolve())
    yield server
    server.stop()


@pytest.fixture
def verify(served, browser) -> VerifyPage:
    return VerifyPage(browser, served.origin)


@pytest.fixture(autouse=True)
def nothing_is_logged(request, browser):
    yield
    assert browser.errors() == []


SAID = [
    # account, asset, outcome, base units, words of the page
    (A, "usdc", "verified", 100_858_676, [
        "gets 100.858676 USDC for epoch 2.",
        "a weight of 1,350.00 T-days",
        "Staked since 2026-01-09: 100 T counted 1× from 2026-01-11 to 2026-01-14, and 100 T counted 1.5× from 2026-01-14 to 2026-01-21.",
        "A share of 101.858676 USDC, less 1.00 USDC that corrections of earlier epochs take back, makes 100.858676 USDC due.",
        "Claims of earlier epochs 40.000000 Paid for this epoch 100.858676 The claim 140.858676",
    ]),
    (B, "usdc", "verified", 160_333_101, [
        f"is owed 160.333101 USDC for epoch 2, paid to {E}.",
        "Staked since 2026-01-11: 200 T counted 1× from 2026-01-11 to 2026-01-16, and 150 T counted 1.5× from 2026-01-16 to 2026-01-21.",
        f"It is paid to {E}, by this account’s transaction 0x{'ab' * 32}, since 2026-01-02.",
        "The claim of the account that is paid holds it, and its proof leads to the root",
        "Claims of earlier epochs 7.000000 The claim 7.000000",
    ]),
    (C, "usdc", "verified", 0, [
        "is paid nothing for epoch 2: 4.954508 USDC is below the minimum payout and is kept for the next.",
        "A share of 0.754508 USDC, with 1.20 USDC kept from earlier epochs and with 3.00 USDC that corrections of earlier epochs add, makes 4.954508 USDC due.",
        "What is due is below the minimum payout of 5.00 USDC: 4.954508 USDC is kept for the next epoch.",
        "There is no claim to prove",
    ]),
    (F, "usdc", "verified", 0, [
        "The account has no weight in this epoch, so it has no share; what follows was owed before.",
        "0.70 USDC is kept for the next epoch.",
    ]),
    (E, "usdc", "verified", None, [
        "receives 160.333101 USDC of what others are paid in epoch 2.",
        f"Claims of earlier epochs 0.000000 Paid for {B} 160.333101 The claim 160.333101",
    ]),
    (D, "usdc", "nothing", None, ["is excluded in epoch 2 and gets nothing.", "Reason: Treasury"]),
    (A, "dai", "verified", 232, ["gets 2.32 DAI for epoch 2."]),
    (B, "dai", "verified", 365, [
        f"is owed 3.65 DAI for epoch 2, paid to {E}.",
        f"This is the claim of {E}, which holds the payment.",
    ]),
    (C, "dai", "verified", 1, ["gets 0.01 DAI for epoch 2."]),
    (E, "dai", "verified", None, ["receives 3.65 DAI of what others are paid in epoch 2."]),
    (F, "dai", "nothing", None, ["gets nothing in this asset in epoch 2."]),
]


# Paid and kept in each asset; E receives what B is owed.
PAID = {A: [("100.858676", "0.00"), ("2.32", "0.00")], B: [("160.333101", "0.00"), ("3.65", "0.00")], C: [("0.00", "4.954508"), ("0.01", "0.00")],
        D: [("0.00", "0.00"), ("0.00", "0.00")], E: [("160.333101", "0.00"), ("3.65", "0.00")], F: [("0.00", "0.70"), ("0.00", "0.00")]}


def in_both(account: str, shown: str) -> list[list[str]]:
    """The rows that sum up the two assets."""
    names = {"usdc": "USDC", "dai": "DAI"}
    headings = [f"{name} (shown here)" if asset == shown else f"check {name}" for asset, name in names.items()]
    return [[heading, f"{paid} {name}", f"{kept} {name}"] for heading, name, (paid, kept) in zip(headings, names.values(), PAID[account])]


@pytest.mark.parametrize("account, asset, outcome, units, words", SAID, ids=lambda value: value if isinstance(value, str) else "")
def test_what_the_page_says(account, asset, outcome, units, words, verify):
    assert verify.check(account, NUMBER, asset) == outcome, verify.verdict()
    text = verify.browser.text()
    for each in words:
        assert each in text, each
    if units is not None:
        assert verify.base_units() == units
    assert [row[:-1] for row in verify.payouts()] == in_both(account, asset)
    assert {row[-1].split()[0] for row in verify.payouts()} == {"all"}
    assert verify.browser.requests_beyond(verify.origin) == []


def test_parts_are_those_of_the_specification(verify):
    assert verify.check(A, NUMBER) == "verified"
    assert verify.parts() == [("Subscriptions", 77474892), ("Advertising", 23609028), ("Returned from expired claims", 774749), ("Remainder carried in", 7)]
    assert verify.check(C, NUMBER, "dai") == "verified"
    assert sum(amount for _, amount in verify.parts()) == 1


def test_a_payment_without_own_claim_is_proven_in_the_claim_of_its_beneficiary(served, verify):
    assert verify.check(B, NUMBER, "dai") == "verified"
    claims = json.loads((served.folder / "epochs/2/dai/claims/0x.json").read_text())["claims"]
    assert verify.siblings() == next(claim["proof"] for claim in claims if claim["account"] == E)
    root = PublishedSite(served.folder).json(REPORT)["assets"][1]["claims"]["root"]
    assert verify.roots() == [root, root]


def test_links_lead_to_the_beneficiary_and_to_the_other_asset(verify):
    assert verify.check(B, NUMBER) == "verified"
    verify.follow("Check the account that it is paid to")
    assert verify.outcome() == "verified" and "receives 160.333101 USDC" in verify.verdict()
    verify.follow("check DAI")
    assert verify.outcome() == "verified" and "receives 3.65 DAI" in verify.verdict()


def test_a_growing_multiplier_is_put_in_words_and_checked(browser, tmp_path):
    """To twice in 10 days: A's stake is 2 days old at the start and fully grown on the 19th; 50 of B's leave when they are 5 days old."""
    books = books_of_two(tmp_path / "books")
    decisions = books / "governance.yaml"
    text = decisions.read_text().replace("steps: [ { age: 5 days, factor: 1.5 } ]", "linear: { age: 10 days, cap: 2 }")
    decisions.write_text(text)
    publish(books, tmp_path / "site")
    server = SiteServer((tmp_path / "site").resolve())
    verify = VerifyPage(browser, server.origin)
    try:
        assert verify.check(A, NUMBER) == "verified", verify.verdict()
        assert "100 T counted 1.2× to 2× from 2026-01-11 to 2026-01-19, and 100 T counted 2× from 2026-01-19 to 2026-01-21." in browser.text()
        assert verify.check(B, NUMBER) == "verified", verify.verdict()
        assert "50 T counted 1× to 1.5× from 2026-01-11 to 2026-01-16, and 150 T counted 1× to 2× from 2026-01-11 to 2026-01-21." in browser.text()
        with server.changed(CLAIMS, changed_by(age_more)):
            assert verify.check(A, NUMBER) == "rejected", verify.verdict()
    finally:
        server.stop()


def rows_of(document: dict, account: str) -> tuple[dict, dict]:
    """The holder and the claim of an account; empty where there is none."""
    return tuple(next((row for row in document[kind] if row["account"] == account), {}) for kind in ("holders", "claims"))


def pay_at_once(document: dict) -> None:
    holder, _ = rows_of(document, C)
    holder.update(paid=holder["accruedOut"], accruedOut="0")


def keep_less(document: dict) -> None:
    rows_of(document, F)[0].update(accruedOut="600000")


def redirect_unasked(document: dict) -> None:
    rows_of(document, A)[0].update(beneficiary=E)


def redirect_elsewhere(document: dict) -> None:
    rows_of(document, B)[0].update(beneficiary=A)


def keep_for_itself(document: dict) -> None:
    rows_of(document, B)[0].update(beneficiary=B)


def count_more(document: dict) -> None:
    rows_of(document, A)[0]["pieces"][0].update(factor="1.5")


def count_older(document: dict) -> None:
    rows_of(document, A)[0]["pieces"][0].update(start="2026-01-01T00:00:00Z")


def age_more(document: dict) -> None:
    rows_of(document, A)[0]["pieces"][0].update(start="2026-01-08T00:00:00Z")


def drop_piece(document: dict) -> None:
    rows_of(document, A)[0]["pieces"].pop()


def lower_before(document: dict) -> None:
    _, claim = rows_of(document, A)
    claim.update(before="39000000", amount="139858676")


def hide_before(document: dict) -> None:
    rows_of(document, A)[1].update(before="0")


def drop_claim(document: dict) -> None:
    document["claims"] = [claim for claim in document["claims"] if claim["account"] != E]


def take_for_itself(document: dict) -> None:
    rows_of(document, E)[1]["payments"][0].update(holder=A)


def pay_less(document: dict) -> None:
    rows_of(document, E)[1]["payments"][0].update(paid="160333100")


CHANGES = [(C, pay_at_once), (F, keep_less), (A, redirect_unasked), (B, redirect_elsewhere), (B, keep_for_itself), (A, count_more),
           (A, count_older), (A, drop_piece), (A, lower_before), (A, hide_before), (B, drop_claim), (B, take_for_itself), (E, take_for_itself),
           (B, pay_less), (E, pay_less)]


def changed_by(change):
    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json_document(document)

    return changed


@pytest.mark.parametrize("account, change", CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_a_change_of_the_claims_file_is_rejected(account, change, served, verify):
    with served.changed(CLAIMS, changed_by(change)):
        assert verify.check(account, NUMBER) == "rejected", verify.verdict()


def no_redirection(report: dict) -> None:
    report["beneficiaries"] = []


def later_redirection(report: dict) -> None:
    report["beneficiaries"][0]["since"] = report["epoch"]["end"]


def no_evidence(report: dict) -> None:
    report["beneficiaries"][0]["transaction"] = None


def no_minimum(report: dict) -> None:
    report["assets"][0]["payment"]["minimum"] = "0"


REPORTS = [(B, no_redirection, "rejected"), (E, no_redirection, "rejected"), (B, later_redirection, "rejected"), (B, no_evidence, "refused"),
           (C, no_minimum, "rejected")]


@pytest.mark.parametrize("account, change, outcome", REPORTS, ids=lambda value: getattr(value, "__name__", value))
def test_a_change_of_the_report_is_not_accepted(account, change, outcome, served, verify):
    with served.changed(REPORT, changed_by(change)):
        assert verify.check(account, NUMBER) == outcome, verify.verdict()


def test_a_root_from_elsewhere_is_compared_without_a_claim_too(served, verify):
    root = PublishedSite(served.folder).json(REPORT)["assets"][0]["claims"]["root"]
    other = root[:-1] + ("0" if root[-1] != "0" else "1")
    for account, holds in [(C, "verified"), (B, "verified"), (D, "nothing")]:
        assert verify.check_in_form(account, NUMBER, root) == holds
        assert verify.check_in_form(account, NUMBER, other) == "rejected"


def hostile_report(report: dict) -> None:
    report["exclusions"][0]["reason"] = HOSTILE
    report["token"]["symbol"] = HOSTILE
    for part in report["assets"]:
        part["asset"]["symbol"] = HOSTILE
        for stream in part["streams"]:
            stream["title"] = HOSTILE


def hostile_claims(document: dict) -> None:
    document["asset"] = document["prefix"] = HOSTILE


def is_inert(verify: VerifyPage) -> bool:
    made = verify.driver.execute_script("return document.querySelectorAll('img, [onmouseover], script:not([src])').length")
    return made == 0 and "hostile" not in verify.driver.title


def test_hostile_text_stays_text(served, verify):
    with served.changed(REPORT, changed_by(hostile_report)):
        for account, outcome in [(A, "verified"), (B, "verified"), (C, "verified"), (D, "nothing"), (E, "verified")]:
            assert verify.check(account, NUMBER) == outcome
            assert is_inert(verify)
            assert "<img src=x onerror=" in verify.browser.text()
    with served.changed(CLAIMS, changed_by(hostile_claims)):
        assert verify.check(A, NUMBER) == "rejected"
        assert is_inert(verify) and "<img src=x onerror=" in verify.browser.text()
