import ClaimVerifier
import EVMTypes
import MerkleClaims
import StrictJSON

/// Reads an OpenZeppelin dump value by value, and hashes the leaves as they come.
struct DumpReader {
  private var reader: JSONReader
  private(set) var isStandard = true
  private(set) var typeNames: [String] = []
  private var types: [DumpType] = []
  private(set) var nodes: [Digest] = []
  /// For each value its leaf and the place that the dump states for it.
  private(set) var leaves: [Digest] = []
  private(set) var places: [Int] = []
  private(set) var columns = ClaimColumns()
  private(set) var preset: TreeFormat?

  init(_ bytes: [UInt8]) {
    self.reader = JSONReader(bytes)
  }

  mutating func read() throws(ForeignFileError) {
    do {
      // What the values mean stands in other members, in whatever order.
      let valuesOffset = try readMembers()
      guard !nodes.isEmpty, !nodes.count.isMultiple(of: 2) else {
        throw ForeignFileError.fields(["tree: a tree has an odd number of nodes"])
      }
      guard let valuesOffset else { throw ForeignFileError.fields(["there are no values"]) }
      reader = JSONReader(reader.bytes, at: valuesOffset)
      try readValues()
    } catch let error as JSONError {
      throw .malformed(error)
    } catch let error as ForeignFileError {
      throw error
    } catch {
      throw .fields(["\(error)"])
    }
  }

  private mutating func readMembers() throws -> Int? {
    var valuesOffset: Int?
    var seen: Set<String> = []
    try reader.enter()
    while try reader.hasNext() {
      let offset = reader.position
      let key = reader.string(of: try reader.key())
      guard seen.insert(key).inserted else {
        throw problem("the key \(key) occurs twice", at: offset)
      }
      switch key {
      case "format":
        let format = try reader.string()
        guard ["standard-v1", "simple-v1"].contains(format) else {
          throw problem("the format \(format) is not known", at: offset)
        }
        isStandard = format == "standard-v1"
      case "leafEncoding", "leaf_encoding": try readTypes()
      case "tree":
        try reader.enter()
        while try reader.hasNext() {
          let range = try reader.text().range
          guard let node = ProofText.digest(reader.bytes[range]) else {
            throw problem("not 32 bytes in hexadecimal digits", at: range.lowerBound)
          }
          nodes.append(node)
        }
      case "values":
        valuesOffset = reader.position
        try reader.skip()
      case "hash":
        throw problem("a tree with a hash function of its own cannot be checked", at: offset)
      default: try reader.skip()
      }
    }
    guard reader.isAtEnd() else { throw problem("something follows the dump", at: reader.position) }
    return valuesOffset
  }

  private mutating func readTypes() throws {
    guard typeNames.isEmpty else {
      throw problem("the types are stated twice", at: reader.position)
    }
    try reader.enter()
    while try reader.hasNext() {
      let offset = reader.position
      let name = try reader.string()
      guard let type = DumpType(name) else {
        throw problem("the type \(name) cannot be checked", at: offset)
      }
      typeNames.append(name)
      types.append(type)
    }
    switch typeNames.map({ $0 == "uint" ? "uint256" : $0 }) {
    case ["address", "uint256"]: preset = .openZeppelin
    case ["uint256", "address", "uint256"], ["uint256", "address", "uint128"]: preset = .sablier
    case ["uint256", "uint256"]: preset = .lidoCSM
    default: preset = nil
    }
  }

  private mutating func readValues() throws {
    if !isStandard { preset = .openZeppelinSimple }
    var batch = LeafBatch()
    try reader.enter()
    while try reader.hasNext() {
      let offset = reader.position
      var place: Int?
      var isRead = false
      try reader.enter()
      while try reader.hasNext() {
        switch reader.string(of: try reader.key()) {
        case "value":
          guard !isRead else { throw problem("the key value occurs twice", at: offset) }
          try readValue(into: &batch)
          isRead = true
        case "treeIndex", "tree_index":
          guard place == nil else { throw problem("the key treeIndex occurs twice", at: offset) }
          place = Int(String(decoding: reader.bytes[try reader.number()], as: UTF8.self))
        default: throw problem("a value has the members value and treeIndex", at: offset)
        }
      }
      guard isRead, let place else {
        throw problem("a value has the members value and treeIndex", at: offset)
      }
      places.append(place)
    }
    batch.finish()
    leaves = batch.leaves
    columns.count = leaves.count
  }

  private mutating func readValue(into batch: inout LeafBatch) throws {
    let offset = reader.position
    guard isStandard else {
      guard let leaf = ProofText.digest(reader.bytes[try reader.text().range]) else {
        throw problem("not 32 bytes in hexadecimal digits", at: offset)
      }
      batch.append(leaf)
      columns.hashes.append(leaf)
      return
    }
    var values: [ABIValue] = []
    try reader.enter()
    while try reader.hasNext() {
      guard values.count < types.count else {
        throw problem("expected \(types.count) fields", at: offset)
      }
      let start = reader.position
      guard let value = try types[values.count].value(&reader) else {
        throw problem("not a value of the type \(typeNames[values.count])", at: start)
      }
      values.append(value)
    }
    guard values.count == types.count else {
      throw problem("expected \(types.count) fields, found \(values.count)", at: offset)
    }
    batch.append(values)
    if preset != nil { appendColumns(values) }
  }

  /// Takes a value apart by what the preset says of its types.
  private mutating func appendColumns(_ values: [ABIValue]) {
    guard let fields = preset?.leaf.fields else { return }
    for (field, value) in zip(fields, values) {
      switch (field, value) {
      case (.account, .address(let account)): columns.accounts.append(account)
      case (.index, .unsigned(let index)): columns.indexes.append(index)
      case (.number, .unsigned(let number)): columns.numbers.append(number)
      case (.amount, .unsigned(let amount)):
        if columns.amounts.isEmpty { columns.amounts = [[]] }
        columns.amounts[0].append(amount)
      default: break
      }
    }
  }

  private func problem(_ fact: String, at offset: Int) -> ForeignFileError {
    .fields(["\(FilePlace(offset: offset, in: reader.bytes)): \(fact)"])
  }
}
