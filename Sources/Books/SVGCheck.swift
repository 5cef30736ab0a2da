import CLibXML2

/// Sees whether an SVG is a still picture that loads nothing.
///
/// In a page a browser runs no script of a picture anyway; but the file can be opened by itself too.
enum SVGCheck {
  /// What is wrong with a file, and what to do; `nil` when it may be published.
  static func problem(in bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil, bytes.count <= Int(Int32.max) else {
      return "not UTF-8; save the SVG as UTF-8"
    }
    // An entity could hide or multiply what stands in the file.
    guard !bytes.contains("<!DOCTYPE".utf8) else {
      return "a document type; remove the line <!DOCTYPE ...>"
    }
    let options =
      XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
    let characters = bytes.map(CChar.init(bitPattern:))
    guard
      let document = unsafe xmlReadMemory(
        characters,
        Int32(characters.count),
        nil,
        nil,
        Int32(bitPattern: options)
      )
    else { return "not well-formed XML; export the SVG again" }
    defer { unsafe xmlFreeDoc(document) }
    // A browser reads the file by the encoding that it states.
    if let encoding = unsafe document.pointee.encoding,
      unsafe String(cString: encoding).lowercased() != "utf-8"
    {
      return "states another encoding than UTF-8; save the SVG as UTF-8"
    }
    guard let root = unsafe xmlDocGetRootElement(document),
      unsafe String(cString: root.pointee.name) == "svg"
    else { return "not an SVG, whatever its name says; export it as one" }
    return unsafe problem(inSiblings: document.pointee.children)
  }

  private static func problem(inSiblings first: xmlNodePtr?) -> String? {
    var next = unsafe first
    while let node = unsafe next {
      let fact: String? =
        switch unsafe node.pointee.type {
        case XML_ELEMENT_NODE: unsafe problem(inElement: node)
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_COMMENT_NODE: nil
        default: "an instruction to a program (<?...?>); remove it"
        }
      if let fact { return fact }
      unsafe next = node.pointee.next
    }
    return nil
  }

  private static func problem(inElement node: xmlNodePtr) -> String? {
    let name = unsafe String(cString: node.pointee.name)
    guard let space = unsafe node.pointee.ns?.pointee.href,
      unsafe String(cString: space) == "http://www.w3.org/2000/svg"
    else { return "the element \(shown(name)) is not in SVG's namespace; export it as plain SVG" }
    guard drawing.contains(name) else {
      return "the element \(shown(name)), which is not for a still picture; remove it"
    }
    var next = unsafe node.pointee.properties
    while let attribute = unsafe next {
      let key = unsafe String(cString: attribute.pointee.name)
      if let fact = problem(key, unsafe value(of: attribute)) { return fact }
      unsafe next = attribute.pointee.next
    }
    if name == "style", let content = unsafe xmlNodeGetContent(node) {
      defer { unsafe revshare_xml_free(content) }
      if loads(unsafe String(cString: content)) {
        return "a style that loads another file; remove it"
      }
    }
    return unsafe problem(inSiblings: node.pointee.children)
  }

  private static func problem(_ key: String, _ value: String) -> String? {
    if key.lowercased().hasPrefix("on") {
      return "the attribute \(shown(key)), which runs a script; remove it"
    }
    let isLink = ["href", "src", "base"].contains(key.lowercased())
    let isInside = ["#", "data:image/png;base64,", "data:image/jpeg;base64,"]
      .contains { value.utf8.starts(with: $0.utf8) }
    guard isLink ? isInside : !loads(value) else {
      return "the attribute \(shown(key)) names another file; draw it in, or remove it"
    }
    return nil
  }

  private static func value(of attribute: xmlAttrPtr) -> String {
    // An attribute begins like a node, and libxml2 takes it as one here.
    let node = unsafe UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
    guard let content = unsafe xmlNodeGetContent(node) else { return "" }
    defer { unsafe revshare_xml_free(content) }
    return unsafe String(cString: content)
  }

  /// Whether a style, or the value of an attribute, may load a file; a backslash could hide that it does.
  private static func loads(_ text: String) -> Bool {
    // By bytes: to a text, a bracket with an accent on it is another character.
    let bytes = Array(text.lowercased().utf8)
    let loaders = ["@import", "image-set", "image(", "src(", "\\", "/*"]
    guard !loaders.contains(where: { bytes.contains($0.utf8) }) else { return true }
    return bytes.split(separator: Array("url(".utf8), omittingEmptySubsequences: false).dropFirst()
      .contains { rest in
        rest.first { !" \"'".utf8.contains($0) } != UInt8(ascii: "#")
      }
  }

  /// A name for a message: short, and nothing but letters.
  private static func shown(_ name: String) -> String {
    let letters = name.unicodeScalars.prefix(30)
      .filter { $0.isASCII && $0.properties.isAlphabetic }
    return String(String.UnicodeScalarView(letters))
  }

  private static let drawing: Set<String> = [
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "path", "rect",
    "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image",
    "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDropShadow", "feFlood",
    "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
    "feMorphology", "feOffset", "feTile", "feTurbulence",
  ]
}
