public import EVMTypes

/// An equation between figures of an epoch that holds to the last base unit.
public struct Identity: Sendable, Hashable {
  /// A figure with its name; negative when it is taken off.
  public struct Term: Sendable, Hashable {
    /// The figure's name, such as `allocated`.
    public let name: String
    /// The figure, in base units of the payout asset.
    public let amount: SignedAmount

    /// Whether the figure is taken off, so that its amount has the other sign.
    public var isTakenOff: Bool { ["deficitIn", "deficitOut", "before"].contains(name) }

    /// Creates a term.
    ///
    /// - Parameters:
    ///   - name: The figure's name.
    ///   - amount: The figure, in base units of the payout asset.
    public init(_ name: String, _ amount: SignedAmount) {
      self.name = name
      self.amount = amount
    }

    /// Creates a term that is added.
    ///
    /// - Parameters:
    ///   - name: The figure's name.
    ///   - amount: The figure, in base units of the payout asset.
    public init(_ name: String, _ amount: UInt256) {
      self.init(name, SignedAmount(amount))
    }
  }

  /// The identity's name, such as `pool`.
  public let name: String
  /// The terms of the left side.
  public let left: [Term]
  /// The terms of the right side.
  public let right: [Term]
  /// The sum of the left side.
  public let leftTotal: SignedAmount
  /// The sum of the right side.
  public let rightTotal: SignedAmount

  /// Whether both sides are equal.
  public var holds: Bool { leftTotal == rightTotal }

  /// Creates an identity and adds up its sides.
  ///
  /// - Parameters:
  ///   - name: The identity's name.
  ///   - left: The terms of the left side.
  ///   - right: The terms of the right side.
  /// - Throws: `AmountOverflow` when a side does not fit.
  public init(_ name: String, left: [Term], right: [Term]) throws(AmountOverflow) {
    var leftTotal = SignedAmount.zero
    for term in left { leftTotal = try leftTotal.adding(term.amount) }
    var rightTotal = SignedAmount.zero
    for term in right { rightTotal = try rightTotal.adding(term.amount) }
    self.name = name
    self.left = left
    self.right = right
    self.leftTotal = leftTotal
    self.rightTotal = rightTotal
  }
}
