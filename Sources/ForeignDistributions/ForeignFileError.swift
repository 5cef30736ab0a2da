public import StrictJSON

/// Why a file is not a distribution that can be read.
public enum ForeignFileError: Error, Sendable, Hashable {
  /// It is not JSON.
  case malformed(JSONError)
  /// No object of the file holds claims by account.
  case noClaims
  /// Fields that cannot be read in one way, each with its place, in the order of the file.
  case fields([String])
}

extension ForeignFileError: CustomStringConvertible {
  /// The facts and their places, a line each.
  public var lines: [String] {
    switch self {
    case .malformed(let error): [error.description]
    case .noClaims: ["no object of the file holds claims by account"]
    case .fields(let problems): problems
    }
  }

  /// The facts and their places.
  public var description: String { lines.joined(separator: "\n") }
}
