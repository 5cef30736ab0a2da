import FileStore
import Signing

/// `privacy`: where the secret is that private columns are hidden with.
struct PrivacySetting: Sendable, Hashable {
  let secretFile: RelativePath

  /// How many bytes are read of the file; more than a secret has.
  private static let byteLimit = 1_000

  /// Reads the secret; `nil` when it cannot be had, which is logged without a word of its content.
  func secret(from store: some FileStore, log: ProblemLog) throws(BooksError) -> CommitmentSecret? {
    let bytes: [UInt8]
    do {
      bytes = try store.readSecret(secretFile, byteLimit: Self.byteLimit)
    } catch {
      switch error {
      case .notFound:
        problem(
          "no such file, but columns are private; bring back the secret that was used, or make the first one "
            + "with `revshare new-secret`",
          log,
          isMissingFile: true
        )
      case .openToOthers:
        problem("others may read or write the secret; run `chmod 600` on it", log)
      case .notAFile:
        problem(
          "not a plain file inside the books' folder, or a link; put the secret itself there",
          log
        )
      case .tooLarge: problem(Self.wrongForm, log)
      case .cannotRead, .cannotWrite, .cannotExchange, .locked, .cannotList, .unavailable,
        .interrupted:
        throw .file(error)
      }
      return nil
    }
    guard let secret = CommitmentSecret(parsing: bytes) else {
      problem(Self.wrongForm, log)
      return nil
    }
    return secret
  }

  static let isTheSecret =
    "this is the file of the secret, and nothing else may be read from it; name another one"

  private static let wrongForm =
    "not a secret: 64 lower-case hexadecimal digits and a line feed, as `revshare new-secret` writes it"

  private func problem(_ fact: String, _ log: ProblemLog, isMissingFile: Bool = false) {
    log.add(
      BookProblem(
        file: secretFile.description,
        line: nil,
        place: "",
        fact: fact,
        isMissingFile: isMissingFile
      )
    )
  }
}

extension BookSettings {
  /// Reads the secret where a ledger has private columns; else, and where it cannot be had, `nil`.
  func secret(from store: some FileStore, log: ProblemLog) throws(BooksError) -> CommitmentSecret? {
    let mappings =
      ledgers.revenue.map(\.ledger) + ledgers.staking.map(\.ledger) + ledgers.rates.map(\.ledger)
      + ledgers.returned.map(\.ledger) + ledgers.adjustments.map(\.ledger)
    guard let privacy, mappings.contains(where: { !$0.privateColumns.isEmpty }) else { return nil }
    return try privacy.secret(from: store, log: log)
  }
}
