"""JSON-RPC 2.0 over HTTP/1.1 on the loopback address: batches, connections that stay, and what a browser page asks."""

import json
import socketserver
import threading
import traceback
from http.server import BaseHTTPRequestHandler

CORS = {
    "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "*", "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "600",
}


class RPCError(Exception):
    """An error that a method answers."""

    def __init__(self, code: int, message: str, data=None):
        super().__init__(message)
        self.code, self.message, self.data = code, message, data

    def json(self) -> dict:
        error = {"code": self.code, "message": self.message}
        return error if self.data is None else {**error, "data": self.data}


def compact(value) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


class Methods:
    """Answers request bodies by calling a method at a time: `call(name, params)` gives a result or raises RPCError."""

    def __init__(self, call):
        self.call, self.lock = call, threading.Lock()

    def answer(self, body: bytes) -> bytes:
        try:
            request = json.loads(body)
        except ValueError:
            return compact(failure(None, RPCError(-32700, "parse error")))
        if isinstance(request, list):
            if not request:
                return compact(failure(None, RPCError(-32600, "empty batch")))
            return compact([self.member(each) for each in request])
        return compact(self.member(request))

    def member(self, request) -> dict:
        well_formed = isinstance(request, dict) and request.get("jsonrpc") == "2.0"
        if not well_formed or not isinstance(request.get("method"), str) or "id" not in request:
            return failure(None, RPCError(-32600, "invalid request"))
        try:
            with self.lock:
                result = self.call(request["method"], request.get("params", []))
        except RPCError as error:
            return failure(request["id"], error)
        except Exception as error:
            traceback.print_exc()
            return failure(request["id"], RPCError(-32603, f"internal error: {error!r}"))
        return {"jsonrpc": "2.0", "id": request["id"], "result": result}


def failure(identifier, error: RPCError) -> dict:
    return {"jsonrpc": "2.0", "id": identifier, "error": error.json()}


class RPCHandler(BaseHTTPRequestHandler):
    """Gives the body of each POST to the server's `answer` and sends what it returns."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send(200, self.server.answer(body))

    def do_OPTIONS(self):
        self.send(204, b"")

    def do_GET(self):
        self.send(405, b"")

    def send(self, status: int, body: bytes, fields: dict | None = None):
        self.send_response_only(status)
        for name, value in {**CORS, "Content-Type": "application/json", **(fields or {})}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            pass

    def log_message(self, *_):
        pass


class RPCServer(socketserver.ThreadingTCPServer):
    """Serves on a thread of its own while it is entered as a context."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, answer, port: int = 0, handler: type = RPCHandler):
        super().__init__(("127.0.0.1", port), handler)
        self.answer = answer
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        pass
