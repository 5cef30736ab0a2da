"""The epoch that the specification works by hand (section 10), as books, and the same with a second payout asset."""

import pathlib
import re

from program import ROOT, copy

RULES = ROOT / "Tests" / "EndToEndTests" / "Books" / "rules"

DAI = "  - { id: dai, symbol: DAI, name: Dai, decimals: 2 }\n"
PAYOUTS = """payout:
  - { asset: usdc, claims: cumulative }
  - { asset: dai }
"""
# 20.00 and 5.00 DAI: contributions 1000 and 500, pool 1500, of which two fifths, 600, are allocated.
DAI_ENTRIES = "2026-01-12T00:00:00Z,subs,dai,20.00,,S-2\n2026-01-13T00:00:00Z,ads,dai,5.00,,X-3\n"


def books_of_two(folder: pathlib.Path) -> pathlib.Path:
    """The worked epoch, which also pays in DAI of two digits: no minimum, claims of the epoch alone."""
    books = copy(RULES, folder)
    path = books / "revshare.yaml"
    text = path.read_text()
    text = re.sub(r"^payout: usdc\nclaims: cumulative\n", PAYOUTS, text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^payout:", DAI + "payout:", text, flags=re.MULTILINE))
    ledger = books / "ledgers" / "revenue.csv"
    ledger.write_text(ledger.read_text() + DAI_ENTRIES)
    return books
