public import EVMTypes
import MerkleClaims
import StrictJSON

/// A campaign file of Sablier: recipients, and an OpenZeppelin dump as a text within the JSON.
///
/// - Source: sablier-labs merkle-api.
public struct SablierFile: Sendable {
  /// The dump.
  public let dump: OpenZeppelinDump
  /// The root that the file states.
  public let statedRoot: Digest?
  /// The total that the file states, in base units.
  public let statedTotal: UInt256?
  /// What does not fit: of the dump, and between it and the recipients.
  public let problems: [String]

  /// Reads a file; gives `nil` when it holds no dump in a text.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``ForeignFileError``.
  public init?(parsing bytes: [UInt8]) throws(ForeignFileError) {
    guard let text = Self.dumpText(in: bytes) else { return nil }
    let dump = try OpenZeppelinDump(parsing: text)
    let list = try ForeignFile(parsing: bytes).distributions.first
    self.dump = dump
    self.statedRoot = list?.statedRoot
    self.statedTotal = list?.statedTotal
    var problems = dump.problems
    let recipients = list?.columns
    if recipients?.accounts != dump.columns.accounts
      || recipients?.amounts.first != dump.columns.amounts.first
    {
      problems.append("the recipients are not the values of the tree")
    }
    if let root = list?.statedRoot, root != dump.root {
      problems.append("the stated root is \(root), that of the tree \(dump.root)")
    }
    self.problems = problems
  }

  private static func dumpText(in bytes: [UInt8]) -> [UInt8]? {
    var reader = JSONReader(bytes)
    guard (try? reader.kind()) == .object, (try? reader.enter()) != nil else { return nil }
    while (try? reader.hasNext()) == true {
      guard let key = try? reader.key() else { return nil }
      if reader.string(of: key) == "merkle_tree" {
        return (try? reader.string()).map { Array($0.utf8) }
      }
      guard (try? reader.skip()) != nil else { return nil }
    }
    return nil
  }
}
