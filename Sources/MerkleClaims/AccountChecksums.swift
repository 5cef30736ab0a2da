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
    // The digits of an account, eight a word, the first one in the highest byte.
    var digits: [UInt64] = []
    digits.reserveCapacity(5 * accounts.count)
    for account in accounts {
      let (_, head, middle, tail) = account.abiWords
      digits.append(Hex.digits(ofWord: UInt32(truncatingIfNeeded: head)))
      digits.append(Hex.digits(ofWord: UInt32(truncatingIfNeeded: middle &>> 32)))
      digits.append(Hex.digits(ofWord: UInt32(truncatingIfNeeded: middle)))
      digits.append(Hex.digits(ofWord: UInt32(truncatingIfNeeded: tail &>> 32)))
      digits.append(Hex.digits(ofWord: UInt32(truncatingIfNeeded: tail)))
    }
    let words = hashes(ofDigits: digits, count: accounts.count)
    for place in 0..<accounts.count {
      var mask: UInt64 = 0
      for index in 0..<5 {
        let word = words[4 * place + index / 2] &>> (index.isMultiple(of: 2) ? 32 : 0)
        let hash = Hex.digits(ofWord: UInt32(truncatingIfNeeded: word))
        // A letter has bit 6; a digit above seven is 8 or 9, which have bit 3, or a letter.
        let isLetter = digits[5 * place + index] &>> 6
        let isUpper = isLetter & (hash &>> 6 | hash &>> 3) & 0x0101_0101_0101_0101
        // Bit 0 of byte i to bit i.
        mask = mask &<< 8 | (isUpper &* 0x0102_0408_1020_4080) &>> 56
      }
      masks.append(mask)
    }
  }

  /// Hashes the texts of accounts, five words each.
  private static func hashes(ofDigits digits: [UInt64], count: Int) -> [UInt64] {
    let texts = digits.map { $0.bigEndian }
    return unsafe [UInt64](unsafeUninitializedCapacity: 4 * count) { words, initializedCount in
      initializedCount = 4 * count
      unsafe texts.withUnsafeBytes { texts in
        guard let message = texts.baseAddress, let digest = words.baseAddress else { return }
        unsafe KeccakBatch.fastest.hash(
          message,
          stride: 40,
          byteCount: 40,
          into: digest,
          count: count
        )
      }
    }
  }
}
