import ForeignDistributions
import TestSupport
import Testing

/// A published file of the fixtures.
enum PublishedFile {
  static func text(_ path: String) throws -> String {
    String(decoding: try TestFile.bytes("Fixtures/\(path)"), as: UTF8.self)
  }

  static func distribution(_ path: String) throws -> ForeignDistribution {
    try Self.distribution(text: try text(path))
  }

  /// Reads a file that holds one distribution.
  static func distribution(text: String, decimals: Int? = nil) throws -> ForeignDistribution {
    let file = try ForeignFile(parsing: Array(text.utf8), decimals: decimals)
    #expect(file.distributions.count == 1)
    return try #require(file.distributions.first)
  }
}

extension String {
  /// The text with the first occurrence of another one replaced, which must be there.
  func replacing(first text: String, with other: String) throws -> String {
    let range = try #require(ranges(of: text).first, "there is no \(text)")
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
