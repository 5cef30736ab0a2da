import StrictJSON

extension ProofFileContent {
  /// The content within a page that checks itself.
  ///
  /// - Parameter page: Any file.
  /// - Returns: The JSON of the element that the page's script reads; `nil` where the file is no such page.
  public static func bytes(in page: [UInt8]) -> ArraySlice<UInt8>? {
    guard page.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      let start = page[...].end(of: "<script type=\"application/json\" id=\"content\">"),
      let end = page[start...].end(of: "</script>")
    else { return nil }
    return page[start..<(end - "</script>".utf8.count)]
  }

  /// Reads a content.
  ///
  /// - Parameter bytes: The JSON.
  /// - Returns: The proof, and how many claims the tree has by the file's own word.
  /// - Throws: ``DocumentError``.
  public static func proof(
    parsing bytes: [UInt8]
  ) throws(DocumentError) -> (proof: ProofDocument, claimCount: Int) {
    let document = try JSONCursor(parsing: bytes, format: format)
    try document.allow([
      "format", "site", "token", "holderCount", "claimCount", "titles", "proof",
    ])
    return (
      try ProofDocument(document.member("proof")), try document.member("claimCount").count()
    )
  }
}

extension ArraySlice<UInt8> {
  /// Where a text ends that stands here; `nil` where it does not.
  fileprivate func end(of text: String) -> Int? {
    let text = Array(text.utf8)
    return indices.first { self[$0...].starts(with: text) }.map { $0 + text.count }
  }
}
