# ---------------------------------------------------------- Log of publications (C2SP tlog-tiles, RFC 6962)


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def log_root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    middle = largest_power_below(len(hashes))
    return hashlib.sha256(b"\x01" + log_root(hashes[:middle]) + log_root(hashes[middle:])).digest()


def proven_root(index: int, size: int, entry: bytes, proof: list[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    root, last = leaf_hash(entry), size - 1
    for step in proof if index < size else []:
        if not last:
            return None
        if index & 1 or index == last:
            root = hashlib.sha256(b"\x01" + step + root).digest()
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            root = hashlib.sha256(b"\x01" + root + step).digest()
        index, last = index >> 1, last >> 1
    return None if last else root


def base64_bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        raise malformed("not base64") from None


class VerifierKey:
    """A line such as `opur.example/revshare+1a2b3c4d+AW…`."""

    def __init__(self, line: str):
        match = matched(r"([^\s+]+)\+([0-9a-f]{8})\+([0-9A-Za-z+/=]+)", line, "a verifier key")
        self.name, key = match[1], base64_bytes(match[3])
        self.identity = hashlib.sha256(self.name.encode() + b"\n" + key).digest()[:4]
        if len(key) != 33 or key[0] != 1 or self.identity.hex() != match[2]:
            raise malformed("not an Ed25519 verifier key, or not its identity")
        self.key = eddsa.import_public_key(key[1:])

    def signed(self, content: bytes, signature: bytes) -> bool:
        try:
            eddsa.new(self.key, "rfc8032").verify(content, signature)
            return True
        except ValueError:
            return False


class Checkpoint:
    """A signed note of a log's size and root."""

    def __init__(self, content: bytes):
        note = content.decode("utf-8", "strict") if content.isascii() or b"\xe2\x80\x94" in content else ""
        text = r"((\S+)\n([1-9][0-9]{0,17})\n([0-9A-Za-z+/]{43}=)\n)"
        match = matched(text + r"\n((?:\u2014 \S+ \S+\n)+)", note, "a checkpoint")
        self.text, self.origin = match[1].encode(), match[2]
        self.size, self.root = int(match[3]), base64_bytes(match[4])
        self.signatures = [line.split(" ")[1:] for line in match[5].splitlines()]
        require(len({*map(tuple, self.signatures)}) == len(self.signatures), "a signature stands there twice")

    def check_signature(self, key: VerifierKey) -> None:
        blobs = [base64_bytes(blob) for name, blob in self.signatures if name == key.name]
        own = [blob[4:] for blob in blobs if blob[:4] == key.identity]
        require(self.origin == key.name, "the checkpoint is of another log")
        require(own and all(key.signed(self.text, signature) for signature in own), "the log's key did not sign it")


STATEMENT = ("format", "program", "chain", "epoch", "publication", "manifest", "corrects", "assets")
PUBLICATION = r"(0|[1-9][0-9]{0,8})(\.[1-9][0-9]{0,8})?"


class Log:
    """The entries of a log, from its tiles; every file of it is held against them."""

    def __init__(self, site: Site, findings: Findings):
        self.site, self.findings = site, findings
        self.files = sorted(path for path in site.paths if path.startswith("log/"))
        self.entries: list[bytes] = []
        self.key: VerifierKey | None = None
        while bundle := self.bundle(len(self.entries) // 256):
            self.entries += bundle
            if len(bundle) < 256:
                break
        self.hashes = [leaf_hash(entry) for entry in self.entries]
        self.statements = [self.statement(index) for index in range(len(self.entries))]
        self.names = [statement["publication"] for statement in self.statements if statement]

    def statement(self, index: int) -> dict | None:
        """An entry, where it is the statement of some publication."""
        try:
            statement = parse_json(self.entries[index])
            members = {*STATEMENT, *({"block", "weights"} & set(statement if isinstance(statement, dict) else ()))}
            require(isinstance(statement, dict) and list(statement) == sorted(members), "not a statement")
            matched(PUBLICATION, statement["publication"], "a publication")
            matched("revshare [!-~]{1,64}", statement["program"], "the name of the program")
            return statement
        except Refusal as refusal:
            self.findings.add("malformed-document", "log", refusal.fact, f"entry {index}")
            return None

    @staticmethod
    def number_path(number: int) -> str:
        groups = [f"{number % 1000:03}"]
        while number := number // 1000:
            groups.insert(0, f"x{number % 1000:03}")
        return "/".join(groups)

    def bundle(self, number: int) -> list[bytes]:
        path = "log/tile/entries/" + self.number_path(number)
        widths = [w for w in range(255, 0, -1) if f"{path}.p/{w}" in self.site.paths]
        if path not in self.site.paths and not widths:
            return []
        path = path if path in self.site.paths else f"{path}.p/{widths[0]}"
        content, entries = self.site.read(path), []
        while content:
            size = int.from_bytes(content[:2], "big")
            if len(content) < 2 + size:
                self.findings.add("malformed-document", path, "an entry is cut off")
                break
            entries.append(content[2 : 2 + size])
            content = content[2 + size :]
        return entries[:256]

    def expected_tiles(self) -> dict[str, Callable[[], bytes]]:
        """Every tile that a log of this size may have, with all widths of its last ones."""
        tiles: dict[str, Callable[[], bytes]] = {}
        def add(path: str, parts: list[bytes]) -> None:
            for width in range(1, len(parts) + 1):
                name = path if width == 256 else f"{path}.p/{width}"
                tiles[name] = lambda width=width: b"".join(parts[:width])

        bundled = [len(entry).to_bytes(2, "big") + entry for entry in self.entries]
        for number in range((len(bundled) + 255) // 256):
            add("log/tile/entries/" + self.number_path(number), bundled[256 * number : 256 * number + 256])
        level, hashes = 0, self.hashes
        while hashes:
            for number in range((len(hashes) + 255) // 256):
                add(f"log/tile/{level}/" + self.number_path(number), hashes[256 * number : 256 * number + 256])
            full = len(hashes) // 256
            level, hashes = level + 1, [log_root(hashes[256 * n : 256 * n + 256]) for n in range(full)]
        return tiles

    def check_files(self) -> None:
        tiles = self.expected_tiles()
        for path in self.files:
            if path in ("log/checkpoint", "log/vkey"):
                continue
            if path not in tiles:
                self.findings.add("unexpected-file", path, "no tile of this log")
            elif self.site.read(path) != tiles[path]():
                self.findings.add("wrong-tile", path, "not what the log's entries give")
        widest = {path.partition(".p/")[0]: path for path in tiles}  # the widest comes last
        for path in widest.values():
            if path not in self.site.paths:
                self.findings.add("missing-file", path, "a tile of the log is not there")
        if not self.entries:
            self.findings.add("missing-file", "log/tile/entries/000.p/1", "the log has no entries")

    def check_checkpoint(self, path: str, content: bytes, code: str) -> Checkpoint | None:
        """A checkpoint whose signature holds; `code` is that of the finding where it does not."""
        try:
            checkpoint = Checkpoint(content)
            if self.key:
                checkpoint.check_signature(self.key)
            return checkpoint
        except (Refusal, ValueError) as refusal:
            self.findings.add(code, path, str(refusal))
            return None

    def check_history(self, path: str, checkpoint: Checkpoint) -> None:
        """A head that was signed once is one that the log had."""
        told, size = base64.b64encode(checkpoint.root).decode(), checkpoint.size
        if size > len(self.entries):
            self.findings.add("rewritten-history", path, "the log is shorter than its checkpoint says",
                              "size", (size, len(self.entries)))
        elif (root := log_root(self.hashes[:size])) != checkpoint.root:
            self.findings.add("rewritten-history", path, f"the first {size} entries have another root",
                              "root", (told, base64.b64encode(root).decode()))

    def check_head(self, pinned: str | None) -> None:
        """The verifier key and the latest checkpoint."""
        signed = [path in self.site.paths for path in ("log/checkpoint", "log/vkey")]
        if not any(signed) and pinned is None:
            self.findings.note("unsigned-log", "log", "nobody has signed the log: its publisher can replace all of it unseen")
            return
        for path, is_there in zip(("log/checkpoint", "log/vkey"), signed):
            if not is_there:
                self.findings.add("missing-file", path, "the log is signed, but this file is not there")
        published = self.site.read("log/vkey").decode("utf-8", "replace").rstrip("\n") if signed[1] else None
        if pinned is not None and published is not None and published != pinned:
            self.findings.add("wrong-checkpoint", "log/vkey", "the log has another key", "", (pinned, published))
        try:
            known = published if pinned is None else pinned
            self.key = None if known is None else VerifierKey(known)
        except (Refusal, ValueError) as refusal:
            self.findings.add("malformed-document", "log/vkey", str(refusal))
        path = "log/checkpoint"
        if signed[0] and (head := self.check_checkpoint(path, self.site.read(path), "wrong-checkpoint")):
            expected = len(self.entries), log_root(self.hashes) if self.hashes else b""
            if (head.size, head.root) != expected:
                told = [f"{size} entries, root {base64.b64encode(root).decode()}"
                        for size, root in (expected, (head.size, head.root))]
                self.findings.add("wrong-checkpoint", path, "not the head of this log", "", tuple(told))

    def check_proof(self, path: str, index: int) -> None:
        content = self.site.read(path)
        head, _, checkpoint = content.partition(b"\n\n")
        match = re.fullmatch(rb"c2sp\.org/tlog-proof@v1\n(?:extra [0-9A-Za-z+/=]+\n)?"
                             rb"index (0|[1-9][0-9]{0,17})((?:\n[0-9A-Za-z+/=]+)*)", head)
        if not match:
            self.findings.add("wrong-proof", path, "not a proof of C2SP tlog-proof")
            return
        try:
            proof = [base64_bytes(line.decode()) for line in match[2].split()]
        except Refusal as refusal:
            self.findings.add("wrong-proof", path, refusal.fact)
            return
        if not (signed := self.check_checkpoint(path, checkpoint, "wrong-proof")):
            return
        if proven_root(int(match[1]), signed.size, self.entries[index], proof) != signed.root:
            self.findings.add("wrong-proof", path, "the proof does not lead from the statement to the root")
            return
        if int(match[1]) != index:
            self.findings.add("wrong-proof", path, "of another place in the log", "index", (index, int(match[1])))
        self.check_history(path, signed)


