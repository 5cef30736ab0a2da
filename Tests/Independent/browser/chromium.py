"""A headless Chromium that tells what a page logged and what it asked for."""

import json

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-extensions",
             "--disable-background-networking", "--disable-component-update", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1200,900"]


class Chromium:
    """One browser; `is_scripted` says whether pages may run scripts, `trusts_any_certificate` whether TLS of a test is believed."""

    def __init__(self, is_scripted: bool = True, trusts_any_certificate: bool = False):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in ARGUMENTS:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.accept_insecure_certs = trusts_any_certificate
        if not is_scripted:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(30)

    def open(self, url: str) -> None:
        """Opens a page afresh: what earlier pages logged is forgotten."""
        self.driver.get("about:blank")
        self.errors()
        self._requests()
        self.driver.get(url)

    def errors(self) -> list[str]:
        """What the page logged as an error or a warning since it was last asked."""
        levels = ("SEVERE", "WARNING")
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in levels]

    def requests_beyond(self, origin: str) -> list[str]:
        """The URLs of other places that were asked for since it was last asked."""
        return [url for url in self._requests() if not url.startswith((origin + "/", "data:"))]

    def transfers(self) -> dict[str, int]:
        """What was fetched since it was last asked: each URL with the bytes that came over the network for it."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = {m["params"]["requestId"]: m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
        finished = [m["params"] for m in messages if m["method"] == "Network.loadingFinished"]
        return {urls[each["requestId"]]: each["encodedDataLength"] for each in finished if each["requestId"] in urls}

    def _requests(self) -> list[str]:
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def wait_until_idle(self) -> None:
        """Lets the page's own scripts finish what they do at load."""
        self.driver.execute_async_script("requestIdleCallback(arguments[0], {timeout: 1000})")

    def text(self) -> str:
        """What a reader sees, without white space that only lays it out."""
        return " ".join(self.driver.execute_script("return document.body.innerText").split())

    def all_text(self) -> str:
        """All text of the page, also what is folded away."""
        return self.driver.execute_script("return document.body.textContent")

    def links(self) -> list[str]:
        """Everything that the page points to or loads, as absolute URLs."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('[href], [src]')].map(e => e.src || e.href).filter(u => typeof u === 'string')"
        )

    def quit(self) -> None:
        self.driver.quit()
