import EVMTypes

/// Amounts one after the other, in 16 bytes each as long as all are below 2¹²⁸.
struct AmountColumn: Sendable {
  private var narrow: [UInt128] = []
  /// All of them, once one is 2¹²⁸ or more.
  private var wide: [UInt256] = []

  var count: Int { wide.isEmpty ? narrow.count : wide.count }

  subscript(place: Int) -> UInt256 {
    wide.isEmpty ? UInt256(low128: narrow[place]) : wide[place]
  }

  /// Makes room for so many narrow amounts.
  mutating func reserveCapacity(_ count: Int) { narrow.reserveCapacity(count) }

  mutating func append(_ amount: UInt256) {
    if wide.isEmpty, let low = amount.low128 { return narrow.append(low) }
    widen()
    wide.append(amount)
  }

  mutating func append(contentsOf other: AmountColumn) {
    if wide.isEmpty, other.wide.isEmpty {
      narrow += other.narrow
    } else {
      for place in 0..<other.count { append(other[place]) }
    }
  }

  private mutating func widen() {
    guard wide.isEmpty else { return }
    wide = narrow.map(UInt256.init(low128:))
    narrow = []
  }
}
