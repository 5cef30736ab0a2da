import EVMTypes

extension BallotSelection: CustomStringConvertible {
  /// The selection as published tables have it: `2`, or `1:3|3:1.5` for weights, by the numbers of choices.
  public var description: String {
    switch self {
    case .choice(let number): "\(number)"
    case .weighted(let weights):
      weights.sorted { $0.choice < $1.choice }.map { "\($0.choice):\($0.weight)" }
        .joined(separator: "|")
    }
  }

  /// Reads the text of a published table.
  ///
  /// Gives `nil` for any other text than ``description`` gives, such as choices that are not in order.
  ///
  /// - Parameter text: The text.
  public init?(text: String) {
    if let number = Self.number(text.utf8) {
      self = .choice(number)
      return
    }
    var weights: [ChoiceWeight] = []
    for item in text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
      let parts = item.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard parts.count == 2, let choice = Self.number(parts[0]),
        choice > weights.last?.choice ?? 0,
        let weight = ExactDecimal(canonical: String(decoding: parts[1], as: UTF8.self))
      else { return nil }
      weights.append(ChoiceWeight(choice: choice, weight: weight))
    }
    self = .weighted(weights)
  }

  /// A choice's number: digits of a number from 1, without superfluous zeros.
  ///
  /// - Parameter digits: The digits.
  /// - Returns: The number; `nil` for any other text, and above 2³¹ - 1.
  public static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard let number = UInt256(decimal: digits)?.asUInt64, number >= 1, number <= 0x7FFF_FFFF
    else { return nil }
    return Int(number)
  }
}
