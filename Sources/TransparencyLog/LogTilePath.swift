/// Where a piece of a log stands: up to 256 hashes of one level of the tree, or the entries under as many of the lowest.
///
/// - Source: C2SP tlog-tiles, "Merkle Tree" and "Log entries".
public struct LogTilePath: Sendable, Hashable {
  /// What a tile holds.
  public enum Content: Sendable, Hashable {
    /// The entries themselves.
    case entries
    /// The hashes of complete subtrees of `256^level` entries; level 0 are the entries' hashes.
    case hashes(level: Int)
  }

  /// What the tile holds.
  public let content: Content
  /// The tile's place among those of its kind, from 0.
  public let index: Int
  /// How many hashes or entries it holds: 256, or fewer at the log's end.
  public let width: Int

  /// How many hashes or entries a whole tile has.
  public static let fullWidth = 256
  /// The highest level that a path can name.
  static let levelLimit = 63

  /// Names a tile.
  ///
  /// - Parameters:
  ///   - content: What it holds; a level is 0 to 63.
  ///   - index: Its place, from 0.
  ///   - width: How many hashes or entries it holds, 1 to 256.
  public init(_ content: Content, index: Int, width: Int = fullWidth) {
    precondition(
      index >= 0 && (1...Self.fullWidth).contains(width),
      "a tile has a place and a width"
    )
    if case .hashes(let level) = content {
      precondition((0...Self.levelLimit).contains(level), "a level is 0 to 63")
    }
    self.content = content
    self.index = index
    self.width = width
  }

  /// Whether the tile has all that it ever holds.
  public var isFull: Bool { width == Self.fullWidth }

  /// The whole tile that takes this one's place when the log has grown.
  public var full: LogTilePath { LogTilePath(content, index: index) }
}

extension LogTilePath: Comparable {
  /// Whether the left path comes first: entries, then levels upward; by place; by width.
  ///
  /// - Parameters:
  ///   - left: A path.
  ///   - right: Another path.
  /// - Returns: Whether `left` comes before `right`.
  public static func < (left: LogTilePath, right: LogTilePath) -> Bool {
    (left.level, left.index, left.width) < (right.level, right.index, right.width)
  }

  private var level: Int {
    switch content {
    case .entries: -1
    case .hashes(let level): level
    }
  }
}
