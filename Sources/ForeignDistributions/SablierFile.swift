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
  /// What is doubtful.
  public let remarks: [String]

  /// Reads a file.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``ForeignFileError``, also when it holds no dump in a text.
  public init(parsing bytes: [UInt8]) throws(ForeignFileError) {
    let wrapping: (dump: [UInt8], count: UInt256?)
    do {
      wrapping = try Self.wrapping(in: bytes)
    } catch {
      throw .malformed(error)
    }
    guard !wrapping.dump.isEmpty else { throw .fields(["merkle_tree holds no tree as a text"]) }
    let dump = try OpenZeppelinDump(parsing: wrapping.dump)
    let lists = try ForeignFile(parsing: bytes).distributions
    let list = lists.first
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
    if lists.count > 1 { problems.append("there are several lists of recipients") }
    if let count = wrapping.count, count != UInt256(UInt64(dump.valueCount)) {
      problems.append(
        "the stated number of recipients is \(count), the tree has \(dump.valueCount)"
      )
    }
    self.remarks = list?.remarks ?? []
    self.problems = problems
  }

  private static func wrapping(
    in bytes: [UInt8]
  ) throws(JSONError) -> (dump: [UInt8], count: UInt256?) {
    var reader = JSONReader(bytes)
    var dump: [UInt8] = []
    var count: UInt256?
    try reader.enter()
    while try reader.hasNext() {
      let key = reader.string(of: try reader.key())
      let kind = try reader.kind()
      if key == "merkle_tree", kind == .string {
        guard dump.isEmpty else {
          throw JSONError(.duplicateKey(key), at: reader.position, in: bytes)
        }
        dump = Array(reader.bytes(of: try reader.text()))
      } else if key == "number_of_recipients", kind == .number {
        count = UInt256(decimalDigits: bytes[try reader.number()].span)
      } else {
        try reader.skip()
      }
    }
    return (dump, count)
  }
}
