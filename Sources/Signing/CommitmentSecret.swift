import EVMTypes

/// The publisher's secret that the salts of private values come from.
///
/// It is never printed: also what describes it for an error or a debugger is a fixed text.
///
/// - Source: docs/specification.md, section 11.
public struct CommitmentSecret: Sendable {
  private let bytes: [UInt8]

  /// How many bytes it has.
  public static let byteCount = 32
  /// What the message of a salt begins with, so that the secret cannot be used for anything else.
  private static let purpose = "revshare-commitment-v1"

  /// Makes one at random.
  ///
  /// - Parameter generator: Where its bytes come from; must be fit for keys, as the system's own is.
  public init(using generator: inout some RandomNumberGenerator) {
    self.bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator)
    }
  }

  /// Reads its file.
  ///
  /// Gives `nil` for anything but 64 lower-case hexadecimal digits, with or without a line feed at the end.
  ///
  /// - Parameter file: The file's bytes.
  public init?(parsing file: [UInt8]) {
    let digits = file.last == UInt8(ascii: "\n") ? file.dropLast() : file[...]
    guard digits.count == 2 * Self.byteCount,
      !digits.contains(where: { (0x41...0x5A).contains($0) }), let bytes = Hex.bytes(of: digits)
    else { return nil }
    self.bytes = bytes
  }

  /// What its file holds.
  public var fileBytes: [UInt8] { Hex.digits(of: bytes) + [UInt8(ascii: "\n")] }

  /// The salt of one value.
  ///
  /// - Parameters:
  ///   - table: The published table, such as `revenue`.
  ///   - row: What names the row in the table; for a row with a reference, that reference.
  ///   - column: The published column, such as `note`.
  /// - Returns: 32 bytes.
  public func salt(table: String, row: some Collection<UInt8>, column: String) -> [UInt8] {
    var message: [UInt8] = []
    message.append(lengthAndBytesOf: Self.purpose.utf8)
    message.append(lengthAndBytesOf: table.utf8)
    message.append(lengthAndBytesOf: row)
    message.append(lengthAndBytesOf: column.utf8)
    return HMACSHA256.code(of: message, key: bytes)
  }
}

extension CommitmentSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// A fixed text.
  public var description: String { "(secret)" }
  /// A fixed text.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
