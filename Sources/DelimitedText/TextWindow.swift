/// The part of a text that is in memory, from the place up to which it was used.
///
/// A large text is used from its beginning to its end without ever being in memory as a whole.
public struct TextWindow: Sendable {
  /// The bytes; those from `end` on are not the text's.
  ///
  /// There are at least ``slack`` of them, all zero, in a window that was refilled.
  public private(set) var bytes: [UInt8]
  /// Where what was not used yet begins.
  public var position: Int
  /// Where the text's bytes end.
  public private(set) var end: Int
  /// Whether the text ends where the window does.
  public private(set) var isLast: Bool

  /// How many bytes may be read beyond the end.
  public static let slack = 64

  /// Takes a whole text.
  ///
  /// - Parameter bytes: The text.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.position = 0
    self.end = bytes.count
    self.isLast = true
  }

  /// Starts before the first byte of a text; ``refill(to:_:)`` brings it.
  public init() {
    self.bytes = []
    self.position = 0
    self.end = 0
    self.isLast = false
  }

  /// How many bytes of the window were not used yet.
  public var unusedCount: Int { end - position }

  /// Drops what was used, and reads on.
  ///
  /// - Parameters:
  ///   - count: How many bytes not used yet there are then, unless the text ends before.
  ///   - read: Fills a buffer with the text's next bytes and gives their number, which is less than asked for only at
  ///     the text's end.
  /// - Throws: What `read` throws.
  public mutating func refill<Failure: Error>(
    to count: Int,
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    guard !isLast, unusedCount < count else { return }
    if bytes.count < count + Self.slack {
      bytes += [UInt8](repeating: 0, count: count + Self.slack - bytes.count)
    }
    let (start, kept) = (position, unusedCount)
    var result = Result<Int, Failure>.success(0)
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.copyMemory(from: base + start, byteCount: kept)
      let free = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<count])
      do throws(Failure) {
        let found = unsafe try read(free)
        for place in kept + found..<kept + found + Self.slack { unsafe buffer[place] = 0 }
        result = .success(found)
      } catch {
        result = .failure(error)
      }
    }
    let found = try result.get()
    position = 0
    end = kept + found
    isLast = end < count
  }
}
