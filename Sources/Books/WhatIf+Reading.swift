public import Distribution
import EVMTypes

extension WhatIf {
  /// Reads a file of changed terms: `stakerShare`, `weighting`, `exclusions`, written as in the books.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: Its name, for problems.
  /// - Throws: ``BookProblems``.
  public init(parsing bytes: [UInt8], file: String) throws(BookProblems) {
    let log = ProblemLog()
    self.init()
    guard let root = YAMLReader(parsing: bytes, file: file, log: log) else { throw log.collected }
    root.allow(["stakerShare", "weighting", "exclusions"])
    stakerShare = root.optional("stakerShare")?.percentage
    weighting = root.optional("weighting")?.weighting
    exclusions = root.optional("exclusions")?.plainExclusions
    if log.isEmpty, isEmpty {
      root.problem("there is nothing to change; state stakerShare, weighting or exclusions")
    }
    guard log.isEmpty else { throw log.collected }
  }
}

extension YAMLReader {
  /// Accounts that earn nothing, without epochs, in account order.
  fileprivate var plainExclusions: [Exclusion]? {
    guard let items else { return nil }
    var exclusions: [Exclusion] = []
    for item in items {
      item.allow(["account", "reason"])
      let account = item.required("account")?.account
      let reason = item.optional("reason").map(\.text) ?? "what if"
      guard let account, let reason else { continue }
      if exclusions.contains(where: { $0.account == account }) {
        item.optional("account")?.problem("excluded twice")
      }
      exclusions.append(Exclusion(account: account, reason: reason))
    }
    return exclusions.sorted { $0.account < $1.account }
  }
}
