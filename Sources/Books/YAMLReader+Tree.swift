import ClaimVerifier
import Distribution

extension YAMLReader {
  /// The trees of the books' epochs: one, or several with the epoch that each begins with.
  func trees(of payout: Asset?) -> [BookSettings.TreeSetting]? {
    var settings: [BookSettings.TreeSetting] = []
    for item in isList ? items ?? [] : [self] {
      guard let setting = item.tree(of: payout) else { continue }
      if settings.contains(where: { $0.from == setting.from }) {
        (item.optional("from") ?? item).problem(
          "two trees begin with one epoch; give each its own `from`"
        )
      }
      settings.append(setting)
    }
    return settings
  }

  private func tree(of payout: Asset?) -> BookSettings.TreeSetting? {
    allow(["format", "order", "from"])
    let format = optional("format")
    let preset = format.map(\.preset) ?? .openZeppelin
    let order = optional("order").map(\.claimOrder) ?? preset?.defaultOrder
    let from = optional("from").map(\.count) ?? 0
    guard let preset, let order, let from, let payout else { return nil }
    guard let tree = TreeTerms(preset, order, of: payout) else {
      format?.problem(
        "a \(preset.name) leaf holds the token that is paid; give the asset \(payout.id) its contract"
      )
      return nil
    }
    return BookSettings.TreeSetting(tree: tree, from: from)
  }

  private var preset: TreePreset? {
    guard let word else { return nil }
    if let preset = TreePreset(name: word) { return preset }
    problem("no such format; there are \(TreePreset.allNames)")
    return nil
  }

  private var claimOrder: ClaimOrder? {
    guard let word else { return nil }
    if let order = ClaimOrder(rawValue: word) { return order }
    problem("no such order; there are \(ClaimOrder.allNames)")
    return nil
  }
}
