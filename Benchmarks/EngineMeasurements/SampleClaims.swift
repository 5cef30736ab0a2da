import EVMTypes
import Glibc
import MerkleClaims

/// Claims to measure with: the same ones in each run, in the order of their accounts.
enum SampleClaims {
  /// Claims of accounts that are spread evenly, with amounts below 2⁸⁰ base units.
  static func columns(count: Int) -> ClaimColumns {
    var columns = ClaimColumns(count: count)
    columns.accounts.reserveCapacity(count)
    columns.amounts = [[]]
    columns.amounts[0].reserveCapacity(count)
    var state: UInt64 = 20_240_601
    let step = UInt64.max / UInt64(count)
    for index in 0..<count {
      let head = UInt64(index) * step + next(&state) % step
      let words = [head, next(&state), next(&state)]
      let bytes = words.flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
      }
      guard let account = Address(bytes: bytes[..<20]) else {
        fatalError("an account has 20 bytes")
      }
      columns.accounts.append(account)
      let high = next(&state) >> 48
      columns.amounts[0].append(UInt256(bigEndianWords: (0, 0, high, next(&state))))
    }
    return columns
  }

  /// Writes claims as a table of accounts in lower case and decimal amounts.
  static func write(count: Int, to file: String) {
    let columns = columns(count: count)
    guard let output = unsafe fopen(file, "w") else { fatalError("cannot write \(file)") }
    var text: [UInt8] = Array("account,amount\n".utf8)
    for row in 0..<count {
      text += "0x".utf8
      text += Hex.digits(of: columns.accounts[row].bytes)
      text.append(UInt8(ascii: ","))
      text += columns.amounts[0][row].decimalDigits
      text.append(UInt8(ascii: "\n"))
      guard text.count > 1 << 20 || row == count - 1 else { continue }
      guard unsafe fwrite(text, 1, text.count, output) == text.count else {
        fatalError("cannot write \(file)")
      }
      text.removeAll(keepingCapacity: true)
    }
    guard unsafe fclose(output) == 0 else { fatalError("cannot write \(file)") }
  }

  /// SplitMix64.
  ///
  /// - Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
