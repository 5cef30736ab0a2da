import CFuzzDriver
import Glibc

/// A program that libFuzzer runs on inputs of its own.
public protocol FuzzTarget {
  /// Works on an input, and traps when something does not hold that must.
  ///
  /// - Parameter bytes: The input.
  static func check(_ bytes: [UInt8])
}

extension FuzzTarget {
  /// Runs the fuzzer with the program's arguments.
  public static func main() {
    unsafe currentCheck = { Self.check($0) }
    exit(unsafe revshare_fuzz_main(CommandLine.argc, CommandLine.unsafeArgv))
  }
}

/// What the program checks; set once, before the fuzzer starts.
nonisolated(unsafe) private var currentCheck: ([UInt8]) -> Void = { _ in }

/// Takes an input from the fuzzer.
///
/// - Parameters:
///   - start: Where its bytes begin; `nil` for none.
///   - count: How many there are.
/// - Returns: Zero: the input may join the corpus.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  unsafe currentCheck(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
