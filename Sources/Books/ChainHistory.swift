public import ContractEvents
public import Distribution
public import FileStore

/// What was read from the chain, as books take it.
public protocol ChainHistory: Sendable {
  /// The stake events of sources as a table: columns `time` (Unix seconds), `sequence`, `action`, `account`, `amount` (base
  /// units) and `reference`.
  ///
  /// - Parameters:
  ///   - sources: The sources.
  ///   - start: When the first event may be.
  /// - Returns: The table.
  /// - Throws: `FileStoreError`.
  func stakes(
    of sources: [EventSource],
    from start: Timestamp?
  ) throws(FileStoreError) -> any OpenFile

  /// The receipts of a source as a table: columns `time` (Unix seconds), `sender`, `amount` (base units) and
  /// `reference`.
  ///
  /// - Parameter source: The source.
  /// - Returns: The table's bytes.
  /// - Throws: `FileStoreError`.
  func receipts(of source: EventSource) throws(FileStoreError) -> [UInt8]

  /// The last block before a time.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - sources: What has to be read up to there.
  /// - Returns: The block; `nil` where the chain was not read as far.
  /// - Throws: `FileStoreError`.
  func lastBlock(
    before time: Timestamp,
    of sources: [EventSource]
  ) throws(FileStoreError) -> ChainBlock?

  /// The chain's number.
  ///
  /// - Returns: The number.
  /// - Throws: `FileStoreError`.
  func chain() throws(FileStoreError) -> UInt64
}
