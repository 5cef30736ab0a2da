# ---------------------------------------------------------------------- Sum tree (section 4.1) and statements


def largest_power_below(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


class SumTree:
    """The rows of holders.csv: each node has a hash, and the sums of weights, shares and payments below it."""

    Node = tuple[bytes | None, int, int, int]

    def __init__(self, holders: list[Holder]):
        self.holders, self.nodes = holders, {}
        self.root = self.over(0, len(holders)) if holders else (None, 0, 0, 0)

    def over(self, first: int, end: int) -> Node:
        if (first, end) not in self.nodes:
            middle = first + largest_power_below(end - first) if end - first > 1 else first
            self.nodes[first, end] = (self.parent(self.over(first, middle), self.over(middle, end)) if middle > first
                                      else self.row(first, self.holders[first]))
        return self.nodes[first, end]

    @staticmethod
    def row(place: int, holder: Holder) -> Node:
        sums = holder.weight, holder.share, holder.paid
        return K(b"\x00" + place.to_bytes(8, "big") + holder.account + b"".join(map(word, sums))), *sums

    @staticmethod
    def parent(left: Node, right: Node) -> Node:
        content = b"".join(side[0] + word(side[1]) + word(side[2]) + word(side[3]) for side in (left, right))
        return K(b"\x01" + content), *(fits(a + b) for a, b in zip(left[1:], right[1:]))

    def proof(self, first: int, end: int) -> dict:
        """The nodes that lead from the rows `first` to `end` - 1, at least one, to the root (section 4.1)."""
        left: list[dict] = []
        right: list[dict] = []

        def visit(a: int, b: int) -> None:
            if b <= first or a >= end:
                node = self.over(a, b)
                sums = {"weight": str(node[1]), "share": str(node[2]), "paid": str(node[3])}
                (left if b <= first else right).append({"hash": digest_text(node[0]), **sums})
            elif b - a > 1:
                middle = a + largest_power_below(b - a)
                visit(a, middle)
                visit(middle, b)

        visit(0, len(self.holders))
        head = {"first": first, "holders": len(self.holders), "root": digest_text(self.root[0])}
        return {**head, "left": left, "right": right}


def statement_of(epoch: Epoch, publication: str, manifest: bytes, program: str, corrects: dict | None) -> dict:
    """What a publication's statement has to say (section 13)."""
    assets = []
    for figures in epoch.payouts:
        root, weight, shares, paid = figures.sum_tree.root
        sums = {"holders": str(len(figures.holders)), "root": digest_text(root), "weight": str(weight),
                "shares": str(shares), "paid": str(paid)}
        assets.append({
            "asset": figures.payout.id, "distributor": figures.payout.distributor,
            "claims": {"count": str(len(figures.claims)), "root": digest_text(figures.tree.root),
                       "toFund": str(figures.paid), "total": str(figures.total)},
            "sums": sums if figures.holders else None})
    return {"format": "revshare-statement-v1", "program": program, "chain": str(epoch.inputs.chain),
            "epoch": str(epoch.inputs.number), "publication": publication, "manifest": sha256(manifest),
            "corrects": corrects, "assets": assets,
            **{key: epoch.inputs.document[key] for key in ("block",) if key in epoch.inputs.document},
            **({"weights": sha256(epoch.inputs.files["weights.csv"])} if epoch.inputs.is_given else {})}


# ------------------------------------------------------------------------------- Corrections (section 14)

Change = tuple[bytes, int, int]  # of a holder: the share that was published, and the one that should have been
CORRECTION = {"format": text, "publication": text, "corrects": text, "reason": text, "settlement": text}


def share_changes(before: Epoch, after: Epoch) -> dict[str, list[Change]]:
    """By payout asset: those of the correction, then those that it has no longer."""
    sides = [{f.payout.id: {h.account: h.share for h in f.holders} for f in epoch.payouts} for epoch in (before, after)]
    changes = {}
    for asset in [*sides[1], *(asset for asset in sides[0] if asset not in sides[1])]:
        old, new = (side.get(asset, {}) for side in sides)
        changes[asset] = [(holder, old.get(holder, 0), new.get(holder, 0)) for holder in sorted(set(old) | set(new))
                          if old.get(holder, 0) != new.get(holder, 0)]
    return changes


def lines_without(content: bytes, other: bytes) -> list[str]:
    """The lines of a table that stand in another one less often, in their order."""
    counts, gone = Counter(other.split(b"\n")[1:]), []
    for line in content.split(b"\n")[1:]:
        counts[line] -= 1
        gone += [line.decode()] if line and counts[line] < 0 else []
    return gone


def correction_documents(name: str, reason: str, before: Epoch, after: Epoch) -> dict[str, bytes]:
    """What a correction publishes beside an epoch's documents: correction.json and what changes for holders."""
    roots = [{figures.payout.id: digest_text(figures.tree.root) for figures in epoch.payouts} for epoch in (before, after)]
    assets = [{
        "asset": asset, "differenceCount": len(changes),
        "increase": str(sum(max(new - old, 0) for _, old, new in changes)),
        "decrease": str(sum(max(old - new, 0) for _, old, new in changes)),
        "rootBefore": roots[0].get(asset), "rootAfter": roots[1].get(asset)} for asset, changes in after.changes.items()]
    tables = []
    for path in sorted((set(before.inputs.files) | set(after.inputs.files)) - {"epoch.json"}):
        old, new = (epoch.inputs.files.get(path, b"") for epoch in (before, after))
        if old != new:
            removed, added = lines_without(old, new), lines_without(new, old)
            tables.append({"path": "inputs/" + path, "removedCount": len(removed), "addedCount": len(added),
                           "removed": removed[:100], "added": added[:100]})

    def figures(old: Any, new: Any) -> list[dict]:
        return [{"place": place, "before": one, "after": other} for place, one, other in differences(old, new)]

    terms = [{**epoch.inputs.document, "previous": None} for epoch in (before, after)]
    reports = [parse_json(epoch.documents["report.json"]) for epoch in (before, after)]
    return {
        "correction.json": json_bytes({
            "format": "revshare-correction-v1", "publication": name, "corrects": corrected_by(name), "reason": reason,
            "settlement": after.settlement, "assets": assets, "terms": figures(*terms), "tables": tables,
            "figures": figures(*reports)}),
        **{f"{asset}/differences.csv": csv_bytes(
            [["account", "before", "after", "difference"]]
            + [[account_text(holder), old, new, new - old] for holder, old, new in changes])
           for asset, changes in after.changes.items()}}


def number_of(name: str) -> int:
    return int(name.partition(".")[0])


def corrected_by(name: str) -> str | None:
    """What a correction corrects: the publication of its epoch before it."""
    epoch, _, revision = name.partition(".")
    return None if not revision else epoch if revision == "1" else f"{epoch}.{int(revision) - 1}"


class History:
    """Publications in the order of the log; None stands for one that could not be computed again."""

    def __init__(self):
        self.publications: dict[str, Epoch | None] = {}
        self.names: dict[int, list[str]] = defaultdict(list)  # of each epoch: itself, then its corrections

    def add(self, name: str, epoch: Epoch | None) -> None:
        if name not in self.publications:
            self.names[number_of(name)].append(name)
        self.publications[name] = epoch

    def current(self, number: int) -> Epoch | None:
        """What holds of an epoch: lots and deficits go on from it."""
        return self.publications[self.names[number][-1]] if self.names.get(number) else None

    def settled(self, number: int) -> Epoch | None:
        """What an epoch was paid by: remainder and balances go on from it."""
        epochs = [self.publications[name] for name in self.names.get(number, [])]
        return None if None in epochs else next((e for e in reversed(epochs) if e.settlement != "adjustments"), None)

    def due(self, number: int) -> dict[str, tuple] | None:
        """The adjustments that an epoch owes to corrections published since the epoch before it, by reference."""
        names = list(self.publications)
        if str(number - 1) not in names:
            return {}
        first = names.index(str(number - 1))
        since = names[first : names.index(str(number)) if str(number) in names else len(names)]
        if any(self.publications[name] is None for name in since):
            return None
        start = self.publications[str(number - 1)].inputs.end
        return {f"{name}/{asset}/{account_text(holder)}": (start, asset, holder, new - old, number_of(name), "")
                for name in since if self.publications[name].settlement == "adjustments"
                for asset, changes in self.publications[name].changes.items() for holder, old, new in changes}

    def pending(self) -> list[str]:
        """What publications begin with that is not what the corrected epoch before them leaves: lots or deficits."""
        found = []
        for number in sorted(self.names):
            before, epoch = self.current(number - 1), self.current(number)
            if before and epoch and len(self.names[number - 1]) > 1:
                left = {(f.payout.id, stream["id"]): figures.deficit_out for f in before.payouts
                        for stream, figures in zip(before.inputs.streams, f.streams)}
                if epoch.opening_lots not in (None, before.closing_lots) or any(
                        deficit != left.get((payout.id, stream), 0) for payout in epoch.inputs.payouts
                        for stream, deficit in payout.deficits.items()):
                    start = "epoch.json" if epoch.inputs.is_given else "opening-lots.csv"
                    found.append(f"epochs/{self.names[number][-1]}/inputs/{start}")
        return found


