import Distribution

/// The texts of a column that are actions.
struct PlainActions {
  private struct Name {
    /// Its first bytes, at most eight, the first one in the lowest, and where they stand in a word.
    let word: UInt64
    let mask: UInt64
    let text: [UInt8]
    let action: StakeEvent.Action?
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
      self.names = (translations ?? all.map { .init(from: $0, to: $0) }).map { translation in
        let text = [UInt8](translation.from.utf8)
        let word = text.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return Name(
          word: word,
          mask: text.count < 8 ? 1 << (8 * UInt64(text.count)) - 1 : .max,
          text: text,
          action: StakeEvent.Action(rawValue: translation.to)
        )
      }
    }
  }

  /// The action that is named at a place, and where its name ends.
  @inline(__always)
  func action(_ text: Span<UInt8>, _ place: inout Int) -> StakeEvent.Action? {
    let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      .littleEndian
    next: for name in names where word & name.mask == name.word {
      let end = place + name.text.count
      guard end < text.count, Self.isFieldEnd(text[end]) else { continue }
      for index in name.text.indices.dropFirst(8) where text[place + index] != name.text[index] {
        continue next
      }
      place = end
      return name.action
    }
    return nil
  }

  private static func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
