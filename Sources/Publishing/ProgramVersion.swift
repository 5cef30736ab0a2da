/// The program's version.
public enum ProgramVersion: Sendable {
  /// The version of this build, as views state it.
  public static let current = "0.1.0"
}
