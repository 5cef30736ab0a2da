import COpenSSL

/// HMAC with SHA-256 over OpenSSL.
///
/// - Source: RFC 2104; FIPS 198-1.
public enum HMACSHA256: Sendable {
  /// Authenticates a message.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - key: The key, of any length.
  /// - Returns: The code's 32 bytes.
  public static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    let result = unsafe key.withUnsafeBytes { key in
      unsafe message.withUnsafeBufferPointer { message in
        unsafe HMAC(
          EVP_sha256(),
          key.baseAddress,
          Int32(key.count),
          message.baseAddress,
          message.count,
          &code,
          nil
        )
      }
    }
    precondition(unsafe result != nil, "OpenSSL has HMAC and SHA-256")
    return code
  }
}
