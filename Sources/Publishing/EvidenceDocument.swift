public import FileStore
import Parallelism
import ReportDocuments
import Signing
import TextChunks

/// A document of an epoch's evidence, made when it is asked for.
public struct EvidenceDocument: Sendable {
  private enum Content: Sendable {
    case whole(@Sendable () -> [UInt8])
    case chunks(@Sendable () -> ChunkedText)
  }

  /// The path, relative to the epoch's folder.
  public let path: RelativePath
  private let content: Content
  /// How much work it is beside others: how many rows or accounts it has, at least 1.
  let rowCount: Int

  init(_ path: RelativePath, rowCount: Int = 1, _ make: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    self.content = .whole(make)
    self.rowCount = max(rowCount, 1)
  }

  /// A table that can have a row for every account or event.
  init(rows path: RelativePath, _ make: @escaping @Sendable () -> ChunkedText) {
    self.path = path
    self.content = .chunks(make)
    self.rowCount = max(make().rowCount, 1)
  }

  /// Whether it comes in many chunks, several of which are made at the same time.
  var isChunked: Bool {
    switch content {
    case .whole: false
    case .chunks: true
    }
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    switch content {
    case .whole(let make): make()
    case .chunks(let make): make().bytes
    }
  }

  /// Calls a function with the document's chunks, in order.
  ///
  /// - Parameter write: Takes a chunk, and how many rows of a table it has; called on any thread, by one at a time.
  /// - Throws: What the function throws.
  public func forEachChunk<E: Error>(
    _ write: (_ chunk: [UInt8], _ rowCount: Int) throws(E) -> Void
  ) throws(E) {
    switch content {
    case .whole(let make): try write(make(), 0)
    case .chunks(let make): try make().forEachChunk(write)
    }
  }

  /// The document's line in a manifest.
  var file: Manifest.File {
    var line = ManifestLine()
    forEachChunk { chunk, _ in line.update(chunk) }
    return line.file(at: path)
  }
}

extension EvidenceDocument {
  /// The bytes, but of a document in chunks.
  var ownBytes: [UInt8]? { isChunked ? nil : bytes }

  /// Writes the document below a folder.
  ///
  /// - Parameters:
  ///   - bytes: Its ``ownBytes``, made before.
  ///   - folder: The publication's folder.
  ///   - staging: Where to.
  ///   - watch: Takes each piece that is written, and how many rows of a table it has.
  /// - Throws: `FileStoreError`.
  func write(
    _ bytes: [UInt8]?,
    in folder: RelativePath,
    to staging: inout some StagedFiles,
    watch: ([UInt8], Int) throws(FileStoreError) -> Void = { _, _ in }
  ) throws(FileStoreError) {
    let path = folder.appending(self.path)
    if let bytes {
      try watch(bytes, 0)
      return try staging.write(bytes, to: path)
    }
    try staging.write(to: path) { write throws(FileStoreError) in
      try forEachChunk { piece, rowCount throws(FileStoreError) in
        try watch(piece, rowCount)
        try write(piece)
      }
    }
  }
}

extension ContentDigest {
  /// The digest of a text.
  init(of text: ChunkedText) {
    var hasher = SHA256Hasher()
    text.forEachChunk { chunk, _ in hasher.update(chunk) }
    self.init(bytes: hasher.finish())
  }
}

extension [EvidenceDocument] {
  /// How many rows and accounts all of them have.
  var rowCount: Int { reduce(0) { $0 + $1.rowCount } }

  /// Calls a function with each document, several at the same time where they are small, and another with what it gives,
  /// in their order, while others are made.
  ///
  /// - Parameters:
  ///   - make: Works on a document; called on several threads.
  ///   - take: Takes what that gives.
  /// - Throws: What `take` throws.
  func forEach<Result: Sendable, E: Error>(
    _ make: @Sendable (EvidenceDocument) -> Result,
    take: (EvidenceDocument, Result) throws(E) -> Void
  ) throws(E) {
    var waiting: [(document: EvidenceDocument, result: Result)] = []
    func takeWaiting() throws(E) {
      for (document, result) in waiting { try take(document, result) }
    }
    var start = 0
    while start < count {
      let end =
        self[start..<Swift.min(start + Self.batchSize, count)].firstIndex(where: \.isChunked)
        ?? Swift.min(start + Self.batchSize, count)
      let batch = Array(self[start..<end])
      let results = try ParallelRanges.map(of: batch.count, minimum: 1, beside: takeWaiting) {
        range in range.map { make(batch[$0]) }
      }
      waiting = zip(batch, results.joined()).map { (document: $0, result: $1) }
      start = end
      // Documents in chunks use all cores by themselves.
      guard start < count, self[start].isChunked else { continue }
      try takeWaiting()
      waiting = [(self[start], make(self[start]))]
      start += 1
    }
    try takeWaiting()
  }

  /// Documents that are made together; they are in memory at the same time.
  private static var batchSize: Int { 64 }
}
