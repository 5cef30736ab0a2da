"""`revshare audit ADDRESS`: the same findings as for a folder, and no host can make it hang, grow or go elsewhere."""

import gzip
import hashlib
import json
import os
import resource
import signal
import subprocess
import time

import pytest

from hostile_server import HostileServer, certificate, free_port, response
from program import ROOT, TINY, binary, copy, files, publish
from running_server import RunningServer

# A proxy of the machine must not stand between the test and its own server.
ENVIRONMENT = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
REPORT = "/epochs/1/report.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("remote")
    books = copy(TINY, place / "books")
    publish(books, place / "site")
    return place / "site"


def audit(address, *options, memory=1_500_000_000, timeout=60):
    """A finished audit as JSON findings, with its seconds; it may not use more than an address space of `memory`."""
    start = time.monotonic()
    finished = subprocess.run(
        [binary(), "audit", address, "--quiet", "--json", "--stall-limit", "2", *map(str, options)],
        capture_output=True, text=True, timeout=timeout, env=ENVIRONMENT, cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (memory, memory)),
    )
    finished.seconds = time.monotonic() - start
    finished.document = json.loads(finished.stdout) if finished.stdout else None
    return finished


def errors(finished):
    return [(f["code"], f["path"]) for f in finished.document["findings"] if f["severity"] == "error"]


def message(finished, path):
    return next(f["message"] for f in finished.document["findings"] if f["path"] == path and f["severity"] == "error")


def test_a_served_site_agrees_as_its_folder_does(folder):
    server = RunningServer(folder)
    try:
        remote, local = audit(server.origin), audit(str(folder))
    finally:
        server.stop()
    assert (remote.returncode, local.returncode) == (0, 0), remote.stderr + remote.stdout
    notes = [f["code"] for f in remote.document["findings"]]
    assert notes == ["not-listed"] and local.document["findings"] == []
    for key in ["agrees", "complete", "epochCount", "figureCount", "fileCount"]:
        assert remote.document[key] == local.document[key]


def test_every_file_is_asked_for_once_on_one_connection(folder):
    with HostileServer(folder) as server:
        finished = audit(server.origin + "/")
    assert finished.returncode == 0, finished.stderr
    # The larger pages for what is not there would cost a connection; there is none.
    assert sorted(server.paths) == sorted("/" + path for path in files(folder))
    assert server.connections == 1
    for _, fields in server.seen:
        assert fields["accept-encoding"] == "identity"
        assert fields["user-agent"].startswith("revshare/")
        assert "cookie" not in fields and "authorization" not in fields


def test_a_site_below_a_path(folder, tmp_path):
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "site").symlink_to(folder)
    with HostileServer(folder) as server:
        plain = server.file
        server.file = lambda path: plain(path.removeprefix("/a%20b/site"))
        finished = audit(server.origin + "/a%20b/site")
    assert finished.returncode == 0, finished.stderr
    assert all(path.startswith("/a%20b/site/") for path in server.paths)


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


def endless_head(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")


def endless_interim(connection):
    while True:
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n")


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.2)


def silence(connection):
    time.sleep(60)


def too_short(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")


def dropped(connection):
    pass


def no_http(connection):
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n" * 10)


REDIRECT = response(b"", "302 Found", Location="http://127.0.0.1:9/elsewhere")

HOSTILE = {
    "endless": (endless, "changed-file", "the file is larger"),
    "endless head": (endless_head, "unreadable-file", "the head of the answer is too large"),
    "endless interim": (endless_interim, "unreadable-file", "the head of the answer is too large"),
    "drip": (drip, "unreadable-file", "too slow"),
    "silence": (silence, "unreadable-file", "too slow"),
    "too short": (too_short, "unreadable-file", "bytes"),
    "dropped": (dropped, "unreadable-file", "Empty reply"),
    "no http": (no_http, "unreadable-file", "HTTP/0.9"),
    "redirect": (REDIRECT, "unreadable-file", "status 302 leads to http://127.0.0.1:9/elsewhere, which is not followed"),
    "redirect nowhere": (response(b"", "301 Moved"), "unreadable-file", "status 301 leads, which"),
    "404": (response(b"x" * 100_000, "404 Not Found"), "missing-file", "not there"),
    "410": (response(b"", "410 Gone"), "missing-file", "not there"),
    "500": (response(b"x" * 100_000, "500 Oops"), "unreadable-file", "the server answers with status 500"),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", "unreadable-file", "status 204"),
    "html": (response(b"<!doctype html><title>Home</title>", kind="text/html"), "changed-file", "not the one"),
    "large html": (response(b"<p>" * 9000, kind="text/html"), "changed-file", "the file is larger"),
    "empty": (response(b""), "changed-file", "not the one"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_for_one_file_is_a_finding(folder, name):
    answer, code, text = HOSTILE[name]
    with HostileServer(folder, {REPORT: answer}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 1, finished.stderr + finished.stdout
    assert (code, REPORT[1:]) in errors(finished)
    assert text in message(finished, REPORT[1:])
    assert finished.document["complete"] is True
    assert finished.seconds < 20
    # The rest is audited all the same.
    assert finished.document["epochCount"] == 2


def test_an_encoding_that_was_not_asked_for_is_said(folder):
    body = gzip.compress((folder / REPORT[1:]).read_bytes())
    with HostileServer(folder, {REPORT: response(body, Content_Encoding="gzip")}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 1
    assert "encoding gzip, which was not asked for" in message(finished, REPORT[1:])


def test_another_content_on_a_second_request_is_not_seen(folder):
    counts = {}

    def changing(server, path):
        counts[path] = counts.get(path, 0) + 1
        return response((folder / path[1:]).read_bytes() if counts[path] == 1 else b"other")

    with HostileServer(folder) as server:
        server.file = lambda path: changing(server, path)
        finished = audit(server.origin)
    assert finished.returncode == 0
    assert set(counts.values()) == {1}


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - {"html", "large html", "empty", "endless"}))
def test_a_hostile_answer_for_the_first_file_is_status_69(folder, name):
    with HostileServer(folder, {"/manifest.json": HOSTILE[name][0]}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 69, finished.stdout
    assert finished.stdout == ""
    assert f"{server.origin}/manifest.json: " in finished.stderr
    assert len(finished.stderr.splitlines()) == 1
    # A broken connection is tried once more.
    assert set(server.paths) == {"/manifest.json"} and len(server.paths) <= 2
    assert finished.seconds < 10


def test_a_page_in_the_place_of_the_manifest_is_malformed(folder):
    with HostileServer(folder, {None: response(b"<!doctype html><title>Home</title>", kind="text/html")}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 1
    assert ("malformed-document", "manifest.json") in errors(finished)


def test_hosts_that_are_not_there(tmp_path):
    finished = audit(f"http://127.0.0.1:{free_port()}/")
    assert finished.returncode == 69 and "connect" in finished.stderr
    finished = audit("https://no-such-host.invalid/")
    assert finished.returncode == 69 and "no-such-host.invalid" in finished.stderr


def test_certificates_are_checked(folder, tmp_path):
    pair = certificate(tmp_path)
    with HostileServer(folder, certificate=pair) as server:
        finished = audit(server.origin)
        assert finished.returncode == 69 and "certificate" in finished.stderr, finished.stderr
        assert server.seen == []
        trusted = audit(server.origin, "--authorities", pair[0])
        assert trusted.returncode == 0, trusted.stderr
        # A certificate for another name.
        other = audit(server.origin.replace("127.0.0.1", "localhost"), "--authorities", pair[0])
        assert other.returncode == 69, other.stderr
    finished = audit(server.origin, "--authorities", tmp_path / "none.pem")
    assert finished.returncode == 66


@pytest.mark.parametrize("address", [
    "ftp://127.0.0.1/", "file:///etc/", "http://user:secret@127.0.0.1/", "http://127.0.0.1/?a", "http://127.0.0.1/#a",
    "http://127.0.0.1/../a", "http://", "http://127.0.0.1/ä", "HTTP://127.0.0.1:99999/",
])
def test_other_addresses_are_refused(address):
    finished = audit(address)
    assert finished.returncode == 64, finished.stderr
    assert "secret" not in finished.stderr and finished.stdout == ""


def manifest(entries):
    entries = sorted(entries)
    return response(json.dumps({
        "format": "revshare-manifest-v1",
        "files": [{"path": path, "bytes": size, "sha256": "0" * 64} for path, size in entries],
    }).encode())


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../b", "./a", "a//b", "", "a\0b", "a" * 1025])
def test_a_manifest_cannot_lead_outside(folder, path):
    with HostileServer(folder, {"/manifest.json": manifest([(path, 1)])}) as server:
        finished = audit(server.origin + "/site")
        plain = server.file
        server.file = lambda path: plain(path.removeprefix("/site"))
        server.answers["/site/manifest.json"] = server.answers.pop("/manifest.json")
        finished = audit(server.origin + "/site")
    assert finished.returncode == 1
    assert ("malformed-document", "manifest.json") in errors(finished)
    assert all(path == "/site/manifest.json" for path in server.paths)


def test_paths_are_encoded(folder):
    name = "a b/c+d?e#f%2e%2e/ä\\"
    with HostileServer(folder, {"/manifest.json": manifest([(name, 1)])}) as server:
        audit(server.origin)
    assert "/a%20b/c%2Bd%3Fe%23f%252e%252e/%C3%A4%5C" in server.paths


def test_a_hundred_thousand_entries(folder):
    answer = manifest([(f"epochs/1/{index}", 1) for index in range(100_000)])
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    with HostileServer(answers={"/manifest.json": answer, None: missing}) as server:
        finished = audit(server.origin, "--time-limit", 10)
    assert finished.returncode in (1, 69)
    assert finished.seconds < 30
    if finished.returncode == 69:
        assert finished.document["complete"] is False
        assert errors(finished)[-1][0] == "incomplete"
        assert "10 seconds in all; --time-limit raises that" in finished.stderr


def test_a_hundred_thousand_epochs(folder):
    answer = manifest([(f"epochs/{index}/manifest.json", 1) for index in range(100_000)])
    with HostileServer(answers={"/manifest.json": answer, None: b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"}) as server:
        finished = audit(server.origin, "--time-limit", 10)
    assert finished.returncode == 69
    assert finished.seconds < 30
    assert "incomplete" in [code for code, _ in errors(finished)]


@pytest.mark.parametrize("body", [b"[" * 60_000_000, b"[" + b"0," * 10_000_000 + b"0]", b'{"a":' * 12_000_000])
def test_a_huge_manifest_is_bounded(body):
    """Within 64 MB, which may take many times that in memory, but a bounded number."""
    with HostileServer(answers={"/manifest.json": response(body), None: b""}) as server:
        finished = audit(server.origin, memory=6_000_000_000)
    assert finished.returncode == 1
    assert ("malformed-document", "manifest.json") in errors(finished)
    assert finished.seconds < 60


def test_a_manifest_that_is_too_large_is_not_read():
    with HostileServer(answers={"/manifest.json": endless}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 1
    assert ("malformed-document", "manifest.json") in errors(finished)
    assert "larger than the 64000000 bytes" in message(finished, "manifest.json")


def test_the_limit_of_bytes(folder):
    total = sum(len(data) for data in files(folder).values())
    with HostileServer(folder) as server:
        finished = audit(server.origin, "--byte-limit", total // 2)
        assert finished.returncode == 69
        assert f"over {total // 2} bytes in all; --byte-limit raises that" in finished.stderr
        assert finished.document["complete"] is False and finished.document["agrees"] is False
        assert audit(server.origin, "--byte-limit", total).returncode == 0
        assert audit(server.origin, "--byte-limit", total - 1).returncode == 69


def test_a_host_that_goes_away_ends_the_audit(folder):
    with HostileServer(folder) as server:
        plain = server.file

        def gone(path):
            if path == REPORT:
                server.server.socket.close()
                return dropped
            return plain(path)

        server.file = gone
        finished = audit(server.origin)
    assert finished.returncode == 69, finished.stderr
    assert finished.document["complete"] is False
    assert "the audit ended before its end" in finished.stderr
    assert [code for code, _ in errors(finished)] == ["incomplete"]


def test_ten_failures_in_a_row_end_the_audit(folder):
    manifest_bytes = response((folder / "manifest.json").read_bytes())
    with HostileServer(folder, {"/manifest.json": manifest_bytes, None: response(b"", "503 Busy")}) as server:
        finished = audit(server.origin)
    assert finished.returncode == 69
    assert "10 files in a row" in finished.stderr and "status 503" in finished.stderr
    assert len(server.paths) == 11


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_interrupted(folder, number):
    with HostileServer(folder, {REPORT: silence}) as server:
        process = subprocess.Popen(
            [binary(), "audit", server.origin], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
        )
        for _ in range(1_200):
            if REPORT in server.paths:
                break
            time.sleep(0.05)
        assert REPORT in server.paths
        process.send_signal(number)
        output, _ = process.communicate(timeout=60)
    # A shell says 128 + the signal: 130 for Ctrl-C.
    assert process.returncode == -number
    assert output == b""


def test_hostile_text_does_not_reach_a_terminal(folder):
    location = "http://127.0.0.1:9/\x1b[2J\x1b]0;owned\x07"
    with HostileServer(folder, {REPORT: response(b"", "302 Found", Location=location)}) as server:
        finished = subprocess.run(
            [binary(), "audit", server.origin, "--quiet"], capture_output=True, env=ENVIRONMENT, timeout=60
        )
    assert finished.returncode == 1
    assert b"status 302" in finished.stdout
    assert all(byte >= 0x20 or byte == 0x0A for byte in finished.stdout + finished.stderr)


def test_a_changed_file_is_the_same_finding_as_in_a_folder(folder, tmp_path):
    site = copy(folder, tmp_path / "site")
    holders = site / "epochs/1/usdc/holders.csv"
    data = bytearray(holders.read_bytes())
    data[-2] ^= 1
    holders.write_bytes(data)
    assert hashlib.sha256(data).hexdigest() != hashlib.sha256((folder / "epochs/1/usdc/holders.csv").read_bytes()).hexdigest()
    with HostileServer(site) as server:
        remote, local = audit(server.origin), audit(str(site))
    assert (remote.returncode, local.returncode) == (1, 1)
    assert [f for f in remote.document["findings"] if f["code"] != "not-listed"] == local.document["findings"]
