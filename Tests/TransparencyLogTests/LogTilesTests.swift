import EVMTypes
import Signing
import Testing
import TransparencyLog

@Suite struct LogTilesTests {
  @Test func pathsOfGo() throws {
    for row in try LogVectors.rows("path") {
      let (index, width) = (try #require(Int(row[0])), try #require(Int(row[1])))
      let path = LogTilePath(.hashes(level: 1), index: index, width: width)
      #expect(path.description == row[2])
      #expect(LogTilePath(text: row[2]) == path)
    }
    for size in [1, 2, 255, 256, 257, 600] {
      let expected = try LogVectors.rows("tile").filter { $0[0] == String(size) }.map { $0[1] }
      #expect(LogTiles.paths(size: size).map(\.description) == expected)
      for text in expected { #expect(LogTilePath(text: text)?.description == text) }
    }
  }

  @Test func tilesOfGo() throws {
    let all = try LogTiles(entries: LogVectors.entries(70_000))
    for row in try LogVectors.rows("tiles") {
      let size = try #require(Int(row[0]))
      let paths = LogTiles.paths(size: size)
      #expect(String(paths.count) == row[1])
      var bytes: [UInt8] = []
      for path in paths {
        bytes += Array("\(path)\n".utf8)
        let tile = try #require(all.bytes(of: path))
        if path.content != .entries { bytes += tile }
      }
      #expect(String(decoding: Hex.digits(of: SHA256.hash(bytes)), as: UTF8.self) == row[2])
    }
  }

  /// The example of C2SP tlog-tiles, "Partial Tiles".
  @Test func tilesOfTheStandard() {
    let paths = LogTiles.paths(size: 70_000)
    func widths(_ level: Int) -> [Int] {
      paths.filter { $0.content == .hashes(level: level) }.map(\.width)
    }
    #expect(widths(0) == [Int](repeating: 256, count: 273) + [112])
    #expect(widths(1) == [256, 17])
    #expect(widths(2) == [1])
    #expect(widths(3) == [])
    #expect(
      LogTiles.paths(size: 256).map(\.description) == [
        "tile/entries/000", "tile/0/000", "tile/1/000.p/1",
      ]
    )
    #expect(LogTiles.paths(size: 0).isEmpty)
    #expect(LogTiles.paths(size: -1).isEmpty)
  }

  @Test func earlierEndsStayUntilTheWholeTileIsThere() {
    #expect(
      LogTiles.paths(publishedSizes: [3, 1, 3]).map(\.description) == [
        "tile/entries/000.p/1", "tile/entries/000.p/3", "tile/0/000.p/1", "tile/0/000.p/3",
      ]
    )
    #expect(LogTiles.paths(publishedSizes: [1, 255, 256]) == LogTiles.paths(size: 256))
    #expect(
      LogTiles.paths(publishedSizes: [200, 256, 257, 300, 520]).map(\.description) == [
        "tile/entries/000", "tile/entries/001", "tile/entries/002.p/8", "tile/0/000", "tile/0/001",
        "tile/0/002.p/8", "tile/1/000.p/1", "tile/1/000.p/2",
      ]
    )
    #expect(LogTiles.paths(publishedSizes: []).isEmpty)
  }

  /// Whoever has a checkpoint finds all its tiles, or whole ones in their place.
  @Test func everyPublishedSizeKeepsItsTiles() throws {
    for step in [1, 7, 100, 257] {
      let sizes = Array(stride(from: step, through: 700, by: step))
      let present = Set(LogTiles.paths(publishedSizes: sizes))
      for size in sizes {
        for path in LogTiles.paths(size: size) {
          #expect(present.contains(path) || present.contains(path.full))
        }
      }
    }
  }

  @Test func pathsNeverGetOtherBytes() throws {
    var seen: [LogTilePath: [UInt8]] = [:]
    for size in stride(from: 1, through: 600, by: 61) {
      let tiles = try LogTiles(entries: LogVectors.entries(size))
      let files = try #require(tiles.files(publishedSizes: Array(1...size)))
      for file in files {
        #expect(seen[file.path] == nil || seen[file.path] == file.bytes)
        seen[file.path] = file.bytes
      }
    }
  }

  @Test func tilesBeyondTheLog() throws {
    let tiles = try LogTiles(entries: LogVectors.entries(300))
    #expect(tiles.bytes(of: LogTilePath(.hashes(level: 0), index: 1, width: 44))?.count == 44 * 32)
    for path in [
      LogTilePath(.hashes(level: 0), index: 1, width: 45), LogTilePath(.hashes(level: 0), index: 2),
      LogTilePath(.hashes(level: 1), index: 0, width: 2), LogTilePath(.hashes(level: 2), index: 0),
      LogTilePath(.hashes(level: 63), index: Int.max), LogTilePath(.entries, index: 1),
      LogTilePath(.entries, index: Int.max, width: 1),
    ] {
      #expect(tiles.bytes(of: path) == nil)
    }
    #expect(tiles.files(publishedSizes: [301]) == nil)
    #expect(tiles.files(publishedSizes: [-1]) == nil)
  }

  @Test(
    "Texts that are no path of a tile",
    arguments: [
      "", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile/64/000", "tile/00/000",
      "tile/-1/000", "tile/data/000", "tile/0/0", "tile/0/0000", "tile/0/x000/001",
      "tile/0/001/001",
      "tile/0/x001", "tile/0/x001/x001", "tile/0/xx01/001", "tile/0/000.p", "tile/0/000.p/",
      "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/2", "tile/0/.p/1",
      "tile/0/00\u{661}", "tile/0/../000", "tile//000", "tile/0/x001//001", "TILE/0/000",
      "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/entries/x/000", "tile/0/000\n",
    ]
  )
  func otherTexts(text: String) {
    #expect(LogTilePath(text: text) == nil)
  }

  @Test func bundles() throws {
    let entries = [[], [1], [UInt8](repeating: 2, count: 65_535)]
    let bundle = try LogEntryBundle(entries: entries)
    #expect(bundle.bytes.prefix(6) == [0, 0, 0, 1, 1, 0xFF])
    #expect(try LogEntryBundle(bytes: bundle.bytes) == bundle)
    #expect(throws: LogEntryBundleError.wrongEntryCount(0)) { try LogEntryBundle(bytes: []) }
    #expect(throws: LogEntryBundleError.endsInside(index: 0)) { try LogEntryBundle(bytes: [0]) }
    #expect(throws: LogEntryBundleError.endsInside(index: 1)) {
      try LogEntryBundle(bytes: [0, 1, 7, 0, 2, 7])
    }
    #expect(throws: LogEntryBundleError.wrongEntryCount(257)) {
      try LogEntryBundle(bytes: [UInt8](repeating: 0, count: 514))
    }
    let long = [UInt8](repeating: 0, count: 65_536)
    #expect(throws: LogEntryBundleError.entryTooLarge(index: 1, byteCount: 65_536)) {
      try LogTiles(entries: [[], long])
    }
  }
}
