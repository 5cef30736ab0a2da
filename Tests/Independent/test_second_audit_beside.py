"""Provenance and signatures of statements, as templates/audit/check-site checks them; whoever changes them mends the site's digests."""

import base64
import hashlib
import json

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

from corrected_site import made
from program import run
from second_audit import Forgery, check_site, copied, findings, named, publishers_log
from site_log import SiteLog, enveloped

ACCOUNTS = sorted((Account.from_key(hashlib.sha256(name).digest()) for name in (b"council", b"auditor", b"third")),
                  key=lambda account: bytes.fromhex(account.address[2:]))
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
PROVENANCE, SIGNATURES = "epochs/4/provenance.dsse.json", "epochs/4/statement.signatures.json"


@pytest.fixture
def folder(tmp_path):
    return copied(made().before, tmp_path)


def write(path, document: dict) -> None:
    path.write_text(json.dumps(document, indent=2) + "\n")


def mended(folder):
    SiteLog(folder).name_files()
    return folder


def program_finds(folder) -> set[tuple[str, str]]:
    audited = run("audit", folder, "--json", "--quiet")
    return {(finding["code"], finding["path"]) for finding in json.loads(audited.stdout)["findings"] if finding["severity"] == "error"}


# Provenance


def test_provenance_of_another_making_agrees(folder):
    """That of site_log has the same bytes as the program's."""
    before = (folder / PROVENANCE).read_bytes()
    log = publishers_log(folder)
    log.state_provenance(folder / "epochs/4")
    assert (folder / PROVENANCE).read_bytes() == before and findings(folder) == []


def resigned(change):
    """The payload changed, and signed by the log's own key."""
    def do(folder):
        document = json.loads((folder / PROVENANCE).read_bytes())
        payload = change(base64.b64decode(document["payload"]))
        assert payload != base64.b64decode(document["payload"])
        log = publishers_log(folder)
        (folder / PROVENANCE).write_bytes(enveloped(payload, log.origin, log.key))
    return do


def envelope(change):
    """The envelope changed, nothing signed again."""
    def do(folder):
        document = json.loads((folder / PROVENANCE).read_bytes())
        change(document)
        write(folder / PROVENANCE, document)
    return do


def member(change):
    """A member of the payload changed, and signed."""
    def do(payload: bytes) -> bytes:
        document = json.loads(payload)
        change(document)
        return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    return resigned(do)


def other_key(folder) -> None:
    document = json.loads((folder / PROVENANCE).read_bytes())
    log = SiteLog(folder, seed=b"\7" * 32)
    (folder / PROVENANCE).write_bytes(enveloped(base64.b64decode(document["payload"]), log.origin, log.key))


def other_type(folder) -> None:
    document, log = json.loads((folder / PROVENANCE).read_bytes()), publishers_log(folder)
    (folder / PROVENANCE).write_bytes(enveloped(base64.b64decode(document["payload"]), log.origin, log.key, "text/plain"))


def flipped(document: dict) -> None:
    signature = bytearray(base64.b64decode(document["signatures"][0]["sig"]))
    signature[40] ^= 1
    document["signatures"][0]["sig"] = base64.b64encode(signature).decode()


def definition(document: dict) -> dict:
    return document["predicate"]["buildDefinition"]


PROVENANCES = {
    "subject's digest": member(lambda d: d["subject"][0]["digest"].update(sha256="0" * 64)),
    "statement's digest": member(lambda d: d["subject"][1]["digest"].update(sha256="0" * 64)),
    "a subject less": member(lambda d: d["subject"].pop()),
    "material's digest": member(lambda d: definition(d)["resolvedDependencies"][2]["digest"].update(sha256="0" * 64)),
    "a material less": member(lambda d: definition(d)["resolvedDependencies"].pop()),
    "a material more": member(lambda d: definition(d)["resolvedDependencies"].append(d["subject"][0])),
    "materials in another order": member(lambda d: definition(d)["resolvedDependencies"].reverse()),
    "ruleset": member(lambda d: definition(d)["externalParameters"].update(ruleset="1")),
    "epoch": member(lambda d: definition(d)["externalParameters"].update(epoch="3")),
    "publication": member(lambda d: definition(d)["externalParameters"].update(publication="4.1")),
    "builder": member(lambda d: d["predicate"]["runDetails"]["builder"].update(id="https://other.example")),
    "version": member(lambda d: d["predicate"]["runDetails"]["builder"]["version"].update(revshare="9.9.9")),
    "time": member(lambda d: d["predicate"]["runDetails"].update(metadata={"startedOn": "2026-11-01T00:00:00Z"})),
    "build type": member(lambda d: definition(d).update(buildType="urn:other")),
    "spaces": resigned(lambda payload: json.dumps(json.loads(payload), sort_keys=True).encode()),
    "no JSON": resigned(lambda payload: payload[:-1]),
    "signature": envelope(flipped),
    "no signature": envelope(lambda d: d["signatures"].clear()),
    "two signatures": envelope(lambda d: d["signatures"].append(d["signatures"][0])),
    "key's name": envelope(lambda d: d["signatures"][0].update(keyid="other.example")),
    "payload's type": envelope(lambda d: d.update(payloadType="text/plain")),
    "another signed type": other_type,
    "another key": other_key,
    "of another epoch": lambda folder: (folder / PROVENANCE).write_bytes((folder / "epochs/3/provenance.dsse.json").read_bytes()),
    "members more": envelope(lambda d: d.update(more=1)),
    "base64 without padding": envelope(lambda d: d["signatures"][0].update(sig=d["signatures"][0]["sig"].rstrip("="))),
    "on one line": lambda folder: (folder / PROVENANCE).write_text(json.dumps(json.loads((folder / PROVENANCE).read_bytes()))),
}


@pytest.mark.parametrize("name", PROVENANCES)
def test_a_changed_provenance_is_found(folder, name):
    PROVENANCES[name](folder)
    mended(folder)
    found = named(folder)
    assert found and found <= {("wrong-provenance", PROVENANCE), ("malformed-document", PROVENANCE)}, found
    assert ("wrong-provenance", PROVENANCE) in program_finds(folder) or ("malformed-document", PROVENANCE) in program_finds(folder)


def test_a_publication_without_provenance_is_noted(folder):
    (folder / PROVENANCE).unlink()
    mended(folder)
    (line,) = check_site.Audit(str(folder)).findings.lines
    assert line.startswith(f"note no-provenance {PROVENANCE}: ")


def test_a_provenance_without_a_signed_log(folder):
    kept = (folder / PROVENANCE).read_bytes()
    publishers_log(folder).publish(is_signed=False)
    assert findings(folder) == []
    (folder / PROVENANCE).write_bytes(kept)
    mended(folder)
    assert named(folder) == {("wrong-provenance", PROVENANCE)}


# Accounts that stand by a publication


def signed(account, digest: str) -> str:
    message = encode_defunct(text=f"revshare statement sha256:{digest}")
    return "0x" + account.sign_message(message).signature.hex().removeprefix("0x")


def stood_by(folder, change=lambda document: None, accounts=ACCOUNTS) -> dict:
    """The publication 4 with the signatures of accounts, changed."""
    digest = hashlib.sha256((folder / "epochs/4/statement.json").read_bytes()).hexdigest()
    document = {"format": "revshare-signatures-v1", "publication": "4", "statement": digest,
                "signatures": [{"account": account.address, "signature": signed(account, digest)} for account in accounts]}
    change(document)
    write(folder / SIGNATURES, document)
    mended(folder)
    return document


def other_s(document: dict) -> None:
    """The same signature as anyone can write it otherwise."""
    first = document["signatures"][0]
    s, v = ORDER - int(first["signature"][66:130], 16), first["signature"][130:]
    first["signature"] = first["signature"][:66] + f"{s:064x}" + {"1b": "1c", "1c": "1b"}[v]


def test_accounts_that_stand_by_a_publication(folder):
    stood_by(folder)
    assert findings(folder) == [] and program_finds(folder) == set()


def test_every_account_is_recovered(folder):
    """Of many keys, with both parities of v."""
    accounts = sorted((Account.from_key(hashlib.sha256(bytes([k])).digest()) for k in range(40)), key=lambda a: bytes.fromhex(a.address[2:]))
    document = stood_by(folder, accounts=accounts)
    assert {each["signature"][-2:] for each in document["signatures"]} == {"1b", "1c"}
    assert findings(folder) == []


STATEMENTS = {
    "another text": lambda d: d["signatures"][0].update(signature=signed(ACCOUNTS[0], "0" * 64)),
    "another account": lambda d: d["signatures"][0].update(signature=d["signatures"][1]["signature"]),
    "account": lambda d: d["signatures"][0].update(account=Account.from_key(b"\1" * 32).address),
    "publication": lambda d: d.update(publication="3"),
    "statement": lambda d: d.update(statement="0" * 64),
    "other s": other_s,
    "r of nothing": lambda d: d["signatures"][0].update(signature="0x" + "00" * 32 + d["signatures"][0]["signature"][66:]),
    "v": lambda d: d["signatures"][0].update(signature=d["signatures"][0]["signature"][:-2] + "1d"),
    "other v": lambda d: d["signatures"][0].update(
        signature=d["signatures"][0]["signature"][:-2] + {"1b": "1c", "1c": "1b"}[d["signatures"][0]["signature"][-2:]]),
    "order": lambda d: d["signatures"].reverse(),
    "twice": lambda d: d["signatures"].append(d["signatures"][-1]),
    "nobody": lambda d: d["signatures"].clear(),
    "short": lambda d: d["signatures"][0].update(signature=d["signatures"][0]["signature"][:-2]),
    "upper case": lambda d: d["signatures"][0].update(signature="0x" + d["signatures"][0]["signature"][2:].upper()),
    "lower-case account": lambda d: d["signatures"][0].update(account=d["signatures"][0]["account"].lower()),
    "format": lambda d: d.update(format="revshare-signatures-v2"),
    "more": lambda d: d.update(more="1"),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_no_account_has_signed_is_found(folder, name):
    stood_by(folder, STATEMENTS[name])
    found = named(folder)
    assert found and found <= {("wrong-signature", SIGNATURES), ("malformed-document", SIGNATURES)}, found
    assert {path for _, path in program_finds(folder)} == {SIGNATURES}


def test_signatures_of_a_statement_that_has_changed(folder):
    """Signed before the publication was made again, by a publisher who can sign the log."""
    stood_by(folder)
    forgery = Forgery(folder)
    forgery.publish("4", change_entries=lambda entries: None)
    assert named(folder) == set()
    claims = folder / "epochs/4/usdc/claims.csv"
    claims.write_text(claims.read_text() + "\n")
    forgery.mend_digests("4")
    forgery.sign()
    assert ("wrong-signature", SIGNATURES) in named(folder)
