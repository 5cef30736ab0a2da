/// The program's version.
public enum ProgramVersion: Sendable {
  /// The version of this build, as views state it.
  public static let current = "0.1.0"
  /// The program and its version, as statements name what made them.
  public static let program = "revshare \(current)"
}
