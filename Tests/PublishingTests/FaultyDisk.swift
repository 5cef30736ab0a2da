import FileStore
import Publishing
import TestSupport

/// A site and the kept head, in memory; it fails at one step of publishing, before the step or after it.
struct FaultyDisk: Hashable {
  /// Where it fails.
  struct Fault: Hashable {
    /// The step, from 0.
    let step: Int
    /// Whether what the step does is done all the same.
    let isAfter: Bool
  }

  /// What every failure throws.
  static let fault = FileStoreError.cannotWrite("disk", "a fault")

  /// The site; `nil` before the first publication.
  var site: MemoryFileStore?
  /// The kept head; `nil` before the first.
  var kept: [UInt8]?
  /// Where it fails; `nil` for nowhere.
  var fault: Fault?

  /// Publishes as the command does, up to the fault.
  mutating func publish(_ publication: Publication) throws(FileStoreError) {
    _ = try steps(of: publication)
  }

  /// How many steps publishing takes.
  func stepCount(of publication: Publication) throws(FileStoreError) -> Int {
    var disk = self
    disk.fault = nil
    return try disk.steps(of: publication)
  }

  private mutating func steps(of publication: Publication) throws(FileStoreError) -> Int {
    let counter = StepCounter(fault)
    var keeper = FaultyKeeper(kept: kept, counter: counter)
    var staging = FaultyStaging(
      base: MemoryStaging(replacing: site ?? MemoryFileStore()),
      counter: counter
    )
    let result = Result { () throws(FileStoreError) in
      try publication.publish(to: &staging, keeping: &keeper, after: kept)
    }
    kept = keeper.kept
    if !staging.base.current.files.isEmpty { site = staging.base.current }
    try result.get()
    return counter.count
  }
}

/// Counts steps and fails at one of them.
private final class StepCounter {
  private(set) var count = 0
  private let fault: FaultyDisk.Fault?

  init(_ fault: FaultyDisk.Fault?) { self.fault = fault }

  func step<Value>(_ act: () throws(FileStoreError) -> Value) throws(FileStoreError) -> Value {
    let isHere = count == fault?.step
    count += 1
    if isHere, fault?.isAfter == false { throw FaultyDisk.fault }
    let value = try act()
    if isHere { throw FaultyDisk.fault }
    return value
  }
}

/// Files in memory whose staging fails.
private struct FaultyStaging: StagedFiles {
  var base: MemoryStaging
  let counter: StepCounter

  mutating func write(_ bytes: [UInt8], to path: RelativePath) throws(FileStoreError) {
    try counter.step { () throws(FileStoreError) in try base.write(bytes, to: path) }
  }

  mutating func keep(_ path: RelativePath) throws(FileStoreError) {
    try counter.step { () throws(FileStoreError) in try base.keep(path) }
  }

  mutating func commit() throws(FileStoreError) {
    try counter.step { () throws(FileStoreError) in try base.commit() }
  }
}

/// A kept head whose replacement fails.
private struct FaultyKeeper: CheckpointKeeper {
  var kept: [UInt8]?
  let counter: StepCounter

  func checkpoint() -> [UInt8]? { kept }

  mutating func replace(_ old: [UInt8]?, with new: [UInt8]) throws(FileStoreError) {
    guard kept == old else { throw .cannotWrite("kept", "another head is there") }
    try counter.step { () throws(FileStoreError) in kept = new }
  }
}
