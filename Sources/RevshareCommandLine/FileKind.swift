import ForeignDistributions
import ReportDocuments
import StrictJSON

/// What a file that `verify` is given is, by the members that it begins with.
enum FileKind {
  /// A proof of ours.
  case proof
  /// What a page of ours that checks itself holds.
  case proofFile
  /// A multi-proof of ours.
  case multiProof
  /// Private values of a site's inputs, opened to who is given them.
  case disclosure
  /// An OpenZeppelin dump.
  case dump
  /// A document of a published site, which the audit checks.
  case published(String)
  /// Sablier's wrapping of a dump.
  case sablier
  /// One claim of EigenLayer with its proofs.
  case eigenLayerClaim
  /// The root of a distribution in shards.
  case shardedRoot(ShardedRoot)
  /// A table of claims.
  case table
  /// JSON within a program text, as `export default {`.
  case wrapped
  /// Anything else: a distribution.
  case distribution

  init(_ bytes: [UInt8]) {
    let first = bytes.first { $0 > 0x20 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") }
      self = firstLine.contains(UInt8(ascii: "{")) ? .wrapped : .table
      return
    }
    if let root = ShardedRoot(parsing: bytes) {
      self = .shardedRoot(root)
    } else if EigenLayerClaim.isClaim(bytes) {
      self = .eigenLayerClaim
    } else {
      self = Self.named(by: JSONReader(bytes)) ?? .distribution
    }
  }

  /// The kind that the members before the first long one name.
  private static func named(by reader: JSONReader) -> FileKind? {
    var reader = reader
    guard (try? reader.kind()) == .object, (try? reader.enter()) != nil else { return nil }
    var keys: Set<String> = []
    while (try? reader.hasNext()) == true, let key = try? reader.key() {
      let name = reader.string(of: key)
      keys.insert(name)
      if name == "format", let format = try? reader.string() {
        switch format {
        case let format where ProofDocument.formats.contains(format): return .proof
        case ProofFileContent.format: return .proofFile
        case MultiProofDocument.format: return .multiProof
        case DisclosureDocument.format: return .disclosure
        case "standard-v1", "simple-v1": return .dump
        default: return format.utf8.starts(with: "revshare-".utf8) ? .published(format) : nil
        }
      }
      if name == "merkle_tree" { return .sablier }
      if keys.isSuperset(of: ["tree", "values"]) { return .dump }
      // A long member that is none of a dump's holds claims.
      let isLimited = !["tree", "values", "recipients"].contains(name)
      guard (try? reader.skip(byteLimit: isLimited ? 1_000_000 : .max)) == true else { return nil }
    }
    return nil
  }
}

extension JSONReader {
  /// Passes over a value as long as it is no longer than a limit; the items of an object or array count whole.
  fileprivate mutating func skip(byteLimit: Int) throws(JSONError) -> Bool {
    let start = position
    let kind = try kind()
    if kind == .object || kind == .array {
      try enter()
      while try hasNext() {
        if kind == .object { _ = try key() }
        try skip()
        if position - start > byteLimit { return false }
      }
    } else {
      try skip()
    }
    return position - start <= byteLimit
  }
}
