import ArgumentParser
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments

/// How given weights are computed again.
struct WeightSampleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compute given weights again from these stake events (as inputs/staking.csv); may be repeated.",
      valueName: "file"
    )
  )
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "What chooses the accounts: a text that nobody knew when the weights were published, such as a later block's hash.",
      valueName: "text"
    )
  )
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "How many accounts are chosen, and how many more for having the largest weights.",
      valueName: "number"
    )
  )
  var sample = 1_000

  func validate() throws {
    guard events.isEmpty == (seed == nil) else {
      throw ValidationError("--events and --seed belong together")
    }
    guard (1...1_000_000).contains(sample) else {
      throw ValidationError("--sample takes a number from 1 to 1000000")
    }
  }

  /// Computes given weights again, where there are events to do it with.
  ///
  /// - Returns: What was done, a line for each epoch.
  func check(
    _ audit: inout SiteAudit,
    of store: some FileStore,
    in context: CommandContext
  ) throws(CommandFailure) -> [String] {
    guard let seed else { return [] }
    var files: [GivenWeightsCheck.EventFile] = []
    for name in events {
      do {
        files.append(.init(name: name, file: try LocalFile.open(context.path(name))))
      } catch {
        throw CommandFailure(error.naming(name))
      }
    }
    let check = GivenWeightsCheck(events: files, seed: [UInt8](seed.utf8), count: sample)
    do {
      let epochs = try audit.checkGivenWeights(by: check, in: store)
      guard !epochs.isEmpty else { return ["No epoch has given weights."] }
      return epochs.map { epoch, count in
        "Epoch \(epoch): the given weights of \(count) accounts were computed again."
      }
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: GivenWeightsError) -> CommandFailure {
    switch error {
    case .events(.problems(let problems)): CommandFailure(.malformedInput, lines: problems)
    case .events(.file(let error)): CommandFailure(error)
    case .doNotFit(let fact):
      CommandFailure(
        .malformedInput,
        "revshare: these are not all stake events since weights are given: \(fact)"
      )
    case .site(let fact):
      CommandFailure(.differences, "revshare: given weights cannot be compared: \(fact)")
    }
  }
}
