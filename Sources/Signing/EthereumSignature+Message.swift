public import EVMTypes

extension EthereumSignature {
  /// Whether 65 bytes are an account's signature of a message as wallets make it (`personal_sign`).
  ///
  /// - Source: EIP-191, version 0x45; EIP-2 for the range of s.
  /// - Parameters:
  ///   - bytes: r, s and v.
  ///   - message: The message.
  ///   - account: The account that is to have signed it.
  /// - Returns: Whether it has.
  public static func isSignature(
    _ bytes: [UInt8],
    of message: String,
    by account: Address
  ) -> Bool {
    let signature = try? EthereumSignature(bytes: bytes)
    return signature?.signer(ofPersonalMessage: [UInt8](message.utf8)) == account
  }
}
