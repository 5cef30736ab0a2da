public import Distribution
public import FileStore
public import ReportDocuments

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
  case otherEvidence(PublicationName)
  /// The books have no such epoch, or its parts do not fit together.
  case slice(Int, String)
  /// An epoch could not be computed.
  case computation(Int, DistributionError)
  /// An epoch that is to be corrected is not published.
  case notPublished(Int)
  /// The books say of an epoch what was published.
  case nothingToCorrect(Int)
  /// A correction cannot take the place of an epoch's claims, and why.
  case cannotReplace(Int, String)
  /// The log cannot be continued, and why.
  case log(String)
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
        + "\nif the books are right now, publish a correction: revshare correct --epoch \(number)"
    case .otherEvidence(let name):
      "epoch \(name) was published with other figures than its inputs give; "
        + "run revshare audit on the site"
    case .slice(let number, let fact): "epoch \(number): \(fact)"
    case .computation(let number, let error): "epoch \(number): \(error)"
    case .notPublished(let number):
      "epoch \(number) is not published: there is nothing to correct; publish it"
    case .nothingToCorrect(let number):
      "the books say of epoch \(number) what is published: there is nothing to correct"
    case .cannotReplace(let number, let cause):
      "the claims of epoch \(number) cannot be replaced: \(cause); leave out --replace"
    case .log(let fact): fact
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
