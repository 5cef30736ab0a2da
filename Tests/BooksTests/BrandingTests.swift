import Books
import FileStore
import SiteBranding
import TestSupport
import Testing

@Suite struct BrandingTests {
  /// The tiny books with a branding at their end, which is line 39.
  static func store(_ branding: String) throws -> MemoryFileStore {
    var store = try BooksTests.tiny()
    let text = try store.text("revshare.yaml") + "branding:\n" + branding
    store.files["revshare.yaml"] = [UInt8](text.utf8)
    return store
  }

  static let colour = "  colour: { light: \"#115e59\", dark: \"#5EEAD4\" }\n"

  @Test func coloursAndLinks() throws {
    let links = "  links: [ { title: <b>Forum</b>, url: https://forum.example/ } ]\n"
    let branding = try Books(from: Self.store(Self.colour + links)).branding
    #expect(branding?.colour?.light.description == "#115e59")
    #expect(branding?.colour?.dark.description == "#5eead4")
    #expect(branding?.links == [SiteLink(title: "<b>Forum</b>", url: "https://forum.example/")])
    #expect(try Books(from: BooksTests.tiny()).branding == nil)
  }

  @Test func brandingChangesNoInputs() throws {
    let (plain, branded) = (try BooksTests.tiny(), try Self.store(Self.colour))
    let inputs = try [plain, branded]
      .map { try Books(from: $0).inputs(ofEpoch: 1, after: nil) }
    #expect(inputs[0] == inputs[1])
  }

  @Test(
    "What is wrong is named with its line and place",
    arguments: [
      ("  {}\n", "40: branding: nothing stands here; add colour, logo, links, or remove the key"),
      (
        "  font: Arial\n" + colour,
        "40: branding.font: unknown key; the keys here are colour, logo, links"
      ),
      ("  colour: { light: \"#115e59\" }\n", "40: branding.colour.dark: the key is missing"),
      (
        "  colour: { light: teal, dark: \"#5eead4\" }\n",
        "40: branding.colour.light: not a colour; write # and six hexadecimal digits in quotes, such as \"#115e59\""
      ),
      (
        "  colour: { light: \"#777777\", dark: \"#5eead4\" }\n",
        "40: branding.colour.light: #777777 has a contrast of 4.01:1 to the page's #f2f3ef, and text needs 4.50:1; "
          + "take a darker colour"
      ),
      (
        "  colour: { light: \"#115e59\", dark: \"#115e59\" }\n",
        "40: branding.colour.dark: #115e59 has a contrast of 2.07:1 to the page's #1d2427, and text needs 4.50:1; "
          + "take a lighter colour"
      ),
      (
        "  links: [ { title: A, url: http://a.example } ]\n",
        "40: branding.links[0].url: a link begins with https:// or ipfs://"
      ),
      (
        "  links: [ { title: A, url: \"javascript:alert(1)\" } ]\n",
        "40: branding.links[0].url: a link begins with https:// or ipfs://"
      ),
      (
        "  links: [ { url: https://a.example } ]\n",
        "40: branding.links[0].title: the key is missing"
      ),
      (
        "  logo: logo.gif\n",
        "40: branding.logo: not a logo; name a file that ends with .svg or .png"
      ),
      (
        "  logo: ../logo.svg\n",
        "40: branding.logo: not a path inside the books' folder; write it as ledgers/revenue.csv"
      ),
      ("  links: https://a.example\n", "40: branding.links: expected a list"),
      (
        "  links:\n"
          + String(repeating: "    - { title: A, url: https://a.example }\n", count: 7),
        "41: branding.links: 7 links; the foot of a page has room for 6"
      ),
    ]
  )
  func refused(branding: String, problem: String) throws {
    let problems = try #require(BooksTests.problems(in: Self.store(branding)))
    #expect(problems.lines == ["revshare.yaml:\(problem)"])
  }
}
