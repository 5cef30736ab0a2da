"""Published distributions as tables of claims, with the roots and proofs that were published."""

import json
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "Fixtures" / "distributions"


class Publication(NamedTuple):
    name: str
    order: str | None
    root: str
    rows: list[dict[str, str]]
    proofs: list[list[str]]


def _read(name: str) -> dict:
    return json.loads((FOLDER / name).read_bytes())


def rocketpool() -> Publication:
    document = _read("rocketpool-mainnet-1.json")
    nodes = document["nodeRewards"]
    rows = [
        {"account": account, "network": str(node["rewardNetwork"]),
         "rpl": str(int(node["collateralRpl"]) + int(node["oracleDaoRpl"])), "eth": node["smoothingPoolEth"]}
        for account, node in nodes.items()
    ]
    return Publication("rocketpool", None, document["merkleRoot"], rows, [node["merkleProof"] for node in nodes.values()])


def morpho() -> Publication:
    users, proven = _read("morpho-age1-epoch1-users.json"), _read("morpho-age1-epoch1-proofs.json")
    rows = [{"account": user["address"], "amount": user["accumulatedRewards"]} for user in users["distribution"]]
    proofs = [proven["proofs"][row["account"]]["proof"] for row in rows]
    return Publication("cumulative", "given", proven["root"], rows, proofs)


def threshold(date: str) -> Publication:
    document = _read(f"threshold-{date}.json")
    rows = [{"account": account, "beneficiary": claim["beneficiary"], "amount": claim["amount"]}
            for account, claim in document["claims"].items()]
    return Publication("threshold", None, document["merkleRoot"], rows, [c["proof"] for c in document["claims"].values()])


def stakedao() -> Publication:
    document = _read("stakedao-1753920000-spectra.json")
    claims = [(account, token, claim) for account, entry in document["claims"].items()
              for token, claim in entry["tokens"].items()]
    rows = [{"account": account, "token": token, "amount": claim["amount"]} for account, token, claim in claims]
    return Publication("urd", None, document["merkleRoot"], rows, [claim["proof"] for _, _, claim in claims])


PUBLICATIONS = {
    "rocketpool": rocketpool, "morpho": morpho, "stakedao": stakedao,
    "threshold-2022-07-15": lambda: threshold("2022-07-15"), "threshold-2022-09-01": lambda: threshold("2022-09-01"),
}
