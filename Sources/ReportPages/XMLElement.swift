import CLibXML2

/// An element of a feed or sitemap.
struct XMLElement: Sendable {
  /// What an element holds.
  enum Content: Sendable {
    case text(String)
    case elements([XMLElement])
  }

  /// The name.
  let name: String
  /// The attributes, in order.
  let attributes: [(name: String, value: String)]
  /// What it holds.
  let content: Content

  init(_ name: String, _ attributes: [(name: String, value: String)] = [], text: String) {
    self.name = name
    self.attributes = attributes
    self.content = .text(text)
  }

  init(
    _ name: String,
    _ attributes: [(name: String, value: String)] = [],
    _ elements: [XMLElement] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.content = .elements(elements)
  }

  /// The element as the root of a document in UTF-8, without indentation.
  ///
  /// Written by libxml2's tree serializer, which escapes texts and attributes.
  ///
  /// - Parameter namespace: The namespace of all elements.
  /// - Returns: The document.
  func documentBytes(namespace: String) -> [UInt8] {
    guard let document = unsafe xmlNewDoc("1.0") else { preconditionFailure("out of memory") }
    defer { unsafe xmlFreeDoc(document) }
    let root = unsafe node()
    unsafe xmlDocSetRootElement(document, root)
    unsafe xmlSetNs(root, xmlNewNs(root, namespace, nil))
    var memory: UnsafeMutablePointer<xmlChar>?
    var size: Int32 = 0
    unsafe xmlDocDumpMemoryEnc(document, &memory, &size, "UTF-8")
    guard let memory = unsafe memory else { preconditionFailure("out of memory") }
    defer { unsafe revshare_xml_free(memory) }
    return unsafe [UInt8](UnsafeBufferPointer(start: memory, count: Int(size)))
  }

  /// The element as a node that its parent, or the caller, owns.
  private func node() -> UnsafeMutablePointer<xmlNode> {
    guard let node = unsafe xmlNewNode(nil, name) else { preconditionFailure("out of memory") }
    for (name, value) in attributes {
      unsafe xmlNewProp(node, name, xmlText(value))
    }
    switch content {
    case .text(let text):
      unsafe xmlAddChild(node, xmlNewText(xmlText(text)))
    case .elements(let elements):
      for element in elements { unsafe xmlAddChild(node, element.node()) }
    }
    return unsafe node
  }
}

/// A text with U+FFFD in place of what XML cannot hold.
///
/// - Source: XML 1.0, fifth edition, production 2.
private func xmlText(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalars.append(scalar)
    default: scalars.append("\u{FFFD}")
    }
  }
  return String(scalars)
}
