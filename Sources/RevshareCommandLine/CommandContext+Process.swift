import Glibc

extension CommandContext {
  /// This process: its working directory, standard output and standard error.
  public static var process: CommandContext {
    CommandContext(
      directory: ".",
      output: { line in write(line, to: STDOUT_FILENO) },
      errorOutput: { line in write(line, to: STDERR_FILENO) }
    )
  }
}

private func write(_ line: String, to descriptor: Int32) {
  let bytes = Array((line + "\n").utf8)
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(
        descriptor,
        buffer.baseAddress.map { unsafe $0 + written },
        buffer.count - written
      )
    }
    // A reader that went away, as `| head` does: nothing more can be said to it.
    if count < 0 && errno != EINTR { return }
    written += max(count, 0)
  }
}
