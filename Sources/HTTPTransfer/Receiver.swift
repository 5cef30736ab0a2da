/// Takes the bytes of one answer while they come in.
final class Receiver {
  /// The body.
  private(set) var bytes: [UInt8] = []
  /// Whether the body has more bytes than it may have.
  private(set) var isTooLarge = false
  /// Whether the head has more bytes than it may have.
  private(set) var isHeadTooLarge = false
  private var byteLimit = 0
  /// How many bytes the head of an answer may have.
  private static let headByteLimit = 65_536
  private var headByteCount = 0

  /// Begins with nothing received.
  func start(byteLimit: Int) {
    bytes = []
    isTooLarge = false
    isHeadTooLarge = false
    self.byteLimit = byteLimit
    headByteCount = 0
  }

  /// Takes a piece of the body; gives `false` when it is too much.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    isTooLarge = piece.count > byteLimit - bytes.count
    if !isTooLarge { unsafe bytes.append(contentsOf: piece) }
    return !isTooLarge
  }

  /// Counts a line of the head; gives `false` when it is too much.
  func countHead(_ count: Int) -> Bool {
    headByteCount += count
    isHeadTooLarge = headByteCount > Self.headByteLimit
    return !isHeadTooLarge
  }
}
