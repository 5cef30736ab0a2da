import Glibc
import Synchronization

extension RevshareTool {
  /// Runs this process: its arguments, working directory, standard output and standard error.
  ///
  /// - Parameter arguments: The arguments, without the program's name.
  /// - Returns: The exit status; 73 when the result could not be written.
  public static func runProcess(_ arguments: [String]) -> Int32 {
    // A reader that goes away, as `| head` does, must not end the program in the middle of its work.
    signal(SIGPIPE, SIG_IGN)
    let output = ProcessOutput()
    let context = CommandContext(
      directory: ".",
      output: { output.write($0 + "\n", to: STDOUT_FILENO) },
      errorOutput: { ProcessOutput().write($0 + "\n", to: STDERR_FILENO) },
      variable: { name in unsafe getenv(name).map { unsafe String(cString: $0) } },
      showProgress: CommandContext.ProgressOutput(isTerminal: isatty(STDERR_FILENO) == 1) { text in
        ProcessOutput().write(text, to: STDERR_FILENO)
      }
    )
    let status = run(arguments, in: context)
    guard let code = output.failure, code != EPIPE else { return status }
    let cause = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    context.printError("revshare: the result cannot be written: \(cause)")
    return status == 0 ? ExitStatus.cannotWrite.rawValue : status
  }
}

/// Writes text to a descriptor and remembers the first failure.
private final class ProcessOutput: Sendable {
  private let state = Mutex<Int32?>(nil)

  /// The system's code for the first failure; `nil` when there was none.
  var failure: Int32? { state.withLock { $0 } }

  func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count, failure == nil {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor,
          buffer.baseAddress.map { unsafe $0 + written },
          buffer.count - written
        )
      }
      if count < 0 && errno != EINTR {
        let code = errno
        state.withLock { $0 = code }
      }
      written += max(count, 0)
    }
  }
}
