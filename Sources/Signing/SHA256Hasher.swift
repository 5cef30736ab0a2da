import COpenSSL

/// SHA-256 of a message that comes piece by piece.
///
/// - Source: FIPS 180-4.
@safe public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Begins with nothing.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    else { preconditionFailure("OpenSSL has SHA-256") }
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Takes the next piece.
  ///
  /// - Parameter piece: The piece.
  public mutating func update(_ piece: [UInt8]) {
    let isDone = unsafe piece.withUnsafeBytes { bytes in
      unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }
    precondition(isDone == 1, "OpenSSL takes what it is given")
  }

  /// Ends the message.
  ///
  /// - Returns: The digest's 32 bytes.
  public consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    precondition(isDone == 1, "OpenSSL has SHA-256")
    return digest
  }
}

@available(*, unavailable)
extension SHA256Hasher: Sendable {}
