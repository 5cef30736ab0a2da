import CLibXML2

/// A page as libxml2's HTML parser sees it: what a test asks of its elements.
struct HTMLDocument {
  /// An element's name, its attributes and the text that is in it.
  struct Element {
    let name: String
    let attributes: [String: String]
    let text: String
  }

  /// All elements, in document order.
  let elements: [Element]

  init?(_ bytes: [UInt8]) {
    let options = HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    let text = bytes.map(CChar.init(bitPattern:))
    guard
      let document = unsafe htmlReadMemory(
        text,
        Int32(text.count),
        nil,
        "UTF-8",
        Int32(bitPattern: options)
      )
    else { return nil }
    defer { unsafe xmlFreeDoc(document) }
    var elements: [Element] = []
    unsafe Self.visit(xmlDocGetRootElement(document), &elements)
    self.elements = elements
  }

  /// The elements of a name.
  func elements(named name: String) -> [Element] { elements.filter { $0.name == name } }

  private static func visit(_ first: xmlNodePtr?, _ elements: inout [Element]) {
    var next = unsafe first
    while let node = unsafe next {
      if unsafe node.pointee.type == XML_ELEMENT_NODE {
        elements.append(
          Element(
            name: unsafe String(cString: node.pointee.name),
            attributes: unsafe attributes(of: node),
            text: unsafe content(of: node)
          )
        )
      }
      unsafe visit(node.pointee.children, &elements)
      unsafe next = node.pointee.next
    }
  }

  private static func attributes(of node: xmlNodePtr) -> [String: String] {
    var attributes: [String: String] = [:]
    var next = unsafe node.pointee.properties
    while let attribute = unsafe next {
      let name = unsafe String(cString: attribute.pointee.name)
      attributes[name] = unsafe attribute.pointee.children.map { unsafe content(of: $0) } ?? ""
      unsafe next = attribute.pointee.next
    }
    return attributes
  }

  private static func content(of node: xmlNodePtr) -> String {
    guard let content = unsafe xmlNodeGetContent(node) else { return "" }
    defer { unsafe revshare_xml_free(content) }
    return unsafe String(cString: content)
  }
}
