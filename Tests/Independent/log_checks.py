"""A site's transparency log, checked by programs that know nothing of Revshare: Go's tlog and note packages (Debian
golang-golang-x-mod-dev), PyPI pymerkle, and openssl."""

import base64
import functools
import os
import pathlib
import subprocess
import tempfile

from pymerkle import InmemoryTree

HERE = pathlib.Path(__file__).resolve().parent
# What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410).
PUBLIC_DER = bytes.fromhex("302a300506032b6570032100")


@functools.lru_cache(maxsize=None)
def checker():
    """The Go program of the folder transparency_log, compiled; its folder goes when Python ends."""
    folder = tempfile.TemporaryDirectory(prefix="revshare-go-")
    program = pathlib.Path(folder.name) / "transparency_log"
    environment = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": f"{folder.name}/cache",
        "GOFLAGS": "",
    }
    source = HERE / "transparency_log"
    built = subprocess.run(
        ["go", "build", "-o", program, "."], cwd=source, env=environment, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return folder, program


def go(*arguments, **options):
    """A finished run of the Go program, its output as text."""
    _, program = checker()
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120, **options)


def check_log(site):
    """Holds all that a site's log says to Go, pymerkle and openssl; returns the number of entries."""
    site = pathlib.Path(site)
    checked = go("check", site)
    assert checked.returncode == 0, checked.stderr
    tree = tree_of(site)
    count = tree.get_size()
    assert checked.stdout.startswith(f"{count} entries, {count} statements, "), checked.stdout
    for note in notes(site):
        text, signatures = open_note(note)
        origin, size, root = text.decode().split("\n")[:3]
        assert tree.get_root(int(size)) == base64.b64decode(root), f"pymerkle: {size} entries have another root"
        name, key = verifier_key(site)
        assert origin == name
        own = [blob for signer, blob in signatures if signer == name and len(blob) == 68]
        assert own and all(openssl_accepts(key, text, blob[4:]) for blob in own), "openssl: another signature"
    return count


def tree_of(site):
    """pymerkle's tree over a log's entries."""
    tree = InmemoryTree(algorithm="sha256")
    for entry in read_entries(site / "log"):
        tree.append_entry(entry)
    return tree


def notes(site):
    """Every different checkpoint of a site: the latest, and those in the proofs."""
    files = [site / "log" / "checkpoint", *sorted(site.glob("epochs/*/statement.json.tlog-proof"))]
    contents = [path.read_bytes() for path in files]
    # In a proof the checkpoint follows the first empty line.
    return sorted({contents[0]} | {content.split(b"\n\n", 1)[1] for content in contents[1:]})


def open_note(note):
    """The text of a note, and the name and bytes of each signature line."""
    text, lines = note.rsplit(b"\n\n", 1)
    signatures = []
    for line in lines.decode().splitlines():
        dash, name, blob = line.split(" ")
        assert dash == "\N{EM DASH}"
        signatures.append((name, base64.b64decode(blob, validate=True)))
    return text + b"\n", signatures


def verifier_key(site):
    """The name and the 32 bytes of the log's key."""
    name, _, blob = (site / "log" / "vkey").read_text().rstrip("\n").split("+", 2)
    kind, key = base64.b64decode(blob)[0], base64.b64decode(blob)[1:]
    assert kind == 1
    return name, key


def read_entries(log):
    """The entries of the widest bundles."""
    entries = []
    while True:
        path = tile_path("entries", len(entries) // 256)
        whole = log / path
        partial = sorted(log.glob(f"{path}.p/*"), key=lambda file: int(file.name))
        if not whole.exists() and not partial:
            return entries
        data = (whole if whole.exists() else partial[-1]).read_bytes()
        while data:
            count = int.from_bytes(data[:2], "big")
            entries.append(data[2 : 2 + count])
            data = data[2 + count :]
        if not whole.exists():
            return entries


def tile_path(kind, index):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{kind}/" + "/".join(groups)


def pem(key):
    """A public key as openssl reads it."""
    return f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(PUBLIC_DER + key).decode()}\n-----END PUBLIC KEY-----\n"


def openssl_accepts(key, text, signature):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "key").write_text(pem(key))
        (folder / "text").write_bytes(text)
        (folder / "signature").write_bytes(signature)
        command = "openssl pkeyutl -verify -pubin -inkey key -rawin -in text -sigfile signature"
        return subprocess.run(command.split(), cwd=folder, capture_output=True).returncode == 0


def openssl_signs(private_pem, text):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "key").write_text(private_pem)
        (folder / "text").write_bytes(text)
        command = "openssl pkeyutl -sign -inkey key -rawin -in text -out signature"
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
        return (folder / "signature").read_bytes()
