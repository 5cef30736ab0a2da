"""The address of a node, which often holds a key: it is printed nowhere, and nothing keeps it."""

import os

import pytest

from chain import misbehaving
from program import files, publish, run
from sync_fixtures import books, chained, host  # noqa: F401
from synced import STORE, sync

KEY = "Zf3secretkeyQ9"


def keyed(url: str, form: str) -> str:
    return {"path": f"{url}/v3/{KEY}", "query": f"{url}/?apikey={KEY}&x=1", "user": url.replace("//", f"//me:{KEY}@"),
            "fragment": f"{url}/#{KEY}"}[form]


@pytest.mark.parametrize("form", ["path", "query", "user", "fragment"])
def test_the_key_is_nowhere(host, books, form):
    runs = [sync(books, keyed(host.url, form), *options) for options in ([], ["--json"], ["--quiet"])]
    if form == "path":
        publish(books, books.parent / "site", list)
    assert all(KEY not in finished.stdout + finished.stderr for finished in runs)
    for path, data in (files(books) | files(books.parent / "site")).items():
        assert KEY.encode() not in data and host.url[7:].encode() not in data, path


@pytest.mark.parametrize("fault", [
    misbehaving.status(401, f"no such key {KEY}".encode()),
    misbehaving.status(302, Location=f"https://a.example/{KEY}"),
    misbehaving.rpc_error(-32000, f"https://a.example/v3/{KEY} is over its limit"), misbehaving.half_json(),
    misbehaving.rpc_error(-32000, f"bad key {KEY}", http_status=400), misbehaving.dropped(), misbehaving.wrong_chain(1),
    misbehaving.other_bytes(f"<a href='/{KEY}'>".encode())])
def test_the_key_is_in_no_error(host, books, fault):
    host.fault(fault)
    for form in ("path", "query", "user"):
        finished = sync(books, keyed(host.url, form), "--retries", "0", status=69)
        assert KEY not in finished.stdout + finished.stderr and "revshare: " in finished.stderr


def test_no_connection_and_no_key(books):
    finished = sync(books, f"http://127.0.0.1:9/v3/{KEY}", "--retries", "0", status=69)
    assert KEY not in finished.stderr and "http://127.0.0.1:9/..." in finished.stderr
    finished = sync(books, f"http://nowhere.invalid/v3/{KEY}", "--retries", "0", status=69)
    assert KEY not in finished.stderr and "nowhere.invalid" in finished.stderr


def test_the_variable_names_a_node(host, books):
    environment = {name: value for name, value in os.environ.items() if name != "REVSHARE_NODE"}
    finished = run("sync", "--books", books, env=environment)
    assert finished.returncode == 64 and "--node URL" in finished.stderr and "REVSHARE_NODE" in finished.stderr
    for value in ("", "ftp://a.example/" + KEY, KEY, "http://"):
        finished = run("sync", "--books", books, env=environment | {"REVSHARE_NODE": value})
        assert finished.returncode == 64 and KEY not in finished.stderr, finished
    assert not (books / STORE).exists()
    finished = run("sync", "--books", books, env=environment | {"REVSHARE_NODE": keyed(host.url, "path")})
    assert finished.returncode == 0 and host.posts > 0
    # The option goes before it.
    sync(books, host, env=environment | {"REVSHARE_NODE": "http://127.0.0.1:9"})


@pytest.mark.parametrize("retries", ["-1", "101", "x"])
def test_wrong_retries(books, retries):
    assert "retries" in sync(books, "http://127.0.0.1:9", f"--retries={retries}", status=64).stderr
