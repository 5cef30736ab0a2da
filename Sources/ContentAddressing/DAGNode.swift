/// A block, with the blocks below it.
struct DAGNode: Sendable {
  /// What the block holds.
  enum Content: Sendable {
    /// A piece of a file, which is read again when it is needed.
    case piece(file: Int, offset: Int, count: Int)
    /// Links, and what they lead to.
    case links(block: [UInt8], children: [DAGNode])
  }

  /// A link of a node of links.
  struct Link {
    /// The entry's name; empty within a file.
    let name: String
    let node: DAGNode
  }

  let cid: CID
  let content: Content
  /// How many bytes of files stand in it and below.
  let fileByteCount: Int
  /// How many bytes its block and all blocks below have; a block that is linked twice counts twice.
  let totalByteCount: Int

  /// A piece of a file.
  ///
  /// - Parameters:
  ///   - piece: The piece's bytes.
  ///   - file: Which file it is of.
  ///   - offset: Where in the file it begins, in bytes.
  init(_ piece: [UInt8], ofFile file: Int, at offset: Int) {
    self.cid = CID(of: piece, .raw)
    self.content = .piece(file: file, offset: offset, count: piece.count)
    self.fileByteCount = piece.count
    self.totalByteCount = piece.count
  }

  /// A node of links: a folder, or a part of a file.
  ///
  /// - Source: IPLD, DAG-PB, "Serial format": links stand before the data, though their field's number is higher.
  ///
  /// - Parameters:
  ///   - links: The links, in their order.
  ///   - data: What the node says of itself.
  init(_ links: [Link], data: [UInt8]) {
    var block: [UInt8] = []
    for link in links {
      var fields: [UInt8] = []
      appendField(1, link.node.cid.bytes, to: &fields)
      appendField(2, Array(link.name.utf8), to: &fields)
      appendField(3, link.node.totalByteCount, to: &fields)
      appendField(2, fields, to: &block)
    }
    appendField(1, data, to: &block)
    self.cid = CID(of: block, .dagPB)
    self.content = .links(block: block, children: links.map(\.node))
    self.fileByteCount = links.reduce(0) { $0 + $1.node.fileByteCount }
    self.totalByteCount = links.reduce(block.count) { $0 + $1.node.totalByteCount }
  }

  /// A part of a file, made of smaller parts.
  ///
  /// - Source: UnixFS, "Data format": type 2, the size, and that of each part.
  ///
  /// - Parameter parts: The parts, in their order.
  init(joining parts: [DAGNode]) {
    var data: [UInt8] = []
    appendField(1, 2, to: &data)
    appendField(3, parts.reduce(0) { $0 + $1.fileByteCount }, to: &data)
    for part in parts { appendField(4, part.fileByteCount, to: &data) }
    self.init(parts.map { Link(name: "", node: $0) }, data: data)
  }

  /// A folder.
  ///
  /// - Source: UnixFS, "Data format": type 1; links stand in the order of their names' bytes.
  ///
  /// - Parameter entries: The entries, in any order.
  init(folderOf entries: [Link]) {
    let links = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var data: [UInt8] = []
    appendField(1, 1, to: &data)
    self.init(links, data: data)
  }
}

/// Appends a field of Protocol Buffers that is a number (wire type 0).
private func appendField(_ field: Int, _ number: Int, to bytes: inout [UInt8]) {
  appendVarint(field << 3, to: &bytes)
  appendVarint(number, to: &bytes)
}

/// Appends a field of Protocol Buffers that is bytes (wire type 2).
private func appendField(_ field: Int, _ content: [UInt8], to bytes: inout [UInt8]) {
  appendVarint(field << 3 | 2, to: &bytes)
  appendVarint(content.count, to: &bytes)
  bytes += content
}
