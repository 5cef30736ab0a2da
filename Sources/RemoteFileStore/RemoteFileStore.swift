public import FileStore
import Synchronization

/// The files of a site on the web, by GET.
///
/// Each file is asked for once and kept, so that one content of it is seen, whatever the server says later. The
/// answer must be the file itself: redirects are not followed, and encodings are refused. Certificates are
/// checked. Proxies are those that the environment names (`https_proxy` and its like), as with curl.
///
/// The web gives no list of files: ``paths()`` throws.
public final class RemoteFileStore: FileStore {
  /// Where the site is.
  public let address: SiteAddress
  private let reader: Mutex<RemoteReader>

  /// Prepares to read a site; nothing is asked for yet.
  ///
  /// - Parameters:
  ///   - address: Where the site is.
  ///   - limits: What it may make the reader spend.
  ///   - agent: What is said of the reader, such as `revshare/0.1.0`.
  ///   - authorities: A file of certificates to trust in the place of the system's; `nil` for the system's.
  /// - Throws: ``FileStoreError/unavailable(_:_:)`` when there is no place for what is fetched.
  public init(
    at address: SiteAddress,
    limits: TransferLimits,
    agent: String,
    authorities: String? = nil
  ) throws(FileStoreError) {
    self.address = address
    self.reader = Mutex(
      try RemoteReader(at: address, limits: limits, agent: agent, authorities: authorities)
    )
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError/notFound(_:)`` where the server says so, ``FileStoreError/tooLarge(_:byteLimit:)``,
  ///   ``FileStoreError/cannotRead(_:_:)`` for another answer or none, or ``FileStoreError/unavailable(_:_:)``
  ///   where nothing more will come: the host cannot be reached, or a limit is reached.
  public func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    try reader.withLock { reader throws(FileStoreError) in
      try reader.read(path, byteLimit: byteLimit)
    }
  }

  /// The web gives no list of files.
  ///
  /// - Returns: Never.
  /// - Throws: ``FileStoreError/cannotList(_:)``.
  public func paths() throws(FileStoreError) -> [RelativePath] {
    throw .cannotList(address.text)
  }
}
