# ---------------------------------------------------- Provenance and signatures of a publication (section 5)

PROVENANCE_TYPE = "application/vnd.in-toto+json"
SIGNATURES = {"format": text, "publication": text, "statement": text,
              "signatures": [{"account": account, "signature": hex_bytes(65)}]}


def canonical_base64(value: Any) -> bytes:
    """With padding, and as encoding gives it."""
    content = base64_bytes(text(value))
    if base64.b64encode(content).decode() != value:
        raise malformed("base64 that another text decodes to, too")
    return content


ENVELOPE = {"payload": canonical_base64, "payloadType": text,
            "signatures": [{"keyid": text, "sig": canonical_base64}]}


def provenance_of(site: Site, name: str, inputs: list[str], program: str, ruleset: int, log: str) -> dict:
    """The in-toto Statement of a publication; `inputs` are its files below `inputs/`, in the order of its manifest."""
    def described(file: str) -> dict:
        path = f"epochs/{name}/{file}"
        return {"name": path, "digest": {"sha256": sha256(site.read(path))}}

    return {
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
        "subject": [described("manifest.json"), described("statement.json")],
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:revshare:publication:v1",
                "externalParameters": {"epoch": str(number_of(name)), "publication": name, "ruleset": str(ruleset)},
                "resolvedDependencies": [described(file) for file in inputs]},
            "runDetails": {"builder": {"id": "https://" + log, "version": {"revshare": program}}}}}


def check_provenance(content: bytes, key: VerifierKey, expected: dict) -> Iterator[tuple]:
    """What is wrong with an envelope (DSSE 1.0): place, fact, and what should stand there and what does."""
    document = parse_json(content)
    said = read(ENVELOPE, document)
    require(content == json_bytes(document), "not in the canonical form")
    if said.payloadType != PROVENANCE_TYPE:
        yield "payloadType", "another type", (PROVENANCE_TYPE, said.payloadType)
    encoding = b"DSSEv1 %d %s %d %s" % (
        len(said.payloadType.encode()), said.payloadType.encode(), len(said.payload), said.payload)
    if len(said.signatures) != 1:
        yield "signatures", "not the one signature of the log", (1, len(said.signatures))
    for each in said.signatures:
        if each.keyid != key.name or not key.signed(encoding, each.sig):
            yield "signatures", "the log's key did not sign it", None
    if said.payload != compact_bytes(expected, sort=True):
        wrong = list(differences(expected, parse_json(said.payload)))
        for place, one, other in wrong or [("", "the canonical form", "the same, written otherwise")]:
            yield f"payload.{place}".rstrip("."), "not what the evidence gives", (one, other)


def check_signatures(content: bytes, name: str, statement: bytes) -> Iterator[tuple]:
    """Whether the accounts that are to stand by a publication have signed its statement."""
    document = parse_json(content)
    said = read(SIGNATURES, document)
    require(content == json_bytes(document), "not in the canonical form")
    require(said.format == "revshare-signatures-v1", "no such format", "format")
    if said.publication != name:
        yield "publication", "of another publication", (name, said.publication)
    digest = sha256(statement)
    if said.statement != digest:
        yield "statement", "not the digest of the statement", (digest, said.statement)
    require(said.signatures, "no account has signed", "signatures")
    in_order([each.account for each in said.signatures], "signatures")
    for index, each in enumerate(said.signatures):
        if signer(f"revshare statement sha256:{digest}".encode(), each.signature) != each.account:
            yield f"signatures[{index}].signature", f"{account_text(each.account)} has not signed this statement", None


class Beside:
    """What stands beside the evidence of a publication and is signed: how it came about, and who stands by it."""

    def __init__(self, site: Site, log: Log, findings: Findings, name: str, epoch: Epoch | None):
        self.site, self.log, self.findings, self.name, self.epoch = site, log, findings, name, epoch
        self.folder = f"epochs/{name}/"

    def check(self, attempt: Callable[[str, Callable[[], None]], None]) -> None:
        for file, code, check in (("provenance.dsse.json", "wrong-provenance", self.provenance),
                                  ("statement.signatures.json", "wrong-signature", self.signatures)):
            path = self.folder + file
            if path in self.site.paths:
                attempt(path, lambda: self.compare(path, code, check))
            elif self.log.key and code == "wrong-provenance":
                self.findings.note("no-provenance", path, "nobody has signed how this publication came about")

    def compare(self, path: str, code: str, check: Callable[[bytes], Iterable[tuple]]) -> None:
        try:
            for place, fact, values in check(self.site.read(path)):
                self.findings.add(code, path, fact, place, values)
        except Refusal as refusal:
            is_form = refusal.code == "malformed-document"
            self.findings.add(refusal.code if is_form else code, refusal.path or path, refusal.fact, refusal.place)

    def provenance(self, content: bytes) -> Iterable[tuple]:
        require(self.log.key, "the log is not signed, so that its key cannot have signed this")
        require(self.epoch, "its epoch could not be computed again")
        statement = parse_json(self.site.read(self.folder + "statement.json"))
        said = statement.get("program") if isinstance(statement, dict) else None
        program = matched("revshare ([!-~]{1,64})", said, "the name of the program in statement.json")[1]
        manifest = read(MANIFEST, parse_json(self.site.read(self.folder + "manifest.json")))
        inputs = [file.path for file in manifest.files if file.path.startswith("inputs/")]
        expected = provenance_of(self.site, self.name, inputs, program, self.epoch.inputs.ruleset, self.log.key.name)
        return check_provenance(content, self.log.key, expected)

    def signatures(self, content: bytes) -> Iterable[tuple]:
        return check_signatures(content, self.name, self.site.read(self.folder + "statement.json"))


