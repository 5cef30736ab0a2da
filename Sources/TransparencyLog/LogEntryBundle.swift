/// The entries of a tile, one after the other.
///
/// - Source: C2SP tlog-tiles, "Log entries": each entry after its count of bytes as two bytes, the higher first.
public struct LogEntryBundle: Sendable, Hashable {
  /// The entries' bytes, 1 to 256 of them.
  public let entries: [[UInt8]]

  /// How many bytes an entry may have.
  public static let entryByteLimit = 65_535

  /// Joins entries.
  ///
  /// - Parameter entries: The entries' bytes, 1 to 256 of them.
  /// - Throws: ``LogEntryBundleError``.
  public init(entries: [[UInt8]]) throws(LogEntryBundleError) {
    guard (1...LogTilePath.fullWidth).contains(entries.count) else {
      throw .wrongEntryCount(entries.count)
    }
    for (index, entry) in entries.enumerated() where entry.count > Self.entryByteLimit {
      throw .entryTooLarge(index: index, byteCount: entry.count)
    }
    self.entries = entries
  }

  /// Reads the bytes of a tile.
  ///
  /// - Parameter bytes: The bytes; nothing follows the last entry.
  /// - Throws: ``LogEntryBundleError``.
  public init(bytes: [UInt8]) throws(LogEntryBundleError) {
    var entries: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard entries.count < LogTilePath.fullWidth else { throw .wrongEntryCount(entries.count + 1) }
      guard let high = rest.popFirst(), let low = rest.popFirst() else {
        throw .endsInside(index: entries.count)
      }
      let count = Int(high) << 8 | Int(low)
      guard count <= rest.count else { throw .endsInside(index: entries.count) }
      entries.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    try self.init(entries: entries)
  }

  /// The bytes of a tile.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries { bytes += UInt16(entry.count).bigEndianBytes + entry }
    return bytes
  }
}
