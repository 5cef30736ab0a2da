/// Something in the books that the publisher has to mend.
public struct BookProblem: Sendable, Hashable, CustomStringConvertible {
  /// The file, relative to the books' folder.
  public let file: String
  /// The line, from 1; `nil` where the place alone says it, as in JSON.
  public let line: Int?
  /// Where in the line: `column amount`, or a key such as `streams[0].id`; may be empty.
  public let place: String
  /// The fact, and what to do.
  public let fact: String
  /// Whether the file is not there at all.
  public let isMissingFile: Bool

  init(file: String, line: Int?, place: String, fact: String, isMissingFile: Bool = false) {
    self.file = file
    self.line = line
    self.place = place
    self.fact = fact
    self.isMissingFile = isMissingFile
  }

  /// The place and the fact, in one line.
  public var description: String {
    let start = isMissingFile ? file : line.map { "\(file):\($0)" } ?? file
    return place.isEmpty ? "\(start): \(fact)" : "\(start): \(place): \(fact)"
  }
}
