"""The log of epochs, held to Go's own packages, pymerkle and openssl; and what each of them must refuse."""

import base64
import hashlib
import os
import shutil
import subprocess

import pytest
from log_checks import check_log, go, open_note, openssl_accepts, openssl_signs, pem, tree_of, verifier_key
from program import ROOT, run

VECTORS = ROOT / "Tests" / "Fixtures" / "vectors" / "transparency-log.txt"


@pytest.fixture(scope="session")
def log(tmp_path_factory):
    """A log of 520 entries, published eight times, that the library wrote through its public interface."""
    folder = tmp_path_factory.mktemp("log") / "site"
    command = ["swift", "test", "--skip-build", "--filter", "LogFolderTests"]
    environment = {**os.environ, "REVSHARE_LOG_FOLDER": str(folder)}
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder


def test_a_log_of_520_entries(log):
    assert check_log(log) == 520


def test_the_published_log(site):
    if not (site.folder / "log" / "checkpoint").exists():
        pytest.skip("the site's log is not signed")
    assert check_log(site.folder) >= len(site.epochs)


def test_the_vectors_are_what_go_makes():
    assert go("vectors").stdout == VECTORS.read_text()


def flip(position, bit=1):
    def change(path):
        content = bytearray(path.read_bytes())
        content[position] ^= bit
        path.write_bytes(content)

    return change


def replace(old, new):
    def change(path):
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    return change


def remove(path):
    path.unlink()


def add_space(path):
    path.write_bytes(path.read_bytes() + b" ")


def drop_hash(path):
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(lines[:2] + lines[3:]))


CHANGES = {
    "an epoch rewritten": ("epochs/7/statement.json", add_space),
    "an epoch's first byte": ("epochs/520/statement.json", flip(0)),
    "an epoch gone": ("epochs/8/statement.json", remove),
    "its proof gone": ("epochs/8/statement.json.tlog-proof", remove),
    "an entry": ("log/tile/entries/001", flip(900)),
    "the last entry": ("log/tile/entries/002.p/8", flip(-1)),
    "the length of an entry": ("log/tile/entries/000", flip(1)),
    "an entry of an earlier end": ("log/tile/entries/002.p/1", flip(40)),
    "a hash": ("log/tile/0/000", flip(31)),
    "a hash in the middle": ("log/tile/0/001", flip(5000)),
    "a hash of an earlier end": ("log/tile/0/002.p/1", flip(3)),
    "a hash of the second level": ("log/tile/1/000.p/2", flip(40)),
    "a tile cut": ("log/tile/0/002.p/8", lambda path: path.write_bytes(path.read_bytes()[:-1])),
    "a tile gone": ("log/tile/0/002.p/8", remove),
    "an earlier tile gone": ("log/tile/0/002.p/1", remove),
    "the size": ("log/checkpoint", replace(b"\n520\n", b"\n519\n")),
    "the origin": ("log/checkpoint", replace(b"log.example/revshare\n520", b"log.example/revshart\n520")),
    "the root": ("log/checkpoint", flip(30)),
    "the signature": ("log/checkpoint", flip(-20)),
    "the key": ("log/vkey", flip(-10)),
    "the place in a proof": ("epochs/300/statement.json.tlog-proof", replace(b"index 299", b"index 298")),
    "a hash in a proof": ("epochs/300/statement.json.tlog-proof", flip(50)),
    "a hash missing in a proof": ("epochs/300/statement.json.tlog-proof", drop_hash),
    "the size in a proof": ("epochs/300/statement.json.tlog-proof", replace(b"\n300\n", b"\n301\n")),
    "the signature in a proof": ("epochs/300/statement.json.tlog-proof", flip(-30)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_go_refuses_a_change_of(log, tmp_path, what):
    site = shutil.copytree(log, tmp_path / "site")
    path, change = CHANGES[what]
    change(site / path)
    checked = go("check", site)
    assert checked.returncode == 1 and checked.stderr.strip(), what


def test_go_refuses_a_file_that_does_not_belong(log, tmp_path):
    for name in ["log/tile/0/003", "log/tile/0/002.p/9", "log/tile/entries/003.p/1", "log/tile/x"]:
        site = shutil.copytree(log, tmp_path / name.replace("/", "-"))
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(bytes(32))
        assert go("check", site).returncode == 1, name


def test_go_refuses_two_statements_exchanged(log, tmp_path):
    site = shutil.copytree(log, tmp_path / "site")
    (site / "epochs/5/statement.json").rename(site / "kept")
    (site / "epochs/6/statement.json").rename(site / "epochs/5/statement.json")
    (site / "kept").rename(site / "epochs/6/statement.json")
    assert go("check", site).returncode == 1


@pytest.mark.parametrize("old", [0, 1, 2, 256, 300, 513, 520])
def test_a_witness_takes_what_the_library_sends(log, old):
    """A witness over Go's packages checks signature and consistency, and answers with a cosignature."""
    request = (log / "requests" / str(old)).read_bytes()
    root = base64.b64encode(tree_of(log).get_root(old)).decode()

    def answer(body, known=root):
        vkey = (log / "log" / "vkey").read_text().strip()
        arguments = [vkey, "witness.example/w1", "08" * 32, "1679315147", str(old), known]
        return go("witness", *arguments, input=body.decode())

    taken = answer(request)
    assert taken.returncode == 0, taken.stderr
    assert taken.stdout == (log / "answers" / str(old)).read_text()
    if old:
        assert "422" in answer(request, base64.b64encode(bytes(32)).decode()).stderr
    assert answer(request.replace(b"\n520\n", b"\n519\n")).returncode == 1
    assert answer(request.replace(b"old ", b"old 1")).returncode == 1


def test_openssl_refuses_a_changed_text(log):
    text, [(_, blob)] = open_note((log / "log" / "checkpoint").read_bytes())
    _, key = verifier_key(log)
    assert openssl_accepts(key, text, blob[4:])
    assert not openssl_accepts(key, text + b"\n", blob[4:])
    assert not openssl_accepts(key, text, blob[4:-1] + bytes([blob[-1] ^ 1]))
    assert not openssl_accepts(key[:-1] + bytes([key[-1] ^ 1]), text, blob[4:])


def test_a_key_works_in_go_and_openssl(tmp_path):
    """The program makes a key; openssl signs with it, Go's note package takes both."""
    made = run("key", "new", "--name", "opur.example/revshare", "-o", tmp_path / "key")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "vkey").write_text(made.stdout)
    name, key = verifier_key(tmp_path)
    assert run("key", "show", tmp_path / "key", "--pem").stdout == pem(key)
    private = run("key", "show", tmp_path / "key", "--private-pem")
    assert "sign as opur.example/revshare" in private.stderr

    entry = b"entry"
    root = base64.b64encode(hashlib.sha256(b"\0" + entry).digest())
    text = b"opur.example/revshare\n1\n" + root + b"\n"
    number = bytes.fromhex(made.stdout.split("+")[1])
    blob = base64.b64encode(number + openssl_signs(private.stdout, text))
    note = text + b"\n\xe2\x80\x94 opur.example/revshare " + blob + b"\n"
    (tmp_path / "log" / "checkpoint").write_bytes(note)
    for path, content in {
        "log/tile/entries/000.p/1": b"\0\5" + entry,
        "log/tile/0/000.p/1": base64.b64decode(root),
        "epochs/1/statement.json": entry,
        "epochs/1/statement.json.tlog-proof": b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + note,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert check_log(tmp_path) == 1


def test_openssl_signs_as_the_library_does(log):
    """Ed25519 has one signature for a text: openssl's is the one in the checkpoint."""
    text, [(_, blob)] = open_note((log / "log" / "checkpoint").read_bytes())
    der = bytes.fromhex("302e020100300506032b657004220420") + bytes([7]) * 32
    private = f"-----BEGIN PRIVATE KEY-----\n{base64.b64encode(der).decode()}\n-----END PRIVATE KEY-----\n"
    assert openssl_signs(private, text) == blob[4:]
