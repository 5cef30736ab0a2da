import Parallelism

/// A document that is made in chunks while it is written, so that it needs no memory of its size.
public struct ChunkedText: Sendable {
  /// A part of the document.
  public enum Part: Sendable {
    /// Text as it stands.
    case text(String)
    /// Items with something between them.
    case items(count: Int, separator: String, @Sendable (Int, inout TextBytes) -> Void)
    /// Rows, each with the end of its line; some of them, one after the other, are made together.
    case rows(count: Int, @Sendable (Range<Int>, inout TextBytes) -> Void)
    /// A document in a JSON text.
    case nested([Part])
  }

  private let parts: [Part]

  /// Creates a document.
  ///
  /// - Parameter parts: Its parts.
  public init(parts: [Part]) {
    self.parts = parts
  }

  /// Calls a function with the document's chunks, in order.
  ///
  /// Several chunks are made at the same time, while others are taken.
  ///
  /// - Parameter write: Takes a chunk, and how many items or rows it has; called on any thread, by one at a time.
  /// - Throws: What the function throws.
  public func forEachChunk<E: Error>(
    _ write: (_ chunk: [UInt8], _ rowCount: Int) throws(E) -> Void
  ) throws(E) {
    try Self.forEachChunk(of: parts, isNested: false, write)
  }

  /// How many items and rows it has.
  public var rowCount: Int { Self.rowCount(of: parts) }

  private static func rowCount(of parts: [Part]) -> Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .text: sum
      case .items(let count, _, _), .rows(let count, _): sum + count
      case .nested(let parts): sum + rowCount(of: parts)
      }
    }
  }

  /// All of the document.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    forEachChunk { chunk, _ in bytes += chunk }
    return bytes
  }

  private static let itemsInChunk = 4_096

  private struct Chunk: Sendable {
    let bytes: [UInt8]
    let rowCount: Int
  }

  private static func forEachChunk<E: Error>(
    of parts: [Part],
    isNested: Bool,
    _ write: ([UInt8], Int) throws(E) -> Void
  ) throws(E) {
    for part in parts {
      switch part {
      case .text(let text):
        var bytes = TextBytes(isNested: isNested)
        bytes.append(text)
        try write(bytes.bytes, 0)
      case .nested(let parts): try forEachChunk(of: parts, isNested: true, write)
      case .items(let count, let separator, let append):
        try forEachChunk(of: count, isNested, write) { range, bytes in
          for item in range {
            if item > 0 { bytes.append(separator) }
            append(item, &bytes)
          }
        }
      case .rows(let count, let append): try forEachChunk(of: count, isNested, write, append)
      }
    }
  }

  private static func forEachChunk<E: Error>(
    of count: Int,
    _ isNested: Bool,
    _ write: ([UInt8], Int) throws(E) -> Void,
    _ append: @Sendable (Range<Int>, inout TextBytes) -> Void
  ) throws(E) {
    let step = itemsInChunk * ParallelRanges.threadCount
    var waiting: [Chunk] = []
    func writeWaiting() throws(E) {
      for chunk in waiting { try write(chunk.bytes, chunk.rowCount) }
    }
    for start in stride(from: 0, to: count, by: step) {
      waiting = try ParallelRanges.map(
        of: min(step, count - start),
        minimum: itemsInChunk / 4,
        beside: writeWaiting
      ) { range in
        var bytes = TextBytes(isNested: isNested)
        append(start + range.lowerBound..<start + range.upperBound, &bytes)
        return Chunk(bytes: bytes.bytes, rowCount: range.count)
      }
    }
    try writeWaiting()
  }
}
