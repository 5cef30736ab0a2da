/// Names a version of a file, so that a client need not load what it has.
///
/// Weak: it says that the file is the same, which it is by its place on the disk, its size and its time, not that
/// its bytes were compared.
struct EntityTag: Sendable, Hashable {
  private let opaque: String

  /// Takes what tells versions apart: letters, digits and `-`.
  init(version: String) {
    self.opaque = "\"\(version)\""
  }

  /// The tag as a field holds it.
  var text: String { "W/" + opaque }

  /// Whether a client has this version.
  ///
  /// - Source: RFC 9110, section 13.1.2: the weak comparison.
  /// - Parameter field: The request's `If-None-Match`.
  /// - Returns: Whether it names this version, or any.
  func isHeld(by field: String?) -> Bool {
    guard let field else { return false }
    return field.split(separator: ",").contains { item in
      let tag = trimmed(item)
      return tag == "*" || tag == opaque || tag == "w/" + opaque
    }
  }
}
