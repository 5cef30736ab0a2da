import Signing
import StrictJSON

/// A signed payload with its type.
///
/// What is signed is not the document but ``signedBytes``; who signs, and with what, is the caller's.
///
/// - Source: DSSE 1.0.2 (github.com/secure-systems-lab/dsse), envelope.md and protocol.md.
public struct DSSEEnvelope: Sendable, Hashable {
  /// A signature of the payload and its type.
  public struct Signature: Sendable, Hashable {
    /// A hint which key made it; nothing that may be trusted.
    public let keyID: String
    /// The signature's bytes.
    public let bytes: [UInt8]

    /// Creates a signature.
    ///
    /// - Parameters:
    ///   - keyID: A hint which key made it.
    ///   - bytes: The signature's bytes.
    public init(keyID: String, bytes: [UInt8]) {
      self.keyID = keyID
      self.bytes = bytes
    }
  }

  /// What the payload is, a media type or URI.
  public let payloadType: String
  /// The payload.
  public let payload: [UInt8]
  /// The signatures, in the order of the document.
  public let signatures: [Signature]

  /// Creates an envelope.
  ///
  /// - Parameters:
  ///   - payload: The payload.
  ///   - payloadType: What it is.
  ///   - signatures: The signatures.
  public init(payload: [UInt8], payloadType: String, signatures: [Signature]) {
    self.payload = payload
    self.payloadType = payloadType
    self.signatures = signatures
  }

  /// The bytes that a signature is made of: payload and type, each after its length (PAE).
  public var signedBytes: [UInt8] {
    Self.signedBytes(of: payload, payloadType: payloadType)
  }

  /// The bytes that a signature is made of: payload and type, each after its length (PAE).
  ///
  /// - Parameters:
  ///   - payload: The payload.
  ///   - payloadType: What it is.
  /// - Returns: The bytes to sign.
  public static func signedBytes(of payload: [UInt8], payloadType: String) -> [UInt8] {
    let head = "DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) "
    return Array(head.utf8) + payload
  }

  /// The document's bytes, in the one form that ``init(parsing:)`` takes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("payload", .string(Base64.text(of: payload))),
      .init("payloadType", .string(payloadType)),
      .init(
        "signatures",
        .array(
          signatures.map {
            .object([
              .init("keyid", .string($0.keyID)), .init("sig", .string(Base64.text(of: $0.bytes))),
            ])
          }
        )
      ),
    ]).canonicalBytes
  }

  /// Reads the document; nothing in it is trusted by that.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DSSEError/malformed(_:)``, also for another form of the same envelope.
  public init(parsing bytes: [UInt8]) throws(DSSEError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .malformed("\(error)")
    }
    guard case .object(let members) = value, members.map(\.key) == Self.keys,
      case .string(let payload) = members[0].value, case .string(let type) = members[1].value,
      case .array(let signatures) = members[2].value,
      let payload = Base64.bytes(of: payload.utf8)
    else { throw .malformed("expected payload, payloadType and signatures") }
    self.payload = payload
    self.payloadType = type
    self.signatures = try signatures.map { value throws(DSSEError) in try Signature(value) }
    guard self.bytes == bytes else { throw .malformed("not in the form that revshare writes") }
  }

  private static let keys = ["payload", "payloadType", "signatures"]

  /// The payload, if it is of a type and somebody who is trusted signed it.
  ///
  /// - Parameters:
  ///   - type: The type that is expected.
  ///   - isTrusted: Whether a signature of bytes was made with a key that is trusted; the key is the caller's, not
  ///     what the signature's hint names.
  /// - Returns: The payload.
  /// - Throws: ``DSSEError/wrongType(_:)`` or ``DSSEError/notSigned``.
  public func payload(
    ofType type: String,
    ifSigned isTrusted: (_ signature: Signature, _ signedBytes: [UInt8]) -> Bool
  ) throws(DSSEError) -> [UInt8] {
    guard payloadType.utf8.elementsEqual(type.utf8) else { throw .wrongType(payloadType) }
    let signedBytes = signedBytes
    guard signatures.contains(where: { isTrusted($0, signedBytes) }) else { throw .notSigned }
    return payload
  }
}

extension DSSEEnvelope.Signature {
  fileprivate init(_ value: JSONValue) throws(DSSEError) {
    guard case .object(let members) = value, members.map(\.key) == ["keyid", "sig"],
      case .string(let keyID) = members[0].value, case .string(let text) = members[1].value,
      let bytes = Base64.bytes(of: text.utf8)
    else { throw .malformed("expected keyid and sig") }
    self.init(keyID: keyID, bytes: bytes)
  }
}
