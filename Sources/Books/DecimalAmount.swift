import EVMTypes

/// How a ledger's column writes amounts.
struct DecimalAmount {
  /// How many decimals a whole token has.
  let decimals: Int
  /// The token's short name, for messages.
  let symbol: String
  /// Whether the column counts base units.
  let isBaseUnits: Bool
  /// Whether `1,250.5` is allowed.
  let allowsSeparators: Bool
  /// Whether an amount may be negative.
  let allowsNegative: Bool

  /// Reads an amount in base units.
  ///
  /// - Throws: ``TextFact``: what is wrong, and what to do.
  func amount(_ text: String) throws(TextFact) -> SignedAmount {
    var bytes = [UInt8](text.utf8)[...]
    guard let first = bytes.first else { throw "the amount is missing" }
    if first == UInt8(ascii: "+") { throw "an amount has no plus sign; remove it" }
    let isNegative = first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    if bytes.contains(where: { $0 | 32 == UInt8(ascii: "e") }), bytes.contains(where: isDigit) {
      throw "an amount has no exponent; write it out in digits"
    }
    let magnitude = try magnitude(bytes)
    if isNegative && !allowsNegative { throw "an amount must not be negative here" }
    return SignedAmount(magnitude, isNegative: isNegative)
  }

  private func magnitude(_ bytes: ArraySlice<UInt8>) throws(TextFact) -> UInt256 {
    let parts = bytes.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let whole = try wholeDigits(parts[0])
    let fraction = parts.count == 2 ? parts[1] : []
    guard parts.count == 1 || !fraction.isEmpty, fraction.allSatisfy(isDigit) else {
      throw "not an amount; write it as 1250.5"
    }
    guard !isBaseUnits || parts.count == 1 else {
      throw "base units have no decimals; remove them, or the unit from the mapping"
    }
    let places = isBaseUnits ? 0 : decimals
    guard fraction.count <= places else {
      throw TextFact(
        "\(fraction.count) decimals, but \(symbol) has \(decimals); round it in the ledger"
      )
    }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: places - fraction.count)
    guard let amount = UInt256(digits: whole + Array(fraction) + zeros, after: .zero) else {
      throw "the amount does not fit in 256 bits"
    }
    return amount
  }

  private func wholeDigits(_ bytes: ArraySlice<UInt8>) throws(TextFact) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: ",")) else {
      guard !bytes.isEmpty, bytes.allSatisfy(isDigit) else {
        throw "not an amount; write it as 1250.5"
      }
      return Array(bytes)
    }
    guard allowsSeparators else {
      throw "a comma; remove it, or set separators: true in the ledger's mapping"
    }
    let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { throw "separators that do not stand after every third digit" }
    return groups.flatMap { $0 }
  }
}

/// What is wrong with a text, and what to do.
struct TextFact: Error, ExpressibleByStringLiteral {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  init(stringLiteral text: String) {
    self.text = text
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
