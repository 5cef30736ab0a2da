/// An open file whose content is told from any other: what is read from it stays the same when another takes its place.
public protocol VersionedFile: OpenFile {
  /// When its content was written, in nanoseconds of Unix time.
  var writtenAt: Int64 { get }
  /// Tells this content from any other that stands at the path before or after; letters, digits and `-`.
  var version: String { get }
}
