"""A browser wallet whose answers are those of a node: EIP-1193 in the page, its requests brought here by the site's own server.

The policy of the page admits the site and nobody else, so that the bridge is a path of the site that takes POST. What a wallet
does itself is done here: accounts, chain, asking its owner.
"""

import json
import threading
from contextlib import contextmanager
from pathlib import Path

from chain.chain_client import Client, RPCFailure
from site_server import SiteServer

PATH = "/wallet-bridge"
PROVIDER = """
(() => {
  const request = async ({ method, params }) => {
    const response = await fetch("%s", { method: "POST", body: JSON.stringify({ method, params }) });
    const { result, error } = await response.json();
    if (error) throw Object.assign(new Error(error.message), error);
    return result;
  };
  window.ethereum = { request };
})();
""" % PATH


class Refusal(Exception):
    """An error that the wallet itself gives."""

    def __init__(self, code: int, message: str):
        super().__init__(message)
        self.error = {"code": code, "message": message}


class Wallet:
    """Shows an account and asks a node; `answers` maps a method to a function that answers in its place.

    It answers one request at a time, over a connection of its own.
    """

    def __init__(self, url: str):
        self.client, self.lock = Client(url), threading.Lock()
        self.reset("0x" + "00" * 20)

    def reset(self, account: str) -> None:
        with self.lock:
            self.account, self.chain, self.asked, self.answers = account, int(self.client.request("eth_chainId"), 16), [], {}

    def sent(self) -> list[dict]:
        """The transactions that it was asked to send."""
        return [params[0] for method, params in self.asked if method == "eth_sendTransaction"]

    def methods(self) -> set[str]:
        return {method for method, _ in self.asked}

    def respond(self, method: str, params: list):
        self.asked.append((method, params))
        if method in self.answers:
            return self.answers[method](*params)
        if method in ("eth_requestAccounts", "eth_accounts"):
            return [self.account]
        if method == "eth_chainId":
            return hex(self.chain)
        if method == "wallet_switchEthereumChain":
            self.chain = int(params[0]["chainId"], 16)
            return None
        return self.client.request(method, *params)

    def answer(self, body: bytes) -> bytes:
        question = json.loads(body)
        try:
            with self.lock:
                return json.dumps({"result": self.respond(question["method"], question["params"])}).encode()
        except RPCFailure as failure:
            return json.dumps({"error": {"code": failure.code, "message": str(failure), "data": failure.data}}).encode()
        except Refusal as refusal:
            return json.dumps({"error": refusal.error}).encode()


class BridgedServer(SiteServer):
    """A site whose pages reach the wallet."""

    def __init__(self, folder: Path, wallet: Wallet):
        self.wallet = wallet
        super().__init__(folder)

    def _handler(self):
        wallet = self.wallet

        class Handler(super()._handler()):
            def do_POST(self):
                data = wallet.answer(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.path == PATH
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        return Handler


@contextmanager
def connected(browser):
    """While it lasts, every page finds the wallet."""
    made = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PROVIDER})
    try:
        yield
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)
