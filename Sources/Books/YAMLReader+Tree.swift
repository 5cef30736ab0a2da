import ClaimVerifier
import Distribution

extension YAMLReader {
  /// The trees of a payout asset's claims: one, or several with the epoch that each begins with.
  func trees(of payout: Asset?) -> [Dated<TreeTerms>]? {
    dated(key: nil, "trees") { $0.tree(of: payout) }
  }

  private func tree(of payout: Asset?) -> TreeTerms? {
    allow(["format", "order", "from"])
    let format = optional("format")
    let preset = format.map(\.preset) ?? .openZeppelin
    let order = optional("order").map(\.claimOrder) ?? preset?.defaultOrder
    guard let preset, let order, let payout else { return nil }
    guard let tree = TreeTerms(preset, order, of: payout) else {
      format?.problem(
        "a \(preset.name) leaf holds the token that is paid; give the asset \(payout.id) its contract"
      )
      return nil
    }
    return tree
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
