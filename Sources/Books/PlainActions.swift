import Distribution

/// The texts of a column that are actions.
struct PlainActions {
  private struct Name {
    /// Its first bytes, at most eight, the first one in the lowest, and where they stand in a word.
    let word: UInt64
    let mask: UInt64
    let byteCount: Int
    /// The bytes after the first eight.
    let rest: [UInt8]
    let action: StakeEvent.Action?

    init(_ text: [UInt8], _ action: StakeEvent.Action?) {
      self.word = text.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
      self.mask = text.count < 8 ? 1 << (8 * UInt64(text.count)) - 1 : .max
      self.byteCount = text.count
      self.rest = [UInt8](text.dropFirst(8))
      self.action = action
    }
  }

  private let names: [Name]
  /// The action of all rows, where they have the same.
  let fixed: StakeEvent.Action?

  /// Gives `nil` for a fixed value that is no action.
  init?(_ source: LedgerMapping.Source) {
    switch source {
    case .fixed(let name):
      guard let action = StakeEvent.Action(rawValue: name) else { return nil }
      self.fixed = action
      self.names = []
    case .column(_, let translations):
      self.fixed = nil
      let all = StakeEvent.Action.allCases.map(\.rawValue)
      // Of two translations of one text, the first one holds.
      self.names = (translations ?? all.map { .init(from: $0, to: $0) }).compactMap { translation in
        let text = [UInt8](translation.from.utf8)
        guard text.allSatisfy(Self.isPlain) else { return nil }
        return Name(text, StakeEvent.Action(rawValue: translation.to))
      }
    }
  }

  /// The action that is named at a place, and where its name ends.
  @inline(__always)
  func action(_ text: PlainText, _ place: inout Int) -> StakeEvent.Action? {
    let word = text.word(at: place)
    for index in names.indices where word & names[index].mask == names[index].word {
      // As many bytes are no zeros, or the loop does not come to those after them.
      let end = place &+ names[index].byteCount
      if names[index].byteCount > 8 {
        let rest = names[index].rest
        guard rest.indices.allSatisfy({ text[place + 8 + $0] == rest[$0] }) else { continue }
      }
      guard Self.isFieldEnd(text[end]) else { continue }
      place = end
      return names[index].action
    }
    return nil
  }

  @inline(__always)
  private static func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Whether a byte may stand in a field that is read here.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"")
  }
}
