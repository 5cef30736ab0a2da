import ReportDocuments
import Testing

@Suite struct DisclosureDocumentTests {
  static let commitment = "sha256:" + String(repeating: "0f", count: 32)
  static let text = """
    {
      "format": "revshare-disclosure-v1",
      "values": [
        {
          "epoch": 1,
          "table": "rates",
          "column": "source",
          "commitment": "\(commitment)",
          "salt": "\(String(repeating: "a1", count: 32))",
          "value": "=a \\"bank\\"\\u0001"
        }
      ]
    }

    """

  private static func error(_ text: String) -> DocumentError? {
    do {
      _ = try DisclosureDocument(parsing: [UInt8](text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func readAndWrittenAlike() throws {
    let document = try DisclosureDocument(parsing: [UInt8](Self.text.utf8))
    #expect(document.values.count == 1 && document.values[0].value == "=a \"bank\"\u{1}")
    #expect(document.values[0].salt == [UInt8](repeating: 0xA1, count: 32))
    #expect(String(decoding: document.bytes, as: UTF8.self) == Self.text)
  }

  @Test(
    "Another form is refused with its place",
    arguments: [
      ("\"revshare-disclosure-v1\"", "\"revshare-disclosure-v2\"", "format"),
      ("\"epoch\": 1", "\"epoch\": \"1\"", "values[0].epoch"),
      ("\"epoch\": 1", "\"epoch\": 1.0", "values[0].epoch"),
      ("\"rates\"", "\"votes\"", "values[0].table"),
      ("\"source\"", "\"note\"", "values[0].column"),
      ("sha256:", "", "values[0].commitment"),
      ("sha256:0f", "sha256:0F", "values[0].commitment"),
      ("a1a1", "A1a1", "values[0].salt"),
      ("a1a1", "a1", "values[0].salt"),
      ("\"epoch\": 1,", "\"epoch\": 1, \"row\": 2,", "values[0]"),
    ]
  )
  func refused(text: String, other: String, place: String) {
    let error = Self.error(Self.text.replacing(text, with: other, maxReplacements: 1))
    #expect(error?.place == place)
  }

  @Test func withoutValuesItSaysNothing() {
    let text = "{\"format\": \"revshare-disclosure-v1\", \"values\": []}"
    #expect(Self.error(text)?.place == "values")
  }
}
