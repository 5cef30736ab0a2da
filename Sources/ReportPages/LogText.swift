import ReportDocuments

/// The log as the auditor's guide tells of it.
struct LogText: Sendable {
  let size: String
  let root: String
  let isSigned: Bool
  let key: String
  let keyName: String

  init(_ log: PublishedLog) {
    self.size = counted(log.statements.count, "entry", "entries")
    self.root = log.root
    self.isSigned = log.key != nil
    self.key = log.key ?? ""
    self.keyName = log.keyName ?? ""
  }
}
