public import FileStore

extension FolderDAG {
  /// Writes all blocks as one archive: the folder's block first, each block once, parents before what is below them.
  ///
  /// Files are read again, a piece at a time; a piece that is not what it was is refused.
  ///
  /// - Source: IPLD, "Content Addressable aRchives (CAR / .car)", version 1.
  ///
  /// - Parameters:
  ///   - store: The folder that this was made of.
  ///   - write: Takes the next bytes of the archive.
  /// - Returns: How many blocks it has.
  /// - Throws: ``FolderDAGError``.
  @discardableResult
  public func writeArchive(
    from store: some FileStore,
    to write: ([UInt8]) throws(FileStoreError) -> Void
  ) throws(FolderDAGError) -> Int {
    var archive = FolderArchive(of: files)
    do throws(FileStoreError) { try write(Self.header(root: cid)) } catch { throw .store(error) }
    try archive.append(root, from: store, to: write)
    return archive.blockCount
  }

  /// The header: DAG-CBOR of `{"roots": [root], "version": 1}`, after its length.
  private static func header(root: CID) -> [UInt8] {
    // A map of two; the text "roots"; a list of one; tag 42 over the 37 bytes of a zero and the CID.
    let header: [UInt8] =
      [0xA2, 0x65] + "roots".utf8 + [0x81, 0xD8, 0x2A, 0x58, 0x25, 0x00] + root.bytes
      // The text "version" and 1.
      + [0x67] + "version".utf8 + [0x01]
    var bytes: [UInt8] = []
    appendVarint(header.count, to: &bytes)
    return bytes + header
  }
}

/// An archive that is being written.
private struct FolderArchive {
  private let files: [RelativePath]
  private var written: Set<CID> = []
  /// The file that was read last.
  private var current: (number: Int, file: any OpenFile)?

  var blockCount: Int { written.count }

  init(of files: [RelativePath]) {
    self.files = files
  }

  mutating func append(
    _ node: DAGNode,
    from store: some FileStore,
    to write: ([UInt8]) throws(FileStoreError) -> Void
  ) throws(FolderDAGError) {
    // What is below a block that is there is there too.
    guard written.insert(node.cid).inserted else { return }
    switch node.content {
    case .piece(let number, let offset, let count):
      let file = try open(number, in: store)
      let piece = try FolderDAG.read(count, from: offset, of: file, at: files[number])
      guard CID(of: piece, .raw) == node.cid else { throw .changed(files[number]) }
      try append(piece, as: node.cid, to: write)
    case .links(let block, let children):
      try append(block, as: node.cid, to: write)
      for child in children { try append(child, from: store, to: write) }
    }
  }

  private func append(
    _ block: [UInt8],
    as cid: CID,
    to write: ([UInt8]) throws(FileStoreError) -> Void
  ) throws(FolderDAGError) {
    var section: [UInt8] = []
    section.reserveCapacity(block.count + cid.bytes.count + 4)
    appendVarint(cid.bytes.count + block.count, to: &section)
    section += cid.bytes
    section += block
    do throws(FileStoreError) { try write(section) } catch { throw .store(error) }
  }

  private mutating func open(
    _ number: Int,
    in store: some FileStore
  ) throws(FolderDAGError) -> any OpenFile {
    if let current, current.number == number { return current.file }
    let file = try FolderDAG.open(files[number], in: store)
    current = (number, file)
    return file
  }
}
