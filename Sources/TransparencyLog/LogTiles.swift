/// A log as the files that a site holds.
///
/// A path never has other bytes: a tile at the log's end has its width in its path, and gets a new path when the log
/// grows.
///
/// - Source: C2SP tlog-tiles.
public struct LogTiles: Sendable, Hashable {
  /// The entries' bytes, in the order of the log.
  public let entries: [[UInt8]]
  /// The tree over them.
  public let tree: LogTree

  /// Takes the entries of a log.
  ///
  /// - Parameter entries: The entries' bytes, in the order of the log.
  /// - Throws: ``LogEntryBundleError/entryTooLarge(index:byteCount:)``.
  public init(entries: [[UInt8]]) throws(LogEntryBundleError) {
    for (index, entry) in entries.enumerated() where entry.count > LogEntryBundle.entryByteLimit {
      throw .entryTooLarge(index: index, byteCount: entry.count)
    }
    self.entries = entries
    self.tree = LogTree(entries: entries)
  }

  /// The bytes of a tile.
  ///
  /// - Parameter path: The tile.
  /// - Returns: Its bytes; `nil` when the log does not reach so far.
  public func bytes(of path: LogTilePath) -> [UInt8]? {
    switch path.content {
    case .entries:
      guard let range = range(of: path, among: entries.count) else { return nil }
      // Counts and sizes were checked when the log was taken.
      return try? LogEntryBundle(entries: Array(entries[range])).bytes
    case .hashes(let level):
      let height = level * Self.tileHeight
      guard height < tree.levels.count,
        let range = range(of: path, among: tree.levels[height].count)
      else { return nil }
      return tree.levels[height][range].flatMap(\.bytes)
    }
  }

  /// The files that a site must hold.
  ///
  /// - Parameter sizes: The sizes that the log had when it was published, in any order; all up to its size now.
  /// - Returns: Paths below the log's folder, in their order, with bytes; `nil` when the log never had one of the sizes.
  public func files(publishedSizes sizes: [Int]) -> [(path: LogTilePath, bytes: [UInt8])]? {
    guard sizes.allSatisfy({ (0...entries.count).contains($0) }) else { return nil }
    var files: [(path: LogTilePath, bytes: [UInt8])] = []
    for path in Self.paths(publishedSizes: sizes) {
      guard let bytes = bytes(of: path) else { return nil }
      files.append((path, bytes))
    }
    return files
  }

  private func range(of path: LogTilePath, among count: Int) -> Range<Int>? {
    let (start, overflows) = path.index.multipliedReportingOverflow(by: LogTilePath.fullWidth)
    guard !overflows, start < count, path.width <= count - start else { return nil }
    return start..<(start + path.width)
  }

  /// How many levels of the tree a tile spans.
  static let tileHeight = 8
}
