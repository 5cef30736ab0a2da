# pragma version 0.4.3
"""Pays one epoch: each account once, by OpenZeppelin's `standard-v1` leaf of account and amount."""

from ethereum.ercs import IERC20
import merkle_proof

event Claimed:
    account: address
    amount: uint256

token: public(immutable(address))
merkleRoot: public(immutable(bytes32))
isClaimed: public(HashMap[address, bool])


@deploy
def __init__(token_: address, merkleRoot_: bytes32):
    token = token_
    merkleRoot = merkleRoot_


@external
def claim(account: address, amount: uint256, proof: DynArray[bytes32, 64]):
    assert not self.isClaimed[account], "EpochDistributor: already claimed"
    leaf: bytes32 = keccak256(keccak256(abi_encode(account, amount)))
    assert merkle_proof.root_of(leaf, proof) == merkleRoot, "EpochDistributor: invalid proof"
    self.isClaimed[account] = True
    assert extcall IERC20(token).transfer(account, amount)
    log Claimed(account=account, amount=amount)
