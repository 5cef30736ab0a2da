# pragma version 0.4.3
"""Stakes by pool; the amount comes first in its events and the address last."""

from ethereum.ercs import IERC20

event Deposited:
    amount: uint256
    poolId: uint64
    by: indexed(address)

event Withdrawn:
    amount: uint256
    poolId: uint64
    by: indexed(address)

token: public(immutable(address))
deposits: public(HashMap[uint64, HashMap[address, uint256]])


@deploy
def __init__(token_: address):
    token = token_


@external
def deposit(poolId: uint64, amount: uint256):
    self.deposits[poolId][msg.sender] += amount
    assert extcall IERC20(token).transferFrom(msg.sender, self, amount)
    log Deposited(amount=amount, poolId=poolId, by=msg.sender)


@external
def withdraw(poolId: uint64, amount: uint256):
    assert self.deposits[poolId][msg.sender] >= amount, "PoolStaking: more than is deposited"
    self.deposits[poolId][msg.sender] -= amount
    assert extcall IERC20(token).transfer(msg.sender, amount)
    log Withdrawn(amount=amount, poolId=poolId, by=msg.sender)
