# ------------------------------------------------------------------ Inputs of an epoch (sections 2 and 7)

TOKEN = {"symbol": text, "name": text, "decimals": decimals, "contract": or_null(account)}
ASSET = {"id": identifier, **TOKEN}
STREAM = {"id": identifier, "title": text, "description": text}
DECISION = {
    "id": text, "title": text, "decidedAt": time, "effectiveEpoch": count, "stakerShare": percentage,
    "poolShares": [{"stream": text, "share": percentage}], "rationale": text, "link": text,
    "tally": [{"choice": text, "votes": decimal}], "quorum": or_null(decimal), "retroactive": or_null(text)}
VOTE = {
    "proposal": text, "space": text, "title": text, "type": text, "end": time, "block": or_null(text), "voters": count,
    "quorum": votes, "total": votes,
    "choices": [{"name": text, "tally": votes, "score": votes, "difference": text}],
    "rule": text, "adopts": or_null(text), "outcome": {"choice": count, "stakerShare": or_null(percentage)}}
DEFICITS = [{"stream": text, "amount": amount}]
ORIGIN = or_null({"id": text, "title": text, "link": text})
HEAD = {"format": text, "ruleset": count, "epoch": {"number": count, "start": time, "end": time},
        "chain": {"id": count, "name": text}}
PREVIOUS = or_null({"epoch": count, "manifest": text})
TERMS_1 = {
    **HEAD, "distributor": or_null(account), "token": TOKEN, "asset": ASSET, "tree?": {"preset": text, "order": text},
    "streams": [STREAM], "decision": DECISION, "exclusions": [{"account": account, "reason": text}],
    "carried": {"remainder": amount, "deficits": DEFICITS}, "previous": PREVIOUS}
TERMS_2 = {
    **HEAD, "block?": {"number": amount, "hash": hex_bytes(32)},
    "reconciliation?": {"policy": text, "pools": [{"asset": identifier, "account": account}]},
    "weights?": text, "token": TOKEN, "assets": [{**ASSET, "payout": identifier}],
    "payouts": [{"asset": text, "distributor": or_null(account), "preset": text, "order": text, "scheme": text,
                 "minimum": amount, "explicitProofs?": count}],
    "streams": [STREAM], "decision": {**DECISION, "vote": or_null(VOTE)},
    "weighting": {"multiplier": text, "steps": [{"age": count, "factor": factor}], "cap": or_null(factor),
                  "seconds": or_null(count), "withdrawals": text},
    "decidedBy": {"ruleset": ORIGIN, "weighting": ORIGIN, "minimum": ORIGIN},
    "exclusions": [{"account": account, "reason": text}],
    "beneficiaries": [{"account": account, "beneficiary": account, "since": time, "signature": or_null(hex_bytes(65)),
                       "transaction": or_null(hex_bytes(32))}],
    "opening": or_null({"source": text}),
    "carried": [{"asset": text, "remainder": amount, "deficits": DEFICITS}], "previous": PREVIOUS}

REVENUE_1 = {"time": time, "stream": text, "amount": signed, "reference": text, "note": text}
REVENUE_2 = {"time": time, "stream": text, "asset": text, "amount": signed, "rateTime": or_empty(time),
             "converted": signed, "adjusts": or_empty(amount), "refunds": text, "reference": text, "note": text}
RATES = {"time": time, "asset": text, "rate": decimal, "source": text}
RETURNED = {"time": time, "asset": text, "amount": amount, "epoch": amount, "reference": text, "note": text}
ADJUSTMENTS = {"time": time, "asset": text, "account": account, "amount": signed, "epoch": amount, "reference": text,
               "note": text}
STAKING = {"time": time, "sequence": or_empty(amount), "action": text, "account": account, "amount": amount,
           "reference": text}
LOTS = {"account": account, "start": time, "amount": amount}
WEIGHTS = {"account": account, "step": amount, "amount_seconds": amount}
BALANCES = {"asset": text, "account": account, "accrued": signed, "claimed": amount}
RECEIPTS = {"time": time, "asset": text, "amount": amount, "sender": account, "reference": text}
VOTES = {"voter": account, "choice": text, "power": votes}
EXPLICIT_PROOFS = 4096  # where nothing else is said: up to so many accounts claims files hold proofs (section 9.1)
PLAIN = Record(multiplier="none", steps=[], cap=None, seconds=None, withdrawals="newest")


class Inputs:
    """Everything that an epoch is computed from. Ruleset 1 is read as ruleset 2 with one asset and plain terms."""

    def __init__(self, files: Callable[[str], bytes]):
        """`files` gives a file of `inputs/` by its name."""
        self.files: dict[str, bytes] = {}

        def table(name: str) -> bytes:
            self.files[name] = files(name)
            return self.files[name]

        with reading("epoch.json"):
            self.document = parse_json(table("epoch.json"))
            self.read_terms()
        with reading("revenue.csv"):
            self.entries = read_table(REVENUE_1 if self.ruleset == 1 else REVENUE_2, table("revenue.csv"))
            self.check_entries()
        self.events, self.lots, self.sums = [], [], []
        if self.is_given:
            with reading("weights.csv"):
                self.sums = read_table(WEIGHTS, table("weights.csv"))
                self.check_sums()
        else:
            self.read_stakes(table)
        self.returned, self.adjustments, self.balances, self.receipts = [], [], [], []
        if self.ruleset == 1:
            return
        with reading("rates.csv"):
            self.check_rates(read_table(RATES, table("rates.csv")))
        with reading("revenue.csv"):
            self.check_conversions()
        with reading("returned.csv"):
            self.returned = read_table(RETURNED, table("returned.csv"))
            self.check_ledger(self.returned, "returns")
        with reading("adjustments.csv"):
            self.adjustments = read_table(ADJUSTMENTS, table("adjustments.csv"))
            self.check_ledger(self.adjustments, "adjustments")
        with reading("opening-balances.csv"):
            self.balances = read_table(BALANCES, table("opening-balances.csv"))
            require(all(b.asset in self.payout_ids and (b.accrued or b.claimed) for b in self.balances), "no balance")
            in_order([(self.payout_ids.index(balance.asset), balance.account) for balance in self.balances], "balances")
        if self.decision.vote:
            with reading("votes.csv"):
                count_votes(self, read_table(VOTES, table("votes.csv")))
        if self.reconciliation:
            with reading("receipts.csv"):
                self.receipts = read_table(RECEIPTS, table("receipts.csv"))
                self.check_receipts()

    def read_stakes(self, table: Callable[[str], bytes]) -> None:
        with reading("staking.csv"):
            self.events = read_table(STAKING, table("staking.csv"))
            self.check_events()
        with reading("opening-lots.csv"):
            self.lots = [(lot.account, lot.start, lot.amount) for lot in read_table(LOTS, table("opening-lots.csv"))]
            require(all(start <= self.start and size > 0 for _, start, size in self.lots), "a lot of this epoch, or of 0")
            in_order([lot if self.opening else lot[0] for lot in self.lots], "lots", distinct=False)

    def read_terms(self) -> None:
        document = self.document
        self.ruleset = document.get("ruleset") if isinstance(document, dict) else None
        if type(self.ruleset) is not int or self.ruleset not in (1, 2):
            raise malformed("the ruleset is neither 1 nor 2")
        terms = read(TERMS_1 if self.ruleset == 1 else TERMS_2, document)
        require(terms.format == f"revshare-inputs-v{self.ruleset}", "not the format of the ruleset", "format")
        self.number, self.start, self.end = terms.epoch.number, terms.epoch.start, terms.epoch.end
        self.chain, self.token, self.decision = terms.chain.id, terms.token, terms.decision
        self.streams, self.previous = document["streams"], document["previous"]
        require(self.start < self.end, "the epoch ends before it starts", "epoch")
        require(self.decision.effectiveEpoch <= self.number, "the decision is not yet in force", "decision")
        self.pool_shares = {share.stream: share.share for share in self.decision.poolShares}
        require(len(self.pool_shares) == len(self.decision.poolShares), "a stream stands twice", "decision.poolShares")
        named = [stream.id for stream in terms.streams]
        require(named == list(self.pool_shares), "not the streams of the decision", "streams")
        in_order([exclusion.account for exclusion in terms.exclusions], "exclusions")
        self.excluded = {exclusion.account for exclusion in terms.exclusions}
        self.weighting, self.opening, self.beneficiaries, self.forged = PLAIN, None, {}, []
        self.reconciliation, self.is_given = None, hasattr(terms, "weights")
        require(getattr(terms, "weights", "given") == "given", "neither given nor from events", "weights")
        if self.ruleset == 1:
            default = Record(preset="openzeppelin", order="account")
            tree = getattr(terms, "tree", default)
            require("tree" not in document or tree != default, "the default tree is not written", "tree")
            self.assets = {terms.asset.id: Record(**vars(terms.asset), payout=terms.asset.id)}
            payouts = [Record(asset=terms.asset.id, preset=tree.preset, order=tree.order, scheme="per-epoch", minimum=0)]
            carried, distributors = [terms.carried], [document["distributor"]]
            documents = [document["asset"]]
        else:
            self.assets, payouts, carried = {asset.id: asset for asset in terms.assets}, terms.payouts, terms.carried
            require(len(self.assets) == len(terms.assets), "an asset stands twice", "assets")
            require([c.asset for c in carried] == [p.asset for p in payouts], "not the payout assets", "carried")
            distributors = [payout["distributor"] for payout in document["payouts"]]
            written = {asset["id"]: {key: asset[key] for key in ASSET} for asset in document["assets"]}
            documents = [written[payout.asset] for payout in payouts if payout.asset in written]
            self.opening = terms.opening
            self.read_pools(getattr(terms, "reconciliation", None))
            self.read_weighting(terms.weighting)
            self.read_beneficiaries(terms.beneficiaries)
        self.payout_ids = [payout.asset for payout in payouts]
        require(payouts and len(set(self.payout_ids)) == len(payouts) == len(documents), "not once each", "payouts")
        for asset in self.assets.values():
            require(asset.payout in self.payout_ids and (asset.id in self.payout_ids) == (asset.payout == asset.id),
                    "assets and payout assets do not fit together", "assets")
        self.payouts = payouts
        for payout, brought, distributor, asset in zip(payouts, carried, distributors, documents):
            require(payout.preset in LEAVES and payout.order in ("account", "hash"), "no such tree", "payouts")
            require(payout.scheme in ("per-epoch", "cumulative"), "no such scheme", "payouts")
            require([d.stream for d in brought.deficits] == list(self.pool_shares), "not the streams", "carried")
            said = getattr(payout, "explicitProofs", None)
            require(said != EXPLICIT_PROOFS, "explicitProofs is not written where it is what holds without it", "payouts")
            payout.explicit_proofs = EXPLICIT_PROOFS if said is None else said
            payout.id, payout.document, payout.distributor = payout.asset, asset, distributor
            payout.contract, payout.remainder = self.assets[payout.id].contract, brought.remainder
            payout.deficits = {deficit.stream: deficit.amount for deficit in brought.deficits}

    def read_pools(self, reconciliation: Record | None) -> None:
        """Section 15."""
        self.reconciliation, order = reconciliation, list(self.assets)
        if reconciliation:
            require(reconciliation.policy in ("report", "refuse"), "no such policy", "reconciliation.policy")
            place, pools = "reconciliation.pools", reconciliation.pools
            require(pools and all(pool.asset in order for pool in pools), "no pools, or no such asset", place)
            in_order([(order.index(pool.asset), pool.account) for pool in pools], "pools")

    def read_weighting(self, terms: Record) -> None:
        self.weighting, is_linear = terms, terms.multiplier == "linear"
        require(terms.multiplier in ("none", "steps", "linear") and terms.withdrawals in ("newest", "oldest")
                and bool(terms.steps) == (terms.multiplier == "steps") and (terms.cap is not None) == is_linear
                and (terms.seconds is not None) == is_linear and terms.seconds != 0, "no such weighting", "weighting")
        in_order([step.age for step in terms.steps], "steps")

    def read_beneficiaries(self, redirections: list[Record]) -> None:
        """Section 8.7."""
        in_order([redirection.account for redirection in redirections], "beneficiaries")
        for r in redirections:
            require(r.since < self.end and r.beneficiary != r.account, "a redirection not in force", "beneficiaries")
            require((r.signature is None) != (r.transaction is None), "not one evidence", "beneficiaries")
            self.beneficiaries[r.account] = r.beneficiary
            message = (
                f"Revshare beneficiary\nchain: {self.chain}\ntoken: {self.token.symbol}\n"
                f"holder: {account_text(r.account)}\nbeneficiary: {account_text(r.beneficiary)}\nsince: {time_text(r.since)}")
            if r.signature and signer(message.encode(), r.signature) != r.account:
                self.forged.append(r.account)

    def check_ledger(self, rows: list[Record], what: str) -> None:
        """In the epoch, by time, then by the bytes of the reference; each reference once."""
        in_order([(row.time, row.reference.encode()) for row in rows], what)
        require(len({row.reference for row in rows}) == len(rows), f"two {what} have one reference")
        for row in rows:
            require(self.start <= row.time < self.end, "outside of the epoch", row.line)
            if what in ("entries", "receipts"):
                continue
            require(row.asset in self.payout_ids, "no payout asset", row.line)
            require(row.amount and row.epoch < self.number, "0, or no earlier epoch", row.line)

    def check_entries(self) -> None:
        self.check_ledger(self.entries, "entries")
        for entry in self.entries:
            if self.ruleset == 1:
                entry.asset, entry.rateTime, entry.converted, entry.adjusts, entry.refunds = (
                    self.payouts[0].id, None, entry.amount, None, "")
            entry.rate = None
            require(entry.stream in self.pool_shares and entry.asset in self.assets, "no such stream or asset", entry.line)
            require(entry.adjusts is None or entry.adjusts < self.number, "adjusts no earlier epoch", entry.line)

    def check_receipts(self) -> None:
        self.check_ledger(self.receipts, "receipts")
        reconciled = {pool.asset for pool in self.reconciliation.pools}
        for receipt in self.receipts:
            require(receipt.asset in reconciled, "no asset of a pool", receipt.line)
            match = re.fullmatch("0x[0-9a-f]{64}:(0|[1-9][0-9]{0,19})", receipt.reference, re.ASCII)
            require(match and int(match[1]) < 1 << 64, "no hash and log", f"{receipt.line}, column reference")

    def check_events(self) -> None:
        in_order([(event.time, event.sequence or 0, event.action == "unstake", event.amount, event.reference.encode())
                  for event in self.events], "stake events")
        require(len({event.reference for event in self.events}) == len(self.events), "two stake events have one reference")
        for event in self.events:
            require(event.action in ("stake", "unstake"), "neither stake nor unstake", event.line)
            require(self.start <= event.time < self.end, "outside of the epoch", event.line)

    def check_sums(self) -> None:
        """Given weights (section 8.4): amount x seconds by account and step."""
        require(self.weighting.multiplier != "linear", "there are no steps to give stake-time by")
        in_order([(row.account, row.step) for row in self.sums], "sums")
        for row in self.sums:
            require(row.step <= len(self.weighting.steps) and row.amount_seconds, "no such step, or 0", row.line)
            require(row.account not in self.excluded, "an excluded account", row.line)

    def check_rates(self, rows: list[Record]) -> None:
        """The rates that section 7.1 wants, and no others."""
        order = list(self.assets)
        booked = {entry.asset for entry in self.entries if self.assets[entry.asset].payout != entry.asset}
        for row in rows:
            require(row.asset in booked and 0 < row.rate[0] < 1 << 128, "needless, 0 or too large", row.line)
        in_order([(order.index(row.asset), row.time) for row in rows], "rates")
        self.rates: dict[str, dict[int, Decimal]] = {asset: {} for asset in booked}
        for row in rows:
            self.rates[row.asset][row.time] = row.rate
        named = {(entry.asset, entry.rateTime) for entry in self.entries if entry.refunds}
        for row in rows:
            latest = max((moment for moment in self.rates[row.asset] if moment < self.start), default=None)
            require(self.start <= row.time < self.end or row.time == latest or (row.asset, row.time) in named,
                    "not of the epoch", row.line)

    def check_conversions(self) -> None:
        """Section 8.1. Refunds of earlier epochs' entries are compared with them in the chain of epochs."""
        times, earlier = {asset: sorted(rates) for asset, rates in self.rates.items()}, {}
        for entry in self.entries:
            asset, original = self.assets[entry.asset], earlier.get(entry.refunds)
            require(entry.refunds != entry.reference, "an entry takes itself back", entry.line)
            earlier[entry.reference] = entry
            require(original is None or (original.stream, original.asset) == (entry.stream, entry.asset),
                    "a refund is of another stream or asset than its entry", entry.line)
            if asset.payout == asset.id:
                require(entry.rateTime is None and entry.converted == entry.amount, "is its own conversion", entry.line)
                continue
            count_before = bisect.bisect_right(times[asset.id], entry.time)
            latest = times[asset.id][count_before - 1] if count_before else None
            moment = original.rateTime if original else entry.rateTime if entry.refunds else latest
            require(moment in self.rates[asset.id], "an entry has no rate", entry.line)
            require(entry.rateTime == moment, f"the rate is that of {time_text(moment)}", f"{entry.line}, column rateTime")
            entry.rate = self.rates[asset.id][moment]
            number, places = entry.rate
            size = abs(entry.amount) * number * 10 ** self.assets[asset.payout].decimals // 10 ** (places + asset.decimals)
            converted = fits(-size if entry.amount < 0 else size)
            require(entry.converted == converted, f"the conversion is {converted}, not {entry.converted}",
                    f"{entry.line}, column converted")


