"""Random terms: epochs, assets, what is paid and how, streams, decisions."""

from random import Random

from coincurve import PrivateKey

from random_scenario import Decision, Epoch, Scenario
from reference.presets import LEAVES, WITH_TOKEN
from reference.units import keccak, seconds

FIRST = seconds("2026-07-01T00:00:00Z")
DAY = 86_400
FACTORS = ("0", "0.000001", "0.5", "1", "1.25", "2", "3.141592", "1000")


def account_of(key: bytes) -> bytes:
    return keccak(PrivateKey(key).public_key.format(compressed=False)[1:])[12:]


def random_epochs(rng: Random) -> list[Epoch]:
    """One to four that are closed, at most one that is not; those of ruleset 1 come first."""
    count, older = rng.randint(1, 4), rng.random() < 0.4
    first = rng.choice((1, 1, 1, 7))
    rulesets = [1] * (rng.randint(1, count) if older and count > 1 else 0)
    rulesets += [2] * (count - len(rulesets))
    start, epochs = FIRST + rng.choice((0, 0, 12345)), []
    for k, ruleset in enumerate(rulesets + [2] * rng.choice((0, 1))):
        end = start + rng.choice((1, 2, 60, 3600, DAY, 31 * DAY, 92 * DAY, rng.randint(1, 400 * DAY)))
        epochs.append(Epoch(first + k, start, end, k < count, ruleset))
        start = end
    return epochs


def random_account(rng: Random) -> str:
    return "0x" + rng.randbytes(20).hex()


def changing(rng: Random, epochs: list[Epoch], drawn) -> list[tuple[int, object]]:
    """A value that an epoch may change."""
    values = [(epochs[0].number, drawn())]
    if len(epochs) > 1 and rng.random() < 0.25:
        values.append((rng.choice(epochs[1:]).number, drawn()))
    return values


def random_scheme(rng: Random, epochs: list[Epoch]) -> list[tuple[int, str]]:
    """Ruleset 1 knows per-epoch alone."""
    later = [epoch.number for epoch in epochs if epoch.ruleset == 2]
    if epochs[0].ruleset == 1:
        return [(epochs[0].number, "per-epoch")] + ([(rng.choice(later), "cumulative")] if later else [])
    return changing(rng, epochs, lambda: rng.choice(("per-epoch", "cumulative", "cumulative")))


def random_begin(rng: Random, epochs: list[Epoch], is_first: bool) -> int:
    """The first payout asset is there from the start; with ruleset 1 the others come with ruleset 2."""
    later = [epoch.number for epoch in epochs if epoch.ruleset == 2]
    return epochs[0].number if is_first or (epochs[0].ruleset == 2 and rng.random() < 0.7) else rng.choice(later)


def random_payout(rng: Random, asset: dict, epochs: list[Epoch], scale: int, is_first: bool) -> dict:
    presets = [p for p in LEAVES if asset["contract"] or p not in WITH_TOKEN]
    if scale > 8 or asset["decimals"] > 6:
        presets.remove("convex")  # an amount of 21 digits has no safe leaf
    if scale + asset["decimals"] > 30:
        presets.remove("sablier")  # an amount of 2^128 does not fit
    return {
        "asset": asset["id"],
        "from": random_begin(rng, epochs, is_first),
        "distributors": changing(rng, epochs, lambda: random_account(rng)) if rng.random() < 0.7 else [],
        "trees": changing(rng, epochs, lambda: (rng.choice(presets), rng.choice((None, "account", "hash")))),
        "schemes": random_scheme(rng, epochs),
        "explicit": None,
    }


def random_assets(rng: Random, epochs: list[Epoch], scale: int) -> tuple[list[dict], list[dict]]:
    """Assets in any order, payout assets among them."""
    several = any(epoch.ruleset == 2 for epoch in epochs)
    names = rng.sample(("usdc", "dai", "weth", "op", "x", "Z-9", "a_b"), rng.randint(1, 3) if several else 1)
    further = rng.sample(("eur", "gbp", "btc", "usd-cent", "0sum"), rng.randint(0, 3))
    assets = []
    for name in names + further:
        decimals = rng.choice((0, 2, 6, 6, 8, 18))
        contract = random_account(rng) if rng.random() < 0.7 else None
        asset = {"id": name, "symbol": name.upper(), "name": f"The {name}", "decimals": decimals, "contract": contract}
        assets.append({**asset, "payout": name if name in names else rng.choice(names)})
    payouts = [random_payout(rng, asset, epochs, scale, asset["id"] == names[0]) for asset in assets[: len(names)]]
    for payout, asset in zip(payouts, assets):
        if payout["from"] > epochs[0].number:  # until then it is an asset like others
            asset["convertTo"] = rng.choice((None, *(name for name in names if name != asset["id"])))
    for asset in assets[len(names):]:
        asset["convertTo"] = asset["payout"]
    rng.shuffle(assets)
    order = [asset["id"] for asset in assets]
    return assets, sorted(payouts, key=lambda payout: order.index(payout["asset"]))


def random_share(rng: Random) -> int:
    """In parts per million, with at most four places of a per cent."""
    return rng.choice((0, 1, 125_000, 400_000, 500_000, 999_999, 1_000_000, rng.randint(0, 10**6)))


def random_weighting(rng: Random) -> dict:
    kind = rng.choice(("none", "steps", "linear"))
    rule = {"multiplier": kind, "steps": [], "cap": None, "seconds": None, "withdrawals": rng.choice(("newest", "oldest"))}
    if kind == "steps":
        ages = sorted(rng.sample((1, 2, 30, 3600, DAY, 10 * DAY, 90 * DAY, 365 * DAY), rng.randint(1, 4)))
        rule["steps"] = [{"age": age, "factor": rng.choice(FACTORS)} for age in ages]
    if kind == "linear":
        rule["cap"], rule["seconds"] = rng.choice(FACTORS), rng.choice((1, 45, 3600, DAY, 90 * DAY, 365 * DAY))
    return rule


def random_minimum(rng: Random, payouts: list[dict], scale: int) -> dict[str, int]:
    return {payout["asset"]: rng.choice((0, 1, 10 ** (scale // 3), 10 ** (scale * 2 // 3))) for payout in payouts}


def random_streams(rng: Random, boundaries: list[int], epochs: list[Epoch]) -> list[dict]:
    """Each with the places of the first and the last decision that has it; one that ends early never owes."""
    streams = []
    for k in range(rng.randint(1, 5)):
        first = 0 if k == 0 else rng.choice((0, 0, rng.randrange(len(boundaries))))
        last = len(boundaries) - 1 if k == 0 else rng.randint(first, len(boundaries) - 1)
        streams.append({"id": ("fees", "ads", "Swap.1", "0-x", "subs")[k], "first": first, "last": last,
                        "calm": last < len(boundaries) - 1,
                        "titles": changing(rng, epochs, lambda: rng.choice(("Fees & more", 'The "ads"', "Swaps, <all>", "Zoë")))})
    rng.shuffle(streams)
    return streams


def random_decisions(rng: Random, epochs: list[Epoch], streams: list[dict], boundaries: list[int],
                     payouts: list[dict], scale: int) -> list[Decision]:
    decisions, ruleset = [], epochs[0].ruleset
    by_number = {epoch.number: epoch for epoch in epochs}
    for k, number in enumerate(boundaries):
        epoch = by_number[number]
        shares = {s["id"]: random_share(rng) for s in streams if s["first"] <= k <= s["last"]}
        decision = Decision(f"D-{k + 1}", number, epoch.start - rng.choice((1, 60, DAY)), random_share(rng), shares)
        if epoch.ruleset != ruleset or (epoch.ruleset == 2 and rng.random() < 0.3):
            decision.ruleset = ruleset = epoch.ruleset
        if epoch.ruleset == 2 and rng.random() < 0.7:
            decision.weighting = random_weighting(rng)
        if epoch.ruleset == 2 and rng.random() < 0.6:
            decision.minimum = random_minimum(rng, payouts, scale)
        if rng.random() < 0.3:
            decision.tally = [("For", "12.5"), ("Against, or none", "0")]
        decisions.append(decision)
        if rng.random() < 0.2:
            again = Decision(f"D-{k + 1}.b", number, epoch.start + rng.choice((-5, 0, 77)), random_share(rng),
                             {stream: random_share(rng) for stream in shares}, ruleset=decision.ruleset,
                             retroactive="It was counted again.", link="https://vote.example/again")
            decisions.append(again)
    rng.shuffle(decisions)
    return decisions


def random_terms(seed: int, rng: Random, scale: int) -> Scenario:
    """`scale` is how many digits the largest amounts have."""
    epochs = random_epochs(rng)
    assets, payouts = random_assets(rng, epochs, scale)
    numbers = [epoch.number for epoch in epochs]
    changes = [e.number for e, before in zip(epochs[1:], epochs) if e.ruleset != before.ruleset]
    boundaries = sorted({numbers[0], *changes, *rng.sample(numbers, rng.randint(0, len(numbers)))})
    streams = random_streams(rng, boundaries, epochs)
    decisions = random_decisions(rng, epochs, streams, boundaries, payouts, scale)
    token = {"symbol": rng.choice(("OP", "T", "stk €")), "name": "Token", "decimals": rng.choice((0, 6, 18)), "contract": None}
    keys = {account_of(key): key for key in (rng.randbytes(32) for _ in range(3))}
    count = rng.choice((0, 1, 2, 5, 5, 20, 40, 40, 90))
    begin = rng.choice((b"", b"", b"\xab", b"\xab\xcd"))
    accounts = (list(keys) + [begin + rng.randbytes(20 - len(begin)) for _ in range(count)])[:count]
    return Scenario(seed, scale, token, assets, payouts, streams, epochs, decisions, keys, accounts,
                    chain=rng.choice((1, 8453)))
