import Keccak

/// Room for two nodes of the sum tree, in which they become one.
///
/// A node is hash, weight, share and paid, four big-endian words each: what its parent hashes, in that order. All work
/// is loops over the words in place, which the page's verifier has room for.
///
/// - Source: docs/specification.md, section 4.1.
public struct SumStep: Sendable {
  /// The left node, then the right one.
  public var words: InlineArray<32, UInt64>

  /// Starts with zeros.
  public init() {
    self.words = InlineArray(repeating: 0)
  }

  /// Makes the left node that of a holder, whose account, as an ABI word, stands where its hash goes, with the sums
  /// behind it.
  ///
  /// - Parameter index: The row's place among all holders, from 0.
  public mutating func hashRow(at index: UInt64) {
    var message = Keccak256()
    message.update(0)
    message.update(bigEndian: index)
    // Of an ABI word the last 20 bytes are the account.
    for place in 4..<8 {
      message.update(UInt8(truncatingIfNeeded: words[1] &>> UInt64(56 - 8 * place)))
    }
    hash(message, and: 2..<16)
  }

  /// Makes the left node the parent of both.
  ///
  /// Hashes the sums of both, not their total alone: else whoever makes the tree could show each holder another
  /// split of one total.
  ///
  /// - Returns: Whether every sum is below 2²⁵⁶; else this is no node.
  public mutating func join() -> Bool {
    var message = Keccak256()
    message.update(1)
    hash(message, and: 0..<32)
    var carry: UInt64 = 0
    for place in (4..<16).reversed() {
      let (sum, isOver) = words[place].addingReportingOverflow(words[place + 16])
      let (total, isOverAgain) = sum.addingReportingOverflow(carry)
      words[place] = total
      carry = isOver || isOverAgain ? 1 : 0
      // The highest word of a sum.
      if place & 3 == 0 && carry != 0 { return false }
    }
    return true
  }

  @inline(never)
  private mutating func hash(_ start: consuming Keccak256, and places: Range<Int>) {
    for place in places { start.update(bigEndian: words[place]) }
    let digest = start.finalize()
    words[0] = digest.0
    words[1] = digest.1
    words[2] = digest.2
    words[3] = digest.3
  }
}
