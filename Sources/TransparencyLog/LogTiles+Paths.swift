extension LogTiles {
  /// The tiles that make up a log of one size, and lead to its root.
  ///
  /// There is one for every 256 entries, and more: a size that somebody else states must be compared with what is
  /// there before it is passed here.
  ///
  /// - Parameter size: The log's size; none for 0 and less.
  /// - Returns: The paths in their order.
  public static func paths(size: Int) -> [LogTilePath] {
    guard size > 0 else { return [] }
    var paths = tiles(.entries, count: size)
    var level = 0
    var count = size
    while count > 0 {
      paths += tiles(.hashes(level: level), count: count)
      level += 1
      count >>= tileHeight
    }
    return paths
  }

  /// The tiles that a site must hold: those of the latest size, and what earlier sizes had at their ends as long as
  /// the whole tile is not there.
  ///
  /// - Source: C2SP tlog-tiles, "Partial Tiles".
  /// - Parameter sizes: The sizes that the log had when it was published, in any order.
  /// - Returns: The paths in their order, each once.
  public static func paths(publishedSizes sizes: [Int]) -> [LogTilePath] {
    guard let latest = sizes.max() else { return [] }
    let present = Set(paths(size: latest))
    var all = present
    for size in Set(sizes) {
      for path in partialPaths(size: size) where !present.contains(path.full) { all.insert(path) }
    }
    return all.sorted()
  }

  /// The tiles at the end of a log of one size.
  private static func partialPaths(size: Int) -> [LogTilePath] {
    guard size > 0 else { return [] }
    var paths = [partial(.entries, count: size)]
    var level = 0
    var count = size
    while count > 0 {
      paths.append(partial(.hashes(level: level), count: count))
      level += 1
      count >>= tileHeight
    }
    return paths.compactMap(\.self)
  }

  private static func tiles(_ content: LogTilePath.Content, count: Int) -> [LogTilePath] {
    let full = (0..<(count / LogTilePath.fullWidth)).map { LogTilePath(content, index: $0) }
    return full + [partial(content, count: count)].compactMap(\.self)
  }

  private static func partial(_ content: LogTilePath.Content, count: Int) -> LogTilePath? {
    let (index, width) = count.quotientAndRemainder(dividingBy: LogTilePath.fullWidth)
    return width == 0 ? nil : LogTilePath(content, index: index, width: width)
  }
}
