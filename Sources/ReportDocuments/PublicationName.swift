/// What names a publication: `4` is epoch 4 as it was published, `4.1` its first correction.
public struct PublicationName: Sendable, Hashable {
  /// The epoch's number.
  public let epoch: Int
  /// Which correction it is, from 1; 0 for the epoch as it was published first.
  public let correction: Int

  /// Creates a name.
  ///
  /// - Parameters:
  ///   - epoch: The epoch's number, not negative.
  ///   - correction: Which correction it is; 0 for none.
  public init(epoch: Int, correction: Int = 0) {
    self.epoch = epoch
    self.correction = correction
  }

  /// Reads a name; gives `nil` for any text that is not the one way to write it.
  ///
  /// - Parameter text: The name, such as `4` or `4.1`.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let epoch = parts[0], epoch >= 0 else { return nil }
    guard let correction = parts.count == 2 ? parts[1] : 0 else { return nil }
    self.init(epoch: epoch, correction: correction)
    guard description == text, parts.count == 1 || correction > 0 else { return nil }
  }

  /// Whether it is a correction.
  public var isCorrection: Bool { correction > 0 }

  /// The publication that it corrects: the correction before, or the epoch itself; `nil` for no correction.
  public var corrected: PublicationName? {
    isCorrection ? PublicationName(epoch: epoch, correction: correction - 1) : nil
  }

  /// The epoch before, as it was published first.
  public var predecessor: PublicationName { PublicationName(epoch: epoch - 1) }
}

extension PublicationName: CustomStringConvertible {
  /// The name, as folders have it.
  public var description: String { isCorrection ? "\(epoch).\(correction)" : "\(epoch)" }
}

extension PublicationName: Comparable {
  /// By epoch, then by correction.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: Another name.
  /// - Returns: Whether `left` comes first.
  public static func < (left: PublicationName, right: PublicationName) -> Bool {
    (left.epoch, left.correction) < (right.epoch, right.correction)
  }
}
