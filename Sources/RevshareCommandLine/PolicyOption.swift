import TransparencyLog

/// A policy of witnesses that the user names.
enum PolicyOption {
  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - file: Its path, as the user wrote it.
  ///   - context: The outside world.
  /// - Returns: The policy.
  /// - Throws: `CommandFailure` when it cannot be read, or is none.
  static func read(
    _ file: String,
    in context: CommandContext
  ) throws(CommandFailure) -> WitnessPolicy {
    let bytes =
      try InputFile.read(file, in: context, byteLimit: WitnessPolicy.byteLimit) ?? []
    do {
      return try WitnessPolicy(text: bytes)
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }
}
