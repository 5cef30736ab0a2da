import ArgumentParser
import ChainAccess
import Publishing

/// The node that is asked.
struct NodeOptions: ParsableArguments {
  /// The variable that names a node.
  static let variable = "REVSHARE_NODE"

  @Option(
    help: ArgumentHelp(
      "The JSON-RPC node; else the one that the variable REVSHARE_NODE names.",
      valueName: "url"
    )
  )
  var node: String?

  @Option(help: ArgumentHelp("How often a failed request is sent again.", valueName: "count"))
  var retries = 6

  func validate() throws {
    guard (0...100).contains(retries) else {
      throw ValidationError("--retries takes a number from 0 to 100")
    }
  }

  /// Whether a node is named at all.
  func isNamed(in context: CommandContext) -> Bool {
    node != nil || context.variable(Self.variable) != nil
  }

  /// The node that is named.
  func url(in context: CommandContext) throws(CommandFailure) -> NodeURL {
    guard let text = node ?? context.variable(Self.variable) else {
      throw CommandFailure(
        .usage,
        "revshare: no node is named; pass --node URL, or set \(Self.variable), which keeps keys out of "
          + "your shell's history"
      )
    }
    guard let url = NodeURL(text) else {
      throw CommandFailure(.usage, "revshare: the node's address is not http:// or https://")
    }
    return url
  }

  /// Works with the node that is named, until the work ends or the process is told to.
  ///
  /// - Parameters:
  ///   - context: The world outside of the command.
  ///   - work: The work; it shows its progress on the line.
  /// - Returns: What it gives.
  /// - Throws: ``CommandFailure``.
  func withConnection<Value: Sendable>(
    in context: CommandContext,
    _ work:
      @escaping @Sendable (ChainConnection, inout ProgressLine) throws(ChainError) -> Value
  ) throws(CommandFailure) -> Value {
    let url = try url(in: context)
    let retries = retries
    let result = Interruption.wait { @Sendable () async -> Result<Value, ChainError> in
      do throws(ChainError) {
        let connection = try ChainConnection(
          to: url,
          agent: "revshare/\(ProgramVersion.current)",
          retryCount: retries
        )
        var line = ProgressLine(in: context)
        defer { line.end() }
        return .success(try work(connection, &line))
      } catch {
        return .failure(error)
      }
    }
    do {
      return try result.get()
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  /// A failure of reading the chain, with its exit status.
  init(_ error: ChainError) {
    let status: ExitStatus =
      switch error {
      case .noAnswer, .wrongAnswer, .refused, .wrongChain, .changesAllTheTime, .noFinality:
        .unavailable
      case .otherHistory: .refused
      case .store, .emptyStore: .cannotRead
      case .cannotStore: .cannotWrite
      case .cancelled: .interrupted
      }
    self.init(status, "revshare: \(error)")
  }
}
