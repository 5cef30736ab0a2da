"""The log of a site with corrections, as the program wrote and signed it: Go, pymerkle and openssl accept it, and nothing else."""

import base64
import hashlib
import itertools
import shutil

import pytest
from corrected_site import made, publish, signed_books
from log_checks import check_log, go, notes, open_note, openssl_accepts, read_entries, tree_of, verifier_key
from pymerkle import InvalidProof, verify_consistency
from site_log import SiteLog, log_layers

SIZES = {"before": 4, "pending": 5, "site": 7}


def heads(site):
    """Size and root of every checkpoint."""
    texts = [open_note(note)[0].decode().split("\n") for note in notes(site)]
    return {int(size): base64.b64decode(root) for _, size, root, *_ in texts}


def is_consistent(tree, old, old_root, size, root):
    try:
        verify_consistency(old_root, root, tree.prove_consistency(old, size))
        return True
    except InvalidProof:
        return False


@pytest.mark.parametrize("stage", SIZES)
def test_every_stage_of_the_site(stage):
    assert check_log(getattr(made(), stage)) == SIZES[stage]


def test_every_two_checkpoints_agree():
    """Signed after four epochs, after each correction and after the fifth epoch; the heads that were published then are those of the proofs."""
    found = go("check", made().site)
    assert found.stdout == "7 entries, 7 statements, 4 checkpoints, 6 pairs\n", found.stderr
    tree, known = tree_of(made().site), heads(made().site)
    assert sorted(known) == [4, 5, 6, 7]
    for old, size in itertools.combinations(sorted(known), 2):
        assert is_consistent(tree, old, known[old], size, known[size])
        assert not is_consistent(tree, old, bytes(32), size, known[size])
    for stage, size in SIZES.items():
        assert (getattr(made(), stage) / "log/checkpoint").read_bytes() in notes(made().site)
        assert heads(getattr(made(), stage))[size] == known[size]


def flip(path, position):
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= 1
    path.write_bytes(bytes(content))


FILES = [
    *(f"log/tile/{kind}/000.p/{width}" for kind in ("entries", "0") for width in (4, 5, 6, 7)),
    *(f"epochs/{name}/statement.json{end}" for name in ("1", "3", "3.1", "4.1", "5") for end in ("", ".tlog-proof")),
    "log/checkpoint", "log/vkey",
]


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_byte_anywhere(tmp_path, name):
    """A tile, an entry, a statement, a proof, the root, the signature, the key."""
    site = shutil.copytree(made().site, tmp_path / "site")
    content = (site / name).read_bytes()
    for position in {*range(0, len(content), len(content) // 12 + 1), len(content) - 2}:
        flip(site / name, position)
        checked = go("check", site)
        assert checked.returncode == 1 and checked.stderr.strip(), (name, position)
        (site / name).write_bytes(content)
    assert go("check", site).returncode == 0


def test_openssl_refuses_a_flipped_byte_of_each_checkpoint():
    _, key = verifier_key(made().site)
    for note in notes(made().site):
        text, [(_, blob)] = open_note(note)
        assert openssl_accepts(key, text, blob[4:])
        for position in (0, len(text) // 2, len(text) - 2):
            assert not openssl_accepts(key, text[:position] + bytes([text[position] ^ 1]) + text[position + 1 :], blob[4:])
        assert not openssl_accepts(key, text, blob[4:20] + bytes([blob[20] ^ 1]) + blob[21:])


def consistency(old, hashes, is_whole=True):
    """The hashes that lead from the tree of the first `old` leaves to that of all (RFC 6962, section 2.1.2)."""
    if old == len(hashes):
        return [] if is_whole else [root_of(hashes)]
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    if old <= middle:
        return consistency(old, hashes[:middle], is_whole) + [root_of(hashes[middle:])]
    return consistency(old - middle, hashes[middle:], False) + [root_of(hashes[:middle])]


def root_of(hashes):
    while len(hashes) > 1:
        pairs = [hashes[i : i + 2] for i in range(0, len(hashes), 2)]
        hashes = [hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return hashes[0]


def witness(site, old, root):
    """What Go's witness says to a site's head, when it saw a log of `old` entries before."""
    hashes = log_layers(read_entries(site / "log"))[0]
    proof = "".join(base64.b64encode(step).decode() + "\n" for step in consistency(old, hashes))
    request = f"old {old}\n{proof}\n" + (site / "log/checkpoint").read_bytes().decode()
    arguments = [(site / "log/vkey").read_text().strip(), "witness.example/w", "08" * 32, "1679315147", str(old), base64.b64encode(root).decode()]
    return go("witness", *arguments, input=request)


def test_a_witness_follows_every_correction():
    for size, root in heads(made().site).items():
        if size < 7:
            answer = witness(made().site, size, root)
            assert answer.returncode == 0 and "witness.example/w" in answer.stdout, answer.stderr


def test_a_rewritten_epoch_is_refused_by_who_saw_the_log_before(tmp_path):
    """The publisher changes a figure of epoch 1, computes and signs everything again with the same key: all of it holds, but not with what was seen."""
    seen = SiteLog(shutil.copytree(made().site, tmp_path / "seen"))
    seen.publish()
    signed_books(tmp_path / "books")
    ledger = tmp_path / "books/ledgers/invoices.csv"
    ledger.write_text(ledger.read_text().replace("USDC,14250,", "USDC,14251,"))
    publish(tmp_path / "books", tmp_path / "site")
    rewritten = SiteLog(tmp_path / "site")
    rewritten.publish()
    assert check_log(seen.site) == 7 and check_log(rewritten.site) == 4
    tree, root = tree_of(rewritten.site), heads(rewritten.site)[4]
    for size in (1, 2, 3):
        known = tree_of(seen.site).get_root(size)
        assert not is_consistent(tree, size, known, 4, root)
        assert "422" in witness(rewritten.site, size, known).stderr
        assert witness(rewritten.site, size, tree.get_root(size)).returncode == 0
