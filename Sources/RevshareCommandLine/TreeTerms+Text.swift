import ClaimVerifier
import Distribution

extension TreeTerms {
  /// The preset and the order of leaves.
  var text: String {
    switch order {
    case .account: "\(preset.name), leaves in account order"
    case .hash: "\(preset.name), leaves by hash"
    }
  }

  /// What a leaf holds.
  var leafText: String {
    if preset.holdsIndex { return "index, account and amount" }
    return preset.holdsToken ? "account, token and amount" : "account and amount"
  }
}
