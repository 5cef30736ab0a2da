"""docs/books.md, opening: what the first epoch takes over from an earlier system."""

from ledgers import base_units
from reference.canonical import csv_rows
from reference.inputs import LOTS_HEADER, Lot
from reference.ruleset2.rows import Balance
from reference.ruleset2.tables import BALANCES
from reference.units import account_bytes, fitting, seconds


class Opening:
    """Amounts in whole tokens become base units; keys may be left out."""

    def __init__(self, books, streams: list[dict], payouts: list[str]):
        setting = books.configuration["opening"]
        self.source = setting["source"]
        remainders, deficits = setting.get("remainders") or {}, setting.get("deficits") or {}
        decimals = {name: asset["decimals"] for name, asset in books.assets.items()}
        self.carried = [
            {
                "asset": asset,
                "remainder": str(base_units(remainders.get(asset, "0"), decimals[asset])),
                "deficits": [
                    {"stream": s["id"], "amount": str(base_units(deficits.get(asset, {}).get(s["id"], "0"), decimals[asset]))}
                    for s in streams
                ],
            }
            for asset in payouts
        ]
        lots = _rows(books, setting, "lots", LOTS_HEADER)
        self.lots = sorted(
            Lot(account_bytes(account), seconds(start), base_units(amount, books.token["decimals"]))
            for account, start, amount in lots)
        balances = [
            Balance(asset, account_bytes(account), base_units(accrued, decimals[asset]), fitting(base_units(claimed, decimals[asset])))
            for asset, account, accrued, claimed in _rows(books, setting, "balances", BALANCES)]
        self.balances = [balance for balance in balances if balance.accrued or balance.claimed]


def _rows(books, setting: dict, key: str, header: str) -> list[list[str]]:
    if key not in setting:
        return []
    return csv_rows((books.folder / setting[key]).read_bytes().removeprefix(b"\xef\xbb\xbf"), header)
