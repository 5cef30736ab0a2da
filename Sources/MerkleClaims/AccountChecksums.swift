public import EVMTypes
import Keccak
import Parallelism

/// EIP-55 checksums of many accounts at a time.
public enum AccountChecksums: Sendable {
  /// Which of the 40 digits of each account EIP-55 writes in upper case, the first digit in the highest of 40
  /// bits.
  ///
  /// - Source: EIP-55.
  /// - Parameter accounts: The accounts.
  /// - Returns: A mask an account.
  public static func upperCases(of accounts: [Address]) -> [UInt64] {
    ParallelRanges.map(of: accounts.count, minimum: 2048) { range in
      var masks: [UInt64] = []
      masks.reserveCapacity(range.count)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 128) {
        append(upperCasesOf: accounts[start..<min(start + 128, range.upperBound)], to: &masks)
      }
      return masks
    }.flatMap(\.self)
  }

  private static func append(upperCasesOf accounts: ArraySlice<Address>, to masks: inout [UInt64]) {
    var digits: [UInt8] = []
    digits.reserveCapacity(40 * accounts.count)
    for account in accounts { digits += Hex.digits(of: account.bytes) }
    var words = [UInt64](repeating: 0, count: 4 * accounts.count)
    unsafe digits.withUnsafeBytes { digits in
      unsafe words.withUnsafeMutableBufferPointer { words in
        guard let message = digits.baseAddress, let digest = words.baseAddress else { return }
        unsafe KeccakBatch.fastest.hash(
          message,
          stride: 40,
          byteCount: 40,
          into: digest,
          count: accounts.count
        )
      }
    }
    for place in 0..<accounts.count {
      var mask: UInt64 = 0
      for index in 0..<40 {
        let nibble = words[4 * place + index / 16] >> UInt64(60 - 4 * (index % 16)) & 15
        let isLetter = digits[40 * place + index] >= UInt8(ascii: "a")
        mask = mask << 1 | (nibble >= 8 && isLetter ? 1 : 0)
      }
      masks.append(mask)
    }
  }
}
