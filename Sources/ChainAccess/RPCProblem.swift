/// What is wrong with an answer of a node.
struct RPCProblem: Error, Sendable, Hashable {
  /// The fact, in one line.
  let fact: String

  init(_ fact: String) { self.fact = fact }
}
