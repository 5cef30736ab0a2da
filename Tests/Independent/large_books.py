"""Books of a crowd, large by what they say: redirections, claims from before, minimum payouts, accounts that begin alike."""

from pathlib import Path
from random import Random

from random_folder import write_books
from random_scenario import Decision, Epoch, Exclusion, Opening, Redirection, Scenario
from ledgers import BookedEntry
from reference.inputs import Lot, StakeEvent
from reference.ruleset2.rows import Balance

START, DAY = 1_782_864_000, 86_400  # 2026-07-01
MINIMUM = 40_000


def crowd(seed: str, preset: str, beginning: str, folder: Path, count: int = 700, explicit: int | None = 500,
          order: str = "account") -> Path:
    """Books of two epochs that pay in one asset, from a seed; about `count` accounts, most of which begin alike."""
    rng = Random(seed)
    digits = lambda: (beginning if rng.random() < 0.9 else "") + f"{rng.getrandbits(160):040x}"
    accounts = [bytes.fromhex(digits()[:40]) for _ in range(count)]
    epochs = [Epoch(n, START + (n - 1) * 30 * DAY, START + n * 30 * DAY, True, 2) for n in (1, 2)]
    asset = {"id": "usdc", "symbol": "USDC", "name": "USD Coin", "decimals": 6, "contract": "0x" + "c0ffee00" * 5, "payout": "usdc"}
    payout = {"asset": "usdc", "from": 1, "distributors": [], "trees": [(1, (preset, order))], "schemes": [(1, "cumulative")],
              "explicit": explicit}
    token = {"symbol": "T", "name": "Token", "decimals": 6, "contract": None}
    decision = Decision("D-1", 1, START - DAY, 500_000, {"fees": 1_000_000}, minimum={"usdc": MINIMUM})
    s = Scenario(0, 6, token, [asset], [payout], [{"id": "fees", "titles": [(1, "Fees")]}], epochs, [decision], {}, accounts)
    s.exclusions = [Exclusion(account, "Treasury", 1, None) for account in accounts[:3]]
    s.entries = [BookedEntry(epoch.start + DAY, "fees", "usdc", count * 200_000, None, None, f"R{epoch.number}", "") for epoch in epochs]
    staking, former = accounts[: count * 9 // 10], accounts[count * 9 // 10 :]
    s.events = [StakeEvent(START + k % (20 * DAY), None, "stake", account, rng.randint(1, 10**6), f"S{k}") for k, account in enumerate(staking)]
    # Some redirect to others, some of whom stake too, and several to one.
    receivers = [*staking[3:6], *former[:5], rng.randbytes(20)]
    for account in rng.sample(staking[6:], count // 10):
        s.redirections.append(Redirection(account, rng.choice(receivers), START + DAY, None, "0x" + rng.randbytes(32).hex()))
    # Who left, with a claim from before, with something owed, or both; and some of those who stake.
    balances = [Balance("usdc", account, rng.choice((0, 7, 10**6, -5)), rng.choice((0, 10**6, 123_456_789))) for account in former]
    balances += [Balance("usdc", account, 0, rng.randint(1, 10**9)) for account in rng.sample(staking, count // 5)]
    lots = [Lot(account, START - 5 * DAY, rng.randint(1, 10**6)) for account in rng.sample(staking, 50)]
    s.opening = Opening("An earlier system", {"usdc": 11}, {"usdc": {"fees": 0}}, lots, [b for b in balances if b.accrued or b.claimed])
    return write_books(s, folder)
