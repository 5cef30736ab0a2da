import EVMTypes
import MerkleClaims

/// Values of options that several commands about trees take.
enum FormatOptions {
  static func format(_ name: String) throws(CommandFailure) -> TreeFormat {
    guard let preset = TreeFormat.readable.first(where: { $0.name == name }) else {
      let names = TreeFormat.readable.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "revshare: no format \(name); there are \(names)")
    }
    return preset
  }

  static func root(_ text: String) throws(CommandFailure) -> Digest {
    // Formats with nodes of 16 bytes have roots of as many.
    let padded = text.utf8.count == 34 ? text + String(repeating: "0", count: 32) : text
    guard let digest = Digest(text: padded.utf8) else {
      throw CommandFailure(.usage, "revshare: --root takes 0x and 64 hexadecimal digits, or 32")
    }
    return digest
  }

  static func decimals(_ decimals: Int?) throws(CommandFailure) -> Int? {
    guard let decimals else { return nil }
    guard (0...77).contains(decimals) else {
      throw CommandFailure(.usage, "revshare: --decimals takes a number from 0 to 77")
    }
    return decimals
  }
}
