import Distribution
import ReportDocuments
import Synchronization

/// Keeps what publications leave to the next epoch, since making it takes the whole computation.
final class ClosingMemo: Sendable {
  private let kept = Mutex<[PublicationName: EpochClosing]>([:])

  /// What a publication leaves.
  subscript(name: PublicationName) -> EpochClosing? { kept.withLock { $0[name] } }

  /// Keeps what a publication leaves, and of what others leave only what those beside it need.
  ///
  /// - Parameters:
  ///   - closing: What it leaves.
  ///   - name: The publication.
  func keep(_ closing: EpochClosing, of name: PublicationName) {
    kept.withLock { kept in
      kept = kept.filter { abs($0.key.epoch - name.epoch) <= 1 }
      kept[name] = closing
    }
  }
}
