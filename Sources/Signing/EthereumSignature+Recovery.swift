import CSecp256k1
public import EVMTypes

extension EthereumSignature {
  /// The account that signed a message as wallets do (`personal_sign`).
  ///
  /// What is signed is the keccak-256 hash of `\x19Ethereum Signed Message:`, a line feed, the message's
  /// count of bytes in decimal digits, and the message. A message that was changed gives another
  /// account, seldom none: compare the account with the one that is expected.
  ///
  /// - Source: EIP-191, version `0x45` (E).
  /// - Parameter message: The message's bytes, as they were shown to the signer.
  /// - Returns: The account; `nil` when no public key fits the signature.
  public func signer(ofPersonalMessage message: [UInt8]) -> Address? {
    let prefix = "\u{19}Ethereum Signed Message:\n\(message.count)"
    return signer(of: Digest(keccak256Of: [UInt8](prefix.utf8) + message))
  }

  /// The account that signed a hash.
  ///
  /// - Source: SEC 1 version 2, section 4.1.6.
  /// - Parameter hash: What was signed.
  /// - Returns: The account: the last 20 bytes of the keccak-256 hash of its public key; `nil` when no
  ///   public key fits.
  public func signer(of hash: Digest) -> Address? {
    guard let key = publicKey(of: hash) else { return nil }
    // The first byte says that both coordinates follow.
    return Address(bytes: Digest(keccak256Of: key[1...]).bytes[12...])
  }

  /// The signer's public key: 65 bytes, 4 and the two coordinates.
  private func publicKey(of hash: Digest) -> [UInt8]? {
    var signature = secp256k1_ecdsa_recoverable_signature()
    var key = secp256k1_pubkey()
    guard let context = unsafe revshare_secp256k1_context(),
      unsafe secp256k1_ecdsa_recoverable_signature_parse_compact(
        context,
        &signature,
        numberBytes,
        isOdd ? 1 : 0
      ) == 1,
      unsafe secp256k1_ecdsa_recover(context, &key, &signature, hash.bytes) == 1
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: 65)
    var count = bytes.count
    guard
      unsafe secp256k1_ec_pubkey_serialize(
        context,
        &bytes,
        &count,
        &key,
        UInt32(SECP256K1_EC_UNCOMPRESSED)
      ) == 1, count == bytes.count
    else { return nil }
    return bytes
  }
}
