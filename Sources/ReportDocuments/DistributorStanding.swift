public import Distribution
public import EVMTypes

/// How the contract that pays an epoch's claims stood on the chain, as the publisher has read it from a node.
///
/// Part of views, not of evidence: it changes with every claim.
public struct DistributorStanding: Sendable, Hashable {
  /// The epoch's number.
  public let epoch: Int
  /// The payout asset's identifier.
  public let asset: String
  /// The contract.
  public let distributor: Address
  /// The block.
  public let block: ChainBlock
  /// The block's time.
  public let time: Timestamp
  /// The root that the contract holds; `nil` where it does not tell.
  public let root: Digest?
  /// What the contract holds, in base units; `nil` where the token does not tell.
  public let balance: UInt256?
  /// The first of the epochs whose claims are counted.
  public let firstEpoch: Int
  /// What may be claimed, in base units.
  public let claimable: UInt256
  /// How many payments there were.
  public let claimCount: Int
  /// What was paid, in base units.
  public let claimed: UInt256
  /// What is not claimed yet, in base units.
  public let unclaimed: UInt256
  /// How many accounts have not claimed everything.
  public let openCount: Int

  /// Creates a standing.
  ///
  /// - Parameters:
  ///   - epoch: The epoch's number.
  ///   - asset: The payout asset's identifier.
  ///   - distributor: The contract.
  ///   - block: The block.
  ///   - time: The block's time.
  ///   - root: The root that the contract holds.
  ///   - balance: What the contract holds.
  ///   - firstEpoch: The first of the epochs whose claims are counted.
  ///   - claimable: What may be claimed.
  ///   - claimCount: How many payments there were.
  ///   - claimed: What was paid.
  ///   - unclaimed: What is not claimed yet.
  ///   - openCount: How many accounts have not claimed everything.
  public init(
    epoch: Int,
    asset: String,
    distributor: Address,
    block: ChainBlock,
    time: Timestamp,
    root: Digest?,
    balance: UInt256?,
    firstEpoch: Int,
    claimable: UInt256,
    claimCount: Int,
    claimed: UInt256,
    unclaimed: UInt256,
    openCount: Int
  ) {
    self.epoch = epoch
    self.asset = asset
    self.distributor = distributor
    self.block = block
    self.time = time
    self.root = root
    self.balance = balance
    self.firstEpoch = firstEpoch
    self.claimable = claimable
    self.claimCount = claimCount
    self.claimed = claimed
    self.unclaimed = unclaimed
    self.openCount = openCount
  }
}
