/// Which logs a reader trusts, and which witnesses must have signed a checkpoint.
///
/// - Source: C2SP tlog-policy.
public struct WitnessPolicy: Sendable, Hashable {
  /// A rule that holds for a checkpoint or does not; a group's members are rules before it.
  enum Rule: Sendable, Hashable {
    case witness(Int)
    case group(threshold: Int, members: [Int])
  }

  /// A key, and where its owner can be asked.
  public struct Party: Sendable, Hashable {
    /// The key.
    public let verifier: NoteVerifier
    /// The address as the policy has it: for a witness, where to send checkpoints.
    ///
    /// It is not checked; `nil` for none.
    public let address: String?
  }

  /// The logs; a checkpoint of any of them is taken.
  public internal(set) var logs: [Party]
  /// The witnesses that the policy knows.
  public internal(set) var witnesses: [Party]
  /// The rules in the order of the policy.
  var rules: [Rule]
  /// The rule that a checkpoint must fulfil; `nil` for none.
  var quorum: Int?

  /// Takes what was read.
  init(logs: [Party], witnesses: [Party], rules: [Rule], quorum: Int?) {
    self.logs = logs
    self.witnesses = witnesses
    self.rules = rules
    self.quorum = quorum
  }

  /// Trusts a log, and asks for no witnesses.
  ///
  /// - Parameter log: The log's key.
  public init(log: NoteVerifier) {
    self.logs = [Party(verifier: log, address: nil)]
    self.witnesses = []
    self.rules = []
    self.quorum = nil
  }

  /// Trusts a log when enough witnesses have signed.
  ///
  /// - Parameters:
  ///   - log: The log's key.
  ///   - witnesses: The witnesses' keys, each once.
  ///   - threshold: How many of them must have signed, at least 1.
  public init(log: NoteVerifier, witnesses: [NoteVerifier], threshold: Int) {
    precondition((1...witnesses.count).contains(threshold), "a quorum is some of the witnesses")
    precondition(Set(witnesses.map(\.key)).count == witnesses.count, "each witness is there once")
    self.logs = [Party(verifier: log, address: nil)]
    self.witnesses = witnesses.map { Party(verifier: $0, address: nil) }
    self.rules =
      witnesses.indices.map { .witness($0) }
      + [.group(threshold: threshold, members: Array(witnesses.indices))]
    self.quorum = witnesses.count
  }

  /// The same policy with a log that is known from elsewhere.
  ///
  /// - Parameter log: The log's key.
  /// - Returns: The policy.
  public func adding(log: NoteVerifier) -> WitnessPolicy {
    var policy = self
    if !logs.contains(where: { $0.verifier == log }) {
      policy.logs.append(Party(verifier: log, address: nil))
    }
    return policy
  }
}
