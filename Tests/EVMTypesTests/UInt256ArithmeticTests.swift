import EVMTypes
import TestSupport
import Testing

@Suite struct UInt256ArithmeticTests {
  /// A row of uint256-arithmetic.txt: two numbers and what Python makes of them.
  struct Vector {
    let left: UInt256
    let right: UInt256
    let product: (high: UInt256, low: UInt256)
    let sum: (high: UInt256, low: UInt256)
    let distance: UInt256

    init(_ row: [String]) {
      self.left = UInt256(hex: row[0])
      self.right = UInt256(hex: row[1])
      self.product = wide(row[2])
      self.sum = wide(row[3])
      self.distance = UInt256(hex: row[4])
    }
  }

  static func vectors() throws -> [Vector] {
    let vectors = try TestFile.rows("Fixtures/vectors/uint256-arithmetic.txt").map(Vector.init)
    #expect(vectors.count == 404)
    return vectors
  }

  @Test func sumsOrOverflow() throws {
    for vector in try Self.vectors() {
      let (sum, overflow) = vector.left.addingReportingOverflow(vector.right)
      #expect(sum == vector.sum.low)
      #expect(overflow == !vector.sum.high.isZero)
      #expect((try? vector.left.adding(vector.right)) == (overflow ? nil : vector.sum.low))
    }
  }

  @Test func differencesOrOverflow() throws {
    for vector in try Self.vectors() {
      let (large, small) = (max(vector.left, vector.right), min(vector.left, vector.right))
      #expect(try large.subtracting(small) == vector.distance)
      #expect(small.subtractingReportingOverflow(large).overflow == (small != large))
    }
  }

  @Test func productsOrOverflow() throws {
    for vector in try Self.vectors() {
      let (high, low) = vector.left.multipliedFullWidth(by: vector.right)
      #expect((high, low) == vector.product)
      let fits = vector.product.high.isZero
      #expect((try? vector.left.multiplied(by: vector.right)) == (fits ? low : nil))
    }
  }

  @Test func wrappedPartialValues() {
    #expect(UInt256.max.addingReportingOverflow(1) == (.zero, true))
    #expect(UInt256.zero.subtractingReportingOverflow(1) == (.max, true))
  }

  @Test func overflowThrows() {
    #expect(throws: AmountOverflow()) { try UInt256.max.adding(1) }
    #expect(throws: AmountOverflow()) { try UInt256.zero.subtracting(1) }
    #expect(throws: AmountOverflow()) { try UInt256.max.multiplied(by: 2) }
  }

  @Test("Every digit counts in the order of numbers", arguments: 0..<4)
  func order(digit: Int) {
    let smaller = UInt256(hex: "1" + String(repeating: "0", count: 16 * digit))
    let larger = UInt256(hex: "2" + String(repeating: "0", count: 16 * digit))
    let below = UInt256(hex: "1" + String(repeating: "f", count: 16 * digit))
    #expect(smaller < larger && !(larger < smaller) && !(smaller < smaller))
    #expect(below < larger && !(larger < below))
  }

  @Test func everyDivisionVector() throws {
    let rows = try TestFile.rows("Fixtures/vectors/uint256-division.txt")
    #expect(rows.count > 2_000)
    for row in rows {
      let dividend = wide(row[0])
      let result = UInt256.dividing(
        high: dividend.high,
        low: dividend.low,
        by: UInt256(hex: row[1])
      )
      #expect(result?.quotient == UInt256(hex: row[2]), "\(row[0]) / \(row[1])")
      #expect(result?.remainder == UInt256(hex: row[3]), "\(row[0]) % \(row[1])")
    }
  }

  @Test(
    "The middle of two numbers is rounded down, also where their sum passes 2^256",
    arguments: [
      ("0", "0", "0"), ("0", "1", "0"), ("1", "2", "1"), ("1", "3", "2"),
      ("0", "1" + zeros(16), "8" + zeros(15)), ("0", "1" + zeros(48), "8" + zeros(47)),
      (ones, ones, ones), (ones, "0", "7" + String(repeating: "f", count: 63)),
      (ones, "1", "8" + zeros(63)),
    ]
  )
  func middle(first: String, second: String, middle: String) {
    let (first, second) = (UInt256(hex: first), UInt256(hex: second))
    #expect(first.middle(to: second) == UInt256(hex: middle))
    #expect(second.middle(to: first) == UInt256(hex: middle))
  }

  @Test(
    "A quotient of 2^256 or more, or by zero, is none",
    arguments: [
      (UInt256.zero, UInt256.zero), (1, 0), (1, 1), (5, 5), (.max, .max), (.max, 1),
    ] as [(UInt256, UInt256)]
  )
  func noQuotient(high: UInt256, divisor: UInt256) {
    #expect(UInt256.dividing(high: high, low: 7, by: divisor) == nil)
  }

  @Test func divisionWithin256Bits() {
    #expect(UInt256.max.quotientAndRemainder(dividingBy: .max)?.quotient == 1)
    #expect(UInt256(100).quotientAndRemainder(dividingBy: 7)?.quotient == 14)
    #expect(UInt256(100).quotientAndRemainder(dividingBy: 7)?.remainder == 2)
    #expect(UInt256(100).quotientAndRemainder(dividingBy: 0) == nil)
  }
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
private let ones = String(repeating: "f", count: 64)

private func wide(_ hex: String) -> (high: UInt256, low: UInt256) {
  (UInt256(hex: hex.dropLast(64)), UInt256(hex: hex.suffix(64)))
}
