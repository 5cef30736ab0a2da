"""The page "Check an account", by its elements. Agreed with templates/verify.mustache and templates/assets/verify.js:

verify/index.html?account=0x..&epoch=N   checks at load; &asset=ID where an epoch pays several
#check-form                              the form, with #account, the select #epoch and, folded away, #root
#verdict > .verdict                      the outcome: is-good all checks hold; is-bad begins with "Do not trust this"
                                         when a check fails, else with "Not checked"; neither for an account without a claim
#payout-base                             the amount in base units, with commas
#parts-rows                              a row a part: its name, the part in whole tokens with all digits, percent
#roots .root                             the computed root, then those that it is compared with
#proof-rows                              a row for the leaf, then a row a step: number, sibling, result
"""

import re

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

from chromium import Chromium


class VerifyPage:
    def __init__(self, browser: Chromium, origin: str):
        self.browser = browser
        self.driver = browser.driver
        self.origin = origin

    def check(self, account: str, epoch: int, asset: str = "") -> str:
        """Opens the page for an account, in an asset or the first one, and returns the outcome."""
        self.browser.open(f"{self.origin}/verify/index.html?account={account}&epoch={epoch}" + (f"&asset={asset}" if asset else ""))
        return self.outcome()

    def check_in_form(self, account: str, epoch: int, root: str = "") -> str:
        """Fills the form as a reader would."""
        self.browser.open(f"{self.origin}/verify/index.html")
        WebDriverWait(self.driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, f"#epoch option[value='{epoch}']"))
        self.driver.find_element(By.CSS_SELECTOR, f"#epoch option[value='{epoch}']").click()
        self.driver.find_element(By.ID, "account").send_keys(account)
        if root:
            self.driver.find_element(By.CSS_SELECTOR, "#check-form summary").click()
            self.driver.find_element(By.ID, "root").send_keys(root)
        self.driver.find_element(By.CSS_SELECTOR, "#check-form button[type=submit]").click()
        return self.outcome()

    def outcome(self) -> str:
        """`verified`, `rejected`, `refused` or `nothing`, once the page has said so."""
        WebDriverWait(self.driver, 20).until(lambda d: self.verdict() not in ("", "Checking…"))
        kinds = self.driver.find_element(By.CSS_SELECTOR, "#verdict > *").get_attribute("class").split()
        if "is-good" in kinds:
            return "verified"
        if "is-bad" in kinds:
            return "rejected" if self.verdict().startswith("Do not trust this") else "refused"
        return "nothing"

    def verdict(self) -> str:
        return self.driver.find_element(By.ID, "verdict").text

    def base_units(self) -> int:
        return int(re.match(r"[\d,]+", self.driver.find_element(By.ID, "payout-base").text)[0].replace(",", ""))

    def parts(self) -> list[tuple[str, int]]:
        """(name, base units) of every part; all digits are shown, so that the point can be left out."""
        rows = [self._cells(row) for row in self.driver.find_elements(By.CSS_SELECTOR, "#parts-rows tr")]
        return [(cells[0], int(re.sub(r"\D", "", cells[1]))) for cells in rows]

    def siblings(self) -> list[str]:
        """The sibling of every step, from the leaf up."""
        rows = [self._cells(row) for row in self.driver.find_elements(By.CSS_SELECTOR, "#proof-rows tr")]
        return [cells[1] for cells in rows[1:]]

    def roots(self) -> list[str]:
        """The computed root, then those that it is compared with."""
        return [root.text for root in self.driver.find_elements(By.CSS_SELECTOR, "#roots .root")]

    def payouts(self) -> list[list[str]]:
        """A row for every payout asset: its name, what is paid and kept, whether the checks hold."""
        return [[" ".join(cell.split()) for cell in self._cells(row)] for row in self.driver.find_elements(By.CSS_SELECTOR, "#payouts-rows tr")]

    def follow(self, text: str) -> None:
        """Clicks the link that has this text."""
        link = self.driver.find_element(By.LINK_TEXT, text)
        link.send_keys(Keys.ENTER)
        WebDriverWait(self.driver, 10).until(staleness_of(link))

    @staticmethod
    def _cells(row) -> list[str]:
        return [cell.get_property("textContent").strip() for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
