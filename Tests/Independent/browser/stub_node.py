"""A JSON-RPC node over TLS on loopback that answers what a test wants, and what it was asked."""

import json
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class StubNode:
    """`answers` maps a method to a result, or to `{"error": …}`; `refuses` to say so to pages of other sites."""

    def __init__(self, folder: Path):
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.reset()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.origin = f"https://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self, **answers) -> None:
        """Forgets what was asked; `status`, `text`, `moved`, `refuses` and `delay` say how it answers otherwise."""
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.answers = {"eth_chainId": "0x1"} | answers
        self.status, self.text, self.moved, self.refuses, self.delay = 200, None, None, False, 0.0

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self):
        node = self

        class Handler(BaseHTTPRequestHandler):
            def do_OPTIONS(self):
                self._send(204, b"")

            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                node.asked.append(question | {"path": self.path})
                node.headers.append(dict(self.headers))
                time.sleep(node.delay)
                answer = node.answers.get(question["method"])
                body = answer if isinstance(answer, dict) else {"result": answer}
                text = node.text if node.text is not None else json.dumps({"jsonrpc": "2.0", "id": question["id"]} | body)
                self._send(307 if node.moved else node.status, text.encode())

            def _send(self, status: int, data: bytes) -> None:
                self.send_response(status)
                if not node.refuses:
                    self.send_header("Access-Control-Allow-Origin", "*")
                    self.send_header("Access-Control-Allow-Headers", "content-type")
                if node.moved:
                    self.send_header("Location", node.moved)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments):
                pass

        return Handler
