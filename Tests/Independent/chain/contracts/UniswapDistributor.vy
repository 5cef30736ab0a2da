# pragma version 0.4.3
"""Uniswap's MerkleDistributor: the same functions, event, leaf, bitmap and texts of errors."""

from ethereum.ercs import IERC20
import merkle_proof

event Claimed:
    index: uint256
    account: address
    amount: uint256

token: public(immutable(address))
merkleRoot: public(immutable(bytes32))
claimedBitMap: HashMap[uint256, uint256]


@deploy
def __init__(token_: address, merkleRoot_: bytes32):
    token = token_
    merkleRoot = merkleRoot_


@internal
@view
def _is_claimed(index: uint256) -> bool:
    return (self.claimedBitMap[index // 256] >> (index % 256)) & 1 == 1


@external
@view
def isClaimed(index: uint256) -> bool:
    return self._is_claimed(index)


@external
def claim(index: uint256, account: address, amount: uint256, merkleProof: DynArray[bytes32, 64]):
    assert not self._is_claimed(index), "MerkleDistributor: Drop already claimed."
    leaf: bytes32 = keccak256(concat(convert(index, bytes32), convert(account, bytes20), convert(amount, bytes32)))
    assert merkle_proof.root_of(leaf, merkleProof) == merkleRoot, "MerkleDistributor: Invalid proof."
    self.claimedBitMap[index // 256] |= 1 << (index % 256)
    assert extcall IERC20(token).transfer(account, amount), "MerkleDistributor: Transfer failed."
    log Claimed(index=index, account=account, amount=amount)
