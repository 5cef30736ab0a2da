#if !hasFeature(Embedded)
import CKeccak

/// Keccak-256 of many messages at a time, by the fastest kernel that this processor runs.
///
/// A digest is four words: the big-endian numbers of eight bytes each, in the processor's own order.
public struct KeccakBatch: Sendable {
  /// A kernel: how many states an instruction works on.
  public enum Kernel: String, Sendable, CaseIterable {
    /// One state, on any processor.
    case portable
    /// Four states, in registers of 256 bits.
    case avx2
    /// Eight states, in registers of 512 bits.
    case avx512
  }

  /// The kernel that is used.
  public let kernel: Kernel
  private let code: revshare_keccak_kernel

  /// The fastest kernel of this processor.
  public static let fastest =
    KeccakBatch(.avx512) ?? KeccakBatch(.avx2) ?? KeccakBatch(portable: ())

  /// Takes a kernel.
  ///
  /// Gives `nil` where this processor does not run it.
  ///
  /// - Parameter kernel: The kernel.
  public init?(_ kernel: Kernel) {
    self.kernel = kernel
    self.code = kernel.code
    guard revshare_keccak_supports(code) else { return nil }
  }

  private init(portable: Void) {
    self.kernel = .portable
    self.code = REVSHARE_KECCAK_PORTABLE
  }

  /// Hashes messages of equal length.
  ///
  /// - Parameters:
  ///   - messages: The first message.
  ///   - stride: How many bytes lie from one message to the next.
  ///   - byteCount: How many bytes a message has.
  ///   - digests: Where the digests go, four words each; apart from the messages.
  ///   - count: How many messages there are.
  @unsafe
  public func hash(
    _ messages: UnsafeRawPointer,
    stride: Int,
    byteCount: Int,
    into digests: UnsafeMutablePointer<UInt64>,
    count: Int
  ) {
    let bytes = unsafe messages.assumingMemoryBound(to: UInt8.self)
    unsafe revshare_keccak_messages(code, bytes, stride, byteCount, digests, count)
  }

  /// Hashes digests again, in place.
  ///
  /// - Parameters:
  ///   - digests: The digests, four words each.
  ///   - count: How many there are.
  @unsafe
  public func hashAgain(_ digests: UnsafeMutablePointer<UInt64>, count: Int) {
    unsafe revshare_keccak_digests(code, digests, digests, count)
  }

  /// Hashes pairs of digests.
  ///
  /// - Parameters:
  ///   - children: Two digests a pair, four words each.
  ///   - isSorted: Whether the smaller one is hashed first; else the left one is.
  ///   - parents: Where the digests go, four words each; apart from the children.
  ///   - count: How many pairs there are.
  @unsafe
  public func hashPairs(
    _ children: UnsafePointer<UInt64>,
    isSorted: Bool,
    into parents: UnsafeMutablePointer<UInt64>,
    count: Int
  ) {
    unsafe revshare_keccak_pairs(code, children, parents, count, isSorted)
  }

  /// Applies the permutation and nothing else: the limit that a benchmark compares with.
  ///
  /// - Parameter count: How many permutations.
  /// - Returns: A number that depends on all of them.
  public func permutations(_ count: Int) -> UInt64 {
    revshare_keccak_permutations(code, 1, count)
  }
}

extension KeccakBatch.Kernel {
  fileprivate var code: revshare_keccak_kernel {
    switch self {
    case .portable: REVSHARE_KECCAK_PORTABLE
    case .avx2: REVSHARE_KECCAK_AVX2
    case .avx512: REVSHARE_KECCAK_AVX512
    }
  }
}
#endif
