# ---------------------------------------------------------- Receipts beside the ledgers (section 15)

Naming = tuple[str, str, int | None]  # an asset, a transaction in lower case, and a log of it


class Reconciliation:
    """What the pools received on the chain, and the entries of the same assets, none of them below zero."""

    LISTED = 100

    def __init__(self, inputs: Inputs):
        self.inputs = inputs
        pools = {pool.asset for pool in inputs.reconciliation.pools}
        self.assets = [asset for asset in inputs.assets if asset in pools]
        self.entries = [entry for entry in inputs.entries if entry.asset in pools and entry.amount >= 0]
        self.booked: dict[Naming, list[Record]] = {}
        self.received: dict[Naming, list[Record]] = defaultdict(list)
        for entry in self.entries:
            entry.naming, entry.received = self.naming(entry), 0
            if entry.naming:
                self.booked.setdefault(entry.naming, []).append(entry)
        for receipt in inputs.receipts:
            exact = self.naming(receipt)
            receipt.naming = exact if exact in self.booked else (*exact[:2], None)
            self.received[receipt.naming].append(receipt)
        for naming, entries in self.booked.items():
            left = self.sum(self.received.get(naming, []))
            for entry in entries:
                entry.received = left if entry is entries[-1] else min(left, entry.amount)
                left -= entry.received

    @staticmethod
    def naming(row: Record) -> Naming | None:
        """A hash at the beginning, with nothing behind it that could belong to it; a log where nothing else follows."""
        match = re.match("0x([0-9A-Fa-f]{64})(?![0-9A-Za-z])", row.reference)
        if not match:
            return None
        log = re.fullmatch(":(0|[1-9][0-9]{0,19})", row.reference[66:], re.ASCII)
        number = int(log[1]) if log else 1 << 64
        return row.asset, "0x" + match[1].lower(), number if number < 1 << 64 else None

    @staticmethod
    def sum(rows: list[Record]) -> int:
        return sum(row.amount for row in rows)

    def kind(self, row: Record) -> str:
        if not row.naming:
            return "unnamed"
        booked, received = self.booked.get(row.naming), self.received.get(row.naming)
        if not (booked and received):
            return "missing" if booked else "unexplained"
        return "matched" if self.sum(booked) == self.sum(received) else "differing"

    def told(self, rows: list[Record], *kinds: str) -> dict:
        """How many there are, of these kinds or of all, and how much."""
        chosen = [row for row in rows if not kinds or self.kind(row) in kinds]
        return {"count": len(chosen), "amount": str(self.sum(chosen))}

    def of_stream(self, stream: str, asset: str) -> dict | None:
        entries = [entry for entry in self.entries if (entry.stream, entry.asset) == (stream, asset)]
        booked, received = self.told(entries, "matched", "differing", "missing"), sum(e.received for e in entries)
        return entries and {
            "stream": stream, "asset": asset, "booked": booked,
            "matched": self.told(entries, "matched"), "missing": self.told(entries, "missing"),
            "received": str(received), "difference": str(int(booked["amount"]) - received),
            "unnamed": self.told(entries, "unnamed")}

    def of_asset(self, asset: str) -> dict:
        document = next(each for each in self.inputs.document["assets"] if each["id"] == asset)
        receipts = [receipt for receipt in self.inputs.receipts if receipt.asset == asset]
        kinds = {kind: self.told(receipts, kind) for kind in ("matched", "differing", "unexplained")}
        return {"asset": {key: document[key] for key in ASSET}, "receipts": self.told(receipts), **kinds}

    def members(self) -> dict:
        """What the report says."""
        streams = [self.of_stream(stream["id"], asset) for stream in self.inputs.streams for asset in self.assets]
        missing = [entry for entry in self.entries if self.kind(entry) == "missing"]
        differing = [naming for naming, entries in self.booked.items() if self.kind(entries[0]) == "differing"]
        unexplained = [receipt for receipt in self.inputs.receipts if self.kind(receipt) == "unexplained"]
        refused = self.inputs.reconciliation.policy == "refuse"
        require(not (refused and (missing or differing or unexplained)),
                "ledgers and receipts differ, under a policy that refuses it", "reconciliation.policy", "epoch.json")
        return {
            **self.inputs.document["reconciliation"],
            "assets": [self.of_asset(asset) for asset in self.assets], "streams": [each for each in streams if each],
            "missing": [{"reference": e.reference, "stream": e.stream, "asset": e.asset, "amount": str(e.amount)}
                        for e in missing[: self.LISTED]],
            "differing": [{"transaction": hash if log is None else f"{hash}:{log}", "asset": asset,
                           "booked": str(self.sum(self.booked[asset, hash, log])),
                           "received": str(self.sum(self.received[asset, hash, log]))}
                          for asset, hash, log in differing[: self.LISTED]],
            "unexplained": [{"time": time_text(r.time), "asset": r.asset, "amount": str(r.amount),
                             "sender": account_text(r.sender), "reference": r.reference}
                            for r in unexplained[: self.LISTED]]}


