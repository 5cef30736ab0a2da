public import FileStore
public import ReportDocuments
import TransparencyLog

extension Publication {
  /// Writes the content, keeps the log's head, and puts the content in place, in this order.
  ///
  /// After a failure the site is as it was. Where the head was kept already, the same publication again goes on from it.
  ///
  /// - Parameters:
  ///   - staging: Where the content is prepared.
  ///   - keeper: Where the head is kept; not asked where the log is not signed.
  ///   - kept: The head that was read from there.
  ///   - progress: Called before each publication, with its name.
  /// - Throws: `FileStoreError`.
  public func publish(
    to staging: inout some StagedFiles,
    keeping keeper: inout some CheckpointKeeper,
    after kept: [UInt8]?,
    progress: (PublicationName) -> Void = { _ in }
  ) throws(FileStoreError) {
    try write(to: &staging, progress: progress)
    if let checkpoint = log.checkpoint?.bytes, checkpoint != kept {
      try keeper.replace(kept, with: checkpoint)
    }
    try staging.commit()
  }
}
