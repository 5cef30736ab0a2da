public import ReportDocuments

/// How far the work on a publication has come.
public struct WorkProgress: Sendable {
  /// What is being done.
  public enum Phase: Sendable {
    /// Files are held against the digests of a manifest; their bytes are counted.
    case checkingFiles
    /// Figures are computed; nothing is counted.
    case computing
    /// Documents are made and compared with what is published; their rows are counted.
    case comparing
  }

  /// What is being done.
  public let phase: Phase
  /// The publication.
  public let publication: PublicationName
  /// How much is done.
  public let done: Int
  /// How much there is.
  public let total: Int

  init(_ phase: Phase, of publication: PublicationName, _ done: Int = 0, of total: Int = 0) {
    self.phase = phase
    self.publication = publication
    self.done = done
    self.total = total
  }
}
