# ------------------------------------------------------------------------------------ Audit of a whole site


def differences(expected: Any, found: Any, place: str = "", subset: bool = False) -> Iterable[tuple[str, Any, Any]]:
    """Where two documents differ, and how. With `subset`, members that nothing is expected of are passed over."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected and not subset)]:
            where = f"{place}.{key}" if place else key
            if key in expected and key in found:
                yield from differences(expected[key], found[key], where, subset)
            else:
                yield where, *(shown(side[key]) if key in side else None for side in (expected, found))
    elif isinstance(expected, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip(expected, found)):
            yield from differences(one, other, f"{place}[{index}]", subset)
        if len(expected) != len(found):
            yield place, f"{len(expected)} elements", f"{len(found)} elements"
    elif expected != found or type(expected) is not type(found):
        yield place, shown(expected), shown(found)


def shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def table_differences(expected: bytes, found: bytes) -> Iterable[tuple[str, Any, Any]]:
    rows, others = parse_csv(expected), parse_csv(found)
    if len(rows) != len(others):
        yield "", f"{len(rows) - 1} rows", f"{len(others) - 1} rows"
    for number, (row, other) in enumerate(zip(rows, others), 1):
        for name, one, two in zip(rows[0], row, other):
            if one != two:
                yield f"line {number}, column {name}", one, two
        if len(row) != len(other):
            yield f"line {number}", f"{len(row)} fields", f"{len(other)} fields"


MANIFEST = {"format": text, "files": [{"path": path, "bytes": count, "sha256": text}]}


class Audit:
    def __init__(self, folder: str, since: bytes | None = None, pinned: str | None = None):
        self.findings = Findings()
        self.site = Site(folder, self.findings)
        self.known = {"manifest.json"}
        self.files = self.documents = 0
        self.history = History()
        views = self.check_manifest("", "manifest.json")
        self.log = Log(self.site, self.findings)
        found = {path.split("/")[1] for path in self.site.paths if path.startswith("epochs/") and path.count("/") > 1}
        names = [name for name in found if re.fullmatch(PUBLICATION, name)]
        names.sort(key=lambda name: [int(part) for part in name.split(".")])
        for name in dict.fromkeys([*self.log.names, *names]):
            self.attempt(f"epochs/{name}", lambda: self.check_publication(name, views))
        for path in self.history.pending():
            self.findings.note("pending-correction", path, f"{self.PENDING}: it is to be corrected too")
        for path in views:
            parts = path.split("/")
            is_known = len(parts) == 3 and parts[1] in self.history.publications and parts[2] in self.BESIDE_EVIDENCE
            if parts[0] == "epochs" and not is_known:
                self.findings.add("unexpected-file", path, "neither a page, a manifest nor a statement of an epoch")
        if not any(self.history.publications.values()):
            self.findings.add("missing-file", "epochs", "no epoch could be computed again")
        self.attempt("index.json", lambda: self.check_index(views))
        self.attempt("log", lambda: self.check_log(since, pinned))
        for name in self.history.publications:
            Beside(self.site, self.log, self.findings, name, self.history.publications[name]).check(self.attempt)
        for path in sorted(self.site.paths - self.known):
            self.findings.add("unexpected-file", path, "no manifest names this file")

    BESIDE_EVIDENCE = ("manifest.json", "statement.json", "index.html", "statement.json.tlog-proof", "provenance.dsse.json", "statement.signatures.json")
    PENDING = "the epoch before was corrected, and this epoch begins with something else now"

    def attempt(self, path: str, check: Callable[[], None]) -> None:
        """Whatever a hostile site leads to becomes a finding."""
        try:
            check()
        except Refusal as refusal:
            self.findings.add(refusal.code, refusal.path or path, refusal.fact, refusal.place)
        except Exception as error:
            self.findings.add("malformed-document", path, f"cannot be checked: {type(error).__name__}: {error}")

    def check_manifest(self, folder: str, path: str) -> dict[str, Record]:
        """Every file that a manifest names, by the path that it names: size and digest."""
        named: dict[str, Record] = {}
        try:
            content = self.site.read(path)
            document = parse_json(content)
            manifest = read(MANIFEST, document)
            require(manifest.format == "revshare-manifest-v1", "no such format", "format")
            in_order([file.path.encode() for file in manifest.files], "files")
            named = {file.path: file for file in manifest.files}
            require(content == json_bytes(document), "not in the canonical form")
        except Refusal as refusal:
            code = refusal.code if refusal.code.endswith("-file") else "malformed-document"
            self.findings.add(code, path, refusal.fact, refusal.place)
        for name, said in named.items():
            self.known.add(folder + name)
            self.attempt(folder + name, lambda: self.check_file(folder + name, said))
        return named

    def check_file(self, path: str, said: Record) -> None:
        self.files += 1
        content = self.site.read(path)
        if (len(content), sha256(content)) != (said.bytes, said.sha256):
            self.findings.add("changed-file", path, "the file is not the one that the manifest names", "", (
                f"{said.bytes} bytes, {said.sha256}", f"{len(content)} bytes, {sha256(content)}"))

    def compare(self, path: str, expected: bytes, code: str = "wrong-figure") -> None:
        """A document that is there, with what it has to be: figure by figure, then byte by byte."""
        self.documents += 1
        if path not in self.site.paths or (found := self.site.read(path)) == expected:
            return
        try:
            if path.endswith(".csv"):
                wrong = list(table_differences(expected, found))
            else:
                wrong = list(differences(parse_json(expected), parse_json(found)))
        except Refusal as refusal:
            self.findings.add("malformed-document", path, refusal.fact, refusal.place)
            return
        for place, one, other in wrong or [("", "the canonical form", "the same figures, written otherwise")]:
            self.findings.add(code, path, "not what the inputs give", place, (one, other))

    def check_publication(self, name: str, views: dict[str, Record]) -> None:
        """An epoch, such as 4, or a correction of one, such as 4.1."""
        folder = f"epochs/{name}/"
        self.history.add(name, None)
        for file in self.BESIDE_EVIDENCE[:3]:
            if folder + file not in views:
                self.findings.add("missing-file", folder + file, "the site's manifest does not name this file")
        self.known.add(folder + "manifest.json")
        named = self.check_manifest(folder, folder + "manifest.json")
        try:
            inputs = Inputs(lambda input_name: self.site.read(f"{folder}inputs/{input_name}"))
            epoch = Epoch(inputs)
        except Refusal as refusal:
            path = refusal.path or ""
            path = path if path.startswith(folder) else f"{folder}inputs/{path}".rstrip("/")
            self.findings.add(refusal.code, path, refusal.fact, refusal.place)
            return
        for holder in inputs.forged:
            self.findings.add("wrong-signature", folder + "inputs/epoch.json",
                              f"the redirection of {account_text(holder)} is not signed by it", "beneficiaries")
        evidence = {f"inputs/{input_name}": content for input_name, content in inputs.files.items()}
        for path, content in evidence.items():
            self.compare(folder + path, json_bytes(inputs.document) if path == "inputs/epoch.json"
                         else csv_bytes(parse_csv(content)))
        self.check_chain(name, inputs, epoch)
        if "." in name:
            self.add_correction(name, epoch)
        else:
            for path in self.history.pending():
                self.findings.add("broken-chain", path, f"{self.PENDING}; it was to be corrected before epoch {name}")
        self.check_ranges(folder, epoch)
        for document, content in epoch.documents.items():
            self.compare(folder + document, content)
        self.check_evidence(folder, named, {**epoch.documents, **evidence})
        self.history.add(name, epoch)

    def check_ranges(self, folder: str, epoch: Epoch) -> None:
        """Every published file of a large distribution proves its own rows, whatever else they are compared with."""
        def check(path: str, figures: PayoutFigures) -> None:
            for place, fact in RangeFile(figures, self.site.read(path)).unproven():
                self.findings.add("wrong-figure", path, fact, place)

        for figures in epoch.payouts:
            for document in epoch.documents if figures.is_large else ():
                path = folder + document
                if document.startswith(f"{figures.payout.id}/claims/") and path in self.site.paths:
                    self.attempt(path, lambda: check(path, figures))

    def add_correction(self, name: str, epoch: Epoch) -> None:
        """The documents of a correction; its reason and its settlement stand in it alone."""
        path = f"epochs/{name}/correction.json"
        with reading(path):
            document = parse_json(self.site.read(path))
            said = read(CORRECTION, {key: document[key] for key in CORRECTION if key in document}
                        if isinstance(document, dict) else document)
            if said.settlement not in ("adjustments", "replacement"):
                raise malformed("no such settlement", "settlement")
        epoch.settlement, epoch.reason = said.settlement, said.reason
        before = self.history.publications.get(corrected_by(name))
        if corrected_by(name) not in self.history.publications:
            self.findings.add("broken-chain", path, "what this corrects is not there", "corrects", (corrected_by(name), None))
        if before:
            epoch.changes = share_changes(before, epoch)
            epoch.documents.update(correction_documents(name, said.reason, before, epoch))
        is_paid = max(self.history.names) > number_of(name) or (before and before.settlement == "adjustments")
        if said.settlement == "replacement" and is_paid:
            self.findings.add("broken-chain", path, "its epoch was paid already, so that its claims cannot be replaced",
                              "settlement", ("adjustments", "replacement"))

    def check_evidence(self, folder: str, named: dict[str, Record], evidence: dict[str, bytes]) -> None:
        """The manifest names all evidence and nothing else, and each file as it has to be."""
        for path in sorted(set(evidence) - set(named)):
            self.findings.add("missing-file", folder + path, "evidence that the epoch's manifest does not name")
        for path in sorted(set(named) - set(evidence)):
            self.findings.add("unexpected-file", folder + path, "the epoch's manifest names what is no evidence")
        for number, (path, said) in enumerate(named.items()):
            expected = sha256(evidence[path]) if path in evidence else said.sha256
            if said.sha256 != expected:
                self.findings.add("wrong-figure", folder + "manifest.json", "not what the inputs give",
                                  f"files[{number}].sha256", (expected, said.sha256))

    # Chain of epochs (sections 2, 7 and 14)

    def check_chain(self, name: str, inputs: Inputs, epoch: Epoch) -> None:
        number, is_correction = number_of(name), "." in name
        path = f"epochs/{name}/inputs/epoch.json"

        def check(place: str, expected: Any, found: Any) -> None:
            if expected != found:
                self.findings.add("broken-chain", path, "does not follow from the epoch before", place, (expected, found))

        earlier = [other for other in self.history.publications
                   if other != name and not (is_correction and number_of(other) >= number)]
        check("epoch.number", number, inputs.number)
        expected, last = None, max((number_of(other) for other in earlier), default=None)
        before = settled = None
        if earlier:
            before, settled = self.history.current(last), self.history.settled(last)
            manifest = f"epochs/{self.history.names[last][-1]}/manifest.json"
            content = self.site.read(manifest) if manifest in self.site.paths else b""
            expected = {"epoch": last, "manifest": sha256(content)}
            check("epoch.number", last + 1, inputs.number)
        check("previous", expected, inputs.previous)
        self.check_refunds(inputs, [self.history.publications[other] for other in earlier], check)
        self.check_adjustments(inputs, check)
        if earlier and not (before and settled):
            return
        if before:
            check("epoch.start", time_text(before.inputs.end), time_text(inputs.start))
            check("opening", "none", "one" if inputs.opening else "none")
            if inputs.ruleset < before.inputs.ruleset:
                check("ruleset", f"{before.inputs.ruleset} or higher", inputs.ruleset)
        elif inputs.opening:
            return  # what an earlier system left is taken from it
        self.check_carried(inputs, before, settled, check)
        if not inputs.is_given:
            lots = before.closing_lots if before else Epoch.lots_csv([])
            check("opening lots", sha256(csv_bytes(lots)) if lots else "given weights", sha256(csv_bytes(epoch.opening_lots)))
        if inputs.ruleset == 2:
            owed = settled.closing_balances([payout.id for payout in inputs.payouts]) if settled else []
            balances = [Epoch.balances_csv(owed), epoch.opening_balances]
            check("opening balances", *(sha256(csv_bytes(rows)) for rows in balances))

    def check_carried(self, inputs: Inputs, before: Epoch | None, settled: Epoch | None, check: Callable) -> None:
        """Remainders are those that the epoch before was paid by, deficits those that hold of it now."""
        left = {figures.payout.id: figures for figures in settled.payouts} if settled else {}
        deficits: dict[str, dict[str, int]] = defaultdict(dict)
        for figures in before.payouts if before else []:
            for stream, of_stream in zip(before.inputs.streams, figures.streams):
                if of_stream.deficit_out:
                    deficits[figures.payout.id][stream["id"]] = of_stream.deficit_out
        for payout in inputs.payouts:
            place = "carried" if inputs.ruleset == 1 else f"carried.{payout.id}"
            figures = left.pop(payout.id, None)
            check(f"{place}.remainder", str(figures.remainder_out if figures else 0), str(payout.remainder))
            of_asset = deficits.pop(payout.id, {})
            for stream, deficit in payout.deficits.items():
                check(f"{place}.deficits.{stream}", str(of_asset.pop(stream, 0)), str(deficit))
            for stream in of_asset:
                check("streams", f"{stream} with its deficit", "no such stream")
        with_rest = {asset for asset, figures in left.items() if figures.remainder_out or figures.closing_balances()}
        for asset in sorted(with_rest | set(deficits)):
            check("payouts", f"{asset} with what it left", "no such payout asset")

    def check_adjustments(self, inputs: Inputs, check: Callable) -> None:
        """Adjustments that name a correction are those that the corrections since the epoch before give."""
        due = self.history.due(inputs.number)
        if due is None:
            return
        rows = {row.reference: (row.time, row.asset, row.account, row.amount, row.epoch, row.note)
                for row in inputs.adjustments}
        shown = lambda row: f"{row[3]} of {row[1]} at {time_text(row[0])}, epoch {row[4]}" if row else "none"
        for reference in sorted({*due, *(r for r in rows if re.match(r"[0-9]+\.[0-9]+/[^/]*/[^/]*\Z", r))}):
            if (one := due.get(reference)) != (other := rows.get(reference)):
                check(f"adjustment {reference}", shown(one), shown(other))

    def check_refunds(self, inputs: Inputs, earlier: list[Epoch | None], check: Callable) -> None:
        """A refund of an entry of an earlier epoch has its stream, its asset and its rate (sections 7.1 and 8.1)."""
        own = {entry.reference for entry in inputs.entries}
        refunds = [entry for entry in inputs.entries if entry.refunds and entry.refunds not in own]
        if not refunds or None in earlier:
            return
        originals = {entry.reference: entry for epoch in reversed(earlier) for entry in epoch.inputs.entries}
        def facts(entry: Record, needs_rate: bool) -> str:
            rate = f"rate of {time_text(entry.rateTime)}" if needs_rate and entry.rateTime is not None else "no rate"
            return f"stream {entry.stream}, asset {entry.asset}, {rate}"
        for entry in refunds:
            original, needs_rate = originals.get(entry.refunds), entry.rateTime is not None
            expected = facts(original, needs_rate) if original else f"an entry {entry.refunds}"
            check(f"refund {entry.reference}", expected, facts(entry, needs_rate))
            if original and needs_rate and original.rate and entry.rate:
                rates = ["{0}e-{1}".format(*rate) for rate in (original.rate, entry.rate)]
                check(f"rate of refund {entry.reference}", *rates)

    # Views, statements and log

    def check_index(self, views: dict[str, Record]) -> None:
        if "index.json" not in views:
            self.findings.add("missing-file", "index.json", "the site's manifest does not name this file")
        index = parse_json(self.site.read("index.json"))
        epochs = {name: epoch for name, epoch in self.history.publications.items() if epoch}
        listed = {name: epoch.index_members() for name, epoch in epochs.items() if "." not in name}
        for name, members in listed.items() if b'"corrections"' in self.site.read("index.json") else ():
            members.update(self.index_links(name))
            members["corrections"] = [
                {**self.index_links(other), "reason": epoch.reason, "settlement": epoch.settlement}
                for other, epoch in epochs.items() if other.startswith(name + ".")]
        expected = {"format": "revshare-index-v1", "epochs": list(listed.values())}
        for place, one, other in differences(expected, index, subset=True):
            self.findings.add("wrong-view", "index.json", "not what the evidence gives", place, (one, other))

    def index_links(self, name: str) -> dict:
        entry = self.log.names.index(name) if name in self.log.names else None
        return {"publication": name, "statement": f"epochs/{name}/statement.json", "entry": entry}

    def check_log(self, since: bytes | None, pinned: str | None) -> None:
        log = self.log
        log.check_files()
        self.check_order()
        log.check_head(pinned)
        for index, statement in enumerate(log.statements):
            if statement:
                path = f"epochs/{statement['publication']}/statement.json"
                self.attempt(path, lambda: self.check_statement(index, statement, path))
                if log.key:
                    self.attempt(path + ".tlog-proof", lambda: log.check_proof(path + ".tlog-proof", index))
        for name in self.history.publications:
            if name not in log.names:
                path = f"epochs/{name}/statement.json"
                self.findings.add("wrong-statement", path, "the log does not hold this publication")
        if since is not None:
            kept = since.partition(b"\n\n")[2] if since.startswith(b"c2sp.org/tlog-proof@v1\n") else since
            if checkpoint := log.check_checkpoint("log/checkpoint (kept)", kept, "wrong-checkpoint"):
                log.check_history("log/checkpoint (kept)", checkpoint)

    def check_order(self) -> None:
        """Epochs follow each other without a gap, and corrections what they correct."""
        seen: set[str] = set()
        for index, name in enumerate(self.log.names):
            follows_epoch = "." not in name and any("." not in other for other in seen)
            before = str(int(name) - 1) if follows_epoch else corrected_by(name)
            if name in seen or not (before is None or before in seen):
                expected = "once" if before is None else f"after {before}, once"
                self.findings.add("wrong-order", "log", f"publication {name} cannot stand here", f"entry {index}",
                                  (expected, "it"))
            seen.add(name)

    def check_statement(self, index: int, statement: dict, path: str) -> None:
        name, entry = statement["publication"], self.log.entries[index]
        if epoch := self.history.publications.get(name):
            corrects, corrected = None, corrected_by(name)
            if corrected:
                place = str(self.log.names.index(corrected)) if corrected in self.log.names else None
                corrects = {"entry": place, "publication": corrected, "reason": epoch.reason,
                            "settlement": epoch.settlement}
            manifest = self.site.read(f"epochs/{name}/manifest.json")
            expected = statement_of(epoch, name, manifest, statement["program"], corrects)
            wrong = list(differences(expected, statement))
            if not wrong and entry != compact_bytes(expected, sort=True):
                wrong = [("", "the canonical form", "the same figures, written otherwise")]
            for place, one, other in wrong:
                self.findings.add("wrong-statement", path, "the log's entry is not what the evidence gives", place,
                                  (one, other))
        if self.site.read(path) != entry:
            self.findings.add("wrong-statement", path, "not the entry that the log holds")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--since", metavar="KEPT")
    parser.add_argument("--key", metavar="KEY")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        parser.error(f"{options.folder} is not a folder")
    try:
        since = open(options.since, "rb").read() if options.since else None
    except OSError as error:
        parser.error(str(error))
    audit = Audit(options.folder, since, options.key)
    sys.stdout.reconfigure(errors="backslashreplace")
    for line in audit.findings.lines:
        print(line)
    errors = audit.findings.errors
    agreed = "everything agrees; pages were compared with their digests alone"
    if any(epoch and {"block", "reconciliation"} & set(epoch.inputs.document) for epoch in audit.history.publications.values()):
        agreed += "; not checked: whether the chain has the blocks and receipts that are published, which a node can tell"
    if any(epoch and epoch.inputs.is_given for epoch in audit.history.publications.values()):
        agreed += "; not checked: whether given weights are what stake events add up to, which whoever has the events can tell"
    print(f"{len(audit.history.publications)} publications, {audit.files} files, {audit.documents} documents computed again: "
          + (f"{errors} findings" if errors else agreed))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
