import Glibc

/// Measures the engine inside one process and prints JSON, for `Benchmarks/run.py` and `check.py`.
///
/// - `kernel` prints permutations a second of each kernel.
/// - `tree COUNT ROUNDS` prints seconds of a tree, of its limit, and of all proofs.
/// - `claims COUNT FILE` writes a table of claims to measure with.
/// - `stakes COUNT FOLDER` writes books with a staking ledger of so many events.
/// - `stake FOLDER` prints seconds of reading such books, of weights and of shares.
/// - `counted PATH FILE` runs one path once, for a count of its instructions.
@main
enum EngineMeasurements {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "kernel" where arguments.count == 1: KernelSpeed.print()
    case "tree" where arguments.count == 3:
      guard let count = Int(arguments[1]), let rounds = Int(arguments[2]) else { refuse() }
      TreeSpeed.print(count: count, rounds: rounds)
    case "claims" where arguments.count == 3:
      guard let count = Int(arguments[1]) else { refuse() }
      SampleClaims.write(count: count, to: arguments[2])
    case "stakes" where arguments.count == 3:
      guard let count = Int(arguments[1]), count > 0 else { refuse() }
      SampleStakes.write(count: count, to: arguments[2])
    case "stake" where arguments.count == 2: StakeSpeed.print(folder: arguments[1])
    case "counted" where arguments.count == 3:
      guard let path = CountedPath(rawValue: arguments[1]) else { refuse() }
      path.run(file: arguments[2])
    default: refuse()
    }
  }

  private static func refuse() -> Never {
    print(
      "usage: EngineMeasurements kernel | tree COUNT ROUNDS | claims COUNT FILE | stakes COUNT FOLDER | stake FOLDER "
        + "| counted PATH FILE"
    )
    exit(64)
  }
}
