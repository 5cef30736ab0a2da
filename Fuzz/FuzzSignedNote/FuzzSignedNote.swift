import FuzzChecks
import Signing
import TransparencyLog

/// Notes, checkpoints, proofs, keys, policies and tiles: what can be read has one form, which is written again.
@main enum FuzzSignedNote: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    checkNote(bytes)
    checkProof(bytes)
    if let checkpoint = try? LogCheckpoint(text: bytes) {
      precondition(checkpoint.text == bytes, "a checkpoint has one text")
    }
    if let bundle = try? LogEntryBundle(bytes: bytes) {
      precondition(bundle.bytes == bytes, "entries have one form")
      guard let tiles = try? LogTiles(entries: bundle.entries),
        let files = tiles.files(publishedSizes: [1, bundle.entries.count])
      else { preconditionFailure("what was read can be published") }
      precondition(files.count >= 2, "there are tiles of entries and of hashes")
    }
    do {
      let policy = try WitnessPolicy(text: bytes)
      precondition((try? policy.checkpoint(of: Known.note)) == nil, "nobody else has signed")
      _ = try? policy.adding(log: Known.log.verifier).checkpoint(of: Known.note)
    } catch {
      precondition(error.line >= 1 && !error.description.isEmpty, "lines begin at 1")
    }
    _ = WitnessRequest.oldSize(inConflict: bytes)
    checkTexts(String(decoding: bytes, as: UTF8.self))
    checkWays(bytes)
  }

  private static func checkNote(_ bytes: [UInt8]) {
    do {
      let note = try SignedNote(bytes: bytes)
      precondition(note.bytes == bytes, "a note has one form")
      let isSigned = (try? note.signatures(by: [Known.log.verifier])) != nil
      let own = Known.log.signature(of: note.text)
      precondition(!isSigned || note.signatures.contains(own), "the key alone makes its signature")
      if let signed = try? note.adding([own]), signed.signatures != note.signatures {
        guard let again = try? SignedNote(bytes: signed.bytes) else {
          preconditionFailure("what was written can be read")
        }
        precondition(again == signed, "what was written is the same note")
      }
    } catch {
      precondition(!error.description.isEmpty, "an error has words")
    }
  }

  private static func checkProof(_ bytes: [UInt8]) {
    guard let proof = try? LogProof(bytes: bytes) else { return }
    precondition(proof.bytes == bytes, "a proof has one form")
    if let checkpoint = try? proof.verify(entry: [1], log: Known.log.verifier) {
      precondition(checkpoint.origin == Known.log.name, "the key's name is the log's")
    }
  }

  private static func checkTexts(_ text: String) {
    if let path = LogTilePath(text: text) {
      precondition(path.description == text, "a path has one text")
    }
    if let verifier = try? NoteVerifier(text: text) {
      precondition(verifier.text.utf8.elementsEqual(text.utf8), "a key has one text")
    }
    if let signer = try? NoteSigner(secretText: text) {
      precondition(signer.secretText.utf8.elementsEqual(text.utf8), "a key has one text")
    }
    if let decoded = Base64.bytes(of: text.utf8) {
      precondition(Base64.text(of: decoded) == text, "bytes have one text")
    }
  }

  /// Any numbers and hashes as a proof: nothing traps, and a wrong root is never reached.
  private static func checkWays(_ bytes: [UInt8]) {
    guard bytes.count >= 16 else { return }
    let numbers = [bytes[..<8], bytes[8..<16]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
    let hashes = stride(from: 16, through: bytes.count - 32, by: 32).compactMap {
      LogHash(bytes: bytes[$0..<($0 + 32)])
    }
    let isIncluded = LogTree.verifyInclusion(
      of: LogHash(ofEntry: bytes),
      at: numbers[0],
      size: numbers[1],
      root: .empty,
      proof: hashes
    )
    let isExtended = LogTree.verifyConsistency(
      from: numbers[0],
      root: LogHash(ofEntry: bytes),
      to: numbers[1],
      root: .empty,
      proof: hashes
    )
    precondition(!isIncluded && !isExtended, "no proof leads to the hash of nothing")
  }
}

/// A log that the inputs may name.
private enum Known {
  static let log: NoteSigner = {
    guard let name = try? NoteName("a"),
      let key = Ed25519PrivateKey(seed: [UInt8](repeating: 3, count: 32))
    else { preconditionFailure("32 bytes are a key") }
    return NoteSigner(name: name, key: key)
  }()

  static let note: SignedNote = {
    let checkpoint = LogCheckpoint(origin: log.name, size: 1, root: LogHash(ofEntry: [1]))
    guard let note = try? checkpoint.signed(by: log) else {
      preconditionFailure("a log signs its own checkpoint")
    }
    return note
  }()
}
