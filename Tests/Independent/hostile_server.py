"""A server that answers with what a hostile or broken host may send."""

import pathlib
import socket
import socketserver
import ssl
import subprocess
import threading


class HostileServer:
    """Serves a folder over HTTP/1.1; `answers` gives other bytes for a path.

    An answer is bytes, which are sent as they are, or a function of the connection. `None` for the key stands for every
    path that no other names. `seen` holds the requests in order: the path, and the fields by their names in small letters.
    """

    def __init__(self, folder=None, answers=None, certificate=None):
        self.folder = folder and pathlib.Path(folder)
        self.answers = answers or {}
        self.seen = []
        self.connections = 0
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                outer.connections += 1
                try:
                    outer.serve(self.request)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            allow_reuse_address = True

            def get_request(self):
                connection, address = super().get_request()
                if certificate:
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    context.load_cert_chain(*certificate)
                    connection = context.wrap_socket(connection, server_side=True)
                return connection, address

            def handle_error(self, request, client_address):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.origin = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def paths(self):
        return [path for path, _ in self.seen]

    def serve(self, connection):
        """Answers one request after the other."""
        reader = connection.makefile("rb")
        while line := reader.readline():
            path = line.split()[1].decode()
            fields = {}
            while (field := reader.readline().strip()):
                name, _, value = field.decode().partition(":")
                fields[name.lower()] = value.strip()
            self.seen.append((path, fields))
            answer = self.answers.get(path, self.answers.get(None))
            if answer is None:
                answer = self.file(path)
            if callable(answer):
                return answer(connection)
            connection.sendall(answer)

    def file(self, path):
        file = self.folder and self.folder / path.removeprefix("/")
        if not file or not file.is_file():
            return response(b"<!doctype html>not here" + b" " * 20000, "404 Not Found", "text/html")
        return response(file.read_bytes())


def response(body, status="200 OK", kind="application/octet-stream", **fields):
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    head += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def certificate(folder):
    """A certificate for 127.0.0.1 that signs itself, and its key, made by openssl."""
    files = (folder / "certificate.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )
    return files


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
