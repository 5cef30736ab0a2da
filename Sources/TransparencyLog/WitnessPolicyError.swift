/// Why a text is not a policy, and where.
public struct WitnessPolicyError: Error, Sendable, Hashable {
  /// What is wrong with a line.
  public enum Fact: Error, Sendable, Hashable {
    /// The file has more bytes than a policy may have.
    case tooLarge(byteCount: Int)
    /// The line holds a control character other than the tab.
    case controlCharacter
    /// The line begins with another word than `log`, `witness`, `group` and `quorum`.
    case unknownKeyword
    /// The line has too few words, or too many.
    case wrongWordCount
    /// The key does not read.
    case key(NoteKeyError)
    /// The key signs in another way than a log's or a witness's.
    case otherKeyType(expected: NoteAlgorithm)
    /// The key is there before.
    case repeatedKey
    /// The name is there before, or is `none`.
    case nameTaken(String)
    /// Nothing before this line has the name.
    case unknownName(String)
    /// The name is a member of a group already.
    case repeatedMember(String)
    /// The group has no members, or asks for none of them or more than there are.
    case wrongThreshold
    /// There is a quorum already.
    case secondQuorum
    /// There is no quorum.
    case noQuorum
  }

  /// The line, from 1.
  public let line: Int
  /// What is wrong with it.
  public let fact: Fact

  /// Says what is wrong where.
  ///
  /// - Parameters:
  ///   - line: The line, from 1.
  ///   - fact: What is wrong with it.
  public init(line: Int, fact: Fact) {
    self.line = line
    self.fact = fact
  }
}

extension WitnessPolicyError: CustomStringConvertible {
  /// The place and the fact, in one line.
  public var description: String { "line \(line): \(fact)" }
}

extension WitnessPolicyError.Fact: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .tooLarge(let byteCount):
      "the policy has \(byteCount) bytes; at most \(WitnessPolicy.byteLimit) are taken"
    case .controlCharacter: "the line holds a control character"
    case .unknownKeyword: "a line begins with log, witness, group, quorum or #"
    case .wrongWordCount:
      "expected one of: log KEY [URL], witness NAME KEY [URL], group NAME NUMBER NAME..., quorum NAME"
    case .key(let error): error.description
    case .otherKeyType(.ed25519): "a log's key is of type 1; this one is that of a witness"
    case .otherKeyType(.cosignature): "a witness's key is of type 4; this one is that of a log"
    case .repeatedKey: "the same key is on a line before"
    case .nameTaken(let name): "the name \(name) is taken"
    case .unknownName(let name): "no line before names a witness or group \(name)"
    case .repeatedMember(let name): "\(name) is a member of a group already"
    case .wrongThreshold: "a group asks for all, any, or 1 to as many members as it has"
    case .secondQuorum: "there is a quorum already"
    case .noQuorum: "there is no line quorum NAME, or quorum none"
    }
  }
}
