"""A proxy in front of a node that answers as broken, busy and lying hosts do.

    with RunningNode() as node, MisbehavingNode(node.url) as host:
        host.fault(busy(retry_after=1), times=2)                           # the next two posts
        host.fault(half_of_body(), method="eth_getLogs", skip=3, times=1)  # the fourth that asks for logs
        host.fault(logs_twice(), method="eth_getLogs")                     # all of them, from now on
        ... use host.url ...
        assert host.posts <= 3 and host.calls["eth_getLogs"] == 1

`times` counts how often a fault really changed something: a fault of logs (`false_logs`) waits for an answer that has
some. `fault` returns a rule, whose `applied` says how often that was. `clear()` makes the node behave; `reset()` sets
the counts to zero.
"""

import http.client
import json
import threading
import time
import urllib.parse
from collections import Counter
from typing import Callable, NamedTuple

from chain.rpc_server import RPCHandler, RPCServer, compact


class Exchange:
    """A post and its answer, each as a list of members also where it is no batch."""

    def __init__(self, body: bytes):
        parsed = json.loads(body)
        self.is_batch = isinstance(parsed, list)
        self.requests = parsed if self.is_batch else [parsed]
        self.answers: list[dict] = []
        self.unbatched = False
        self.status = 200

    def read(self, body: bytes) -> None:
        parsed = json.loads(body)
        self.answers = parsed if isinstance(parsed, list) else [parsed]

    def body(self) -> bytes:
        return compact(self.answers if self.is_batch and not self.unbatched else self.answers[0])

    def pairs(self, method: str):
        """The requests of a method that have a result, with their answers."""
        by_id = {json.dumps(each.get("id")): each for each in self.answers}
        for request in self.requests:
            answer = by_id.get(json.dumps(request["id"]))
            if request["method"] == method and answer and answer.get("result") is not None:
                yield request, answer


class Fault(NamedTuple):
    """What goes wrong: before the node is asked, with what it answered, or in sending that."""

    before: Callable | None = None  # of the exchange
    change: Callable | None = None  # of the exchange; says whether there was anything to change
    send: Callable | None = None  # of the handler and the body, instead of sending it


class Rule:
    """When a fault happens."""

    def __init__(self, fault: Fault, method: str | None, skip: int, times: int | None, where: Callable | None):
        self.fault, self.method, self.skip, self.times, self.where = fault, method, skip, times, where
        self.applied = 0

    def concerns(self, exchange: Exchange) -> bool:
        """Whether the exchange has a request of this rule, after as many as it lets pass."""
        if self.times is not None and self.applied >= self.times:
            return False
        fits = any(self.method in (None, request["method"]) and (not self.where or self.where(request["params"]))
                   for request in exchange.requests)
        if fits and self.skip > 0:
            self.skip -= 1
            return False
        return fits


class MisbehavingNode:
    """The proxy, on a thread of its own while it is entered."""

    def __init__(self, upstream: str):
        self.upstream = urllib.parse.urlsplit(upstream)
        self.rules: list[Rule] = []
        self.lock, self.stopped, self.local = threading.Lock(), threading.Event(), threading.local()
        self.reset()
        outer = self

        class Handler(RPCHandler):
            def do_POST(self):
                outer.serve(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

        self.server = RPCServer(None, handler=Handler)
        self.url = self.server.url

    def __enter__(self):
        self.server.__enter__()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.server.__exit__()

    def fault(
        self, fault: Fault, method: str | None = None, skip: int = 0, times: int | None = None, where=None
    ) -> Rule:
        """`where` looks at the parameters of a request: `lambda params: params[0] == "0x5"`."""
        rule = Rule(fault, method, skip, times, where)
        with self.lock:
            self.rules.append(rule)
        return rule

    def clear(self) -> None:
        with self.lock:
            self.rules = []

    def reset(self) -> None:
        self.posts, self.calls, self.seen = 0, Counter(), []

    def serve(self, handler: RPCHandler, body: bytes) -> None:
        exchange = Exchange(body)
        with self.lock:
            self.posts += 1
            self.calls.update(request["method"] for request in exchange.requests)
            self.seen += [(request["method"], request.get("params", [])) for request in exchange.requests]
            rules = [rule for rule in self.rules if rule.concerns(exchange)]
            for rule in rules:
                if rule.fault.before:
                    rule.applied += 1
                    rule.fault.before(exchange)
            exchange.read(self.forward(body))
            send = None
            for rule in rules:
                if rule.fault.change and rule.fault.change(exchange):
                    rule.applied += 1
                if rule.fault.send and not send:
                    rule.applied += 1
                    send = rule.fault.send
        handler.stopped = self.stopped
        send(handler, exchange.body()) if send else handler.send(exchange.status, exchange.body())

    def forward(self, body: bytes) -> bytes:
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPConnection(self.upstream.netloc, timeout=60)
        self.local.connection.request("POST", self.upstream.path or "/", body, {"Content-Type": "application/json"})
        return self.local.connection.getresponse().read()


# Of the connection


def status(code: int, body: bytes = b"", **fields) -> Fault:
    fields = {name.replace("_", "-"): str(value) for name, value in fields.items()}
    return Fault(send=lambda handler, _: handler.send(code, body, fields))


def busy(retry_after: int | str | None = None) -> Fault:
    """429 as Alchemy answers it."""
    text = "Your app has exceeded its compute units per second capacity."
    body = compact({"jsonrpc": "2.0", "id": None, "error": {"code": 429, "message": text}})
    return status(429, body, **({} if retry_after is None else {"Retry_After": retry_after}))


def internal_error() -> Fault:
    return status(500, b"<html><body><h1>500 Internal Server Error</h1></body></html>", Content_Type="text/html")


def closed(handler: RPCHandler) -> None:
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(2)


def head(handler: RPCHandler, byte_count: int) -> None:
    handler.send_response_only(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(byte_count))
    handler.end_headers()


def dropped() -> Fault:
    """The connection ends before any answer."""
    return Fault(send=lambda handler, _: closed(handler))


def only_head() -> Fault:
    def send(handler, body):
        head(handler, len(body))
        closed(handler)

    return Fault(send=send)


def half_of_body() -> Fault:
    """The head tells the length of the whole; then the connection ends."""
    def send(handler, body):
        head(handler, len(body))
        handler.wfile.write(body[: len(body) // 2])
        closed(handler)

    return Fault(send=send)


def half_json() -> Fault:
    """A whole answer whose JSON ends in the middle."""
    return Fault(send=lambda handler, body: handler.send(200, body[: len(body) // 2]))


def other_bytes(answer: bytes) -> Fault:
    """A whole answer of these bytes: a page of a captive portal, nothing at all, an array."""
    return Fault(send=lambda handler, _: handler.send(200, answer))


def silence(seconds: float = 600) -> Fault:
    """No answer for so long; it ends with the proxy."""
    def send(handler, _):
        handler.stopped.wait(seconds)
        closed(handler)

    return Fault(send=send)


def trickle(seconds: float = 600) -> Fault:
    """One byte, and then one every half second."""
    def send(handler, body):
        head(handler, len(body))
        deadline = time.monotonic() + seconds
        for byte in body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if time.monotonic() > deadline or handler.stopped.wait(0.5):
                break
        closed(handler)

    return Fault(send=send)


# Of the answer


def changing(method: str, change: Callable) -> Fault:
    """`change(result, params)` gives another result; the fault waits for one that it really changes."""
    def change_all(exchange):
        changed = False
        for request, answer in exchange.pairs(method):
            before = json.dumps(answer["result"])
            answer["result"] = change(answer["result"], request["params"])
            changed |= json.dumps(answer["result"]) != before
        return changed

    return Fault(change=change_all)


def answering(change: Callable) -> Fault:
    """`change(exchange)` alters the answers themselves."""
    return Fault(change=lambda exchange: change(exchange) or True)


def wrong_id(identifier="wrong") -> Fault:
    return answering(lambda exchange: [each.update(id=identifier) for each in exchange.answers])


def without_version() -> Fault:
    return answering(lambda exchange: [each.pop("jsonrpc") for each in exchange.answers])


def without_result() -> Fault:
    return answering(lambda exchange: [each.pop("result", None) for each in exchange.answers])


def wrong_chain(chain_id: int) -> Fault:
    return changing("eth_chainId", lambda *_: hex(chain_id))


def null_result(method: str) -> Fault:
    """For instance a block that the node says not to know."""
    return changing(method, lambda *_: None)


def rpc_error(code: int, message: str, data=None, http_status: int = 200) -> Fault:
    """An error instead of every result."""
    error = {"code": code, "message": message} | ({} if data is None else {"data": data})

    def change(exchange):
        exchange.answers = [{"jsonrpc": "2.0", "id": each["id"], "error": error} for each in exchange.requests]
        exchange.status = http_status

    return answering(change)


# Of batches


def batch(change: Callable) -> Fault:
    """`change(answers)` gives other answers; single requests are left alone."""
    def change_all(exchange):
        if not exchange.is_batch:
            return False
        before = json.dumps(exchange.answers)
        exchange.answers = change(exchange.answers)
        return json.dumps(exchange.answers) != before

    return Fault(change=change_all)


def batch_reordered() -> Fault:
    return batch(lambda answers: answers[::-1])


def batch_member_missing() -> Fault:
    return batch(lambda answers: answers[:-1])


def batch_member_twice() -> Fault:
    """One answer stands in the place of another."""
    return batch(lambda answers: [answers[0], *answers[:-1]])


def batch_refused(longest: int = 0) -> Fault:
    """One error for the whole, as geth does for batches that are too long."""
    def change(exchange):
        if not exchange.is_batch or len(exchange.requests) <= longest:
            return False
        exchange.answers = [{"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "batch too large"}}]
        exchange.unbatched = True
        return True

    return Fault(change=change)


# Of the chain


def reorganisation(client, snapshot: str, make: Callable) -> Fault:
    """Before the request is asked the node goes back to a snapshot, and `make(client)` mines other blocks; once."""
    def before(_):
        assert client.request("evm_revert", snapshot) is True
        make(client)

    return Fault(before=before)
