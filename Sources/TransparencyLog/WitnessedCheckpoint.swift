/// A checkpoint that holds under a policy, and who has signed it.
public struct WitnessedCheckpoint: Sendable, Hashable {
  /// What a witness says of a checkpoint.
  public struct Sighting: Sendable, Hashable {
    /// The witness's key.
    public let witness: NoteVerifier
    /// When it saw the checkpoint, in Unix seconds, as it says; the latest when it has signed more than once.
    public let time: UInt64
  }

  /// The log's head.
  public let checkpoint: LogCheckpoint
  /// The log's key, which has signed it.
  public let log: NoteVerifier
  /// The witnesses of the policy that have signed it, in the order of the policy.
  public let sightings: [Sighting]
}
