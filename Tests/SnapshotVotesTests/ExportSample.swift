import Distribution
import SnapshotVotes

/// Files of an export, as texts whose parts can be replaced.
enum ExportSample {
  static let first = "0x5ce9454909639D2D17A3F753ce7d93fa0b9aB12E"
  static let second = "0x2222222222222222222222222222222222222222"

  /// A proposal; each replacement is a member and what stands there instead, or `nil` to leave it out.
  static func proposal(_ replacements: KeyValuePairs<String, String?> = [:]) -> String {
    var members: [(String, String)] = [
      ("id", #""0xabc""#), ("title", #""Raise the share""#), ("body", #""text""#),
      ("choices", #"["For","Against"]"#), ("type", #""single-choice""#), ("start", "1"),
      ("end", "1787853600"), ("snapshot", #""23817450""#), ("state", #""closed""#),
      ("author", "null"), ("quorum", "0"), ("link", "null"), ("scores", "[2.5,1]"),
      ("scores_total", "3.5"), ("votes", "2"), ("space", #"{"id":"opur.eth","name":true}"#),
    ]
    for (key, text) in replacements {
      guard let index = members.firstIndex(where: { $0.0 == key }) else {
        preconditionFailure("no member \(key)")
      }
      if let text { members[index].1 = text } else { members.remove(at: index) }
    }
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  static func ballot(
    voter: String = "\"\(first)\"",
    choice: String = "1",
    power: String = "2.5"
  ) -> String {
    #"{"id":"1","voter":\#(voter),"created":1,"choice":\#(choice),"vp":\#(power),"vp_state":"final","reason":""}"#
  }

  /// The two votes that the proposal counts.
  static let votes = "[\(ballot()),\n\(ballot(voter: "\"\(second)\"", choice: "2", power: "1"))]"

  static func export(_ proposal: String, _ votes: String? = votes) -> SnapshotExport {
    SnapshotExport(
      proposal: [UInt8](proposal.utf8),
      votes: votes.map { [UInt8]($0.utf8) },
      textProblem: { $0.contains("\u{7}") ? "a control character" : nil }
    )
  }

  /// The problems, each with its place.
  static func problems(_ proposal: String, _ votes: String? = votes) -> [String] {
    let export = export(proposal, votes)
    var problems = export.problems
    do {
      if let vote = try export.vote(.adopts("For")) { return ["decided: \(vote.outcome.choice)"] }
    } catch {
      problems.append(error)
    }
    return problems.map { $0.place.isEmpty ? $0.fact : "\($0.place): \($0.fact)" }
  }
}
