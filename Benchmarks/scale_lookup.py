"""A holder's look at an own claim: the page of `revshare serve` in Chromium, and what it fetches for that."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
from urllib.parse import urlsplit

import scale_books
from table import Row

TESTS = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Independent"
sys.path += [str(TESTS), str(TESTS / "browser")]
LOOKUPS = 5
EPOCH = 2
GOAL = "1 s; 3 files, 150 kB"


class Lookup:
    """Seconds from the address to the verdict; files and bytes of data, uncompressed, that were fetched for it."""

    def __init__(self, wall, files):
        self.wall, self.files = wall, files

    @property
    def bytes(self):
        return sum(self.files.values())


def data_files(site, urls):
    """The fetched files that hold data, not the page's own, with their sizes."""
    paths = {urlsplit(url).path.lstrip("/") for url in urls}
    own = ("assets/", "verify/")
    found = {path: site / path for path in paths if path and not path.startswith(own)}
    return {path: file.stat().st_size for path, file in found.items() if file.is_file()}


def look_up(verify, site, account):
    """Opens the page for an account, its cache empty, and waits for the verdict."""
    verify.browser.open("about:blank")
    verify.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    address = f"{verify.origin}/verify/index.html?account={account}&epoch={EPOCH}"
    started = time.perf_counter()
    verify.driver.get(address)
    while verify.verdict() in ("", "Checking…"):
        time.sleep(0.005)
    wall = time.perf_counter() - started
    if verify.outcome() != "verified":
        raise SystemExit(f"{account}: {verify.verdict()}")
    return Lookup(wall, data_files(site, verify.browser.transfers()))


def look_up_some(site, count):
    """Lookups spread over the holders, each with an empty cache."""
    from chromium import Chromium
    from running_server import RunningServer
    from verify_page import VerifyPage

    server, browser = RunningServer(site), Chromium()
    try:
        verify = VerifyPage(browser, server.origin)
        # Every sixty-fourth holder is new; odd numbers are none of them.
        numbers = [count * place // (LOOKUPS + 1) | 1 for place in range(1, LOOKUPS + 1)]
        return [look_up(verify, site, scale_books.holder(number)) for number in numbers]
    finally:
        browser.quit()
        server.stop()


def rows(binary, site, count):
    """The median of some lookups."""
    # In a process of its own: what this one holds would count as the peak of those that it starts.
    command = [sys.executable, __file__, str(site), str(count)]
    environment = {**os.environ, "REVSHARE_BINARY": str(binary)}
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
    found = [Lookup(*each) for each in json.loads(output)]
    wall = statistics.median(each.wall for each in found)
    figure = f"{max(len(each.files) for each in found)} files, {max(each.bytes for each in found) / 1000:,.0f} kB of "
    figure += f"data; slowest {max(each.wall for each in found):.2f} s"
    yield Row("lookup in Chromium, from revshare serve", count, wall, figure=figure, goal=GOAL)


if __name__ == "__main__":
    print(json.dumps([[each.wall, each.files] for each in look_up_some(pathlib.Path(sys.argv[1]), int(sys.argv[2]))]))
