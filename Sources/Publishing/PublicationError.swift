public import FileStore

/// Why books cannot be published over a site.
public enum PublicationError: Error, Sendable, Hashable {
  /// A figure in which books and a published epoch differ.
  public struct SliceDifference: Sendable, Hashable {
    /// The published document.
    public let path: RelativePath
    /// The figure; expected is what is published, found is what the books say now.
    public let difference: FigureComparison.Difference
  }

  /// The site has this epoch, but the books have it no longer, or not closed.
  case epochGone(Int)
  /// The books say other things of this epoch than what was published.
  case contradicts(Int, [SliceDifference])
  /// From the same inputs of this epoch this program makes other evidence than what was published.
  case otherEvidence(Int)
  /// A published document could not be read.
  case unreadable(RelativePath, String)
  /// The views could not be made.
  case views(String)
}

extension PublicationError: CustomStringConvertible {
  /// The fact; a line for each difference, at most ten.
  public var description: String {
    switch self {
    case .epochGone(let number):
      "epoch \(number) is published, but the books have no closed epoch \(number)"
    case .contradicts(let number, let differences):
      "epoch \(number) is published and never changes, but the books say something else now"
        + differences.prefix(10).map { "\n  " + Self.line($0) }.joined()
        + (differences.count > 10 ? "\n  and \(differences.count - 10) more differences" : "")
    case .otherEvidence(let number):
      "epoch \(number) was published with other figures than its inputs give; "
        + "run revshare audit on the site"
    case .unreadable(let path, let cause): "\(path): cannot be read: \(cause)"
    case .views(let cause): "the pages could not be made: \(cause)"
    }
  }

  private static func line(_ slice: SliceDifference) -> String {
    let place = slice.difference.place.isEmpty ? "" : ", \(slice.difference.place)"
    return "\(slice.path)\(place): published \(slice.difference.expected ?? "nothing"), "
      + "books \(slice.difference.found ?? "nothing")"
  }
}
