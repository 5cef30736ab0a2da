"""`revshare serve` answers real HTTP: types, folders, compression, versions, and nothing from outside of the site."""

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request

import pytest

from program import ROOT, binary, copy
from running_server import RunningServer

SITE = ROOT / "site"
SECRET = "not for anyone"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the site with compressed files, links that lead out, and a secret beside it."""
    place = tmp_path_factory.mktemp("serve")
    (place / "secret.txt").write_text(SECRET)
    site = copy(SITE, place / "site")
    (site / "link.txt").symlink_to(place / "secret.txt")
    (site / "out").symlink_to(place)
    (site / ".hidden").write_text(SECRET)
    os.mkfifo(site / "pipe")
    page = site / "index.html"
    (site / "index.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    (site / "index.html.br").write_bytes(b"stands for brotli")
    old = site / "feed.atom.gz"
    old.write_bytes(gzip.compress(b"the feed of last month"))
    os.utime(old, (1, 1))
    return site


@pytest.fixture(scope="module")
def server(folder):
    server = RunningServer(folder)
    yield server
    server.stop()
    assert server.process.returncode == 130


def test_every_file_of_the_site_comes_as_it_is(server, folder):
    types = {".html": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8",
             ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm",
             ".svg": "image/svg+xml; charset=utf-8", ".atom": "application/atom+xml; charset=utf-8",
             ".xml": "application/xml; charset=utf-8", ".png": "image/png", ".txt": "text/plain; charset=utf-8",
             ".md": "text/markdown; charset=utf-8", ".py": "text/plain; charset=utf-8",
             ".tlog-proof": "text/plain; charset=utf-8", "": "application/octet-stream"}
    names = {"checkpoint": "text/plain; charset=utf-8", "vkey": "text/plain; charset=utf-8"}
    paths = [path for path in sorted(SITE.rglob("*")) if path.is_file()]
    assert len(paths) > 50
    for path in paths:
        name = path.relative_to(SITE).as_posix()
        status, fields, body = server.request("/" + name)
        assert (status, body) == (200, path.read_bytes()), name
        assert fields["content-type"] == names.get(path.name, types[path.suffix]), name
        assert fields["x-content-type-options"] == "nosniff"
        assert fields["cache-control"] == "no-cache"
        assert "content-encoding" not in fields
        status, head, body = server.request("/" + name, "HEAD")
        assert (status, head, body) == (200, fields, b""), name


def test_folders(server):
    assert server.request("/")[2] == (SITE / "index.html").read_bytes()
    assert server.request("/epochs/1/")[2] == (SITE / "epochs/1/index.html").read_bytes()
    status, fields, _ = server.request("/verify?account=0x1&x=%20")
    assert (status, fields["location"]) == (307, "/verify/?account=0x1&x=%20")
    with urllib.request.urlopen(server.origin + "/epochs/2") as answer:
        assert answer.url == server.origin + "/epochs/2/"
        assert answer.read() == (SITE / "epochs/2/index.html").read_bytes()


def test_what_is_not_there(folder, server, tmp_path):
    page = folder / "404.html"
    expected = page.read_bytes() if page.exists() else b"404 Not Found\n"
    for path in ["/none", "/none/", "/epochs/1/none.json", "/index.html/", "/assets/", "/assets", "/" + "a" * 300,
                 "/a" * 500]:
        status, _, body = server.request(path)
        assert (status, body) == (404, expected), path
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    with_page = RunningServer(tmp_path)
    status, fields, body = with_page.request("/none")
    assert (status, fields["content-type"], body) == (404, "text/html; charset=utf-8", b"<h1>Not here</h1>")
    with_page.stop()


@pytest.mark.parametrize("path", [
    "/../secret.txt", "/../../../../../../etc/passwd", "/./index.html", "/epochs/../index.html", "/%2e%2e/secret.txt",
    "/%2E%2E%2Fsecret.txt", "/..%2fsecret.txt", "/.%2e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt", "//etc/passwd",
    "/%2fetc%2fpasswd", "/index.html%00", "/%00/../secret.txt", "/index.html%00.txt", "/%c0%ae%c0%ae/secret.txt",
    "/link.txt", "/out/secret.txt", "/out/", "/out", "/.hidden", "/%2ehidden", "/pipe", "/%252e%252e/secret.txt",
    "/%", "/%zz", "/\xff", "http://127.0.0.1/index.html", "index.html", "*", "/index.html/../../secret.txt", "/secret.txt",
])
def test_nothing_leaves_the_site(server, path):
    host = f"Host: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n"
    answer = server.raw(f"GET {path} HTTP/1.1\r\n{host}".encode("latin-1"))
    assert SECRET.encode() not in answer
    assert b"root:" not in answer
    assert not answer.startswith(b"HTTP/1.1 200"), answer
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404")), answer


def test_compressed_files(server, folder):
    page = (folder / "index.html").read_bytes()
    status, fields, body = server.request("/", Accept_Encoding="gzip, deflate")
    assert (status, fields["content-encoding"], fields["content-type"]) == (200, "gzip", "text/html; charset=utf-8")
    assert fields["vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == page
    status, head, body = server.request("/", "HEAD", Accept_Encoding="gzip, deflate")
    assert (status, head, body) == (200, fields, b"")
    assert server.request("/", Accept_Encoding="gzip, br")[1]["content-encoding"] == "br"
    assert server.request("/", Accept_Encoding="gzip;q=0, br;q=0")[2] == page
    # The one that is older than its file is of an earlier publication.
    status, fields, body = server.request("/feed.atom", Accept_Encoding="gzip")
    assert "content-encoding" not in fields
    assert body == (folder / "feed.atom").read_bytes()


def test_versions(server):
    _, fields, body = server.request("/index.json")
    status, again, nothing = server.request("/index.json", If_None_Match=fields["etag"])
    assert (status, nothing) == (304, b"")
    assert again["etag"] == fields["etag"]
    assert server.request("/index.json", If_None_Match='"another"')[2] == body


def test_a_publication_is_seen_at_once(tmp_path):
    (tmp_path / "index.html").write_text("one")
    server = RunningServer(tmp_path)
    _, fields, body = server.request("/")
    assert body == b"one"
    (tmp_path / "next.html").write_text("two")
    (tmp_path / "next.html").replace(tmp_path / "index.html")
    status, again, body = server.request("/", If_None_Match=fields["etag"])
    assert (status, body) == (200, b"two")
    assert again["etag"] != fields["etag"]
    server.stop()


def test_only_reading(server):
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]:
        status, fields, _ = server.request("/index.json", method)
        assert (status, fields["allow"]) == (405, "GET, HEAD"), method
    assert server.request("/index.json", "PROPFIND")[0] == 501
    # What a body holds is not taken for the next request.
    hidden = f"GET /index.json HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    for method in ["GET", "POST"]:
        request = f"{method} /feed.atom HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {len(hidden)}\r\n\r\n{hidden}"
        answer = server.raw(request.encode())
        assert answer.count(b"HTTP/1.1 ") == 1, answer
        assert b"Connection: close" in answer
    large = urllib.request.Request(server.origin + "/index.json", data=b"a" * 10_000_000, method="POST")
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(large)


def test_a_connection_takes_many_requests(server):
    request = f"GET /index.json HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    assert server.raw(request * 50).count(b"HTTP/1.1 200 OK") == 50


def test_a_long_head_is_refused(server):
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    for head in [f"GET /?{'a' * 2_000_000} HTTP/1.1\r\n{host}\r\n", f"GET / HTTP/1.1\r\n{host}{'X: 1' * 10_000}\r\n\r\n"]:
        assert server.raw(head.encode()).startswith(b"HTTP/1.1 431 ")
    assert server.raw(f"GET /?{'a' * 16_000} HTTP/1.1\r\n{host}\r\n".encode()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}",
                                  "localhost.evil.example:{port}", "localhost:{port}@evil.example"])
def test_other_hosts_are_refused(server, host):
    host = host.format(port=server.port)
    answer = server.raw(f"GET /index.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400")), answer
    assert b"epochs" not in answer


def test_localhost_is_this_host(server):
    answer = server.raw(f"GET /index.json HTTP/1.1\r\nHost: LocalHost:{server.port}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200")
    assert server.raw(b"GET /index.json HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_it_listens_on_loopback_alone(server):
    tables = [(ROOT / path).read_text().splitlines()[1:] for path in ("/proc/net/tcp", "/proc/net/tcp6")]
    listening = {
        row.split()[1].rsplit(":", 1)[0] for table in tables for row in table
        if row.split()[3] == "0A" and row.split()[1].endswith(f":{server.port:04X}")
    }
    assert listening == {"0100007F"}


def test_whatever_comes_it_goes_on(server):
    host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    for request in [
        b"", b"\r\n\r\n", b"\x00" * 5000, b"\x16\x03\x01\x02\x00\x01\x00", b"GET", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 9223372036854775807\r\n\r\nabc",
        b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc",
        b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100_000 + b"\r\n\r\n", b"GET /" + b"%41" * 50_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /?" + b"a=%ff&" * 1000 + b" HTTP/1.1\r\n" + host + b"\r\n", b"GET http://[::1 HTTP/1.1\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"\xff\xfe: \xff\r\n\r\n", b"GET / HTTP/1.1\r\n" + host + b": x\r\n:\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"If-None-Match: " + b'",' * 10_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Accept-Encoding: " + b"br;q=0.1," * 10_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: eA==\r\n\r\n",
    ]:
        server.raw(request)
        assert server.request("/index.json")[0] == 200, request[:80]


def test_a_client_that_leaves_is_no_matter(tmp_path):
    """A large file is sent while it is read; a client that goes away in the middle ends nothing."""
    with open(tmp_path / "large.csv", "wb") as file:
        for number in range(200):
            file.write(bytes([number]) * 1_000_000)
    server = RunningServer(tmp_path)
    request = f"GET /large.csv HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(request)
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
    status, fields, body = server.request("/large.csv")
    assert (status, fields["content-length"]) == (200, "200000000")
    assert body == (tmp_path / "large.csv").read_bytes()
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", open(f"/proc/{server.process.pid}/status").read()).group(1))
    assert peak < 100_000, f"{peak} kB"
    server.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told(folder, number):
    server = RunningServer(folder)
    # Neither an idle connection nor one in the middle of a request holds it up.
    idle = socket.create_connection(("127.0.0.1", server.port))
    half = socket.create_connection(("127.0.0.1", server.port))
    half.sendall(b"GET / HT")
    assert server.request("/")[0] == 200
    status, output, errors = server.stop(number)
    assert (status, output, errors) == (130, "", "")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))
    idle.close()
    half.close()


def test_the_port_that_is_named(folder):
    first = RunningServer(folder)
    first.stop()
    again = RunningServer(folder, first.port)
    assert again.port == first.port
    second = subprocess.run(
        [binary(), "serve", str(folder), "--port", str(again.port)], capture_output=True, text=True, timeout=20
    )
    assert second.returncode == 69
    assert second.stdout == ""
    assert second.stderr == (
        f"revshare: port {again.port} of 127.0.0.1 is taken; name another one with --port, "
        "or --port 0 for any that is free\n"
    )
    again.stop()


def test_folder_that_is_not_there(tmp_path):
    finished = subprocess.run([binary(), "serve", "none"], cwd=tmp_path, capture_output=True, text=True, timeout=20)
    assert (finished.returncode, finished.stdout) == (66, "")
    assert finished.stderr == "revshare: none: no such folder\n"


def test_the_address_is_what_it_prints(folder):
    server = RunningServer("site", cwd=folder.parent)
    assert server.line == f"Showing site at {server.origin}/ until interrupted (Ctrl-C).\n"
    index = json.loads(server.request("/index.json")[2])
    assert index["epochs"]
    server.stop()
