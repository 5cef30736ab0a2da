# pragma version 0.4.3
"""Merkl's Distributor without its period of disputes: a new tree is in force at once."""

from ethereum.ercs import IERC20
import merkle_proof

struct MerkleTree:
    merkleRoot: bytes32
    ipfsHash: bytes32

struct Claim:
    amount: uint208
    timestamp: uint48
    merkleRoot: bytes32

event Claimed:
    user: indexed(address)
    token: indexed(address)
    amount: uint256

event TreeUpdated:
    merkleRoot: bytes32
    ipfsHash: bytes32
    endOfDisputePeriod: uint48

event OperatorToggled:
    user: indexed(address)
    operator: indexed(address)
    isWhitelisted: bool

governor: public(immutable(address))
tree: public(MerkleTree)
claimed: public(HashMap[address, HashMap[address, Claim]])
operators: public(HashMap[address, HashMap[address, uint256]])


@deploy
def __init__():
    governor = msg.sender


@external
@view
def getMerkleRoot() -> bytes32:
    return self.tree.merkleRoot


@external
def updateTree(tree_: MerkleTree):
    if msg.sender != governor:
        raw_revert(method_id("NotTrusted()"))
    self.tree = tree_
    log TreeUpdated(
        merkleRoot=tree_.merkleRoot, ipfsHash=tree_.ipfsHash, endOfDisputePeriod=convert(block.timestamp, uint48)
    )


@external
def toggleOperator(user: address, operator: address):
    if msg.sender != user and msg.sender != governor:
        raw_revert(method_id("NotTrusted()"))
    self.operators[user][operator] = 1 - self.operators[user][operator]
    log OperatorToggled(user=user, operator=operator, isWhitelisted=self.operators[user][operator] == 1)


@external
def claim(
    users: DynArray[address, 32], tokens: DynArray[address, 32], amounts: DynArray[uint256, 32],
    proofs: DynArray[DynArray[bytes32, 64], 32]
):
    count: uint256 = len(users)
    if count == 0 or count != len(tokens) or count != len(amounts) or count != len(proofs):
        raw_revert(method_id("InvalidLengths()"))
    for i: uint256 in range(count, bound=32):
        user: address = users[i]
        token: address = tokens[i]
        if msg.sender != user and tx.origin != user and self.operators[user][msg.sender] == 0:
            raw_revert(method_id("NotWhitelisted()"))
        leaf: bytes32 = keccak256(abi_encode(user, token, amounts[i]))
        if merkle_proof.root_of(leaf, proofs[i]) != self.tree.merkleRoot or self.tree.merkleRoot == empty(bytes32):
            raw_revert(method_id("InvalidProof()"))
        to_send: uint256 = amounts[i] - convert(self.claimed[user][token].amount, uint256)
        self.claimed[user][token] = Claim(
            amount=convert(amounts[i], uint208), timestamp=convert(block.timestamp, uint48),
            merkleRoot=self.tree.merkleRoot
        )
        log Claimed(user=user, token=token, amount=to_send)
        if to_send != 0:
            assert extcall IERC20(token).transfer(user, to_send)
