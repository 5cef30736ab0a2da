import ClaimVerifier
public import EVMTypes

extension LeafForm {
  /// A leaf's hash.
  ///
  /// - Parameters:
  ///   - columns: The claims, with every field that the leaf needs.
  ///   - row: The claim.
  /// - Returns: The hash.
  public func hash(of columns: ClaimColumns, at row: Int) -> Digest {
    guard hashCount > 0 else { return columns.hashes[row] }
    let bytes = bytes(of: columns, at: row)
    return hashCount == 2 ? StandardLeaf.hash(encoding: bytes) : Digest(keccak256Of: bytes)
  }

  /// A leaf's bytes before hashing.
  ///
  /// - Parameters:
  ///   - columns: The claims, with every field that the leaf needs.
  ///   - row: The claim.
  /// - Returns: The bytes.
  public func bytes(of columns: ClaimColumns, at row: Int) -> [UInt8] {
    guard let byteCount = byteCount(in: columns) else { return text(of: columns, at: row) }
    return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      if let base = buffer.baseAddress {
        unsafe write(columns, row..<row + 1, to: base, stride: byteCount)
      }
      count = byteCount
    }
  }

  private func text(of columns: ClaimColumns, at row: Int) -> [UInt8] {
    var text: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { text.append(UInt8(ascii: " ")) }
      switch field {
      case .account: append(columns.accounts[row], to: &text)
      case .token: append(columns.tokens[row], to: &text)
      case .beneficiary: append(columns.beneficiaries[row], to: &text)
      case .index: text += columns.indexes[row].decimalDigits
      case .number: text += columns.numbers[row].decimalDigits
      case .amount(let place): text += columns.amounts[place][row].decimalDigits
      case .hash: text += columns.hashes[row].description.utf8
      case .prefix, .salt: preconditionFailure("text has no bytes that are no characters")
      }
    }
    return text
  }

  private func append(_ account: Address, to text: inout [UInt8]) {
    text += "0x".utf8
    text += Hex.digits(of: account.bytes)
  }

  /// Writes the bytes of several claims, field by field.
  @unsafe
  func write(
    _ columns: ClaimColumns,
    _ rows: Range<Int>,
    to base: UnsafeMutableRawPointer,
    stride: Int
  ) {
    var place = unsafe base
    for field in fields {
      switch field {
      case .prefix(let byte):
        for row in 0..<rows.count {
          unsafe place.storeBytes(of: byte, toByteOffset: row * stride, as: UInt8.self)
        }
      case .index: unsafe write(columns.indexes, rows, to: place, stride)
      case .number: unsafe write(columns.numbers, rows, to: place, stride)
      case .amount(let column): unsafe write(columns.amounts[column], rows, to: place, stride)
      case .account: unsafe write(columns.accounts, rows, to: place, stride)
      case .token: unsafe write(columns.tokens, rows, to: place, stride)
      case .beneficiary: unsafe write(columns.beneficiaries, rows, to: place, stride)
      case .hash:
        for (offset, row) in rows.enumerated() {
          unsafe store(columns.hashes[row].bigEndianWords, to: place + offset * stride)
        }
      case .salt where columns.salts.isEmpty: break
      case .salt:
        for (offset, row) in rows.enumerated() {
          let target = unsafe UnsafeMutableRawBufferPointer(
            start: place + offset * stride,
            count: columns.salts[row].count
          )
          unsafe target.copyBytes(from: columns.salts[row])
        }
      }
      unsafe place += width(of: field, in: columns)
    }
  }

  private func write(
    _ numbers: [UInt256],
    _ rows: Range<Int>,
    to place: UnsafeMutableRawPointer,
    _ stride: Int
  ) {
    for (offset, row) in rows.enumerated() {
      unsafe store(numbers[row].bigEndianWords, to: place + offset * stride)
    }
  }

  private func write(
    _ accounts: [Address],
    _ rows: Range<Int>,
    to place: UnsafeMutableRawPointer,
    _ stride: Int
  ) {
    let isWord = encoding == .abi
    for (offset, row) in rows.enumerated() {
      let words = accounts[row].abiWords
      let target = unsafe place + offset * stride
      if isWord {
        unsafe store(words, to: target)
      } else {
        unsafe target.storeBytes(
          of: UInt32(truncatingIfNeeded: words.1).bigEndian,
          as: UInt32.self
        )
        unsafe target.storeBytes(of: words.2.bigEndian, toByteOffset: 4, as: UInt64.self)
        unsafe target.storeBytes(of: words.3.bigEndian, toByteOffset: 12, as: UInt64.self)
      }
    }
  }

  @inline(__always)
  private func store(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    to target: UnsafeMutableRawPointer
  ) {
    unsafe target.storeBytes(of: words.0.bigEndian, as: UInt64.self)
    unsafe target.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    unsafe target.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
    unsafe target.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
  }
}
