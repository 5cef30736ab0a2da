import ReportDocuments
import SiteBranding
import Testing

@Suite struct BrandingTests {
  /// The released index with a branding.
  static func index(_ branding: String) throws -> [UInt8] {
    let text = String(decoding: try ReleasedDocumentsTests.document("index.json"), as: UTF8.self)
    return [UInt8](
      text.replacing("\"notice\": null", with: "\"notice\": null, \"branding\": \(branding)").utf8
    )
  }

  @Test func brandingIsReadAndWrittenAgain() throws {
    let bytes = try Self.index(
      """
      {"colour": {"light": "#115e59", "dark": "#5eead4"}, "logo": null,
       "links": [{"title": "Forum", "url": "https://forum.example/"}]}
      """
    )
    let (generator, site) = try IndexDocument.header(parsing: bytes)
    #expect(site.branding?.colour?.dark.description == "#5eead4")
    #expect(site.branding?.links == [SiteLink(title: "Forum", url: "https://forum.example/")])
    let written = IndexDocument(generator: generator, site: site, reports: []).bytes
    #expect(try IndexDocument.header(parsing: written).site == site)
  }

  @Test(
    "What the program does not write is refused with its place",
    arguments: [
      ("{\"colour\": null, \"logo\": null}", "site.branding", "the member links is missing"),
      ("{\"logo\": null, \"links\": []}", "site.branding", "the member colour is missing"),
      (
        "{\"colour\": null, \"logo\": null, \"links\": [], \"css\": \"\"}", "site.branding",
        "unknown member css"
      ),
      (
        "{\"colour\": null, \"logo\": \"../x.svg\", \"links\": []}", "site.branding.logo",
        "no path that a logo has"
      ),
      ("null", "site.branding", "expected an object"),
      (
        "{\"colour\": {\"light\": \"#115E59\", \"dark\": \"#5eead4\"}, \"links\": []}",
        "site.branding.colour.light", "expected # and six lower-case hexadecimal digits"
      ),
      (
        "{\"colour\": {\"light\": \"red;}body{display:none\", \"dark\": \"#5eead4\"}, \"links\": []}",
        "site.branding.colour.light", "expected # and six lower-case hexadecimal digits"
      ),
      (
        "{\"colour\": null, \"logo\": null, \"links\": [{\"title\": \"A\"}]}",
        "site.branding.links[0]",
        "the member url is missing"
      ),
      (
        "{\"colour\": null, \"logo\": null, \"links\": [{}, {}, {}, {}, {}, {}, {}]}",
        "site.branding.links",
        "more than 6 links"
      ),
    ]
  )
  func refused(branding: String, place: String, fact: String) throws {
    let bytes = try Self.index(branding)
    #expect(throws: DocumentError(at: place, fact)) { try IndexDocument.header(parsing: bytes) }
  }
}
