# --------------------------------------------------------------------------- Documents (sections 5 and 9)

IDENTITIES = {  # name: left = right; a term that is taken off has a minus sign
    1: ["streams: entries -deficitIn = revenue -deficitOut", "revenue: revenue = retained contributions",
        "contributions: contributions = pool", "pool: pool = allocated reinvested",
        "allocation: allocated remainderIn = shares remainderOut", "payment: shares = paid", "claims: paid = claims",
        "parts: parts = shares"],
    2: ["streams: entries -deficitIn = revenue -deficitOut", "revenue: revenue = retained contributions",
        "collection: contributions returned = pool", "pool: pool = allocated reinvested correctionCharge",
        "allocation: allocated remainderIn = shares remainderOut",
        "payment: shares accruedIn adjustments = paid accruedOut", "claims: claims -before = paid",
        "parts: parts = shares"],
}
CLAIMS_PER_FILE = {1: (64, 256), 2: (24, 28)}  # on average, and at most
ROWS_PER_FILE = (256, 512)  # of a large distribution


class Epoch:
    """An epoch computed again, and all of its documents."""

    def __init__(self, inputs: Inputs):
        self.inputs, self.stake = inputs, stake_of(inputs)
        self.settlement = ""  # of a correction: what becomes of the money
        self.changes: dict[str, list[Change]] = {}  # of a correction, by payout asset
        self.weights, self.explained = given_weights(inputs), {}
        for holder in sorted(self.stake.pieces):
            if holder not in inputs.excluded:
                pieces = [(piece, size, *piece_weight(inputs, piece, size))
                          for piece, size in sorted(self.stake.pieces[holder].items())]
                self.weights[holder] = fits(sum(weight for _, _, weight, _ in pieces))
                self.explained[holder] = pieces if self.weights[holder] else []
        self.payouts = [PayoutFigures(inputs, payout, self.weights) for payout in inputs.payouts]
        self.opening_lots = None if inputs.is_given else self.lots_csv(inputs.lots)
        self.closing_lots = None if inputs.is_given else self.lots_csv(self.stake.closing)
        self.opening_balances = self.balances_csv(
            [[b.asset, account_text(b.account), str(b.accrued), str(b.claimed)] for b in inputs.balances])
        self.documents = self.documents_of_payouts()
        report = self.report_1() if inputs.ruleset == 1 else self.report_2()
        self.documents["report.json"] = json_bytes(report)

    @staticmethod
    def lots_csv(lots: list[tuple[bytes, int, int]]) -> list[list[str]]:
        return [["account", "start", "amount"]] + [[account_text(a), time_text(t), str(n)] for a, t, n in lots]

    @staticmethod
    def balances_csv(balances: list[list[str]]) -> list[list[str]]:
        return [["asset", "account", "accrued", "claimed"]] + balances

    @staticmethod
    def summary(rows: list[list[str]] | None) -> dict | None:
        return rows and {"count": len(rows) - 1, "sha256": sha256(csv_bytes(rows))}

    def closing_balances(self, payouts: Iterable[str]) -> list[list[str]]:
        of_asset = {figures.payout.id: figures for figures in self.payouts}
        return [row for asset in payouts if asset in of_asset and self.inputs.ruleset == 2
                for row in of_asset[asset].closing_balances()]

    def documents_of_payouts(self) -> dict[str, bytes]:
        documents = {}
        for figures in self.payouts:
            folder, two = figures.payout.id + "/", self.inputs.ruleset == 2
            holders = [["account", "weight", "share", "accruedIn", "adjustment", "paid", "accruedOut", "beneficiary"]
                       if two else ["account", "weight", "share", "paid"]]
            holders += [list(self.holder_members(holder).values()) for holder in figures.holders]
            documents[folder + "holders.csv"] = csv_bytes(holders)
            documents[folder + "claims.csv"] = csv_bytes(
                [["index", "account", "amount", "leaf"]]
                + [[c.index, account_text(c.account), c.amount, c.leaf] for c in figures.claims])
            if figures.tree.is_array and figures.claims and not figures.is_large:
                documents[folder + "tree.json"] = figures.tree.dump(figures.claims)
            documents.update(self.claims_files(figures))
        return documents

    def holder_members(self, holder: Holder) -> dict[str, str]:
        members = {"account": account_text(holder.account), "weight": str(holder.weight), "share": str(holder.share)}
        if self.inputs.ruleset == 1:
            return {**members, "paid": str(holder.paid)}
        return {**members, "accruedIn": str(holder.accrued_in), "adjustment": str(holder.adjustment),
                "paid": str(holder.paid), "accruedOut": str(holder.accrued_out),
                "beneficiary": account_text(holder.beneficiary)}

    def claims_files(self, figures: PayoutFigures) -> dict[str, bytes]:
        """Gives the figures their prefixes, too."""
        average, most = ROWS_PER_FILE if figures.is_large else CLAIMS_PER_FILE[self.inputs.ruleset]
        accounts, length = [account.hex() for account in figures.accounts], 0
        while len(accounts) > average * 16**length:
            length += 1
        figures.prefix_length, figures.split, files = length, [], {}
        prefixes = [f"{n:0{length}x}" if length else "" for n in range(16**length)]
        members = range_members if figures.is_large else self.claims_members
        sides = [(rows, [row.account.hex() for row in rows]) for rows in (figures.holders, figures.claims)]
        while prefixes:
            prefix = prefixes.pop()
            if bisect.bisect_left(accounts, prefix + "g") - bisect.bisect_left(accounts, prefix) > most:
                figures.split.append(prefix)
                prefixes += [prefix + digit for digit in "0123456789abcdef"]
                continue
            folders = "".join(prefix[i : i + 2] + "/" for i in range(0, len(prefix) - 2, 2))
            (first, holders), (place, claims) = (self.within(*side, prefix) for side in sides)
            sums = {"sums": figures.sum_tree.proof(first, first + len(holders)) if holders else None}
            files[f"{figures.payout.id}/claims/{folders}0x{prefix}.json"] = json_bytes({
                "format": RANGE_FORMAT if figures.is_large else f"revshare-claims-v{self.inputs.ruleset}",
                "epoch": self.inputs.number, "asset": figures.payout.id, "prefix": "0x" + prefix,
                "root": digest_text(figures.tree.root), **(sums if self.inputs.ruleset == 2 else {}),
                **members(figures, holders, claims, place)})
        figures.split.sort()
        return files

    @staticmethod
    def within(rows: list, accounts: list[str], prefix: str) -> tuple[int, list]:
        """The rows whose account begins with a prefix, and the place of the first."""
        first, end = bisect.bisect_left(accounts, prefix), bisect.bisect_left(accounts, prefix + "g")
        return first, rows[first:end]

    def claims_members(self, figures: PayoutFigures, holders: list[Holder], claims: list[Claim], place: int) -> dict:
        def committed(claim: Claim) -> dict:
            return {"leaf": claim.leaf, "leafHash": digest_text(figures.tree.leaves[claim.leaf]),
                    "proof": figures.tree.proof(claim.leaf)}

        if self.inputs.ruleset == 1:
            own = {c.account: {"index": c.index, "amount": str(c.amount), **committed(c)} for c in claims}
            return {"holders": [{**self.holder_members(h), "stakes": self.stakes(h.account),
                                 "claim": own.get(h.account)} for h in holders]}
        return {
            "holders": [{**self.holder_members(holder), "pieces": None if self.inputs.is_given else [
                {"start": time_text(start), "from": time_text(begin), "to": time_text(end), "amount": str(size),
                 "factor": shown, "weight": str(weight)}
                for (start, begin, end), size, weight, shown in self.explained.get(holder.account, [])]}
                for holder in holders],
            "claims": [{"account": account_text(c.account), "index": c.index, "amount": str(c.amount),
                        "before": str(c.before),
                        "payments": [{"holder": account_text(a), "paid": str(paid)} for a, paid in c.payments],
                        **committed(c)} for c in claims]}

    def stakes(self, holder: bytes) -> list[dict]:
        """The longest intervals of constant stake (section 5)."""
        changes: dict[int, int] = defaultdict(int)
        for (_, begin, end), size in self.stake.pieces[holder].items():
            changes[begin] += size
            changes[end] -= size
        intervals, since, held = [], 0, 0
        for moment in sorted(moment for moment, change in changes.items() if change):
            if held:
                intervals.append({"from": time_text(since), "to": time_text(moment), "amount": str(held)})
            since, held = moment, held + changes[moment]
        return intervals

    def stake_members(self) -> dict:
        held = [str(sum(size for _, _, size in lots)) for lots in (self.inputs.lots, self.stake.closing or [])]
        events, opening, closing = [None] * 3 if self.inputs.is_given else [len(self.inputs.events), *held]
        two = {"denominator": str(denominator(self.inputs.weighting))} if self.inputs.ruleset == 2 else {}
        return {"eventCount": events, "holderCount": sum(1 for w in self.weights.values() if w), **two,
                "totalWeight": str(sum(self.weights.values())), "opening": opening, "closing": closing}

    def stream_members(self, figures: PayoutFigures) -> list[dict]:
        shares = [share["share"] for share in self.inputs.document["decision"]["poolShares"]]
        two = self.inputs.ruleset == 2
        return [{**stream, "entryCount": f.entry_count, **({"booked": f.booked} if two else {}),
                 "entries": str(f.entries), "deficitIn": str(f.deficit_in), "revenue": str(f.revenue),
                 "deficitOut": str(f.deficit_out), "poolShare": share, "contribution": str(f.contribution),
                 "retained": str(f.retained)}
                for stream, f, share in zip(self.inputs.streams, figures.streams, shares)]

    def totals(self, figures: PayoutFigures) -> dict:
        columns = {"entryCount": "entry_count", "entries": "entries", "deficitIn": "deficit_in", "revenue": "revenue",
                   "deficitOut": "deficit_out", "contributions": "contribution", "retained": "retained"}
        sums = {key: sum(getattr(f, column) for f in figures.streams) for key, column in columns.items()}
        return {key: value if key == "entryCount" else str(value) for key, value in sums.items()}

    def allocation_members(self, figures: PayoutFigures) -> dict:
        return {"allocated": str(figures.allocated), "remainderIn": str(figures.payout.remainder),
                "amount": str(figures.allocation), "shares": str(figures.shares),
                "remainderOut": str(figures.remainder_out)}

    def claims_summary(self, figures: PayoutFigures) -> dict:
        payout = figures.payout
        two = {"scheme": payout.scheme, "before": str(figures.before)} if self.inputs.ruleset == 2 else {}
        return {"count": len(figures.claims), "total": str(figures.total), "toFund": str(figures.paid), **two,
                "preset": payout.preset, "order": payout.order, "leafEncoding": ENCODINGS[payout.preset],
                "root": digest_text(figures.tree.root), "prefixLength": figures.prefix_length, "split": figures.split,
                **({"files": "ranges"} if figures.is_large else {})}

    def identities(self, figures: PayoutFigures) -> list[dict]:
        amounts = {key: int(value) for key, value in self.totals(figures).items()}
        amounts.update(
            pool=figures.pool, returned=figures.returned, allocated=figures.allocated, reinvested=figures.reinvested,
            correctionCharge=figures.correction_charge, remainderIn=figures.payout.remainder, shares=figures.shares,
            remainderOut=figures.remainder_out, paid=figures.paid, accruedIn=figures.sums("accrued_in"),
            adjustments=figures.sums("adjustment"), accruedOut=figures.sums("accrued_out"), claims=figures.total,
            before=figures.before,
            parts=figures.shares)  # a largest remainder splits each share without loss, so that its parts are the share
        documents = []
        for identity in IDENTITIES[self.inputs.ruleset]:
            name, terms = identity.split(": ")
            sides = [[(term.lstrip("-"), -amounts[term[1:]] if term[0] == "-" else amounts[term])
                      for term in side.split()] for side in terms.split(" = ")]
            left, right = ([{"name": term, "amount": str(value)} for term, value in side] for side in sides)
            totals = [sum(value for _, value in side) for side in sides]
            require(totals[0] == totals[1], f"the identity {name} does not hold")
            documents.append({"name": name, "left": left, "right": right,
                              "leftTotal": str(totals[0]), "rightTotal": str(totals[1])})
        return documents

    def report_1(self) -> dict:
        terms, figures = self.inputs.document, self.payouts[0]
        return {
            "format": "revshare-report-v1", "ruleset": 1,
            **{key: terms[key] for key in "epoch chain distributor token asset decision".split()},
            "streams": self.stream_members(figures), "totals": self.totals(figures),
            "pool": {"amount": str(figures.pool), "stakerShare": terms["decision"]["stakerShare"],
                     "allocated": str(figures.allocated), "reinvested": str(figures.reinvested)},
            "allocation": self.allocation_members(figures), "stake": self.stake_members(),
            "exclusions": terms["exclusions"],
            "openingLots": self.summary(self.opening_lots), "closingLots": self.summary(self.closing_lots),
            "claims": self.claims_summary(figures), "identities": self.identities(figures)}

    def report_2(self) -> dict:
        terms, paid = self.inputs.document, [figures.payout.id for figures in self.payouts]
        return {
            "format": "revshare-report-v2", "ruleset": 2,
            **{key: terms[key] for key in "epoch chain block token decision weighting decidedBy".split() if key in terms},
            "stake": self.stake_members(),
            "exclusions": terms["exclusions"], "beneficiaries": terms["beneficiaries"],
            "openingLots": self.summary(self.opening_lots), "closingLots": self.summary(self.closing_lots),
            "openingBalances": self.summary(self.opening_balances),
            "closingBalances": self.summary(self.balances_csv(self.closing_balances(paid))),
            "assets": [self.report_of(figures) for figures in self.payouts],
            **({"reconciliation": Reconciliation(self.inputs).members()} if self.inputs.reconciliation else {})}

    def report_of(self, figures: PayoutFigures) -> dict:
        below = sum(1 for h in figures.holders if 0 < h.share + h.accrued_in + h.adjustment < figures.payout.minimum)
        return {
            "asset": figures.payout.document, "distributor": figures.payout.distributor,
            "streams": self.stream_members(figures), "totals": self.totals(figures),
            "pool": {"contributions": str(figures.contributions), "returned": str(figures.returned),
                     "amount": str(figures.pool), "stakerShare": self.inputs.document["decision"]["stakerShare"],
                     "allocated": str(figures.allocated), "correctionCharge": str(figures.correction_charge),
                     "reinvested": str(figures.reinvested)},
            "allocation": self.allocation_members(figures),
            "payment": {"minimum": str(figures.payout.minimum), "holderCount": len(figures.holders),
                        "shares": str(figures.shares), "accruedIn": str(figures.sums("accrued_in")),
                        "adjustments": str(figures.sums("adjustment")), "paid": str(figures.paid),
                        "accruedOut": str(figures.sums("accrued_out")),
                        "paidCount": sum(1 for holder in figures.holders if holder.paid), "belowMinimumCount": below},
            "yieldPerThousand": figures.yield_per_thousand, "claims": self.claims_summary(figures),
            "identities": self.identities(figures)}

    def index_members(self) -> dict:
        """What index.json says of the epoch."""
        folder = f"epochs/{self.inputs.number}/"
        return {
            "number": self.inputs.number, "start": time_text(self.inputs.start), "end": time_text(self.inputs.end),
            "page": folder, "report": folder + "report.json", "manifest": folder + "manifest.json",
            "assets": [{
                "id": f.payout.id, "symbol": f.payout.document["symbol"], "decimals": f.payout.document["decimals"],
                "revenue": self.totals(f)["revenue"], "pool": str(f.pool), "allocated": str(f.allocated),
                "reinvested": str(f.reinvested), "paid": str(f.paid), "holderCount": len(f.holders),
                "claimCount": len(f.claims), "root": digest_text(f.tree.root)} for f in self.payouts]}


