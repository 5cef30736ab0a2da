import COpenSSL

/// The key that checks signatures of an ``Ed25519PrivateKey``.
///
/// - Source: RFC 8032, section 5.1.
public struct Ed25519PublicKey: Sendable, Hashable {
  /// The encoded point: 32 bytes.
  public let bytes: [UInt8]

  /// How many bytes a signature has.
  public static let signatureByteCount = 64

  /// Takes an encoded point.
  ///
  /// Gives `nil` for another count of bytes than 32. Bytes that are no point of the curve are taken, and
  /// no signature holds with them.
  ///
  /// - Parameter bytes: The bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Checks a signature.
  ///
  /// - Source: RFC 8032, section 5.1.7, as OpenSSL checks it: without multiplying by the cofactor.
  /// - Parameters:
  ///   - signature: The signature's bytes; other than 64 are none.
  ///   - message: What was signed.
  /// - Returns: Whether the holder of the private key made the signature for this message.
  public func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == Self.signatureByteCount,
      let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
    return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
