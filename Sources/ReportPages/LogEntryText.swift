import ReportDocuments
import Signing

/// A publication's entry in the log.
struct LogEntryText: Sendable {
  /// Its place, from 0.
  let entry: Int
  /// The SHA-256 of the statement, which is the entry.
  let digest: String
  let isSigned: Bool
  let keyName: String

  /// The entry of a publication, or nothing where the log does not hold it.
  static func all(of name: PublicationName, in log: PublishedLog?) -> [LogEntryText] {
    guard let log, let entry = log.entry(of: name) else { return [] }
    return [LogEntryText(entry, in: log)]
  }

  init(_ entry: Int, in log: PublishedLog) {
    self.entry = entry
    self.digest = ContentDigest(bytes: SHA256.hash(log.statements[entry].bytes)).description
    self.isSigned = log.key != nil
    self.keyName = log.keyName ?? ""
  }
}
