"""What the page saves for a reader, and what the program makes of the same account."""

import json
import pathlib
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from program import run

NAMES = {"save-json": "proof.json", "save-file": "proof.html", "save-call": "proof.txt"}
START, END = '<script type="application/json" id="content">', "</script>"


def saved(browser, folder: pathlib.Path, button: str) -> bytes:
    """The file that a button of the open page gives, pressed by the keyboard."""
    for old in folder.glob("*"):
        old.unlink()
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    browser.driver.find_element(By.ID, button).send_keys(Keys.ENTER)
    ending = "." + NAMES[button].rsplit(".", 1)[1]
    WebDriverWait(browser.driver, 10).until(lambda _: [path for path in folder.iterdir() if path.suffix == ending])
    path = next(path for path in folder.iterdir() if path.suffix == ending)
    for _ in range(50):
        if path.stat().st_size:
            break
        time.sleep(0.1)
    return path.read_bytes()


def proved(site: pathlib.Path, account: str, epoch: int, asset: str, form: str) -> bytes:
    """What `revshare prove` prints, without the line feed that the terminal gets."""
    target = ["--site", site, "--epoch", epoch, "--asset", asset, "--format", form]
    finished = run("prove", account, *target)
    assert finished.returncode in (0, 1), finished.stderr
    return finished.stdout.encode()


def content_of(file: bytes) -> dict:
    text = file.decode()
    place = text.index(START) + len(START)
    return json.loads(text[place : text.index(END, place)])


def with_content(file: bytes, content: dict) -> bytes:
    """The file as a forger would change it: all of it, but the content."""
    text = file.decode()
    place = text.index(START) + len(START)
    return (text[:place] + json.dumps(content).replace("<", "\\u003c") + text[text.index(END, place) :]).encode()
