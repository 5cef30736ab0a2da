/// A path inside a store: names divided by `/`, none of them empty, `.` or `..`.
public struct RelativePath: Sendable {
  /// The names, at least one.
  public let components: [String]

  /// Takes a path.
  ///
  /// Gives `nil` for an absolute path, for an empty name, `.` or `..`, for a NUL, and
  /// for over 1,024 bytes.
  ///
  /// - Parameter text: The path, such as `epochs/1/report.json`.
  public init?(_ text: String) {
    let components = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= 1_024,
      components.allSatisfy({ name in
        !name.isEmpty && name != "." && name != ".."
          && !name.utf8.contains(0)
      })
    else { return nil }
    self.components = components
  }

  /// Appends names.
  ///
  /// - Parameter path: The path below this one.
  /// - Returns: Both, one after the other.
  public func appending(_ path: RelativePath) -> RelativePath {
    RelativePath(components: components + path.components)
  }

  private init(components: [String]) {
    self.components = components
  }
}

/// Paths are equal by their bytes: to a file system another normal form of a name is another file.
extension RelativePath: Hashable {
  /// Whether two paths have the same bytes.
  ///
  /// - Parameters:
  ///   - left: A path.
  ///   - right: Another path.
  /// - Returns: Whether they are the same.
  public static func == (left: RelativePath, right: RelativePath) -> Bool {
    left.components.elementsEqual(right.components) { $0.utf8.elementsEqual($1.utf8) }
  }

  /// Hashes the bytes.
  ///
  /// - Parameter hasher: What takes them.
  public func hash(into hasher: inout Hasher) {
    for component in components {
      for byte in component.utf8 { hasher.combine(byte) }
      hasher.combine(UInt8(ascii: "/"))
    }
  }
}

extension RelativePath: ExpressibleByStringLiteral {
  /// Takes a literal of the source text.
  ///
  /// - Parameter value: A path.
  public init(stringLiteral value: String) {
    guard let path = RelativePath(value) else { preconditionFailure("the literal is a path") }
    self = path
  }
}

extension RelativePath: CustomStringConvertible {
  /// The path with `/` between names.
  public var description: String { components.joined(separator: "/") }
}

extension RelativePath: Comparable {
  /// The order of the paths' UTF-8 bytes.
  ///
  /// - Parameters:
  ///   - left: A path.
  ///   - right: Another path.
  /// - Returns: Whether `left` comes first.
  public static func < (left: RelativePath, right: RelativePath) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
