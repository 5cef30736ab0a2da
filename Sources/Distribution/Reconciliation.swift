public import EVMTypes

/// Ledger entries that name a transaction, beside what the pools have received.
///
/// Entries and receipts of one asset are put together by the log that an entry names, the others by the transaction.
/// Entries below zero are not compared: the chain's receipts are of money that came in.
///
/// - Source: docs/specification.md, section 15.
public struct Reconciliation: Sendable, Hashable {
  /// A number of rows and their sum, in base units of an asset.
  public struct Sum: Sendable, Hashable {
    /// How many rows there are.
    public var count = 0
    /// Their sum.
    public var amount = UInt256.zero

    /// Creates a sum.
    ///
    /// - Parameters:
    ///   - count: How many rows there are.
    ///   - amount: Their sum.
    public init(count: Int = 0, amount: UInt256 = .zero) {
      self.count = count
      self.amount = amount
    }

    mutating func add(_ amount: UInt256) throws(DistributionError) {
      let (sum, overflow) = self.amount.addingReportingOverflow(amount)
      guard !overflow else { throw .overflow("the sum of receipts") }
      self.amount = sum
      count += 1
    }
  }

  /// The figures of an asset's receipts.
  public struct AssetFigures: Sendable, Hashable {
    /// The asset's identifier.
    public let asset: String
    /// All receipts.
    public internal(set) var receipts = Sum()
    /// Those that are as they were booked.
    public internal(set) var matched = Sum()
    /// Those whose transaction was booked with another amount.
    public internal(set) var differing = Sum()
    /// Those that no entry names.
    public internal(set) var unexplained = Sum()

    /// Creates figures.
    ///
    /// - Parameters:
    ///   - asset: The asset's identifier.
    ///   - receipts: All receipts.
    ///   - matched: Those that are as they were booked.
    ///   - differing: Those whose transaction was booked with another amount.
    ///   - unexplained: Those that no entry names.
    public init(
      asset: String,
      receipts: Sum = Sum(),
      matched: Sum = Sum(),
      differing: Sum = Sum(),
      unexplained: Sum = Sum()
    ) {
      self.asset = asset
      self.receipts = receipts
      self.matched = matched
      self.differing = differing
      self.unexplained = unexplained
    }
  }

  /// The figures of a stream's entries in an asset.
  public struct StreamFigures: Sendable, Hashable {
    /// The stream's identifier.
    public let stream: String
    /// The asset's identifier.
    public let asset: String
    /// The entries that name a transaction.
    public internal(set) var booked = Sum()
    /// Those that the pools have received as booked.
    public internal(set) var matched = Sum()
    /// Those of whose transaction nothing was received.
    public internal(set) var missing = Sum()
    /// What was received for all of them, in base units.
    public internal(set) var received = UInt256.zero
    /// The entries that name no transaction.
    public internal(set) var unnamed = Sum()

    /// Creates figures.
    ///
    /// - Parameters:
    ///   - stream: The stream's identifier.
    ///   - asset: The asset's identifier.
    ///   - booked: The entries that name a transaction.
    ///   - matched: Those that the pools have received as booked.
    ///   - missing: Those of whose transaction nothing was received.
    ///   - received: What was received for all of them, in base units.
    ///   - unnamed: The entries that name no transaction.
    public init(
      stream: String,
      asset: String,
      booked: Sum = Sum(),
      matched: Sum = Sum(),
      missing: Sum = Sum(),
      received: UInt256 = .zero,
      unnamed: Sum = Sum()
    ) {
      self.stream = stream
      self.asset = asset
      self.booked = booked
      self.matched = matched
      self.missing = missing
      self.received = received
      self.unnamed = unnamed
    }

    /// What was booked and not received; below zero where more came in.
    public var difference: SignedAmount {
      let (rest, isBelow) = booked.amount.subtractingReportingOverflow(received)
      guard isBelow else { return SignedAmount(rest) }
      return SignedAmount(
        received.subtractingReportingOverflow(booked.amount).partialValue,
        isNegative: true
      )
    }
  }

  /// A transaction that was booked with another amount than it brought.
  public struct Difference: Sendable, Hashable {
    /// The transaction, and the log where entries name it.
    public let transaction: TransactionName
    /// The asset's identifier.
    public let asset: String
    /// What was booked, in base units.
    public let booked: UInt256
    /// What was received, in base units.
    public let received: UInt256

    /// Creates a difference.
    ///
    /// - Parameters:
    ///   - transaction: The transaction, and the log where entries name it.
    ///   - asset: The asset's identifier.
    ///   - booked: What was booked, in base units.
    ///   - received: What was received, in base units.
    public init(
      transaction: TransactionName,
      asset: String,
      booked: UInt256,
      received: UInt256
    ) {
      self.transaction = transaction
      self.asset = asset
      self.booked = booked
      self.received = received
    }
  }

  /// What is reconciled.
  public let terms: ReconciliationTerms
  /// The receipts by asset.
  public internal(set) var assets: [AssetFigures]
  /// The entries by stream, then by asset; those with entries alone.
  public internal(set) var streams: [StreamFigures] = []
  /// The entries of whose transaction nothing was received, in canonical order.
  public internal(set) var missing: [RevenueEntry] = []
  /// The transactions that were booked with another amount, in the order of their first entry.
  public internal(set) var differing: [Difference] = []
  /// The receipts that no entry names, in canonical order.
  public internal(set) var unexplained: [Receipt] = []

  /// Whether everything that names a transaction is as the chain has it, and everything received is booked.
  public var isComplete: Bool { missing.isEmpty && differing.isEmpty && unexplained.isEmpty }

  /// What does not agree, in one line.
  var differences: String {
    let parts = [
      ("not received", missing.map(\.reference)),
      ("received with another amount", differing.map { $0.transaction.transaction.description }),
      ("received and not booked", unexplained.map(\.reference)),
    ]
    return parts.filter { !$0.1.isEmpty }.map { fact, references in
      let named = references.prefix(5).joined(separator: ", ")
      return "\(fact): \(named)\(references.count > 5 ? " and \(references.count - 5) more" : "")"
    }.joined(separator: "; ")
  }
}
