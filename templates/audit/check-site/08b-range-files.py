# -------------------------------------------------------------- Files of a large distribution (section 9.1)

RANGE_FORMAT = "revshare-claims-range-v1"
SUMS_NODE = {"hash": hex_bytes(32), "weight": amount, "share": amount, "paid": amount}
RANGE_FILE = {
    "format": text, "epoch": count, "asset": text, "prefix": text, "root": or_null(hex_bytes(32)),
    "sums": or_null({"first": count, "holders": count, "root": hex_bytes(32), "left": [SUMS_NODE], "right": [SUMS_NODE]}),
    "tree": or_null({"first": count, "count": count, "nodes": [hex_bytes(32)]}),
    "rows": [text], "payments": [{"account": account, "holder": account, "paid": amount}]}


def range_members(figures: PayoutFigures, holders: list[Holder], claims: list[Claim], place: int) -> dict:
    """Rows, payments, and what proves the claims, the first of which is at a place of the tree."""
    rows: dict[bytes, list[str]] = {holder.account: [
        str(holder.weight), str(holder.share), str(holder.accrued_in), str(holder.adjustment), str(holder.paid),
        str(holder.accrued_out), "" if holder.beneficiary == holder.account else account_text(holder.beneficiary)]
        for holder in holders}
    own = {h.account: [(h.account, h.paid)] for h in holders if h.paid and h.beneficiary == h.account}
    payments = []
    for at, claim in enumerate(claims, place):
        rows[claim.account] = rows.get(claim.account, [""] * 7) + [
            "" if claim.index == at else str(claim.index), str(claim.amount), str(claim.before) if claim.before else ""]
        if claim.payments != own.get(claim.account, []):
            payments += [{"account": account_text(claim.account), "holder": account_text(holder), "paid": str(paid)}
                         for holder, paid in claim.payments]
    nodes = figures.tree.nodes_beside(place, place + len(claims)) if claims else []
    return {
        "tree": {"first": place, "count": len(figures.claims), "nodes": [digest_text(n) for n in nodes]} if claims else None,
        "rows": [",".join([account_text(a), *rows[a], *["", "", ""][len(rows[a]) - 7:]]) for a in sorted(rows)],
        "payments": payments}


class RangeFile:
    """A file as it is published: what its rows say, and what they and its nodes lead to."""

    def __init__(self, figures: PayoutFigures, content: bytes):
        self.figures, self.said = figures, read(RANGE_FILE, parse_json(content))
        self.holders: list[Holder] = []
        self.claims: list[Claim] = []
        for number, row in enumerate(self.said.rows):
            try:
                self.read_row(row.split(","))
            except Refusal as refusal:
                raise malformed(refusal.fact, f"rows[{number}]") from None

    def read_row(self, fields: list[str]) -> None:
        if len(fields) != 11:
            raise malformed(f"{len(fields)} fields instead of 11")
        owner, beneficiary = account(fields[0]), account(fields[7] or fields[0])
        if any(fields[1:8]):
            weight, share, paid = (amount(fields[place]) for place in (1, 2, 5))
            accrued_in, adjustment, accrued_out = (signed(fields[place]) for place in (3, 4, 6))
            self.holders.append(Holder(owner, weight, share, accrued_in, adjustment, paid, accrued_out, beneficiary))
        if any(fields[8:]):
            place = self.said.tree.first + len(self.claims) if self.said.tree else 0
            index = amount(fields[8]) if fields[8] else place
            self.claims.append(Claim(owner, amount(fields[9]), amount(fields[10] or "0"), [], index))

    def unproven(self) -> Iterator[tuple[str, str]]:
        """What does not lead to the root that it has to lead to: place and fact."""
        for place, root, found in (("root", self.figures.tree.root, self.said.root),
                                   ("sums", self.figures.sum_tree.root[0], self.said.sums and self.said.sums.root)):
            if found != root and (found or place == "root"):
                yield place, "another root than that of the inputs"
        if bool(self.holders) != bool(self.said.sums) or bool(self.claims) != bool(self.said.tree):
            yield "rows", "a proof of no rows, or rows without a proof"
            return
        proofs = [("sums", self.sums_root, self.said.sums.root)] if self.holders else []
        for place, folded, root in proofs + ([("tree", self.claims_root, self.said.root)] if self.claims else []):
            try:
                if folded() != root:
                    yield place, "rows and nodes do not lead to the root"
            except (IndexError, Refusal):
                yield place, "the nodes are not those that the places need"

    def claims_root(self) -> bytes:
        tree = self.said.tree
        require(tree.first + len(self.claims) <= tree.count, "more claims than there are")
        token = self.figures.payout.contract or b""
        leaves = [LEAVES[self.figures.payout.preset](c.index, c.account, c.amount, token) for c in self.claims]
        nodes = deque(tree.nodes)
        root = self.figures.tree.fold(leaves, tree.first, tree.count, lambda layer, at: nodes.popleft())
        require(not nodes, "a node is left over")
        return root

    def sums_root(self) -> bytes:
        said, sides = self.said.sums, [deque(side) for side in (self.said.sums.left, self.said.sums.right)]
        end = said.first + len(self.holders)
        require(end <= said.holders, "more holders than there are")

        def over(a: int, b: int) -> SumTree.Node:
            if b <= said.first or a >= end:
                given = sides[a >= end].popleft()
                return given.hash, given.weight, given.share, given.paid
            if b - a == 1:
                return SumTree.row(a, self.holders[a - said.first])
            middle = a + largest_power_below(b - a)
            return SumTree.parent(over(a, middle), over(middle, b))

        root = over(0, said.holders)
        require(not any(sides), "a node is left over")
        return root[0]
