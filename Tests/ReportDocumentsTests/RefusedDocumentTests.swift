import ReportDocuments
import StrictJSON
import TestSupport
import Testing

@Suite struct RefusedDocumentTests {
  /// A kind of document, with a released one.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    /// Gives what is wrong with bytes; nil when they are read.
    let error: @Sendable ([UInt8]) -> DocumentError?

    var testDescription: String { name }

    init(_ name: String, _ read: @escaping @Sendable ([UInt8]) throws(DocumentError) -> Void) {
      self.name = name
      self.error = { bytes in
        do throws(DocumentError) {
          try read(bytes)
          return nil
        } catch {
          return error
        }
      }
    }

    func document() throws -> JSONValue {
      try JSONValue(parsing: ReleasedDocumentsTests.document(name))
    }
  }

  static let kinds = [
    Kind("epochs/2/report.json") { bytes throws(DocumentError) in
      _ = try EpochReport(parsing: bytes)
    },
    Kind("epochs/2/inputs/epoch.json") { bytes throws(DocumentError) in
      _ = try InputsDocument(parsing: bytes)
    },
    Kind("epochs/2/usdc/claims/0x.json") { bytes throws(DocumentError) in
      _ = try ClaimsDocument(parsing: bytes)
    },
    Kind("epochs/2/manifest.json") { bytes throws(DocumentError) in
      _ = try Manifest(parsing: bytes)
    },
    Kind("proof.json") { bytes throws(DocumentError) in _ = try ProofDocument(parsing: bytes) },
    Kind("index.json") { bytes throws(DocumentError) in
      _ = try IndexDocument.header(parsing: bytes)
    },
  ]

  @Test("A member that is missing is named with its place", arguments: kinds)
  func missingMember(kind: Kind) throws {
    let document = try kind.document()
    let places = Self.members(of: document, in: kind)
    #expect(places.count >= 3)
    for place in places {
      let changed = document.replacing(place) { _ in nil }
      let error = kind.error(changed.canonicalBytes)
      let parent = DocumentError(at: place.parent, "the member \(place.key) is missing")
      let format = DocumentError(at: "", "the member format is missing")
      #expect(error == parent || (place.description == "format" && error == format), "\(place)")
    }
  }

  @Test("A member of another type is named with its place", arguments: kinds)
  func wrongType(kind: Kind) throws {
    let document = try kind.document()
    for place in Self.members(of: document, in: kind) where place.description != "format" {
      for other in [JSONValue.bool(true), .number("1.5"), .object([]), .string("?")] {
        let changed = document.replacing(place) { value in
          switch (value, other) {
          // Free text may be any text.
          case (.string, .string), (.null, .string): value
          default: other
          }
        }
        guard changed != document else { continue }
        let error = kind.error(changed.canonicalBytes)
        #expect(
          error?.place.hasPrefix(place.parent) == true,
          "\(place): \(String(describing: error))"
        )
      }
    }
  }

  @Test("An unknown member is refused at every level", arguments: kinds)
  func unknownMember(kind: Kind) throws {
    let document = try kind.document()
    for place in document.objects where Self.isRead(place, in: kind) {
      let changed = document.adding("surprise", at: place)
      let expected = DocumentError(at: place, "unknown member surprise")
      #expect(kind.error(changed.canonicalBytes) == expected, "at \(place)")
    }
  }

  @Test("Another format is refused", arguments: kinds)
  func unknownFormat(kind: Kind) throws {
    let document = try kind.document()
    let place = JSONPlace([.key("format")])
    for format in ["revshare-report-v3", "", "standard-v2", "REVSHARE-REPORT-V1"] {
      let error = kind.error(document.replacing(place) { _ in .string(format) }.canonicalBytes)
      #expect(error?.place == "format")
      #expect(error?.fact.hasPrefix("expected ") == true)
    }
  }

  @Test("No JSON, or JSON of something else", arguments: kinds)
  func noDocument(kind: Kind) throws {
    for text in ["", "[]", "null", "\"text\"", "{", "{}", "not JSON"] {
      #expect(kind.error([UInt8](text.utf8)) != nil, "\(text)")
    }
    let bytes = try ReleasedDocumentsTests.document(kind.name)
    #expect(kind.error(bytes) == nil)
    #expect(kind.error(bytes + [UInt8(ascii: "x")])?.fact.contains("something follows") == true)
  }

  /// The members that a reader reads: an index is read for its header alone.
  static func members(of document: JSONValue, in kind: Kind) -> [JSONPlace] {
    document.members.filter { isRead($0.parent, in: kind) && isRead($0.description, in: kind) }
  }

  static func isRead(_ place: String, in kind: Kind) -> Bool {
    guard kind.name == "index.json" else { return true }
    return place.hasPrefix("generator") || place.hasPrefix("site")
  }
}
