import CWebRuntime
import ClaimVerifier
import EVMTypes
import Keccak

// The page's side is `templates/assets/claim-verifier.js`. Each function takes its arguments from the start of
// one shared region and leaves its result there; numbers are 32-byte big-endian words.

/// The address of the shared region of 16,384 bytes.
@_expose(wasm, "buffer")
@_cdecl("buffer")
public func buffer() -> UnsafeMutableRawPointer {
  unsafe UnsafeMutableRawPointer(web_memory())
}

/// account, token, index, amount (128 bytes) -> leaf hash (32 bytes).
///
/// - Parameter preset: The preset's number.
/// - Returns: 1, or 0 when there is no such preset or index.
@_expose(wasm, "leaf")
@_cdecl("leaf")
public func leaf(_ preset: Int32) -> Int32 {
  let region = Region()
  guard let preset = TreePreset(number: preset),
    let account = Address(abiWords: region.words(at: 0)),
    let leaf = ClaimLeaf(preset, token: Address(abiWords: region.words(at: 32))),
    let index = UInt256(bigEndianWords: region.words(at: 64)).asUInt64
  else { return 0 }
  let amount = UInt256(bigEndianWords: region.words(at: 96))
  region.write(leaf.hash(index: index, account: account, amount: amount).bigEndianWords, at: 0)
  return 1
}

/// How many siblings lead from a leaf to the root.
///
/// - Parameters:
///   - preset: The preset's number.
///   - position: The leaf's position, from 0.
///   - count: How many leaves the tree has.
/// - Returns: The count, or -1 when there is no such leaf.
@_expose(wasm, "proof_length")
@_cdecl("proof_length")
public func proofLength(_ preset: Int32, _ position: Int32, _ count: Int32) -> Int32 {
  let length = TreePreset(number: preset)?.proofLength(ofLeaf: Int(position), in: Int(count))
  return Int32(length ?? -1)
}

extension TreePreset {
  fileprivate init?(number: Int32) {
    guard let number = UInt8(exactly: number) else { return nil }
    self.init(rawValue: number)
  }
}

/// Two nodes (64 bytes) -> their parent (32 bytes).
@_expose(wasm, "parent")
@_cdecl("parent")
public func parent() {
  let region = Region()
  let first = Digest(bigEndianWords: region.words(at: 0))
  let second = Digest(bigEndianWords: region.words(at: 32))
  region.write(ProofFold.parent(of: first, and: second).bigEndianWords, at: 0)
}

/// allocation, weight, total weight (96 bytes) -> share (32 bytes).
///
/// - Returns: 1, or 0 when there is no share.
@_expose(wasm, "share")
@_cdecl("share")
public func share() -> Int32 {
  let region = Region()
  let share = ShareFormula.share(
    of: UInt256(bigEndianWords: region.words(at: 0)),
    weight: UInt256(bigEndianWords: region.words(at: 32)),
    totalWeight: UInt256(bigEndianWords: region.words(at: 64))
  )
  guard let share else { return 0 }
  region.write(share.bigEndianWords, at: 0)
  return 1
}

/// account, weight, share, paid (128 bytes) -> the holder's node: hash, weight, share, paid (128 bytes).
///
/// - Parameter index: The row's place among all holders, from 0.
@_expose(wasm, "sum_leaf")
@_cdecl("sum_leaf")
public func sumLeaf(_ index: UInt32) {
  let region = Region()
  var step = region.sumStep
  step.hashRow(at: UInt64(index))
  region.write(step)
}

/// The left and the right node (256 bytes) -> their parent (128 bytes).
///
/// - Returns: 1, or 0 when a sum does not fit in 256 bits.
@_expose(wasm, "sum_parent")
@_cdecl("sum_parent")
public func sumParent() -> Int32 {
  let region = Region()
  var step = region.sumStep
  guard step.join() else { return 0 }
  region.write(step)
  return 1
}

/// A total and `count` weights (32 bytes each) -> `count` parts (32 bytes each).
///
/// - Parameter count: How many weights, from 1 to 510.
/// - Returns: 1, or 0 when it cannot be split.
@_expose(wasm, "split")
@_cdecl("split")
public func split(_ count: Int32) -> Int32 {
  let region = Region()
  guard count > 0, count <= 510 else { return 0 }
  let total = UInt256(bigEndianWords: region.words(at: 0))
  let room = unsafe region.numbers(inRoom: 0, count: Int(count))
  var parts = unsafe room.mutableSpan
  for index in parts.indices {
    parts[index] = UInt256(bigEndianWords: region.words(at: 32 * index + 32))
  }
  let otherRoom = unsafe region.numbers(inRoom: 1, count: Int(count))
  var remainders = unsafe otherRoom.mutableSpan
  guard LargestRemainder.split(total, by: &parts, remainders: &remainders) else { return 0 }
  for index in parts.indices {
    region.write(parts[index].bigEndianWords, at: 32 * index)
  }
  return 1
}

/// `length` bytes -> their keccak-256 digest (32 bytes).
///
/// - Parameter length: How many bytes, from 0 to 16,384.
@_expose(wasm, "keccak")
@_cdecl("keccak")
public func keccak(_ length: Int32) {
  let region = Region()
  guard length >= 0, length <= 16_384 else { return }
  var hash = Keccak256()
  for place in 0..<Int(length) { hash.update(region.byte(at: place)) }
  region.write(hash.finalize(), at: 0)
}
