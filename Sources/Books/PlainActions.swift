import Distribution

/// The texts of a column that are actions.
struct PlainActions {
  private let names: [(text: [UInt8], action: StakeEvent.Action?)]
  private let fixed: StakeEvent.Action?

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
        ([UInt8](translation.from.utf8), StakeEvent.Action(rawValue: translation.to))
      }
    }
  }

  /// The action that a field names.
  func action(_ text: UnsafeBufferPointer<UInt8>, _ field: Range<Int>?) -> StakeEvent.Action? {
    guard let field else { return fixed }
    next: for (name, action) in names where name.count == field.count {
      for place in name.indices where unsafe name[place] != text[field.lowerBound + place] {
        continue next
      }
      return action
    }
    return nil
  }
}
