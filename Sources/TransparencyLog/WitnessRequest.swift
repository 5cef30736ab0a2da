/// What a log sends to a witness: its new checkpoint, and the proof that it extends what the witness saw last.
///
/// It is the body of a POST to `add-checkpoint` below the witness's address.
///
/// - Source: C2SP tlog-witness, "add-checkpoint".
public struct WitnessRequest: Sendable, Hashable {
  /// The size of the log that the witness saw last; 0 for none.
  public let oldSize: Int
  /// The consistency proof from that size, at most 63 hashes; none from 0.
  public let proof: [LogHash]
  /// The signed checkpoint.
  public let checkpoint: SignedNote

  /// Proves a checkpoint to a witness.
  ///
  /// Gives `nil` when the log never had one of the sizes, or the first is larger.
  ///
  /// - Parameters:
  ///   - tree: The log's tree.
  ///   - oldSize: The size of the log that the witness saw last; 0 for none.
  ///   - size: The size of the checkpoint.
  ///   - checkpoint: The signed checkpoint.
  public init?(tree: LogTree, oldSize: Int, size: Int, checkpoint: SignedNote) {
    guard let proof = tree.consistencyProof(from: oldSize, to: size) else { return nil }
    self.oldSize = oldSize
    self.proof = proof
    self.checkpoint = checkpoint
  }

  /// The body's bytes.
  public var bytes: [UInt8] {
    let lines = ["old \(oldSize)"] + proof.map(\.base64) + [""]
    return lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] } + checkpoint.bytes
  }
}
