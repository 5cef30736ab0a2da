import CLibXML2

/// Whether bytes are a well-formed XML document, and what its elements hold.
enum XMLText {
  /// The texts of the elements of a name; `nil` when the document is not well-formed.
  static func texts(of name: String, in bytes: [UInt8]) -> [String]? {
    let options =
      XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NONET.rawValue
    let text = bytes.map(CChar.init(bitPattern:))
    guard
      let document = unsafe xmlReadMemory(
        text,
        Int32(text.count),
        nil,
        nil,
        Int32(bitPattern: options)
      )
    else { return nil }
    defer { unsafe xmlFreeDoc(document) }
    var texts: [String] = []
    unsafe collect(xmlDocGetRootElement(document), name, &texts)
    return texts
  }

  private static func collect(_ first: xmlNodePtr?, _ name: String, _ texts: inout [String]) {
    var next = unsafe first
    while let node = unsafe next {
      if unsafe node.pointee.type == XML_ELEMENT_NODE,
        unsafe String(cString: node.pointee.name) == name,
        let content = unsafe xmlNodeGetContent(node)
      {
        texts.append(unsafe String(cString: content))
        unsafe revshare_xml_free(content)
      }
      unsafe collect(node.pointee.children, name, &texts)
      unsafe next = node.pointee.next
    }
  }
}
