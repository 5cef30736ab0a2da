public import FileStore

/// A folder as IPFS holds it: blocks that name each other by their content, and the one identifier of them all.
///
/// Files are cut into pieces of 262,144 bytes, which are blocks of their own (raw leaves); the nodes of larger files
/// join up to 174 parts; a folder is one node. This is what `ipfs add -r --cid-version=1` makes. Empty folders are not
/// part of it. In memory are the nodes of links, never the content of files.
///
/// - Source: UnixFS specification (specs.ipfs.tech/unixfs); kubo's default importer.
public struct FolderDAG: Sendable {
  /// How many bytes a piece of a file has, but the last.
  static let pieceByteCount = 262_144
  /// How many bytes a folder's block may have; beyond it the specification lets folders be divided (HAMT).
  static let blockByteLimit = 262_144

  /// How many files there are.
  public var fileCount: Int { files.count }
  /// How many bytes the files have.
  public var byteCount: Int { root.fileByteCount }
  /// The identifier of the folder.
  public var cid: CID { root.cid }

  let root: DAGNode
  let files: [RelativePath]

  /// Reads a folder.
  ///
  /// - Parameter store: The folder.
  /// - Throws: ``FolderDAGError``.
  public init(of store: some FileStore) throws(FolderDAGError) {
    do {
      self.files = try store.paths()
    } catch {
      throw .store(error)
    }
    if let hidden = files.first(where: \.isHidden) { throw .hidden(hidden) }
    guard !files.isEmpty else { throw .noFiles }
    var open = [OpenFolder(name: "")]
    for (number, path) in files.enumerated() {
      let folders = path.components.dropLast()
      // The files of a folder stand together, since paths are ordered by their bytes.
      while !open.dropFirst().map(\.name).isPrefix(of: folders) { try Self.closeLast(of: &open) }
      for name in folders.dropFirst(open.count - 1) { open.append(OpenFolder(name: name)) }
      let node = try Self.node(ofFile: number, at: path, in: store)
      let name = path.components[path.components.count - 1]
      open[open.count - 1].entries.append(.init(name: name, node: node))
    }
    while open.count > 1 { try Self.closeLast(of: &open) }
    self.root = try open[0].node(below: [])
  }

  /// A folder whose files are being read.
  private struct OpenFolder {
    let name: String
    var entries: [DAGNode.Link] = []

    func node(below folders: [OpenFolder]) throws(FolderDAGError) -> DAGNode {
      let node = DAGNode(folderOf: entries)
      if case .links(let block, _) = node.content, block.count > FolderDAG.blockByteLimit {
        let names = (folders.dropFirst() + [self]).map(\.name).joined(separator: "/")
        throw .folderTooLarge(names.isEmpty ? "." : names, entryCount: entries.count)
      }
      return node
    }
  }

  private static func closeLast(of open: inout [OpenFolder]) throws(FolderDAGError) {
    let folder = open.removeLast()
    let node = try folder.node(below: open)
    open[open.count - 1].entries.append(.init(name: folder.name, node: node))
  }

  private static func node(
    ofFile number: Int,
    at path: RelativePath,
    in store: some FileStore
  ) throws(FolderDAGError) -> DAGNode {
    var tree = BalancedTree()
    let file = try open(path, in: store)
    var offset = 0
    repeat {
      let count = min(pieceByteCount, file.byteCount - offset)
      let piece = try read(count, from: offset, of: file, at: path)
      tree.append(DAGNode(piece, ofFile: number, at: offset))
      offset += count
    } while offset < file.byteCount
    return tree.root()
  }

  static func open(
    _ path: RelativePath,
    in store: some FileStore
  ) throws(FolderDAGError) -> any OpenFile {
    do {
      return try store.open(path, byteLimit: .max)
    } catch {
      throw .store(error)
    }
  }

  static func read(
    _ count: Int,
    from offset: Int,
    of file: any OpenFile,
    at path: RelativePath
  ) throws(FolderDAGError) -> [UInt8] {
    let piece: [UInt8]
    do {
      piece = try file.read(from: offset, count: count)
    } catch {
      throw .store(error)
    }
    guard piece.count == count else { throw .changed(path) }
    return piece
  }
}

extension RelativePath {
  fileprivate var isHidden: Bool { components.contains { $0.utf8.first == UInt8(ascii: ".") } }
}

extension [String] {
  /// Whether these names begin others; Swift's equality would join names that differ by normal form only.
  fileprivate func isPrefix(of names: some Collection<String>) -> Bool {
    count <= names.count && zip(self, names).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }
}
