# pragma version 0.4.3
"""Takes a token in and gives it back; the address comes first in its events."""

from ethereum.ercs import IERC20

event Staked:
    user: indexed(address)
    amount: uint256

event Unstaked:
    user: indexed(address)
    amount: uint256

token: public(immutable(address))
staked: public(HashMap[address, uint256])
totalStaked: public(uint256)


@deploy
def __init__(token_: address):
    token = token_


@external
def stake(amount: uint256):
    assert amount > 0, "Staking: nothing to stake"
    self.staked[msg.sender] += amount
    self.totalStaked += amount
    assert extcall IERC20(token).transferFrom(msg.sender, self, amount)
    log Staked(user=msg.sender, amount=amount)


@external
def unstake(amount: uint256):
    assert self.staked[msg.sender] >= amount, "Staking: more than is staked"
    self.staked[msg.sender] -= amount
    self.totalStaked -= amount
    assert extcall IERC20(token).transfer(msg.sender, amount)
    log Unstaked(user=msg.sender, amount=amount)
