"""`revshare log show ADDRESS`: the same log as that of the folder, from its own files alone, within the bounds of the audit."""

import json
import os
import resource
import subprocess
import time

import pytest

from hostile_server import HostileServer, certificate, free_port, response
from program import ROOT, TINY, binary, copy, files, publish
from running_server import RunningServer

# A proxy of the machine must not stand between the test and its own server.
ENVIRONMENT = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
ENTRIES = "/log/tile/entries/000.p/2"
ASKED = ["/log/checkpoint", ENTRIES, "/log/vkey", "/manifest.json"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("log")
    books = copy(TINY, place / "books")
    publish(books, place / "site")
    return place / "site"


def show(site, *options, memory=1_500_000_000):
    """A finished `log show`; it may not use more than an address space of `memory`."""
    return subprocess.run(
        [binary(), "log", "show", str(site), *map(str, options)],
        capture_output=True, text=True, timeout=60, env=ENVIRONMENT, cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (memory, memory)),
    )


def test_a_served_log_is_shown_as_that_of_its_folder(folder):
    server = RunningServer(folder)
    try:
        for options in [], ["--json"]:
            remote, local = show(server.origin, *options), show(folder, *options)
            assert (remote.returncode, local.returncode) == (0, 0), remote.stderr
            assert remote.stdout == local.stdout and remote.stderr == ""
    finally:
        server.stop()
    shown = json.loads(remote.stdout)
    assert [entry["publication"] for entry in shown["entries"]] == ["1", "2"]
    assert shown["signed"] and shown["key"] == (folder / "log/vkey").read_text().strip()
    assert (folder / "log/checkpoint").read_text().split("\n")[1:3] == [str(shown["size"]), shown["root"]]


def test_the_files_of_the_log_are_asked_for_once_and_no_others(folder):
    with HostileServer(folder) as server:
        finished = show(server.origin + "/")
    assert finished.returncode == 0, finished.stderr
    assert sorted(server.paths) == ASKED
    assert server.connections == 1
    for _, fields in server.seen:
        assert fields["accept-encoding"] == "identity" and "cookie" not in fields


def test_a_log_that_nobody_has_signed(folder, tmp_path):
    publish(copy(TINY, tmp_path / "books"), tmp_path / "site", key=list)
    with HostileServer(tmp_path / "site") as server:
        finished = show(server.origin)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.endswith("key  none: nobody has signed the log\n")
    assert sorted(server.paths) == [ENTRIES, "/manifest.json"]


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize(("answer", "status", "said"), [
    (response(b"", "302 Found", Location="http://127.0.0.1:9/elsewhere"), 74,
     "status 302 leads to http://127.0.0.1:9/elsewhere, which is not followed"),
    (response(b"", "302 Found", Location="http://127.0.0.1:9/\x1b[2J"), 74, "status 302"),
    (response(b"", "500 Oops"), 74, "the server answers with status 500"),
    (response(b"", "404 Not Found"), 66, "no such file"),
    (response(b"<!doctype html><title>\x1b[2J</title>"), 65, ""),
    (response(b" " * 70_000_000), 65, "larger than"),
])
def test_a_file_that_is_not_what_it_should_be(folder, path, answer, status, said):
    with HostileServer(folder, {path: answer}) as server:
        finished = show(server.origin)
    is_manifest = path == "/manifest.json"
    if is_manifest and status != 65:
        # The first file tells whether there is a site at all.
        status, said = 69, said.replace("no such file", "not there")
    assert finished.returncode == status, finished.stderr
    assert finished.stdout == "" and said in finished.stderr
    assert f"{server.origin}{path}: " in finished.stderr and len(finished.stderr.splitlines()) == 1
    assert all(ord(character) >= 0x20 or character == "\n" for character in finished.stderr)


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


@pytest.mark.parametrize("path", ASKED)
def test_no_more_is_read_than_a_file_may_have(folder, path):
    with HostileServer(folder, {path: endless}) as server:
        finished = show(server.origin)
    assert finished.returncode == 65, finished.stderr
    assert f"{server.origin}{path}: " in finished.stderr and "larger than" in finished.stderr


def silence(connection):
    time.sleep(60)


def test_limits(folder):
    total = sum(len(files(folder)[path[1:]]) for path in ASKED)
    with HostileServer(folder) as server:
        assert show(server.origin, "--byte-limit", total).returncode == 0
        finished = show(server.origin, "--byte-limit", total - 1)
    assert finished.returncode == 69
    assert f"over {total - 1} bytes in all; --byte-limit raises that" in finished.stderr
    with HostileServer(folder, {ENTRIES: silence}) as server:
        finished = show(server.origin, "--time-limit", 2)
    assert finished.returncode == 69 and "2 seconds in all; --time-limit raises that" in finished.stderr


def test_hosts_and_addresses(folder, tmp_path):
    finished = show(f"http://127.0.0.1:{free_port()}/")
    assert finished.returncode == 69 and "connect" in finished.stderr
    for address in "ftp://127.0.0.1/", "http://user:secret@127.0.0.1/", "http://127.0.0.1/?a":
        finished = show(address)
        assert finished.returncode == 64 and "secret" not in finished.stderr, finished.stderr
    pair = certificate(tmp_path)
    with HostileServer(folder, certificate=pair) as server:
        assert show(server.origin).returncode == 69 and server.seen == []
        assert show(server.origin, "--authorities", pair[0]).returncode == 0
