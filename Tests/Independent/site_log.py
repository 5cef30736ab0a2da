"""Gives a published site statements and a signed log, from the published files alone.

Trees are made layer by layer, where the last odd node goes up as it is: the shape of RFC 6962, made otherwise than by its recursion.
"""

import base64
import csv
import hashlib
import json
import pathlib
import re
import shutil

from Crypto.Hash import keccak
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

ORIGIN = "opur.example/revshare"


def layers(leaves, join):
    made = [leaves]
    while len(made[-1]) > 1:
        last = made[-1]
        made.append([join(last[i], last[i + 1]) if i + 1 < len(last) else last[i] for i in range(0, len(last), 2)])
    return made


def path_of(index, made):
    proof = []
    for layer in made[:-1]:
        if index ^ 1 < len(layer):
            proof.append(layer[index ^ 1])
        index //= 2
    return proof


def sha256(content):
    return hashlib.sha256(content).digest()


def log_layers(entries):
    return layers([sha256(b"\0" + entry) for entry in entries], lambda a, b: sha256(b"\1" + a + b))


def keccak256(content):
    return keccak.new(digest_bits=256, data=content).digest()


def row_node(index, row):
    values = [int(row[name]) for name in ("weight", "share", "paid")]
    content = index.to_bytes(8, "big") + bytes.fromhex(row["account"][2:]) + b"".join(v.to_bytes(32, "big") for v in values)
    return keccak256(b"\0" + content), *values


def parent(left, right):
    content = b"".join(node[0] + b"".join(value.to_bytes(32, "big") for value in node[1:]) for node in (left, right))
    return keccak256(b"\1" + content), *(x + y for x, y in zip(left[1:], right[1:]))


def sums_of(rows):
    if not rows:
        return None
    root, weight, shares, paid = layers([row_node(index, row) for index, row in enumerate(rows)], parent)[-1][0]
    return {"holders": str(len(rows)), "paid": str(paid), "root": "0x" + root.hex(), "shares": str(shares), "weight": str(weight)}


def corrects(folder: pathlib.Path, order: list[str]) -> dict | None:
    """What the statement of a publication says of the one that it corrects."""
    if "." not in folder.name:
        return None
    document = json.loads((folder / "correction.json").read_bytes())
    corrected = document["corrects"]
    return {"entry": str(order.index(corrected)), "publication": corrected, "reason": document["reason"], "settlement": document["settlement"]}


def statement(folder: pathlib.Path, corrects: dict | None = None) -> bytes:
    """The statement of a publication, in the folder of its name."""
    report = json.loads((folder / "report.json").read_bytes())
    assets = []
    for payout in report.get("assets", [report]):
        name = payout["asset"]["id"]
        with open(folder / name / "holders.csv", newline="") as file:
            sums = sums_of(list(csv.DictReader(file)))
        claims = payout["claims"]
        assets.append({"asset": name, "claims": {"count": str(claims["count"]), "root": claims["root"], "toFund": claims["toFund"],
                                                 "total": claims["total"]}, "distributor": payout["distributor"], "sums": sums})
    document = {"assets": assets, "chain": str(report["chain"]["id"]), "corrects": corrects, "epoch": str(report["epoch"]["number"]),
                "format": "revshare-statement-v1", "manifest": sha256((folder / "manifest.json").read_bytes()).hex(),
                "program": "revshare 0.1.0", "publication": folder.name}
    if "block" in report:
        document["block"] = report["block"]
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def provenance(folder: pathlib.Path, origin: str, key: ECC.EccKey) -> bytes:
    """How a publication came about: an in-toto Statement in an envelope of DSSE that the log's key has signed."""
    def described(path: str) -> dict:
        return {"digest": {"sha256": sha256((folder / path).read_bytes()).hex()}, "name": f"epochs/{folder.name}/{path}"}

    paths = [file["path"] for file in json.loads((folder / "manifest.json").read_bytes())["files"]]
    ruleset = json.loads((folder / "inputs/epoch.json").read_bytes())["ruleset"]
    program = json.loads((folder / "statement.json").read_bytes())["program"].split(" ")[1]
    parameters = {"epoch": folder.name.split(".")[0], "publication": folder.name, "ruleset": str(ruleset)}
    payload = json.dumps({
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
        "subject": [described("manifest.json"), described("statement.json")],
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:revshare:publication:v1", "externalParameters": parameters,
                "resolvedDependencies": [described(path) for path in paths if path.startswith("inputs/")]},
            "runDetails": {"builder": {"id": f"https://{origin}", "version": {"revshare": program}}}},
    }, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return enveloped(payload, origin, key)


def enveloped(payload: bytes, origin: str, key: ECC.EccKey, payload_type: str = "application/vnd.in-toto+json") -> bytes:
    encoding = f"DSSEv1 {len(payload_type)} {payload_type} {len(payload)} ".encode() + payload
    signature = {"keyid": origin, "sig": base64.b64encode(eddsa.new(key, "rfc8032").sign(encoding)).decode()}
    document = {"payload": base64.b64encode(payload).decode(), "payloadType": payload_type, "signatures": [signature]}
    return (json.dumps(document, indent=2) + "\n").encode()


def seed_of(key: pathlib.Path) -> bytes:
    """The seed in a private key of Go's note package: PRIVATE+KEY+name+identity+base64 of the algorithm and the seed."""
    return base64.b64decode(key.read_text().strip().split("+", 4)[4])[1:]


class SiteLog:
    """A log that is made anew from the statements of a site whenever it is written."""

    def __init__(self, site: pathlib.Path, seed: bytes = b"\3" * 32, origin: str = ORIGIN):
        self.site, self.origin = site, origin
        self.key = ECC.construct(curve="Ed25519", seed=seed)
        point = b"\1" + self.key.public_key().export_key(format="raw")
        self.identity = sha256(origin.encode() + b"\n" + point)[:4]
        self.vkey = f"{origin}+{self.identity.hex()}+{base64.b64encode(point).decode()}"

    def checkpoint(self, entries) -> bytes:
        text = f"{self.origin}\n{len(entries)}\n{base64.b64encode(log_layers(entries)[-1][0]).decode()}\n".encode()
        signature = self.identity + eddsa.new(self.key, "rfc8032").sign(text)
        return text + f"\n\u2014 {self.origin} {base64.b64encode(signature).decode()}\n".encode()

    def tile(self, path: str, content: list[bytes]) -> None:
        """Every width that was published, until the tile is full."""
        for width in [256] if len(content) == 256 else range(1, len(content) + 1):
            file = self.site / "log/tile" / (path if width == 256 else f"{path}.p/{width}")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"".join(content[:width]))

    def write(self, entries: list[bytes], is_signed: bool = True) -> None:
        """The log's files, for fewer than 65,536 entries."""
        (self.site / "log").mkdir(exist_ok=True)
        hashes = log_layers(entries)[0]
        for number in range((len(entries) + 255) // 256):
            part = slice(256 * number, 256 * number + 256)
            self.tile(f"entries/{number:03}", [len(entry).to_bytes(2, "big") + entry for entry in entries[part]])
            self.tile(f"0/{number:03}", hashes[part])
        self.tile("1/000", log_layers(entries)[8][: len(entries) // 256] if len(entries) >= 256 else [])
        if is_signed:
            (self.site / "log/checkpoint").write_bytes(self.checkpoint(entries))
            (self.site / "log/vkey").write_text(self.vkey + "\n")

    def names(self) -> list[str]:
        """The publications in the order of the log that is there."""
        bundle = max((self.site / "log/tile/entries").glob("000.p/*"), key=lambda path: int(path.name)).read_bytes()
        names = []
        while bundle:
            end = 2 + int.from_bytes(bundle[:2], "big")
            names.append(json.loads(bundle[2:end])["publication"])
            bundle = bundle[end:]
        return names

    def publish(self, is_signed: bool = True, order: list[str] | None = None) -> list[bytes]:
        """Statements of all publications, the log, and of each the proof as it was made when it was the latest."""
        order = order or self.names()
        folders = [self.site / "epochs" / name for name in order]
        shutil.rmtree(self.site / "log")
        for path in self.site.glob("epochs/*/statement.json*"):
            path.unlink()
        entries = [statement(folder, corrects(folder, order)) for folder in folders]
        self.write(entries, is_signed)
        for index, folder in enumerate(folders):
            (folder / "statement.json").write_bytes(entries[index])
            if is_signed:
                self.prove(folder, index, entries[: index + 1])
                self.state_provenance(folder)
            else:
                (folder / "provenance.dsse.json").unlink(missing_ok=True)
        self.name_files()
        return entries

    def name_files(self) -> None:
        """Puts what stands beside the evidence into the site's manifest, with its digests."""
        path = self.site / "manifest.json"
        manifest = json.loads(path.read_bytes())
        is_beside = re.compile(r"log/|epochs/[^/]*/(statement\.json|statement\.signatures\.json|manifest\.json|provenance\.dsse)").match
        present = [file.relative_to(self.site).as_posix() for file in self.site.rglob("*") if file.is_file()]
        named = {file["path"] for file in manifest["files"] if not is_beside(file["path"])} | set(filter(is_beside, present))
        manifest["files"] = []
        for name in sorted(named, key=str.encode):
            content = (self.site / name).read_bytes()
            manifest["files"].append({"path": name, "bytes": len(content), "sha256": sha256(content).hex()})
        path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")

    def state_provenance(self, folder: pathlib.Path) -> None:
        """Of a publication that had one."""
        if (folder / "provenance.dsse.json").exists():
            (folder / "provenance.dsse.json").write_bytes(provenance(folder, self.origin, self.key))

    def prove(self, folder: pathlib.Path, index: int, entries: list[bytes]) -> None:
        hashes = "".join(base64.b64encode(step).decode() + "\n" for step in path_of(index, log_layers(entries)))
        head = f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n".encode()
        (folder / "statement.json.tlog-proof").write_bytes(head + self.checkpoint(entries))
