"""Reads a file of format `revshare-claims-range-v1` (section 9.1), folds it to both roots, and says what it says as `revshare-claims-v2` does."""

import re

import trees
from reference.ruleset2.evidence import Evidence
from reference.sum_tree import proven
from reference.tree import node_hash
from reference.units import account_bytes, checksummed, digest_text

KEYS = ["format", "epoch", "asset", "prefix", "root", "sums", "tree", "rows", "payments"]
FIGURES = ["account", "weight", "share", "accruedIn", "adjustment", "paid", "accruedOut", "beneficiary"]
NUMBER = re.compile(r"0|-?[1-9][0-9]{0,77}")


def require(condition: bool, fact: str) -> None:
    if not condition:
        raise ValueError(fact)


class RangeFile:
    """`preset` and `contract` are those of the report; `holders` and `claims` are as in `revshare-claims-v2`, but without pieces."""

    def __init__(self, document: dict, preset: str, contract: str | None):
        require(list(document) == KEYS and document["format"] == "revshare-claims-range-v1", "members")
        self.document, self.preset, self.token = document, preset, contract and account_bytes(contract)
        self.holders, self.claims, self.accounts = [], [], []
        first = document["tree"]["first"] if document["tree"] else 0
        for row in document["rows"]:
            self._read_row(row.split(","), first + len(self.claims))
        in_order = [account_bytes(account) for account in self.accounts]
        require(in_order == sorted(set(in_order)), "order of rows")
        require(all(account.lower().startswith(document["prefix"]) for account in self.accounts), "prefix")
        self._read_payments()
        self._fold_sums()
        self._fold_claims()

    def _read_row(self, fields: list[str], place: int) -> None:
        require(len(fields) == 11, "fields of a row")
        account, figures, beneficiary, index, amount, before = fields[0], fields[1:7], *fields[7:]
        require(checksummed(account_bytes(account)) == account, "an account")
        require(all(NUMBER.fullmatch(figure) for figure in figures) or not any(figures) and not beneficiary, "figures of a holder")
        require(amount != "" or index == before == "", "a claim without an amount")
        require(beneficiary != account and index != str(place) and before != "0", "a field that is left out was written")
        require(all(NUMBER.fullmatch(field) for field in (index, amount, before) if field), "figures of a claim")
        self.accounts.append(account)
        require(figures[0] != "" or amount != "", "neither a holder nor a claim")
        if figures[0]:
            self.holders.append(dict(zip(FIGURES, [account, *figures, beneficiary or account])))
        if amount:
            self.claims.append({"account": account, "index": int(index or place), "amount": amount, "before": before or "0", "payments": [], "leaf": place})

    def _read_payments(self) -> None:
        """Those that are listed, and those that a row says itself."""
        listed: dict[str, list] = {}
        order = [(account_bytes(row["account"]), account_bytes(row["holder"])) for row in self.document["payments"]]
        require(order == sorted(set(order)), "order of payments")
        for row in self.document["payments"]:
            require(list(row) == ["account", "holder", "paid"] and int(row["paid"]) > 0, "a payment")
            listed.setdefault(row["account"], []).append({"holder": row["holder"], "paid": row["paid"]})
        held = {holder["account"]: holder for holder in self.holders}
        for claim in self.claims:
            account = claim["account"]
            holder = held.get(account)
            own = holder is not None and holder["beneficiary"] == account and holder["paid"] != "0"
            expected = [{"holder": account, "paid": holder["paid"]}] if own else []
            claim["payments"] = listed.pop(account, expected)
            require(claim["payments"] is expected or claim["payments"] != expected, "a payment that goes without saying")
            paid = sum(int(payment["paid"]) for payment in claim["payments"])
            require(int(claim["before"]) + paid == int(claim["amount"]), "before and payments do not add up to the amount")
        require(not listed, "a payment without a claim")

    def _fold_sums(self) -> None:
        require((self.document["sums"] is None) == (not self.holders), "sums")
        self.sums_root = None
        if self.holders:
            rows = [(account_bytes(h["account"]), int(h["weight"]), int(h["share"]), int(h["paid"])) for h in self.holders]
            self.sums_root = proven(rows, self.document["sums"])
            require(digest_text(self.sums_root.hash) == self.document["sums"]["root"], "the root of the sums")

    def _fold_claims(self) -> None:
        tree = self.document["tree"]
        require((tree is None) == (not self.claims), "tree")
        if not tree:
            return
        require(list(tree) == ["first", "count", "nodes"] and tree["first"] + len(self.claims) <= tree["count"], "places")
        leaf = trees.PRESETS[self.preset].leaf
        leaves = [leaf({**claim, "account": account_bytes(claim["account"]), "amount": int(claim["amount"]), "token": self.token})
                  for claim in self.claims]
        self.nodes = iter([bytes.fromhex(node[2:]) for node in tree["nodes"]])
        self.steps: dict = {}  # of each node: what it is hashed with, and where it leads
        fold = self._fold_array if trees.PRESETS[self.preset].shape == "array" else self._fold_layers
        start, root = fold(leaves, tree["first"], tree["count"])
        require(next(self.nodes, None) is None, "a node is left over")
        require(digest_text(root) == self.document["root"], "the root of the claims")
        for claim, place, hashed in zip(self.claims, start, leaves):
            claim["leafHash"], claim["proof"] = digest_text(hashed), []
            while place in self.steps:
                sibling, place = self.steps[place]
                claim["proof"] += [] if sibling is None else [digest_text(sibling)]

    def _next(self) -> bytes:
        node = next(self.nodes, None)
        if node is None:
            raise ValueError("a node is missing")
        return node

    def _fold_array(self, leaves: list[bytes], first: int, count: int):
        start = [2 * count - 2 - first - k for k in range(len(leaves))]
        known = dict(zip(start, leaves))
        while set(known) != {0}:
            place = max(known)
            beside = place + 1 if place % 2 else place - 1
            node = known.pop(place)
            sibling = known[beside] if beside in known else self._next()
            known.pop(beside, None)
            above = (place - 1) // 2
            self.steps[place], self.steps[beside] = (sibling, above), (node, above)
            known[above] = node_hash(node, sibling)
        return start, known[0]

    def _fold_layers(self, leaves: list[bytes], first: int, count: int):
        odd, depth = trees.PRESETS[self.preset].shape, 0
        start = [(0, first + k) for k in range(len(leaves))]
        known = {first + k: leaf for k, leaf in enumerate(leaves)}
        while count > 1:
            above = {}
            for place, node in sorted(known.items()):
                if place ^ 1 in known:
                    sibling = known[place ^ 1]
                elif place ^ 1 < count:
                    sibling = self._next()
                else:
                    sibling = {"promote": None, "zero": bytes(32), "duplicate": node}[odd]
                self.steps[depth, place] = sibling, (depth + 1, place // 2)
                above[place // 2] = node if sibling is None else node_hash(node, sibling)
            known, count, depth = above, (count + 1) // 2, depth + 1
        return start, known[0]


def read_epoch(evidence: Evidence, documents: dict[str, dict]) -> int:
    """Holds all files of claims of an epoch's large distributions to its figures; how many files that were."""
    count = 0
    for files in evidence.claims:
        if not files.is_large:
            continue
        payout, tree = files.payout, files.tree
        found = [document for path, document in documents.items() if path.startswith(f"{payout.id}/claims/")]
        read = [RangeFile(document, payout.payout["preset"], payout.asset["contract"]) for document in sorted(found, key=lambda d: d["prefix"])]
        count += len(read)
        assert [account_bytes(holder["account"]) for each in read for holder in each.holders] == [holder.account for holder in payout.holders]
        claims = [claim for each in read for claim in each.claims]
        assert [(account_bytes(c["account"]), int(c["amount"]), int(c["before"]), c["index"], c["leaf"]) for c in claims] == [
            (c.account, c.amount, c.before, tree.index(c.account), place) for place, c in enumerate(payout.claims)]
        assert [[(account_bytes(p["holder"]), int(p["paid"])) for p in c["payments"]] for c in claims] == [c.payments for c in payout.claims]
        for claim in claims:
            placed = tree.place(account_bytes(claim["account"]))
            assert {key: claim[key] for key in placed} == placed
        for each in read:
            assert each.sums_root in (None, files.sums.root)
            assert len(each.accounts) <= 512
    return count
