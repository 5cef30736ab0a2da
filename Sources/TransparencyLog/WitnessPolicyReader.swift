import Signing

/// Reads a policy line by line.
struct WitnessPolicyReader {
  private var logs: [WitnessPolicy.Party] = []
  private var witnesses: [WitnessPolicy.Party] = []
  private var rules: [WitnessPolicy.Rule] = []
  /// The rule of each name; names are bytes, whatever they mean.
  private var names: [[UInt8]: Int] = [:]
  private var members: Set<Int> = []
  private var logKeys: Set<Ed25519PublicKey> = []
  private var witnessKeys: Set<Ed25519PublicKey> = []
  /// The rule to fulfil, or that there is none; `nil` before the line was read.
  private var quorum: Int??

  private static let none = Array("none".utf8)

  /// The policy; `nil` without a quorum.
  var policy: WitnessPolicy? {
    guard let quorum else { return nil }
    return WitnessPolicy(logs: logs, witnesses: witnesses, rules: rules, quorum: quorum)
  }

  /// Takes a line without its line feed.
  mutating func read(_ line: ArraySlice<UInt8>) throws(WitnessPolicyError.Fact) {
    guard line.allSatisfy({ $0 == UInt8(ascii: "\t") || $0 >= 0x20 && $0 != 0x7F }) else {
      throw .controlCharacter
    }
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
    switch String(decoding: keyword, as: UTF8.self) {
    case "log" where (2...3).contains(words.count):
      logs.append(try Self.party(words[1...], .ed25519, &logKeys))
    case "witness" where (3...4).contains(words.count):
      witnesses.append(try Self.party(words[2...], .cosignature, &witnessKeys))
      try define(words[1], as: .witness(witnesses.count - 1))
    case "group" where words.count >= 3: try readGroup(words)
    case "quorum" where words.count == 2: try readQuorum(words[1])
    case "log", "witness", "group", "quorum": throw .wrongWordCount
    default: throw .unknownKeyword
    }
  }

  /// Reads a key that is not there yet, and the address that may follow.
  private static func party(
    _ words: ArraySlice<ArraySlice<UInt8>>,
    _ algorithm: NoteAlgorithm,
    _ keys: inout Set<Ed25519PublicKey>
  ) throws(WitnessPolicyError.Fact) -> WitnessPolicy.Party {
    let verifier: NoteVerifier
    do {
      verifier = try NoteVerifier(bytes: words[words.startIndex])
    } catch {
      throw .key(error)
    }
    guard verifier.algorithm == algorithm else { throw .otherKeyType(expected: algorithm) }
    guard keys.insert(verifier.key).inserted else { throw .repeatedKey }
    let address = words.dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
    return WitnessPolicy.Party(verifier: verifier, address: address)
  }

  private mutating func define(
    _ name: ArraySlice<UInt8>,
    as rule: WitnessPolicy.Rule
  ) throws(WitnessPolicyError.Fact) {
    let name = Array(name)
    guard name != Self.none, names[name] == nil else { throw .nameTaken(text(of: name)) }
    names[name] = rules.count
    rules.append(rule)
  }

  private mutating func readGroup(
    _ words: [ArraySlice<UInt8>]
  ) throws(WitnessPolicyError.Fact) {
    var own: [Int] = []
    for word in words[3...] {
      guard let member = names[Array(word)] else { throw .unknownName(text(of: Array(word))) }
      guard members.insert(member).inserted else { throw .repeatedMember(text(of: Array(word))) }
      own.append(member)
    }
    let threshold =
      switch String(decoding: words[2], as: UTF8.self) {
      case "all": own.count
      case "any": 1
      default: Int(decimal: words[2]) ?? 0
      }
    guard (1...max(own.count, 1)).contains(threshold), !own.isEmpty else { throw .wrongThreshold }
    try define(words[1], as: .group(threshold: threshold, members: own))
  }

  private mutating func readQuorum(
    _ word: ArraySlice<UInt8>
  ) throws(WitnessPolicyError.Fact) {
    guard quorum == nil else { throw .secondQuorum }
    let name = Array(word)
    guard name != Self.none else {
      quorum = .some(nil)
      return
    }
    guard let rule = names[name] else { throw .unknownName(text(of: name)) }
    quorum = rule
  }

  private func text(of name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}
