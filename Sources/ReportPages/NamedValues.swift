import Mustache

/// A value of a page with the names that a template finds in it, which are read once.
///
/// The library reflects a value again for every name that is looked for in it, and so those around it: that took most
/// of the time of making a page, and of auditing a small site.
struct NamedValues: MustacheParent {
  private let values: [String: Any]

  /// What a name stands for; `nil` where there is no such name, or nothing behind it, and the values around are asked.
  func child(named name: String) -> Any? { values[name] }

  /// A value as the library is to find it: with its names, and those of everything in it.
  ///
  /// - Parameter value: A page's value.
  /// - Returns: The same; `nil` for an optional that holds nothing.
  static func all(of value: Any) -> Any? {
    // These have stored properties too, but are put out as they are.
    if value is String || value is Bool || value is any BinaryInteger || value is any MarkupValue {
      return value
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { all(of: $0.value) }
    case .collection: return mirror.children.map { all(of: $0.value) ?? $0.value }
    case .struct: return NamedValues(mirror)
    default: return value
    }
  }

  private init(_ mirror: Mirror) {
    var values: [String: Any] = [:]
    for child in mirror.children {
      guard let name = child.label else { continue }
      values[name] = Self.all(of: child.value)
    }
    self.values = values
  }
}
