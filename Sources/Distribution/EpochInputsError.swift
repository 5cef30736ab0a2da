public import EVMTypes

/// Why parts do not make an epoch's inputs.
public enum EpochInputsError: Error, Sendable, Hashable {
  /// The epoch does not end after its start.
  case emptyEpoch
  /// The inputs hold something that this ruleset does not know.
  case notInRuleset(Int)
  /// A stream is named twice.
  case repeatedStream(String)
  /// Streams, pool shares and deficits are not of the same streams.
  case streamsDisagree
  /// Assets and payout assets do not fit together.
  case assetsDisagree
  /// The multiplier has no step, steps out of order, or no time to grow.
  case impossibleMultiplier
  /// There are votes, but the decision follows from none.
  case votesWithoutVote
  /// The vote of this account is not after the one before.
  case votesNotInOrder(Address)
  /// The votes decide nothing.
  case impossibleVote(VoteError)
  /// The decision is dated before its vote ended.
  case decidedBeforeVote
  /// The votes give another result than the decision states.
  case otherVote
  /// The exclusion of this account is not after the one before.
  case exclusionsNotInOrder(Address)
  /// The redirection of this account is not after the one before.
  case redirectionsNotInOrder(Address)
  /// The redirection of this account begins after the epoch, or leads to the account itself.
  case redirectionNotInForce(Address)
  /// The row with this reference does not lie in the epoch.
  case outsideEpoch(String)
  /// An entry names a stream that the epoch does not have.
  case unknownStream(String)
  /// A row names an asset that the epoch does not have.
  case unknownAsset(String)
  /// Two rows have this reference.
  case repeatedReference(String)
  /// The row with this reference is not after the one before, in the canonical order.
  case notInOrder(String)
  /// The row with this reference names an epoch that is not earlier, or has an amount of zero.
  case impossibleRow(String)
  /// The refund with this reference names an entry after it, or one of another stream or asset.
  case impossibleRefund(String)
  /// There is no rate for the entry with this reference.
  case noRate(String)
  /// The entry with this reference was converted at a rate that is not the one in force.
  case otherRate(String)
  /// The entry with this reference is not what its conversion gives.
  case wrongConversion(String)
  /// The rates of this asset are not in order.
  case ratesNotInOrder(String)
  /// There are rates that no entry needs, or they are not in the order of assets.
  case ratesNotNeeded
  /// The pool of this account is not after the one before.
  case poolsNotInOrder(Address)
  /// Something is to be reconciled, but no pool is named.
  case nothingToReconcile
  /// The receipt with this reference does not name a log of a transaction.
  case notATransaction(String)
  /// A lot of this account is empty or does not begin before the epoch.
  case impossibleLot(Address)
  /// A lot of this account is not after the one before.
  case lotsNotInOrder(Address)
  /// Weights are given, and there are stake events or lots too; or the other way round.
  case twoSourcesOfWeights
  /// The multiplier grows, so that weights cannot be given by steps.
  case noStepsToGive
  /// The given stake of this account is nothing, or in a step that the multiplier does not have.
  case impossibleSum(Address)
  /// The given stake of this account is that of an excluded one.
  case sumOfExcluded(Address)
  /// The given stake of this account is not after the one before.
  case sumsNotInOrder(Address)
  /// Weights are given, and the steps of another rule have other ages.
  case givenUnderOtherAges
  /// Weights are given, without that of this account, which was excluded.
  case notGiven(Address)
  /// The opening balance of this account is nothing.
  case impossibleBalance(Address)
  /// The opening balance of this account is not after the one before.
  case balancesNotInOrder(Address)
}

extension EpochInputsError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .emptyEpoch: "the epoch does not end after its start"
    case .notInRuleset(let number): "ruleset \(number) does not know all of these inputs"
    case .repeatedStream(let id): "stream \(id) is named twice"
    case .streamsDisagree: "streams, pool shares and deficits are not of the same streams"
    case .assetsDisagree: "assets and payout assets do not fit together"
    case .impossibleMultiplier: "the multiplier's steps do not ascend, or it has no time to grow"
    case .votesWithoutVote: "there are votes, but the decision follows from none"
    case .votesNotInOrder(let account): "the vote of \(account) is out of order"
    case .impossibleVote(let error): "the votes decide nothing: \(error)"
    case .decidedBeforeVote: "the decision is dated before its vote ended"
    case .otherVote: "the votes give another result than the decision states"
    case .exclusionsNotInOrder(let account): "the exclusion of \(account) is out of order"
    case .redirectionsNotInOrder(let account): "the redirection of \(account) is out of order"
    case .redirectionNotInForce(let account):
      "the redirection of \(account) is not in force when the epoch ends"
    case .outsideEpoch(let reference): "\(reference) does not lie in the epoch"
    case .unknownStream(let id): "the epoch has no stream \(id)"
    case .unknownAsset(let id): "the epoch has no such asset as \(id)"
    case .repeatedReference(let reference): "two rows have the reference \(reference)"
    case .notInOrder(let reference): "\(reference) is out of order"
    case .impossibleRow(let reference):
      "\(reference) names an epoch that is not earlier, or an amount of zero"
    case .impossibleRefund(let reference):
      "\(reference) takes back an entry after it, or one of another stream or asset"
    case .noRate(let reference): "there is no rate for \(reference)"
    case .otherRate(let reference): "\(reference) was not converted at the rate in force"
    case .wrongConversion(let reference): "\(reference) is not what its conversion gives"
    case .ratesNotInOrder(let asset): "the rates of \(asset) are out of order"
    case .ratesNotNeeded: "there are rates that no entry needs, or they are out of order"
    case .poolsNotInOrder(let account): "the pool \(account) is out of order"
    case .nothingToReconcile: "nothing can be reconciled without a pool"
    case .notATransaction(let reference):
      "the receipt \(reference) is not named by a transaction's hash, a colon, and a log's number"
    case .impossibleLot(let account):
      "a lot of \(account) is empty or does not begin before the epoch"
    case .lotsNotInOrder(let account): "a lot of \(account) is out of order"
    case .twoSourcesOfWeights: "weights come from stake events or are given, not both"
    case .noStepsToGive:
      "the multiplier is linear, which has no steps; weights can be given under plain stake-time and under steps"
    case .impossibleSum(let account):
      "the given stake of \(account) is nothing, or in a step that the multiplier does not have"
    case .sumOfExcluded(let account): "stake of \(account) is given, which is excluded"
    case .sumsNotInOrder(let account): "the given stake of \(account) is out of order"
    case .givenUnderOtherAges:
      "the weights of this epoch are given by steps; only the factors of these can be others"
    case .notGiven(let account):
      "the weights of this epoch are given, without that of \(account), which is excluded"
    case .impossibleBalance(let account): "the opening balance of \(account) is nothing"
    case .balancesNotInOrder(let account): "the opening balance of \(account) is out of order"
    }
  }
}
