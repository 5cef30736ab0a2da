public import FileStore

/// Where the head that was signed last is kept, outside of the site.
///
/// What is published can be replaced by whoever holds the host; this is the publisher's own memory, which refuses to
/// sign another history.
public protocol CheckpointKeeper {
  /// The head that was signed last; `nil` before the first.
  ///
  /// - Returns: The bytes of the signed note.
  /// - Throws: `FileStoreError`.
  func checkpoint() throws(FileStoreError) -> [UInt8]?

  /// Puts a head in the place of the one before, in one step and durably.
  ///
  /// - Parameters:
  ///   - old: The head that is there, as it was read.
  ///   - new: The head to keep.
  /// - Throws: `FileStoreError`, also when another head than the old one is there.
  mutating func replace(_ old: [UInt8]?, with new: [UInt8]) throws(FileStoreError)
}
