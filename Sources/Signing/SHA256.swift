import COpenSSL

/// SHA-256 over OpenSSL.
///
/// - Source: FIPS 180-4.
public enum SHA256: Sendable {
  /// Hashes a message.
  ///
  /// - Parameter message: The message.
  /// - Returns: The digest's 32 bytes.
  public static func hash(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe message.withUnsafeBytes { bytes in
      unsafe EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, EVP_sha256(), nil)
    }
    precondition(isDone == 1, "OpenSSL has SHA-256")
    return digest
  }
}
