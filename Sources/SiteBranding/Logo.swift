/// A picture that stands beside the site's name and on the browser's tab.
public struct Logo: Sendable, Hashable {
  /// What a logo may be.
  public enum Format: String, Sendable, CaseIterable {
    /// Drawn in lines and surfaces.
    case svg
    /// Made of dots.
    case png

    /// The media type.
    public var mediaType: String {
      switch self {
      case .svg: "image/svg+xml"
      case .png: "image/png"
      }
    }
  }

  /// How many bytes a logo may have.
  public static let byteLimit = 100_000

  /// What it is.
  public let format: Format
  /// The file.
  public let bytes: [UInt8]

  /// Creates a logo.
  ///
  /// - Parameters:
  ///   - format: What it is.
  ///   - bytes: The file.
  public init(format: Format, bytes: [UInt8]) {
    self.format = format
    self.bytes = bytes
  }
}
