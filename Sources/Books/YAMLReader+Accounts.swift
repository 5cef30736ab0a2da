import Distribution
import EVMTypes
import Signing

extension YAMLReader {
  var exclusions: [BookSettings.ExclusionSetting]? {
    guard let items else { return nil }
    var exclusions: [BookSettings.ExclusionSetting] = []
    for item in items {
      item.allow(["account", "reason", "from", "until"])
      let account = item.required("account")?.account
      let reason = item.required("reason")?.text
      let from = item.required("from")?.count
      let until = item.optional("until")?.count
      guard let account, let reason, let from else { continue }
      if let until, until < from {
        item.optional("until")?.problem("until lies before from")
        continue
      }
      let overlaps = exclusions.contains {
        $0.exclusion.account == account && $0.from <= until ?? .max && from <= $0.until ?? .max
      }
      if overlaps { item.optional("account")?.problem("excluded twice in one epoch") }
      let exclusion = Exclusion(account: account, reason: reason)
      exclusions.append(.init(exclusion: exclusion, from: from, until: until))
    }
    return exclusions
  }

  /// Who else receives what holders are paid, each with the holder's own word.
  func redirections(chain: Chain?, token: Token?) -> [Redirection]? {
    guard let items else { return nil }
    var redirections: [Redirection] = []
    for item in items {
      item.allow(["account", "beneficiary", "since", "signature", "transaction"])
      let account = item.required("account")?.account
      let beneficiary = item.required("beneficiary")?.account
      let since = item.required("since")?.time
      let evidence = item.evidence
      guard let account, let beneficiary, let since, let evidence else { continue }
      let redirection = Redirection(
        account: account,
        beneficiary: beneficiary,
        since: since,
        evidence: evidence
      )
      if redirections.contains(where: { $0.account == account && $0.since == since }) {
        item.optional("since")?.problem("\(account) redirects twice at this time; remove one")
      }
      if let chain, let token,
        !redirection.isEvident(
          chain: chain,
          token: token,
          isSignature: EthereumSignature.isSignature(_:of:by:)
        )
      {
        item.optional("signature")?.problem(
          "not the signature of \(account); it signs, with personal_sign, the lines "
            + redirection.message(chain: chain, token: token).split(separator: "\n")
            .joined(separator: " / ")
        )
      }
      redirections.append(redirection)
    }
    return redirections
  }

  private var evidence: Redirection.Evidence? {
    switch (optional("signature"), optional("transaction")) {
    case (let signature?, nil):
      guard let word = signature.word else { return nil }
      do {
        return .signature(try EthereumSignature(text: word).bytes)
      } catch {
        signature.problem(error.description)
        return nil
      }
    case (nil, let transaction?):
      guard let word = transaction.word else { return nil }
      guard let digest = Digest(text: word.utf8) else {
        transaction.problem("a transaction's hash is 0x and 64 hexadecimal digits")
        return nil
      }
      return .transaction(digest)
    case (nil, nil), (.some, .some):
      problem("state the holder's `signature` or `transaction`, one of the two")
      return nil
    }
  }
}
