"""Witnesses of the log: what the program sends to one, and its answers, made here with `cryptography` by C2SP's texts."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from program import TINY, copy, files, publish, run

ORIGIN = "tiny.example/revshare"


class Witness:
    """A witness as C2SP tlog-witness and tlog-cosignature have it; it believes what it is sent."""

    def __init__(self, name: str):
        self.name, self.key = name, Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
        public = b"\x04" + self.key.public_key().public_bytes_raw()
        self.identity = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        self.verifier = f"{name}+{self.identity.hex()}+{base64.b64encode(public).decode()}"

    def answer(self, request: bytes, time: int) -> bytes:
        text = request.partition(b"\n\n")[2].partition(b"\n\n")[0] + b"\n"
        signature = self.key.sign(b"cosignature/v1\ntime %d\n" % time + text)
        blob = base64.b64encode(self.identity + time.to_bytes(8, "big") + signature).decode()
        return f"\u2014 {self.name} {blob}\n".encode()


FIRST, SECOND = Witness("first.example/witness"), Witness("second.example")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Books that name two witnesses, and their site with one epoch."""
    books = copy(TINY, tmp_path / "books")
    assert run("key", "new", "--name", ORIGIN, "-o", books / "log.key").returncode == 0
    with (books / "revshare.yaml").open("a") as settings:
        settings.write("log: { key: log.key, policy: witnesses.policy }\n")
    policy = f"witness one {FIRST.verifier}\nwitness two {SECOND.verifier} https://second.example/\ngroup both all one two\nquorum both\n"
    (books / "witnesses.policy").write_text(policy)
    assert run("publish", "--books", books, "--site", tmp_path / "site", "--epoch", 1, "--quiet").returncode == 0
    return tmp_path


def request(folder: Path, *arguments) -> bytes:
    finished = run("log", "request", folder / "site", *arguments, "-o", folder / "request")
    assert finished.returncode == 0, finished.stderr
    return (folder / "request").read_bytes()


def cosign(folder: Path, answer: bytes):
    (folder / "answer").write_bytes(answer)
    return run("log", "cosign", folder / "site", "--books", folder / "books", "--answer", folder / "answer")


def audit(folder: Path, *arguments):
    return run("audit", folder / "site", "--quiet", "--policy", folder / "books" / "witnesses.policy", *arguments)


def root(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root(hashes[:split]) + root(hashes[split:])).digest()


def test_what_a_witness_is_sent(folder):
    sent = request(folder, "--old-size", 0)
    assert sent == b"old 0\n\n" + (folder / "site/log/checkpoint").read_bytes()
    publish(folder / "books", folder / "site", key=list)
    head, _, note = request(folder, "--old-size", 1).partition(b"\n\n")
    lines = head.decode().split("\n")
    assert lines[0] == "old 1" and note == (folder / "site/log/checkpoint").read_bytes()
    # From one entry to two, the proof is the other entry's hash.
    entries = [(folder / f"site/epochs/{number}/statement.json").read_bytes() for number in (1, 2)]
    leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in entries]
    assert [base64.b64decode(line) for line in lines[1:]] == [leaves[1]]
    assert base64.b64decode(note.split(b"\n")[2]) == root(leaves)
    assert request(folder, "--old-size", 2) == b"old 2\n\n" + note
    refused = run("log", "request", folder / "site", "--old-size", 3)
    assert refused.returncode == 2 and "the log never had 3 entries" in refused.stderr
    assert run("log", "request", folder / "site").returncode == 64


def test_cosignatures_are_published_and_stay(folder):
    site = folder / "site"
    before = files(site)
    assert audit(folder).returncode == 1
    done = cosign(folder, FIRST.answer(request(folder, "--witness", FIRST.name), 1_700_000_000))
    assert done.returncode == 0, done.stderr
    assert "Not enough yet" in done.stdout
    after = files(site)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {"log/checkpoint", "epochs/1/statement.json.tlog-proof", "manifest.json"}
    assert after["log/checkpoint"].startswith(before["log/checkpoint"])
    assert after["epochs/1/statement.json.tlog-proof"].endswith(after["log/checkpoint"])
    missing = audit(folder)
    assert missing.returncode == 1 and "error missing-witnesses log/checkpoint" in missing.stdout
    done = cosign(folder, SECOND.answer(request(folder, "--witness", SECOND.name), 1_700_000_001))
    assert "Enough witnesses have signed: 2 of 2." in done.stdout
    assert audit(folder).returncode == 0, audit(folder).stdout
    shown = json.loads(run("log", "show", site, "--json", "--policy", folder / "books/witnesses.policy").stdout)
    assert shown["witnesses"] == [
        {"name": FIRST.name, "time": "1700000000", "checked": True}, {"name": SECOND.name, "time": "1700000001", "checked": True},
    ]
    # Publishing what is published changes nothing; a new epoch leaves the old proof as it is.
    whole = files(site)
    assert run("publish", "--books", folder / "books", "--site", site, "--epoch", 1).stdout.startswith("Nothing to publish")
    assert files(site) == whole
    with (folder / "books/revshare.yaml").open("a") as settings:
        settings.write("notice: Changed.\n")
    assert run("publish", "--books", folder / "books", "--site", site, "--epoch", 1, "--quiet").returncode == 0
    assert (site / "log/checkpoint").read_bytes() == whole["log/checkpoint"]
    publish(folder / "books", site, key=list)
    assert (site / "epochs/1/statement.json.tlog-proof").read_bytes() == whole["epochs/1/statement.json.tlog-proof"]
    assert audit(folder).returncode == 1
    # The old proof says what the witness has seen.
    assert request(folder, "--witness", FIRST.name).startswith(b"old 1\n")
    assert run("audit", site, "--quiet", "--since", folder / "books/log-checkpoint").returncode == 0


@pytest.mark.parametrize("change", ["other head", "unknown", "signature", "form", "empty"])
def test_answers_that_do_not_hold_are_refused(folder, change):
    sent = request(folder, "--old-size", 0)
    answer = FIRST.answer(sent, 1_700_000_000)
    if change == "other head":
        answer = FIRST.answer(sent.replace(b"\n1\n", b"\n2\n"), 1_700_000_000)
    elif change == "unknown":
        answer = Witness("third.example").answer(sent, 1_700_000_000)
    elif change == "signature":
        answer = answer.replace(answer[-20:-12], b"AAAAAAAA")
    elif change == "form":
        answer = answer[:-1]
    else:
        answer = b""
    before = files(folder / "site")
    refused = cosign(folder, answer)
    assert refused.returncode == 2, refused.stderr
    assert files(folder / "site") == before


def test_other_sites_and_books_are_refused(folder):
    answer = FIRST.answer(request(folder, "--old-size", 0), 1_700_000_000)
    shutil.copy(folder / "books/log-checkpoint", folder / "kept")
    (folder / "books/log-checkpoint").write_text("tiny.example/revshare\n")
    assert "not the one that was signed last" in cosign(folder, answer).stderr
    shutil.copy(folder / "kept", folder / "books/log-checkpoint")
    policy = folder / "books/witnesses.policy"
    policy.write_text(policy.read_text().replace("quorum both", "quorum none\nquorum both"))
    wrong = cosign(folder, answer)
    assert wrong.returncode == 65 and "witnesses.policy:5: there is a quorum already" in wrong.stderr
    settings = folder / "books/revshare.yaml"
    settings.write_text(settings.read_text().replace(", policy: witnesses.policy", ""))
    none = cosign(folder, answer)
    assert none.returncode == 2 and "the books name no witnesses" in none.stderr
