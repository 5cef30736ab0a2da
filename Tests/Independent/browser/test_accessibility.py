"""Every page of the site as axe sees it: light and dark, on a wide screen and on a phone."""

import importlib.util
from pathlib import Path

import pytest

AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(
  found => done(found.violations.map(each => `${each.id}: ${each.help}: ${each.nodes.map(node => node.html)}`)),
  error => done([String(error)]));
"""


# Colours do not depend on the width, nor what is shown on the colours.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_page_has_no_violations(page, server, browser, scheme, width):
    command = browser.driver.execute_cdp_cmd
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    command("Emulation.setEmulatedMedia", {"features": features})
    command("Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600})
    try:
        browser.open(f"{server.origin}/{page}")
        browser.wait_until_idle()
        browser.driver.execute_script(AXE.read_text())
        assert browser.driver.execute_async_script(RUN) == []
    finally:
        command("Emulation.clearDeviceMetricsOverride", {})
        command("Emulation.setEmulatedMedia", {"features": []})


def test_axe_finds_what_is_wrong(server, browser):
    browser.open(f"{server.origin}/index.html")
    browser.driver.execute_script("document.documentElement.removeAttribute('lang')")
    browser.driver.execute_script(AXE.read_text())
    assert any(each.startswith("html-has-lang:") for each in browser.driver.execute_async_script(RUN))
