import TransparencyLog

/// A file with the key of a log: private, or what verifies.
struct KeyFile {
  /// The key that verifies.
  let verifier: NoteVerifier
  /// The private key; `nil` when the file holds what verifies alone.
  let signer: NoteSigner?

  /// How many bytes such a file may have.
  private static let byteLimit = 10_000

  /// Reads a key's file: one line.
  ///
  /// - Parameters:
  ///   - file: Its path, as the user wrote it.
  ///   - context: The outside world.
  /// - Returns: The key.
  /// - Throws: `CommandFailure` when it cannot be read, or is no key.
  static func read(_ file: String, in context: CommandContext) throws(CommandFailure) -> KeyFile {
    let bytes = try InputFile.read(file, in: context, byteLimit: byteLimit) ?? []
    let line = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
    let text = String(decoding: line, as: UTF8.self)
    do throws(NoteKeyError) {
      guard text.utf8.starts(with: "PRIVATE+KEY+".utf8) else {
        return KeyFile(verifier: try NoteVerifier(text: text), signer: nil)
      }
      let signer = try NoteSigner(secretText: text)
      return KeyFile(verifier: signer.verifier, signer: signer)
    } catch {
      throw CommandFailure(.malformedInput, "revshare: \(file): \(error)")
    }
  }

  /// Reads the name of a log from an argument.
  ///
  /// - Parameter text: The argument.
  /// - Returns: The name.
  /// - Throws: `CommandFailure`, of wrong usage.
  static func name(_ text: String) throws(CommandFailure) -> NoteName {
    guard !text.contains("://") else {
      throw CommandFailure(
        .usage,
        "revshare: --name \(text): leave out what stands before ://, and ://"
      )
    }
    do {
      return try NoteName(text)
    } catch {
      throw CommandFailure(.usage, "revshare: --name \(text): \(error)")
    }
  }
}
