import COpenSSL

/// A key that signs: 32 bytes that only their owner knows.
///
/// - Source: RFC 8032, section 5.1.5.
public struct Ed25519PrivateKey: Sendable, Hashable {
  /// The secret: 32 bytes, from which everything else follows.
  public let seed: [UInt8]
  /// The key that checks this one's signatures.
  public let publicKey: Ed25519PublicKey

  /// How many bytes the secret has.
  public static let seedByteCount = 32

  /// Takes a secret.
  ///
  /// Gives `nil` for another count of bytes than 32.
  ///
  /// - Parameter seed: The secret.
  public init?(seed: [UInt8]) {
    guard seed.count == Self.seedByteCount else { return nil }
    self.seed = seed
    var point = [UInt8](repeating: 0, count: 32)
    var count = point.count
    let isDone = unsafe Self.withKey(seed) { key in
      unsafe EVP_PKEY_get_raw_public_key(key, &point, &count) == 1
    }
    guard let publicKey = Ed25519PublicKey(bytes: point) else { return nil }
    precondition(isDone && count == point.count, "OpenSSL has Ed25519")
    self.publicKey = publicKey
  }

  /// Makes a new key from the system's randomness.
  ///
  /// - Returns: The key; `nil` when the system has no randomness to give.
  public static func random() -> Ed25519PrivateKey? {
    var seed = [UInt8](repeating: 0, count: seedByteCount)
    guard unsafe RAND_priv_bytes(&seed, CInt(seedByteCount)) == 1 else { return nil }
    return Ed25519PrivateKey(seed: seed)
  }

  /// Signs a message.
  ///
  /// - Source: RFC 8032, section 5.1.6.
  /// - Parameter message: The message.
  /// - Returns: 64 bytes, the same for the same message.
  public func signature(of message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
    var count = signature.count
    let isDone = unsafe Self.withKey(seed) { key in
      guard let context = unsafe EVP_MD_CTX_new() else { return false }
      defer { unsafe EVP_MD_CTX_free(context) }
      return unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
        && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
    }
    precondition(isDone && count == signature.count, "OpenSSL has Ed25519")
    return signature
  }

  /// Gives OpenSSL's form of a secret to a closure.
  private static func withKey(
    _ seed: [UInt8],
    _ body: (OpaquePointer) -> Bool
  ) -> Bool {
    guard let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    return unsafe body(key)
  }
}

extension Ed25519PrivateKey: CustomStringConvertible, CustomReflectable {
  /// Words that do not give the secret away.
  public var description: String { "an Ed25519 private key" }
  /// Nothing, so that no message of a failed test or trap gives the secret away.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
