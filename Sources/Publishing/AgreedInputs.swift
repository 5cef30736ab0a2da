import Distribution
import FileStore
import ReportDocuments
import Synchronization

/// Inputs from the books whose documents have the digests of published ones.
struct AgreedInputs: Sendable {
  /// The inputs.
  let inputs: EpochInputs
  /// Whether they hold what the epoch begins with, which else is in the published tables alone.
  let hasOpening: Bool

  /// The tables that an epoch begins with.
  static let openingTables = [
    SiteLayout.EpochFiles.openingLots, SiteLayout.EpochFiles.openingBalances,
  ]
}

/// Keeps the inputs of the last publication that the books were found to agree with, so that they are not read again.
final class AgreedInputsMemo: Sendable {
  private let kept = Mutex<(name: PublicationName, inputs: AgreedInputs)?>(nil)

  func keep(_ inputs: AgreedInputs, of name: PublicationName) {
    kept.withLock { $0 = (name, inputs) }
  }

  /// Gives away the inputs of a publication.
  func take(_ name: PublicationName) -> AgreedInputs? {
    kept.withLock { kept in
      guard let (found, inputs) = kept, found == name else { return nil }
      kept = nil
      return inputs
    }
  }
}
