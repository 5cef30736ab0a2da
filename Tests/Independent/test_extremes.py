"""Books at the borders of what there is: every figure follows from the rules by hand."""

import csv
import json

import pytest
from program import publish, run

SUPPLY = 10**26
# 50 years with 13 leap days.
FIFTY_YEARS = (50 * 365 + 13) * 86_400
REVSHARE = """format: revshare-books-v1
title: Extremes
publisher: Labs
description: Books at the borders.
baseURL: https://extremes.example/
chain: {{ id: 1, name: Ethereum }}
token: {{ symbol: T, name: Token, decimals: 0 }}
assets:
  - {{ id: usdc, symbol: USDC, name: USD Coin, decimals: 6 }}
payout: usdc
ruleset: 2
streams:
  - {{ id: subs, title: Subscriptions, description: What subscribers pay. }}
epochs:
  - {{ number: 1, start: {start}, end: {end}, closed: true }}
ledgers:
  revenue:
    - file: revenue.csv
      time: {{ column: time }}
      amount: {{ column: amount, unit: base }}
      reference: {{ column: reference }}
      stream: {{ value: subs }}
  staking:
    - file: staking.csv
      time: {{ column: time }}
      account: {{ column: account }}
      action: {{ column: action }}
      amount: {{ column: amount }}
      reference: {{ column: reference }}
"""
GOVERNANCE = """format: revshare-governance-v1
decisions:
  - id: D-1
    title: All of it
    decidedAt: 1970-01-01T00:00:00Z
    effectiveEpoch: 1
    stakerShare: 100%
    poolShares: {{ subs: 100% }}
{weighting}    rationale: Everything goes to stakers.
    link: https://extremes.example/D-1
"""
LINEAR = "    weighting: { linear: { age: 365 days, cap: 3 } }\n"


def books(folder, period, revenue, stakes, weighting=""):
    """Books of one epoch; `stakes` has times, accounts, actions and amounts."""
    start, end = period
    folder.mkdir()
    (folder / "revshare.yaml").write_text(REVSHARE.format(start=start, end=end))
    (folder / "governance.yaml").write_text(GOVERNANCE.format(weighting=weighting))
    (folder / "revenue.csv").write_text(f"time,amount,reference\n{start},{revenue},R-1\n")
    with open(folder / "staking.csv", "w") as file:
        file.write("time,account,action,amount,reference\n")
        for number, row in enumerate(stakes):
            file.write(",".join(map(str, row)) + f",S-{number}\n")
    return folder


def account(number):
    return f"0x{number:040x}"


def holders(folder, site):
    publish(folder, site)
    assert run("audit", site).returncode == 0
    with open(site / "epochs" / "1" / "usdc" / "holders.csv", newline="") as file:
        return [(row["account"], int(row["weight"]), int(row["share"])) for row in csv.DictReader(file)]


def test_one_holder_of_one_unit_in_an_epoch_of_one_second(tmp_path):
    second = ("2024-02-29T23:59:59Z", "2024-03-01T00:00:00Z")
    stakes = [(second[0], account(1), "stake", 1), (second[1], account(2), "stake", 1)]
    found = holders(books(tmp_path / "books", second, 10**15 + 7, stakes), tmp_path / "site")
    # Who stakes at the end is no holder of this epoch.
    assert found == [(account(1), 1, 10**15 + 7)]


@pytest.mark.parametrize("weighting", ["", LINEAR], ids=["plain", "linear"])
def test_the_whole_supply_staked_for_fifty_years(tmp_path, weighting):
    period = ("1976-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    stakes = [(period[0], account(1), "stake", SUPPLY - 1), (period[0], account(2), "stake", 1)]
    found = holders(books(tmp_path / "books", period, 10**30, stakes, weighting), tmp_path / "site")
    seconds, unit = FIFTY_YEARS, 1
    if weighting == LINEAR:
        # A second of age a counts 1 + 2a / year, from a year on 3: here times the year's seconds. A factor has 6 decimals.
        unit = 10**6
        year = 365 * 86_400
        grown = year * year + year * (year - 1)
        seconds = grown + (FIFTY_YEARS - year) * 3 * year
    total = SUPPLY * seconds
    assert [weight for _, weight, _ in found] == [unit * (SUPPLY - 1) * seconds, unit * seconds]
    shares = [10**30 * (SUPPLY - 1) * seconds // total, 10**30 * seconds // total]
    assert [share for _, _, share in found] == shares == [10**30 - 10**4, 10**4]


def test_a_million_holders_of_one_unit_each(tmp_path):
    period = ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
    stakes = ((period[0], account(number), "stake", 1) for number in range(1, 1_000_001))
    folder = books(tmp_path / "books", period, 1_500_000, stakes)
    finished = run("compute", "--books", folder, "--epoch", 1, "--json")
    assert finished.returncode == 0, finished.stderr
    report = json.loads(finished.stdout)
    figures = report["assets"][0]
    assert report["stake"]["holderCount"] == 1_000_000
    assert (figures["payment"]["shares"], figures["payment"]["paidCount"]) == ("1000000", 1_000_000)
    assert figures["allocation"]["remainderOut"] == "500000"
    # With one unit less than holders nobody gets anything, and nothing is lost.
    (folder / "revenue.csv").write_text(f"time,amount,reference\n{period[0]},999999,R-1\n")
    figures = json.loads(run("compute", "--books", folder, "--epoch", 1, "--json").stdout)["assets"][0]
    assert (figures["payment"]["shares"], figures["allocation"]["remainderOut"]) == ("0", "999999")
