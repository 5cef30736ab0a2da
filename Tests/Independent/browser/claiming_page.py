"""The part of "Check an account" that claims, by its elements. Agreed with templates/verify.mustache and templates/assets/claim-*.js:

#claiming-section    shown where there is a wallet, once an account was checked
#claiming-ask        asks the wallet how the claims stand; #claiming-more goes on with earlier epochs
#claiming-status     what it does, then how many claims there are of each kind
#claiming-notices    another account, another chain with a button
#claiming-list > li  a claim: h3, .offer-amount, .offer-mark, words, .offer-facts, a button, .offer-status
"""

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from verify_page import VerifyPage

ITEMS = """
const line = (text) => text.split(/\\s+/).filter((word) => word).join(" ");
return [...document.querySelectorAll("#claiming-list > li")].map((item) =>
  [item.querySelector("h3"), item.querySelector(".offer-mark"), item].map((each) => line(each.innerText)));
"""


class ClaimingPage(VerifyPage):
    def ask(self, account: str, epoch: int) -> str:
        """Opens the page for an account and asks; gives the summary."""
        assert self.check(account, epoch) == "verified"
        return self.press_ask()

    def press_ask(self) -> str:
        self.driver.execute_script("document.getElementById('claiming-status').textContent = ''")
        self.element("claiming-ask").send_keys(Keys.ENTER)
        return self.settled()

    def settled(self) -> str:
        self.wait(lambda: self.element("claiming-ask").get_attribute("aria-disabled") == "false" and self.summary())
        return self.summary()

    def element(self, name: str):
        return self.driver.find_element(By.ID, name)

    def summary(self) -> str:
        return self.element("claiming-status").text

    def notices(self) -> str:
        return self.element("claiming-notices").text

    def claims(self) -> dict[str, str]:
        """The mark of every claim by its title, in their order."""
        return {title: mark for title, mark, _ in self.items()}

    def items(self) -> list[list[str]]:
        """Title, mark and all that stands there of every claim, in one look."""
        return self.driver.execute_script(ITEMS)

    def words(self, title: str) -> str:
        return next(words for each, _, words in self.items() if each == title)

    def mark(self, title: str) -> str:
        return self.claims()[title]

    def item(self, title: str):
        """Its element."""
        return self.driver.find_elements(By.CSS_SELECTOR, "#claiming-list > li")[list(self.claims()).index(title)]

    def press_claim(self, title: str) -> None:
        self.item(title).find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)

    def claim(self, title: str, *marks: str) -> str:
        """Presses the button of a claim, waits for one of the marks, and gives what then stands there."""
        self.press_claim(title)
        return self.until(title, *marks)

    def until(self, title: str, *marks: str) -> str:
        self.wait(lambda: self.claims().get(title) in (marks or ("Paid",)))
        return self.words(title)

    def until_said(self, title: str, text: str) -> None:
        """Waits for what the status of a claim says."""
        self.wait(lambda: text in self.words(title))

    def wait(self, condition) -> None:
        WebDriverWait(self.driver, 20, poll_frequency=0.1).until(lambda _: condition())
