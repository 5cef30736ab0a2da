"""Accounts that stand by a publication: signed with eth-account, published and audited by the program, recovered with eth-account."""

import hashlib
import json

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct
from program import TINY, copy, files, publish, run

ACCOUNTS = [Account.from_key(hashlib.sha256(name).digest()) for name in (b"council", b"auditor")]


def message(statement: bytes):
    return encode_defunct(text=f"revshare statement sha256:{hashlib.sha256(statement).hexdigest()}")


def signed(account, statement: bytes) -> str:
    return "0x" + account.sign_message(message(statement)).signature.hex().removeprefix("0x")


@pytest.fixture
def folder(tmp_path):
    """Books and their site, with one account that stands by the first epoch and two by the second."""
    books = copy(TINY, tmp_path / "books")
    publish(books, tmp_path / "site", key=list)
    with (books / "revshare.yaml").open("a") as settings:
        settings.write("log: { signatures: signatures.csv }\n")
    statements = {number: (tmp_path / f"site/epochs/{number}/statement.json").read_bytes() for number in (1, 2)}
    rows = [(number, account) for number in (2, 1) for account in ACCOUNTS[: number]]
    table = "".join(f"{number},{account.address},{signed(account, statements[number])}\n" for number, account in rows)
    (books / "signatures.csv").write_text("publication,account,signature\n" + table)
    return tmp_path


def published(folder):
    publish(folder / "books", folder / "site", key=list)
    return {number: json.loads((folder / f"site/epochs/{number}/statement.signatures.json").read_text()) for number in (1, 2)}


def test_signatures_are_published_and_recovered(folder):
    before = files(folder / "site")
    documents = published(folder)
    for number, document in documents.items():
        statement = (folder / f"site/epochs/{number}/statement.json").read_bytes()
        assert document["format"] == "revshare-signatures-v1" and document["publication"] == str(number)
        assert document["statement"] == hashlib.sha256(statement).hexdigest()
        assert [each["account"] for each in document["signatures"]] == sorted((a.address for a in ACCOUNTS[:number]), key=str.lower)
        for each in document["signatures"]:
            assert Account.recover_message(message(statement), signature=each["signature"]) == each["account"]
    after = files(folder / "site")
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {"manifest.json", "epochs/1/statement.signatures.json", "epochs/2/statement.signatures.json"}
    audit = run("audit", folder / "site", "--quiet")
    assert audit.returncode == 0, audit.stdout
    assert run("publish", "--books", folder / "books", "--site", folder / "site", "--all").stdout.startswith("Nothing to publish")


@pytest.mark.parametrize("change", ["account", "publication", "signature", "high s", "repeated", "form"])
def test_wrong_rows_are_refused(folder, change):
    path = folder / "books/signatures.csv"
    rows = path.read_text().splitlines()
    fields = rows[1].split(",")
    place = "signatures.csv:2: column signature: the account has not signed the text"
    if change == "account":
        fields[1] = Account.from_key(b"\1" * 32).address
    elif change == "publication":
        fields[0], rows = "1", rows[:3]
    elif change == "signature":
        fields[2] = fields[2][:20] + ("0" if fields[2][20] != "0" else "1") + fields[2][21:]
    elif change == "high s":
        order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
        s = order - int(fields[2][66:130], 16)
        fields[2] = fields[2][:66] + f"{s:064x}" + ("1b" if fields[2].endswith("1c") else "1c")
        place = "signatures.csv:2: column signature: s is above half of the curve's order (EIP-2)"
    elif change == "repeated":
        rows.append(rows[1])
        place = f"signatures.csv:{len(rows)}: column account: the account has a row for this publication already"
    else:
        fields[0] = "2.0"
        place = "signatures.csv:2: column publication: expected an epoch such as 4, or a correction such as 4.1"
    rows[1] = ",".join(fields)
    path.write_text("\n".join(rows) + "\n")
    before = files(folder / "site")
    refused = run("publish", "--books", folder / "books", "--site", folder / "site", "--all", "--quiet")
    assert refused.returncode == 65, refused.stdout + refused.stderr
    assert place in refused.stderr, refused.stderr
    assert files(folder / "site") == before


def test_signatures_of_what_is_not_published_wait(folder):
    finished = run("publish", "--books", folder / "books", "--site", folder / "other", "--epoch", 1, "--quiet")
    assert finished.returncode == 0, finished.stderr
    assert (folder / "other/epochs/1/statement.signatures.json").exists()
    assert not (folder / "other/epochs/2").exists()


@pytest.mark.parametrize("change", ["signature", "account", "statement"])
def test_the_audit_finds_what_was_tampered_with(folder, change):
    documents = published(folder)
    path = folder / "site/epochs/1/statement.signatures.json"
    text = path.read_text()
    if change == "signature":
        text = text.replace(documents[1]["signatures"][0]["signature"], documents[2]["signatures"][0]["signature"])
    elif change == "account":
        text = text.replace(documents[1]["signatures"][0]["account"], Account.from_key(b"\1" * 32).address)
    else:
        text = text.replace(documents[1]["statement"], documents[2]["statement"])
    path.write_text(text)
    audit = run("audit", folder / "site", "--quiet")
    assert audit.returncode == 1
    place = "statement" if change == "statement" else "signatures[0].signature"
    assert f"error wrong-signature epochs/1/statement.signatures.json: {place}: " in audit.stdout
