"""How each test distributor is deployed, given its root and claimed from."""

from typing import Callable, NamedTuple

from eth_utils import keccak, to_checksum_address

from chain.chain_client import Reverted


class Grant(NamedTuple):
    """What a leaf says of one account, with what proves it."""

    index: int
    account: str
    amount: int  # of an epoch, or all that was ever granted, as the contract has it
    root: bytes
    proof: list[bytes]


class Scheme(NamedTuple):
    """One kind of distributor."""

    contract: str
    leaf: str  # the preset of `trees`
    arguments: Callable[[Grant, str], list]  # of its function `claim`
    refusals: dict[str, str]  # by what was tried: the error's text, or its four bytes
    root_by: str | None = None  # the function that sets a root; without one the constructor takes it
    is_cumulative: bool = False
    only_own: bool = False  # nobody claims for others


def error(name: str) -> str:
    return "0x" + keccak(text=f"{name}()")[:4].hex()


CUMULATIVE = {"again": error("NothingToClaim"), "proof": error("InvalidProof"), "root": error("MerkleRootWasUpdated")}
SCHEMES = {
    "openzeppelin": Scheme(
        "EpochDistributor", "openzeppelin", lambda g, _: [g.account, g.amount, g.proof],
        {"again": "EpochDistributor: already claimed", "proof": "EpochDistributor: invalid proof"}),
    "uniswap": Scheme(
        "UniswapDistributor", "uniswap", lambda g, _: [g.index, g.account, g.amount, g.proof],
        {"again": "MerkleDistributor: Drop already claimed.", "proof": "MerkleDistributor: Invalid proof."}),
    "cumulative": Scheme(
        "CumulativeDistributor", "cumulative", lambda g, _: [g.account, g.amount, g.root, g.proof],
        CUMULATIVE, "setMerkleRoot", True),
    "openzeppelin-cumulative": Scheme(
        "CumulativeStandardDistributor", "openzeppelin", lambda g, _: [g.account, g.amount, g.root, g.proof],
        CUMULATIVE, "setMerkleRoot", True),
    "merkl": Scheme(
        "MerklDistributor", "merkl", lambda g, token: [[g.account], [token], [g.amount], [g.proof]],
        {"proof": error("InvalidProof"), "account": error("NotWhitelisted")}, "updateTree", True, True),
}


class Distributor:
    """A distributor on a node, funded with what it is to pay."""

    def __init__(self, client, token, scheme: Scheme, root: bytes, total: int):
        self.client, self.token, self.scheme, self.started = client, token, scheme, client.height
        arguments = [] if scheme.only_own else [token.address]
        arguments += [] if scheme.root_by else [root]
        self.contract = client.deploy(scheme.contract, *arguments)
        if scheme.root_by:
            self.set_root(root)
        self.fund(total)

    def fund(self, total: int) -> None:
        self.token.send("transfer", self.contract.address, total)

    def set_root(self, root: bytes) -> None:
        value = (root, bytes(32)) if self.scheme.only_own else root
        assert self.contract.send(self.scheme.root_by, value)["status"] == "0x1"

    @property
    def root(self) -> bytes:
        return self.contract.call("getMerkleRoot" if self.scheme.only_own else "merkleRoot")

    @property
    def balance(self) -> int:
        return self.token.call("balanceOf", self.contract.address)

    def sender(self, grant: Grant) -> str:
        return grant.account if self.scheme.only_own else self.client.accounts[1]

    def claim(self, grant: Grant) -> dict:
        """The receipt of a claim that is paid."""
        sender = self.sender(grant)
        if self.scheme.only_own and int(self.client.request("eth_getBalance", sender, "latest"), 16) == 0:
            self.client.send(to=sender, value=10**18)
        arguments = self.scheme.arguments(grant, self.token.address)
        # With gas that is given the node need not run it twice.
        receipt = self.contract.send("claim", *arguments, sender=sender, gas=500_000)
        assert receipt["status"] == "0x1", grant
        return receipt

    def refusal(self, grant: Grant, sender: str | None = None) -> str | None:
        """What the contract says when it would not pay: a text, or the four bytes of its error."""
        try:
            arguments = self.scheme.arguments(grant, self.token.address)
            self.contract.call("claim", *arguments, sender=sender or self.sender(grant))
        except Reverted as reverted:
            return reverted.message.removeprefix("execution reverted").removeprefix(": ") or reverted.data
        return None

    def paid(self) -> dict[str, int]:
        """What each account got by the events."""
        sums: dict[str, int] = {}
        for event in self.contract.logs("Claimed", self.started):
            account = to_checksum_address(event.get("account") or event["user"])
            sums[account] = sums.get(account, 0) + event["amount"]
        return sums
