public import EVMTypes

extension Adjustment {
  /// The reference of the row that a published correction gives a holder.
  ///
  /// - Source: docs/specification.md, section 14.
  /// - Parameters:
  ///   - correction: What names the correction, such as `4.1`.
  ///   - asset: The payout asset's identifier.
  ///   - account: The holder.
  /// - Returns: The three with `/` between them.
  public static func reference(
    ofCorrection correction: String,
    asset: String,
    account: Address
  ) -> String {
    "\(correction)/\(asset)/\(account)"
  }

  /// Whether the reference is one that corrections give their rows: it begins with two numbers, a point between them,
  /// and has three parts.
  public var isOfCorrection: Bool {
    let parts = reference.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 3 && numbers.count == 2
      && numbers.allSatisfy { number in
        !number.isEmpty && number.allSatisfy { (0x30...0x39).contains($0) }
      }
  }
}
