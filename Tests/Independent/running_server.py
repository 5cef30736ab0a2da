"""A running `revshare serve`, and requests to it."""

import http.client
import re
import signal
import socket
import subprocess

from program import ROOT, binary


class RunningServer:
    """A running `revshare serve`."""

    def __init__(self, folder, port=0, cwd=ROOT):
        self.process = subprocess.Popen(
            [binary(), "serve", str(folder), "--port", str(port)],
            cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.line = self.process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", self.line)
        assert address, (self.line, self.process.stderr.read() if self.process.poll() is not None else "")
        self.port = int(address.group(1))
        self.origin = address.group(0)[:-1]

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=10)
        return self.process.returncode, output, errors

    def request(self, path, method="GET", **fields):
        """Status, fields in small letters, and body; nothing of the path or the body is changed on the way."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in fields.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def raw(self, request):
        """What comes back for bytes, until the server closes or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
            except (TimeoutError, ConnectionResetError):
                pass
            return answer
