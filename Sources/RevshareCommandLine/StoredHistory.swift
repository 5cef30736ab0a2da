import Books
import ChainAccess
import ContractEvents
import Distribution
import FileStore
import Glibc

/// What `revshare sync` has stored, as books take it.
struct StoredHistory: ChainHistory {
  let path: String

  func stakes(
    of sources: [EventSource],
    from start: Timestamp?
  ) throws(FileStoreError) -> any OpenFile {
    let store = try opened(for: sources)
    return BytesFile(
      try read { () throws(ChainError) in
        try store.stakes(of: sources, from: start?.unixSeconds ?? 0)
      }
    )
  }

  func receipts(of source: EventSource) throws(FileStoreError) -> [UInt8] {
    let store = try opened(for: [source])
    return try read { () throws(ChainError) in try store.receipts(of: source) }
  }

  func lastBlock(
    before time: Timestamp,
    of sources: [EventSource]
  ) throws(FileStoreError) -> ChainBlock? {
    let store = try opened(for: sources)
    return try read { () throws(ChainError) in
      guard let block = try store.lastBlock(before: time.unixSeconds),
        let next = try store.nextBlock(of: sources), next > block.number
      else { return nil }
      return ChainBlock(number: block.number, hash: block.hash)
    }
  }

  func chain() throws(FileStoreError) -> UInt64 { try opened(for: []).chain }

  private func opened(for sources: [EventSource]) throws(FileStoreError) -> ChainStore {
    guard unsafe access(path, F_OK) == 0 else { throw .notFound(path) }
    return try read { () throws(ChainError) in
      try ChainStore(at: path, chain: nil, isReadOnly: true)
    }
  }

  private func read<Value>(
    _ work: () throws(ChainError) -> Value
  ) throws(FileStoreError) -> Value {
    do {
      return try work()
    } catch .emptyStore(let path) {
      throw .notFound(path)
    } catch {
      throw .cannotRead(path, error.description)
    }
  }
}
