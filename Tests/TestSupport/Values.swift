public import Distribution
public import EVMTypes

extension UInt256 {
  /// Reads hexadecimal digits; a wrong text is a fault of the test.
  ///
  /// - Parameter text: 1 to 64 digits without prefix.
  public init(hex text: some StringProtocol) {
    let padding = String(repeating: "0", count: Swift.max(0, 64 - text.utf8.count))
    guard let digest = Digest(text: ("0x" + padding + text).utf8) else {
      preconditionFailure("not a 256-bit number: \(text)")
    }
    self.init(bigEndianWords: digest.bigEndianWords)
  }

  /// Reads decimal digits; a wrong text is a fault of the test.
  ///
  /// - Parameter text: The digits.
  public init(_ text: String) {
    guard let value = UInt256(decimal: text.utf8) else {
      preconditionFailure("not a 256-bit number: \(text)")
    }
    self = value
  }
}

extension Timestamp {
  /// Takes Unix seconds; a wrong number is a fault of the test.
  ///
  /// - Parameter unixSeconds: The seconds.
  public init(_ unixSeconds: Int) {
    guard let time = Timestamp(unixSeconds: UInt64(unixSeconds)) else {
      preconditionFailure("not a time: \(unixSeconds)")
    }
    self = time
  }
}

extension Address {
  /// An account of one byte twenty times.
  ///
  /// - Parameter byte: The byte.
  public init(repeating byte: UInt8) {
    guard let account = Address(bytes: [UInt8](repeating: byte, count: 20)) else {
      preconditionFailure("20 bytes are an account")
    }
    self = account
  }
}
