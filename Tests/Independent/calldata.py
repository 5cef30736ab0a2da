"""What distributors are sent to pay a claim, encoded by eth-abi, from the published files alone."""

from eth_abi import encode
from eth_utils import keccak

# As the contracts declare them; the selectors stand in block explorers and in tree-formats tables.
FUNCTIONS = {
    "uniswap": ("claim(uint256,address,uint256,bytes32[])", "2e7ba6ef"),
    "sablier": ("claim(uint256,address,uint128,bytes32[])", None),
    "merkl": ("claim(address[],address[],uint256[],bytes32[][])", "71ee95c0"),
    "cumulative": ("claim(address,uint256,bytes32,bytes32[])", None),
    "urd": ("claim(address,address,uint256,bytes32[])", None),
}


def values_of(preset: str, claim: dict, root: str, token: str | None) -> list:
    """The arguments of a preset's own function, in its order."""
    account, amount = claim["account"], int(claim["amount"])
    proof = [bytes.fromhex(sibling[2:]) for sibling in claim["proof"]]
    match preset:
        case "uniswap" | "sablier":
            return [claim["index"], account, amount, proof]
        case "merkl":
            return [[account], [token], [amount], [proof]]
        case "cumulative":
            return [account, amount, bytes.fromhex(root[2:]), proof]
        case "urd":
            return [account, token, amount, proof]
    raise ValueError(preset)


def call(signature: str, values: list) -> str:
    """The data of the transaction, as `0x` and digits."""
    types = signature[signature.index("(") + 1 : -1].split(",")
    return "0x" + (keccak(text=signature)[:4] + encode(types, values)).hex()
