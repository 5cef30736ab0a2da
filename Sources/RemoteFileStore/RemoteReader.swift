import FileStore
import HTTPTransfer

/// Fetches files of a site, keeps them, and counts what that takes.
struct RemoteReader: ~Copyable {
  /// What is known of a file.
  private enum Kept {
    case bytes(Range<Int>)
    case error(FileStoreError)
  }

  private let address: SiteAddress
  private let limits: TransferLimits
  private let transfer: Transfer
  private var spool: Spool
  private var kept: [RelativePath: Kept] = [:]
  private var deadline: ContinuousClock.Instant?
  private var byteCount = 0
  private var failuresInARow = 0
  /// Why nothing more is asked for.
  private var end: FileStoreError?

  init(
    at address: SiteAddress,
    limits: TransferLimits,
    agent: String,
    authorities: String?
  ) throws(FileStoreError) {
    let transfer = Transfer(
      stallSeconds: limits.stallSeconds,
      agent: agent,
      authorities: authorities
    )
    guard let transfer else {
      throw .unavailable(address.text, "libcurl cannot be used on this machine")
    }
    guard let spool = Spool() else {
      throw .unavailable(address.text, "what is fetched cannot be kept: \(systemMessage())")
    }
    self.address = address
    self.limits = limits
    self.transfer = transfer
    self.spool = spool
  }

  mutating func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    if let end { throw end }
    if isLate { throw lateEnd(path) }
    switch kept[path] {
    case .bytes(let range):
      guard range.count <= byteLimit else {
        throw .tooLarge(path.description, byteLimit: byteLimit)
      }
      guard let bytes = spool.read(range) else {
        throw endAll(path, "what was fetched cannot be read back: \(systemMessage())")
      }
      return bytes
    case .error(.tooLarge(_, let limit)) where byteLimit > limit: break
    case .error(.tooLarge): throw .tooLarge(path.description, byteLimit: byteLimit)
    case .error(let error): throw error
    case nil: break
    }
    do throws(FileStoreError) {
      let bytes = try fetch(path, byteLimit: byteLimit)
      guard let range = spool.append(bytes) else {
        throw endAll(path, "what is fetched cannot be kept: \(systemMessage())")
      }
      kept[path] = .bytes(range)
      return bytes
    } catch {
      kept[path] = .error(error)
      throw error
    }
  }

  private mutating func fetch(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> [UInt8] {
    var outcome = try request(path, byteLimit: byteLimit)
    if case .broken = outcome { outcome = try request(path, byteLimit: byteLimit) }
    let name = path.description
    switch outcome {
    case .answer(status: 200, let body):
      failuresInARow = 0
      return body
    case .answer(status: 404, _), .answer(status: 410, _):
      failuresInARow = 0
      throw .notFound(name)
    case .tooLarge:
      failuresInARow = 0
      throw .tooLarge(name, byteLimit: byteLimit)
    case .unreachable(let fact): throw endAll(path, fact)
    case .answer(let status, _): throw failure(path, "the server answers with status \(status)")
    case .redirect(let status, let target):
      let place = target.map { " to \($0)" } ?? ""
      throw failure(path, "status \(status) leads\(place), which is not followed")
    case .encoded(let encoding):
      throw failure(path, "comes in the encoding \(encoding), which was not asked for")
    case .broken(let fact), .failed(let fact):
      throw isLate ? lateEnd(path) : failure(path, fact)
    }
  }

  private mutating func request(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> Transfer.Outcome {
    let now = ContinuousClock.now
    let last = deadline ?? now.advanced(by: .seconds(limits.seconds))
    deadline = last
    let left = now.duration(to: last) / .milliseconds(1)
    guard left >= 1 else { throw lateEnd(path) }
    let bytesLeft = max(0, limits.byteCount - byteCount)
    let (outcome, count) = transfer.request(
      address.file(path),
      byteLimit: min(byteLimit, bytesLeft),
      milliseconds: min(Int(left), TransferLimits.requestSeconds * 1_000)
    )
    byteCount += count
    if case .tooLarge = outcome, bytesLeft < byteLimit {
      throw endAll(path, "over \(limits.byteCount) bytes in all; --byte-limit raises that")
    }
    return outcome
  }

  private var isLate: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

  private mutating func lateEnd(_ path: RelativePath) -> FileStoreError {
    endAll(path, "over \(limits.seconds) seconds in all; --time-limit raises that")
  }

  /// Counts a file that failed; many in a row are the end.
  private mutating func failure(_ path: RelativePath, _ fact: String) -> FileStoreError {
    failuresInARow += 1
    guard failuresInARow < TransferLimits.failureCount else {
      return endAll(
        path,
        "\(failuresInARow) files in a row could not be fetched; the last: \(fact)"
      )
    }
    return .cannotRead(path.description, fact)
  }

  private mutating func endAll(_ path: RelativePath, _ fact: String) -> FileStoreError {
    let error = FileStoreError.unavailable(address.file(path), fact)
    end = error
    return error
  }
}
