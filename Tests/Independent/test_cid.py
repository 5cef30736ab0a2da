"""`revshare cid` against PyPI aleph-cid, and its archives as a reader of CAR files written from the specification alone sees them."""

import base64
import hashlib
import shutil
import subprocess
import sys

import aleph_cid
import pytest
from program import binary, files, run

PIECE = 262_144
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 174 * PIECE, 174 * PIECE + 1]


def cid_of(folder, *options) -> str:
    finished = run("cid", folder, *options)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.rstrip("\n")


def content(size: int) -> bytes:
    """Bytes of which no two pieces are alike."""
    line = b"".join(number.to_bytes(8, "big") for number in range(size // 8 + 1))
    return line[:size]


def varint(data: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[place]
        place, number, shift = place + 1, number | (byte & 127) << shift, shift + 7
        if byte < 128:
            assert shift == 7 or byte, "a varint is as short as can be"
            return number, place


def blocks_of(archive: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """The root and the blocks of an archive, in their order; every digest is checked."""
    length, place = varint(archive, 0)
    header, place = archive[place:place + length], place + length
    assert header[:17] == b"\xa2\x65roots\x81\xd8\x2a\x58\x25\x00" + header[13:17] and header.endswith(b"\x67version\x01")
    root, blocks = header[13:49], {}
    while place < len(archive):
        length, place = varint(archive, place)
        section, place = archive[place:place + length], place + length
        cid, block = section[:36], section[36:]
        assert cid[0] == 1 and cid[1] in (0x55, 0x70) and cid[2:4] == b"\x12\x20"
        assert cid[4:] == hashlib.sha256(block).digest() and cid not in blocks
        blocks[cid] = block
    assert place == len(archive)
    return root, blocks


def fields(message: bytes) -> list[tuple[int, int | bytes]]:
    found, place = [], 0
    while place < len(message):
        key, place = varint(message, place)
        value, place = varint(message, place)
        if key & 7 == 2:
            value, place = message[place:place + value], place + value
        else:
            assert key & 7 == 0
        found.append((key >> 3, value))
    return found


class Reader:
    """Gives the files of an archive back."""

    def __init__(self, archive: bytes):
        self.root, self.blocks = blocks_of(archive)
        self.seen = set()

    def node(self, cid: bytes):
        """Links (name, CID, total size) and the UnixFS fields."""
        self.seen.add(cid)
        outer = fields(self.blocks[cid])
        assert [number for number, _ in outer] == [2] * (len(outer) - 1) + [1], "links come first, then data"
        links = []
        for _, link in outer[:-1]:
            (one, target), (two, name), (three, size) = fields(link)
            assert (one, two, three) == (1, 2, 3)
            links.append((name, target, size))
        return links, fields(outer[-1][1])

    def size(self, cid: bytes) -> int:
        """All bytes of a block and what is below, as a link has to state them."""
        if cid[1] == 0x55:
            return len(self.blocks[cid])
        links, _ = self.node(cid)
        assert all(size == self.size(target) for _, target, size in links)
        return len(self.blocks[cid]) + sum(size for _, _, size in links)

    def file(self, cid: bytes) -> bytes:
        if cid[1] == 0x55:
            self.seen.add(cid)
            return self.blocks[cid]
        links, data = self.node(cid)
        assert 1 <= len(links) <= 174 and {name for name, _, _ in links} == {b""}
        parts = [self.file(target) for _, target, _ in links]
        assert data == [(1, 2), (3, sum(map(len, parts)))] + [(4, len(part)) for part in parts]
        return b"".join(parts)

    def folder(self, cid: bytes, path: str = "") -> dict[str, bytes]:
        links, data = self.node(cid)
        assert data == [(1, 1)]
        names = [name for name, _, _ in links]
        assert names == sorted(set(names))
        found = {}
        for name, target, _ in links:
            below = path + name.decode()
            is_folder = target[1] == 0x70 and self.node(target)[1][0] == (1, 1)
            found |= self.folder(target, below + "/") if is_folder else {below: self.file(target)}
        return found


def check(folder, tmp_path):
    """The identifier is the other tool's; the archive gives the files back."""
    archive = tmp_path / "folder.car"
    cid = cid_of(folder, "--car", archive)
    assert cid == aleph_cid.hash_folder(str(folder), cid_version=1) == cid_of(folder)
    assert aleph_cid.read_carv1_root(str(archive)) == cid
    reader = Reader(archive.read_bytes())
    assert "b" + base64.b32encode(reader.root).decode().lower().rstrip("=") == cid
    assert next(iter(reader.blocks)) == reader.root
    assert reader.folder(reader.root) == files(folder)
    assert reader.seen == set(reader.blocks)
    reader.size(reader.root)


def test_a_site_has_the_identifier_and_the_files(site, tmp_path):
    check(site.folder, tmp_path)


@pytest.mark.parametrize("size", SIZES)
def test_files_at_the_borders_of_pieces(tmp_path, size):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_bytes(content(size))
    check(folder, tmp_path)


def test_folders_names_and_repeated_content(tmp_path):
    folder = tmp_path / "folder"
    # In the order of whole paths `a-b/x` stands before `a/x`, in the folder `a` before `a-b`.
    texts = {"a/x": "1", "a-b/x": "1", "a.b": "2", "a/b/c/d": "3", "ab": "", "Z": "", "Façade/é": "4", "Façade/e\u0301": "5", "日本": "6",
             "b/x": "1", "with space": "7", "zeros": "\0" * (3 * PIECE)}
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    check(folder, tmp_path)
    (folder / "ab").write_text("x")
    changed = cid_of(folder)
    (folder / "ab").rename(folder / "ac")
    assert len({changed, cid_of(folder), aleph_cid.hash_folder(str(folder), cid_version=1)}) == 2


def test_a_folder_of_a_thousand_entries(tmp_path):
    folder = tmp_path / "folder"
    (folder / "many").mkdir(parents=True)
    for number in range(1000):
        (folder / "many" / f"{number:04d}{'x' * 200}").write_text(str(number))
    check(folder, tmp_path)


@pytest.mark.parametrize(("name", "status", "words"), [
    (".nojekyll", 65, "begins with a dot"), ("a/.b/c", 65, "begins with a dot"), (None, 66, "no file"), ("link", 65, "not a plain file"),
])
def test_what_has_no_certain_identifier_is_refused(tmp_path, name, status, words):
    folder = tmp_path / "folder"
    folder.mkdir()
    if name == "link":
        (folder / name).symlink_to("/etc/hostname")
    elif name:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    finished = run("cid", folder, "--car", tmp_path / "folder.car")
    assert (finished.returncode, finished.stdout) == (status, "")
    assert words in finished.stderr
    assert not (tmp_path / "folder.car").exists()


def test_memory_does_not_grow_with_the_files(tmp_path):
    """300 MB of files, all pieces different, take 60 MB of memory at most."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_bytes(name.encode() + content(100_000_000))
    script = ("import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], check=True)\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    command = [sys.executable, "-c", script, binary(), "cid", folder, "--car", tmp_path / "folder.car"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout.split()
    assert output[0] == aleph_cid.hash_folder(str(folder), cid_version=1)
    assert int(output[1]) < 60_000
    shutil.rmtree(folder)
