public import FileStore

/// A document of an epoch's evidence, made when it is asked for.
public struct EvidenceDocument: Sendable {
  /// The path, relative to the epoch's folder.
  public let path: RelativePath
  private let make: @Sendable () -> [UInt8]

  init(_ path: RelativePath, _ make: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    self.make = make
  }

  /// The document's bytes.
  public var bytes: [UInt8] { make() }
}
