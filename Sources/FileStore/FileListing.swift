/// What a store holds, as far as it can be listed.
public struct FileListing: Sendable, Hashable {
  /// A place that could not be listed.
  public struct Problem: Sendable, Hashable {
    /// The folder that it is in; `nil` for the store itself.
    public let folder: RelativePath?
    /// The fact, in one line.
    public let fact: String

    /// Creates a problem.
    ///
    /// - Parameters:
    ///   - folder: The folder that it is in; `nil` for the store itself.
    ///   - fact: The fact, in one line.
    public init(in folder: RelativePath?, _ fact: String) {
      self.folder = folder
      self.fact = fact
    }
  }

  /// The files, in byte order.
  public let paths: [RelativePath]
  /// What could not be listed.
  public let problems: [Problem]

  /// Creates a listing.
  ///
  /// - Parameters:
  ///   - paths: The files, in any order.
  ///   - problems: What could not be listed.
  public init(paths: [RelativePath], problems: [Problem] = []) {
    self.paths = paths.sorted()
    self.problems = problems
  }
}
