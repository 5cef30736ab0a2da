import EVMTypes
import Signing
import Testing

@Suite struct Ed25519Tests {
  /// The vectors of RFC 8032, section 7.1: secret, public key, message, signature.
  static let vectors: [(seed: String, key: String, message: String, signature: String)] = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        + "387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        + "4a7c15e9716ed28dc027beceea1ec40a"
    ),
    (
      "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        + "454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
        + "3dca179c138ac17ad9bef1177331a704"
    ),
  ]

  @Test("The vectors of RFC 8032", arguments: 0..<4)
  func vectorsOfTheStandard(number: Int) throws {
    let vector = Self.vectors[number]
    let message = try bytes(vector.message)
    let key = try #require(Ed25519PrivateKey(seed: bytes(vector.seed)))
    #expect(try key.publicKey.bytes == bytes(vector.key))
    #expect(try key.signature(of: message) == bytes(vector.signature))
    let publicKey = try #require(Ed25519PublicKey(bytes: bytes(vector.key)))
    #expect(try publicKey.isSignature(bytes(vector.signature), of: message))
  }

  @Test("A changed bit anywhere is refused", arguments: 0..<4)
  func changedBits(number: Int) throws {
    let vector = Self.vectors[number]
    let message = try bytes(vector.message)
    let signature = try bytes(vector.signature)
    let keyBytes = try bytes(vector.key)
    let key = try #require(Ed25519PublicKey(bytes: keyBytes))
    for bit in 0..<(8 * signature.count) {
      #expect(!key.isSignature(flip(bit, of: signature), of: message))
    }
    for bit in 0..<(8 * message.count) {
      #expect(!key.isSignature(signature, of: flip(bit, of: message)))
    }
    for bit in 0..<(8 * keyBytes.count) {
      let other = try #require(Ed25519PublicKey(bytes: flip(bit, of: keyBytes)))
      #expect(!other.isSignature(signature, of: message))
    }
    #expect(!key.isSignature(signature, of: message + [0]))
    for count in [0, 1, 32, 63, 65, 128] {
      #expect(!key.isSignature(Array((signature + signature).prefix(count)), of: message))
    }
  }

  /// The same number modulo the group's order (RFC 8032, section 5.1) must not give a second signature.
  @Test func secondFormOfASignatureIsRefused() throws {
    let vector = Self.vectors[1]
    let order = try bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var signature = try bytes(vector.signature)
    var carry = 0
    for place in 0..<32 {
      let sum = Int(signature[32 + place]) + Int(order[place]) + carry
      signature[32 + place] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    #expect(carry == 0)
    let key = try #require(Ed25519PublicKey(bytes: bytes(vector.key)))
    #expect(try !key.isSignature(signature, of: bytes(vector.message)))
  }

  @Test func otherCountsOfBytesAreNoKeys() {
    for count in [0, 31, 33, 64] {
      #expect(Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: count)) == nil)
      #expect(Ed25519PublicKey(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }
  }

  @Test func newKeysDifferAndSign() throws {
    let keys = try (0..<20).map { _ in try #require(Ed25519PrivateKey.random()) }
    #expect(Set(keys.map(\.seed)).count == keys.count)
    for key in keys {
      #expect(key.publicKey.isSignature(key.signature(of: [1, 2]), of: [1, 2]))
      #expect(!keys[0].publicKey.isSignature(key.signature(of: [3]), of: [2]))
    }
  }

  @Test func secretIsNotPrinted() throws {
    let vector = Self.vectors[0]
    let key = try #require(Ed25519PrivateKey(seed: bytes(vector.seed)))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("157"), "the first byte, 0x9d, in \(text)")
    }
  }

  /// RFC 8410, section 10.1 and 10.3: a public key and a private key of the standard itself.
  @Test func textsOfTheStandard() throws {
    let publicKey = try #require(
      Ed25519PublicKey(
        bytes: bytes("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
      )
    )
    #expect(
      publicKey.pem == """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----

        """
    )
    let key = try #require(
      Ed25519PrivateKey(
        seed: bytes("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842")
      )
    )
    #expect(key.publicKey == publicKey)
    #expect(
      key.pem == """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """
    )
  }

  private func flip(_ bit: Int, of bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    changed[bit / 8] ^= 1 << UInt8(bit % 8)
    return changed
  }

  private func bytes(_ digits: String) throws -> [UInt8] {
    try #require(Hex.bytes(of: digits.utf8))
  }
}
