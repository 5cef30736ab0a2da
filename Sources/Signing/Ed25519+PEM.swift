extension Ed25519PublicKey {
  /// The key as OpenSSL's program and others read it: PEM of a SubjectPublicKeyInfo.
  ///
  /// - Source: RFC 8410, section 4; RFC 7468, section 13.
  public var pem: String {
    // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }
    let header: [UInt8] = [
      0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
    return pemText("PUBLIC KEY", header + bytes)
  }
}

extension Ed25519PrivateKey {
  /// The secret as OpenSSL's program and others read it: PEM of a PKCS #8 PrivateKeyInfo.
  ///
  /// - Source: RFC 8410, section 7; RFC 7468, section 10.
  public var pem: String {
    // SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING of an OCTET STRING of 32 bytes }
    let header: [UInt8] = [
      0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04,
      0x20,
    ]
    return pemText("PRIVATE KEY", header + seed)
  }
}

/// PEM of at most 48 bytes, whose digits fit in one line.
private func pemText(_ label: String, _ bytes: [UInt8]) -> String {
  "-----BEGIN \(label)-----\n\(Base64.text(of: bytes))\n-----END \(label)-----\n"
}
