# ------------------------------------------------------------------ Rules of rulesets 1 and 2 (sections 3, 8)

Piece = tuple[int, int, int]  # start of the lot, from, to


@dataclass
class Stake:
    """What came of the lots in an epoch."""

    closing: list[tuple[bytes, int, int]] | None  # None where weights were given
    pieces: dict[bytes, dict[Piece, int]]  # amounts


def stake_of(inputs: Inputs) -> Stake:
    """Sections 3 and 8.4: lots, then the portions of them, cut into pieces."""
    if inputs.is_given:
        return Stake(None, {})
    lots: dict[bytes, deque] = defaultdict(deque)
    for holder, start, size in inputs.lots:
        lots[holder].append((start, size))
    terms = inputs.weighting
    pieces: dict[bytes, dict[Piece, int]] = defaultdict(lambda: defaultdict(int))
    ages = [step.age for step in terms.steps] or ([terms.seconds] if terms.seconds else [])
    made = 0

    def leave(holder: bytes, start: int, size: int, until: int) -> None:
        nonlocal made
        since = max(start, inputs.start)
        within = ages[bisect.bisect_right(ages, since - start) : bisect.bisect_left(ages, until - start)]
        bounds = [since, *(start + age for age in within), until]
        made += len(bounds)
        require(made < 10_000_000, "more pieces than this program looks at")
        for begin, end in zip(bounds, bounds[1:]):
            if begin < end:
                pieces[holder][start, begin, end] += size

    for event in inputs.events:
        holder, size = event.account, event.amount
        if event.action == "stake" and size:
            lots[holder].append((event.time, size))
        while event.action == "unstake" and size:
            require(lots[holder], f"{account_text(holder)} takes back more than it staked", path="staking.csv")
            at = -1 if terms.withdrawals == "newest" else 0
            start, held = lots[holder][at]
            taken = min(held, size)
            leave(holder, start, taken, event.time)
            size -= taken
            if taken < held:
                lots[holder][at] = (start, held - taken)
            elif at:
                lots[holder].pop()
            else:
                lots[holder].popleft()
    closing = [(holder, start, size) for holder in sorted(lots) for start, size in lots[holder]]
    for holder, start, size in closing:
        leave(holder, start, size, inputs.end)
    return Stake(closing, pieces)


def piece_weight(inputs: Inputs, piece: Piece, size: int) -> tuple[int, str | None]:
    """The weight of a piece in units of 1/D, and the factor, null while the multiplier grows."""
    start, begin, end = piece
    terms = inputs.weighting
    if terms.multiplier == "none":
        return size * (end - begin), "1"
    if terms.multiplier == "steps":
        reached = bisect.bisect_right(terms.steps, begin - start, key=lambda step: step.age)
        parts, shown = terms.steps[reached - 1].factor if reached else (10**6, "1")
        return size * (end - begin) * parts, shown
    cap, shown = terms.cap
    if begin - start >= terms.seconds:
        return size * (end - begin) * cap * terms.seconds, shown
    ages = (begin - start + end - 1 - start) * (end - begin) // 2  # the sum of the ages of all its seconds
    return size * (10**6 * terms.seconds * (end - begin) + (cap - 10**6) * ages), None


def given_weights(inputs: Inputs) -> dict[bytes, int]:
    """The weights of section 8.4 that follow from given stake-time."""
    weights: dict[bytes, int] = defaultdict(int)
    factors = [10**6 if inputs.weighting.steps else 1, *(step.factor[0] for step in inputs.weighting.steps)]
    for row in inputs.sums:
        weights[row.account] += row.amount_seconds * factors[row.step]
    return {holder: fits(weight) for holder, weight in weights.items()}


def denominator(terms: Record) -> int:
    return {"none": 1, "steps": 10**6, "linear": 10**6 * (terms.seconds or 0)}[terms.multiplier]


@dataclass
class StreamFigures:
    entry_count: int
    booked: list[dict]
    entries: int
    deficit_in: int
    pool_share: int

    def __post_init__(self):
        net = self.entries - self.deficit_in
        self.revenue, self.deficit_out = fits(max(net, 0)), fits(max(-net, 0))
        self.contribution = self.revenue * self.pool_share // 1_000_000
        self.retained = self.revenue - self.contribution


@dataclass
class Holder:
    account: bytes
    weight: int
    share: int
    accrued_in: int
    adjustment: int
    paid: int
    accrued_out: int
    beneficiary: bytes


@dataclass
class Claim:
    account: bytes
    amount: int
    before: int
    payments: list[tuple[bytes, int]]
    index: int = 0
    leaf: int = 0


class PayoutFigures:
    """Everything of one payout asset (sections 3 and 8)."""

    def __init__(self, inputs: Inputs, payout: Record, weights: dict[bytes, int]):
        self.payout = payout
        self.streams = [self.stream_figures(inputs, stream["id"]) for stream in inputs.streams]
        self.contributions = sum(stream.contribution for stream in self.streams)
        self.returned = sum(row.amount for row in inputs.returned if row.asset == payout.id)
        self.pool = fits(self.contributions + self.returned)
        self.allocated = self.pool * inputs.decision.stakerShare // 1_000_000
        adjusted: dict[bytes, int] = defaultdict(int)
        for row in inputs.adjustments:
            adjusted[row.account] += row.amount if row.asset == payout.id else 0
        self.correction_charge = fits(sum(adjusted.values()))
        self.reinvested = fits(self.pool - self.allocated - self.correction_charge)
        self.allocation = fits(self.allocated + payout.remainder)
        balances = [balance for balance in inputs.balances if balance.asset == payout.id]
        accrued = {balance.account: balance.accrued for balance in balances}
        before = {balance.account: balance.claimed for balance in balances}
        self.holders = self.holders_of(inputs, weights, accrued, adjusted)
        self.shares = sum(holder.share for holder in self.holders)
        self.paid = fits(sum(holder.paid for holder in self.holders))
        self.remainder_out = self.allocation - self.shares
        self.claims = self.claims_of(before if payout.scheme == "cumulative" else {})
        self.total = fits(sum(claim.amount for claim in self.claims))
        self.before = sum(claim.before for claim in self.claims)
        self.accounts = sorted({holder.account for holder in self.holders} | {claim.account for claim in self.claims})
        self.is_large = inputs.ruleset == 2 and payout.order == "account" and len(self.accounts) > payout.explicit_proofs
        self.tree = ClaimsTree(payout, self.claims)
        self.sum_tree = SumTree(self.holders)
        W = sum(weights.values())
        units = 1000 * 10 ** inputs.token.decimals * (inputs.end - inputs.start) * denominator(inputs.weighting)
        result = self.allocation * units // W if W else LIMIT
        self.yield_per_thousand = str(result) if result < LIMIT else None

    def stream_figures(self, inputs: Inputs, stream: str) -> StreamFigures:
        own = [e for e in inputs.entries if e.stream == stream and inputs.assets[e.asset].payout == self.payout.id]
        booked = []
        for asset in inputs.assets.values():
            of_asset = [entry for entry in own if entry.asset == asset.id]
            if of_asset:
                booked.append({
                    "asset": asset.id, "symbol": asset.symbol, "decimals": asset.decimals,
                    "entryCount": len(of_asset), "amount": str(sum(entry.amount for entry in of_asset)),
                    "converted": str(sum(entry.converted for entry in of_asset))})
        return StreamFigures(len(own), booked, sum(entry.converted for entry in own),
                             self.payout.deficits[stream], inputs.pool_shares[stream])

    def holders_of(self, inputs: Inputs, weights: dict, accrued: dict, adjusted: dict) -> list[Holder]:
        W, holders = fits(sum(weights.values())), []
        for holder in sorted({a for group in (weights, accrued, adjusted) for a, value in group.items() if value}):
            weight, owed, adjustment = weights.get(holder, 0), accrued.get(holder, 0), adjusted.get(holder, 0)
            share = self.allocation * weight // W if W else 0
            due = fits(share + owed + adjustment)
            paid = due if due > 0 and due >= self.payout.minimum else 0
            holders.append(Holder(holder, weight, share, owed, adjustment, paid, due - paid,
                                  inputs.beneficiaries.get(holder, holder)))
        return holders

    def claims_of(self, before: dict[bytes, int]) -> list[Claim]:
        payments: dict[bytes, list] = defaultdict(list)
        for holder in self.holders:
            if holder.paid:
                payments[holder.beneficiary].append((holder.account, holder.paid))
        claims = []
        for receiver in sorted(set(payments) | {receiver for receiver, claimed in before.items() if claimed}):
            credited = payments.get(receiver, [])
            claimed = before.get(receiver, 0)
            claims.append(Claim(receiver, fits(claimed + sum(paid for _, paid in credited)), claimed, credited))
        return claims

    def closing_balances(self) -> list[list[str]]:
        accrued = {holder.account: holder.accrued_out for holder in self.holders}
        claimed = {c.account: c.amount for c in self.claims} if self.payout.scheme == "cumulative" else {}
        rows = ((a, accrued.get(a, 0), claimed.get(a, 0)) for a in sorted(set(accrued) | set(claimed)))
        return [[self.payout.id, account_text(a), str(owed), str(claim)] for a, owed, claim in rows if owed or claim]

    def sums(self, name: str) -> int:
        return sum(getattr(holder, name) for holder in self.holders)


