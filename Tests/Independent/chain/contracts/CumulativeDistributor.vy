# pragma version 0.4.3
"""1inch's CumulativeMerkleDrop: functions, events, errors, and the packed leaf of account and cumulative amount."""

from ethereum.ercs import IERC20
import merkle_proof

event Claimed:
    account: indexed(address)
    amount: uint256

# As the deployed contract spells it.
event MerkelRootUpdated:
    oldMerkleRoot: bytes32
    newMerkleRoot: bytes32

token: public(immutable(address))
owner: public(immutable(address))
merkleRoot: public(bytes32)
cumulativeClaimed: public(HashMap[address, uint256])


@deploy
def __init__(token_: address):
    token = token_
    owner = msg.sender


@external
def setMerkleRoot(merkleRoot_: bytes32):
    assert msg.sender == owner, "Ownable: caller is not the owner"
    log MerkelRootUpdated(oldMerkleRoot=self.merkleRoot, newMerkleRoot=merkleRoot_)
    self.merkleRoot = merkleRoot_


@external
def claim(
    account: address, cumulativeAmount: uint256, expectedMerkleRoot: bytes32, merkleProof: DynArray[bytes32, 64]
):
    if self.merkleRoot != expectedMerkleRoot:
        raw_revert(method_id("MerkleRootWasUpdated()"))
    leaf: bytes32 = keccak256(concat(convert(account, bytes20), convert(cumulativeAmount, bytes32)))
    if merkle_proof.root_of(leaf, merkleProof) != expectedMerkleRoot:
        raw_revert(method_id("InvalidProof()"))
    before: uint256 = self.cumulativeClaimed[account]
    if before >= cumulativeAmount:
        raw_revert(method_id("NothingToClaim()"))
    self.cumulativeClaimed[account] = cumulativeAmount
    amount: uint256 = cumulativeAmount - before
    assert extcall IERC20(token).transfer(account, amount)
    log Claimed(account=account, amount=amount)
