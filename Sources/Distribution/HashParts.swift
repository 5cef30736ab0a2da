/// Hashes divided by their lowest bits into parts that the processor keeps close, to find those that are there twice.
@safe
struct HashParts: ~Copyable {
  /// How many of the bits after those are marked while a part is looked through.
  private static let markedBits: UInt64 = 18

  private let parts: UnsafeMutablePointer<UInt64>
  /// How many bits divide them.
  private let partBits: UInt64
  private let room: Int
  /// How many hashes are in each part.
  private let counts: UnsafeMutablePointer<Int>
  /// What its part had no room for: many hashes are equal then.
  private var rest: [UInt64] = []

  /// Makes room for about as many hashes.
  init(count: Int) {
    // Some ten thousand in each.
    self.partBits = UInt64(max(0, count.bitWidth - (count >> 13).leadingZeroBitCount))
    unsafe self.counts = .allocate(capacity: 1 << Int(partBits))
    unsafe self.counts.initialize(repeating: 0, count: 1 << Int(partBits))
    self.room = (count >> Int(partBits)) * 9 / 8 + 256
    unsafe self.parts = .allocate(capacity: room << Int(partBits))
  }

  deinit {
    unsafe parts.deallocate()
    unsafe counts.deallocate()
  }

  @inline(__always)
  mutating func append(_ hash: UInt64) {
    let part = Int(hash & (1 &<< partBits &- 1))
    let count = unsafe counts[part]
    guard count < room else { return rest.append(hash) }
    unsafe parts[part &* room &+ count] = hash
    unsafe counts[part] = count &+ 1
  }

  /// The hashes that are there more than once.
  consuming func repeated() -> Set<UInt64> {
    let indices = 0..<1 << Int(partBits)
    guard rest.isEmpty else {
      return Self.repeated(in: indices.flatMap { unsafe Array(part($0)) } + rest)
    }
    var repeated: Set<UInt64> = []
    var marks = [UInt64](repeating: 0, count: 1 << Int(Self.markedBits - 6))
    for index in indices where unsafe counts[index] > 1 {
      let part = unsafe part(index)
      for place in marks.indices { marks[place] = 0 }
      let again = unsafe part.filter { Self.mark($0 >> partBits, in: &marks) }
      guard !again.isEmpty else { continue }
      for place in marks.indices { marks[place] = 0 }
      for hash in again { _ = Self.mark(hash >> partBits, in: &marks) }
      unsafe repeated.formUnion(
        Self.repeated(in: part.filter { Self.isMarked($0 >> partBits, in: marks) })
      )
    }
    return repeated
  }

  private func part(_ index: Int) -> UnsafeBufferPointer<UInt64> {
    unsafe UnsafeBufferPointer(start: parts + index * room, count: counts[index])
  }

  /// Marks the lowest bits of a hash; gives whether they were marked.
  private static func mark(_ hash: UInt64, in marks: inout [UInt64]) -> Bool {
    let place = Int(hash & (1 << markedBits - 1))
    let bit: UInt64 = 1 << UInt64(place & 63)
    let isMarked = marks[place >> 6] & bit != 0
    marks[place >> 6] |= bit
    return isMarked
  }

  private static func isMarked(_ hash: UInt64, in marks: [UInt64]) -> Bool {
    let place = Int(hash & (1 << markedBits - 1))
    return marks[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  private static func repeated(in hashes: [UInt64]) -> Set<UInt64> {
    let sorted = hashes.sorted()
    return Set(zip(sorted, sorted.dropFirst()).filter(==).map(\.0))
  }
}
