"""A publication's provenance: what the Swift tests make byte for byte, as securesystemslib and in-toto-attestation take it.

The vector was made by this module (`python test_provenance.py` writes it again), with `cryptography` for the signature.
"""

import base64
import copy as copying
import hashlib
import json
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from program import TINY, copy, publish, run
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

VECTOR = Path(__file__).parent.parent / "Fixtures" / "vectors" / "provenance.dsse.json"
TYPE = "application/vnd.in-toto+json"
PUBLICATION, BUILDER, VERSION = "4.1", "https://opur.example/revshare", "0.1.0"
FILES = {"inputs/epoch.json": b"{}\n", "inputs/revenue.csv": b"time,stream\n"}
MANIFEST, STATEMENT = b"{\"format\": \"revshare-manifest-v1\"}\n", b"{\"epoch\":\"4\"}"
KEY_ID = "opur.example/revshare"


def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key of a test").digest())


def public_key() -> SSlibKey:
    return SSlibKey(KEY_ID, "ed25519", "ed25519", {"public": key().public_key().public_bytes_raw().hex()})


def described(path: str, data: bytes) -> dict:
    return {"name": f"epochs/{PUBLICATION}/{path}", "digest": {"sha256": hashlib.sha256(data).hexdigest()}}


def payload() -> bytes:
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [described("manifest.json", MANIFEST), described("statement.json", STATEMENT)],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:revshare:publication:v1",
                "externalParameters": {"epoch": "4", "publication": PUBLICATION, "ruleset": "2"},
                "resolvedDependencies": [described(path, data) for path, data in FILES.items()],
            },
            "runDetails": {"builder": {"id": BUILDER, "version": {"revshare": VERSION}}},
        },
    }
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def vector() -> str:
    body = payload()
    signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(body), body)
    signature = {"keyid": KEY_ID, "sig": base64.b64encode(key().sign(signed)).decode()}
    envelope = {"payload": base64.b64encode(body).decode(), "payloadType": TYPE, "signatures": [signature]}
    return json.dumps(envelope, indent=2) + "\n"


@pytest.fixture
def document() -> dict:
    return json.loads(VECTOR.read_text())


def test_the_vector_is_what_the_definition_gives():
    assert VECTOR.read_text() == vector()


def test_the_signature_holds(document):
    envelope = Envelope.from_dict(copying.deepcopy(document))
    assert list(envelope.verify([public_key()], 1)) == [KEY_ID]


@pytest.mark.parametrize("change", ["payload", "type", "signature", "key"])
def test_what_is_tampered_with_is_refused(document, change):
    trusted = public_key()
    if change == "payload":
        body = base64.b64decode(document["payload"]).replace(b'"epoch":"4"', b'"epoch":"5"')
        document["payload"] = base64.b64encode(body).decode()
    elif change == "type":
        document["payloadType"] = "text/plain"
    elif change == "signature":
        signature = bytearray(base64.b64decode(document["signatures"][0]["sig"]))
        signature[0] ^= 1
        document["signatures"][0]["sig"] = base64.b64encode(signature).decode()
    else:
        other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw().hex()
        trusted = SSlibKey(KEY_ID, "ed25519", "ed25519", {"public": other})
    with pytest.raises(VerificationError):
        Envelope.from_dict(document).verify([trusted], 1)


def test_the_payload_is_a_statement_of_provenance(document):
    body = json.loads(base64.b64decode(document["payload"]))
    message = json_format.ParseDict(body, statement_pb2.Statement())
    statement = Statement.copy_from_pb(message)
    statement.validate()
    predicate = json_format.ParseDict(body["predicate"], provenance_pb2.Provenance())
    assert predicate.run_details.builder.id == BUILDER
    assert [each.name for each in predicate.build_definition.resolved_dependencies] == [f"epochs/{PUBLICATION}/{path}" for path in FILES]
    subjects = {subject.name.rsplit("/", 1)[1]: subject.digest["sha256"] for subject in statement.pb.subject}
    assert subjects == {"manifest.json": hashlib.sha256(MANIFEST).hexdigest(), "statement.json": hashlib.sha256(STATEMENT).hexdigest()}


@pytest.fixture(scope="module")
def signed_site(tmp_path_factory) -> tuple[Path, SSlibKey]:
    """A site that the program has published and signed, and its key."""
    folder = tmp_path_factory.mktemp("signed")
    books = copy(TINY, folder / "books")
    assert run("key", "new", "--name", KEY_ID, "-o", books / "log.key").returncode == 0
    with (books / "revshare.yaml").open("a") as settings:
        settings.write("log: { key: log.key }\n")
    publish(books, folder / "site", key=list)
    raw = base64.b64decode((folder / "site/log/vkey").read_text().split("+", 2)[2])[1:]
    return folder / "site", SSlibKey(KEY_ID, "ed25519", "ed25519", {"public": raw.hex()})


@pytest.mark.parametrize("epoch", [1, 2])
def test_the_provenance_of_a_site_holds(signed_site, epoch):
    site, trusted = signed_site
    folder = site / "epochs" / str(epoch)
    envelope = Envelope.from_dict(json.loads((folder / "provenance.dsse.json").read_text()))
    assert list(envelope.verify([trusted], 1)) == [KEY_ID]
    assert envelope.payload_type == TYPE
    body = json.loads(envelope.payload)
    statement = Statement.copy_from_pb(json_format.ParseDict(body, statement_pb2.Statement()))
    statement.validate()
    predicate = json_format.ParseDict(body["predicate"], provenance_pb2.Provenance())
    assert predicate.run_details.builder.id == f"https://{KEY_ID}"
    digests = {each.name: each.digest["sha256"] for each in statement.pb.subject}
    digests |= {each.name: each.digest["sha256"] for each in predicate.build_definition.resolved_dependencies}
    assert {f"epochs/{epoch}/{name}" for name in ("manifest.json", "statement.json", "inputs/epoch.json")} <= set(digests)
    assert digests == {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in digests}
    manifest = json.loads((folder / "manifest.json").read_text())
    inputs = {f"epochs/{epoch}/{file['path']}" for file in manifest["files"] if file["path"].startswith("inputs/")}
    assert inputs == {each.name for each in predicate.build_definition.resolved_dependencies}
    assert predicate.run_details.builder.version["revshare"] == run("--version").stdout.strip()


@pytest.mark.parametrize("change", ["payload", "signature", "other"])
def test_the_provenance_of_a_site_is_refused_when_tampered(signed_site, change):
    site, trusted = signed_site
    document = json.loads((site / "epochs/1/provenance.dsse.json").read_text())
    if change == "payload":
        body = base64.b64decode(document["payload"])
        document["payload"] = base64.b64encode(body.replace(b'"epoch":"1"', b'"epoch":"3"')).decode()
    elif change == "signature":
        signature = bytearray(base64.b64decode(document["signatures"][0]["sig"]))
        signature[40] ^= 1
        document["signatures"][0]["sig"] = base64.b64encode(signature).decode()
    else:
        other = json.loads((site / "epochs/2/provenance.dsse.json").read_text())
        document["signatures"] = other["signatures"]
    with pytest.raises(VerificationError):
        Envelope.from_dict(document).verify([trusted], 1)


if __name__ == "__main__":
    VECTOR.write_text(vector())
    sys.exit(0)
