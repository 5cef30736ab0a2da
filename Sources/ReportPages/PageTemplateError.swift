public import FileStore

/// Why templates cannot be used.
public enum PageTemplateError: Error, Sendable, Hashable {
  /// A page has no template.
  case missing(RelativePath)
  /// A template is not UTF-8 text.
  case notText(RelativePath)
  /// A template does not parse, with the template library's reason.
  case malformed(RelativePath, String)
}

extension PageTemplateError: CustomStringConvertible {
  /// The fact and the file, in one line.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): the template is missing"
    case .notText(let path): "\(path): the template is not UTF-8 text"
    case .malformed(let path, let reason): "\(path): \(reason)"
    }
  }
}
