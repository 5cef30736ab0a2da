import FileStore
import Publishing
import TestSupport
import Testing

@Suite struct BrandingTests {
  /// The tiny books with a branding at their end.
  static func books(_ branding: String) throws -> MemoryFileStore {
    let books = try TinySite.books { store in
      store.files["mark.svg"] = logo
      store.files["revshare.yaml", default: []] += [UInt8]("branding:\n\(branding)".utf8)
    }
    return try TinySite.publish(books, over: TinySite.published.get())
  }

  static let logo = [UInt8]("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)
  static let logoSetting = "  logo: mark.svg\n"
  static let colour = "  colour: { light: \"#7a2e8e\", dark: \"#d9a5e8\" }\n"
  static let links = "  links: [ { title: Forum, url: https://forum.example } ]\n"

  @Test(
    "Evidence stays, and the audit makes the views again",
    arguments: [colour, links, logoSetting]
  )
  func brandedSiteAgrees(branding: String) throws {
    let site = try Self.books(branding)
    #expect(try SiteAudit(of: site).findings == [])
    let plain = try TinySite.published.get()
    for (path, bytes) in plain.files where path.components[0] == "epochs" {
      guard path.components.last != "index.html" else { continue }
      #expect(site.files[path] == bytes, "\(path)")
    }
    let hasStyle = site.files["assets/brand.css"] != nil
    #expect(hasStyle == (branding != Self.links))
  }

  @Test func aLogoIsPublishedAsItIs() throws {
    var site = try Self.books(Self.logoSetting)
    #expect(site.files["assets/logo.svg"] == Self.logo)
    site.files["assets/logo.svg"] = [UInt8]("<svg/>".utf8)
    #expect(try SiteAudit(of: site).hasError(at: "assets/logo.svg"))
    site.files["assets/logo.svg"] = nil
    #expect(try SiteAudit(of: site).hasError(at: "assets/logo.svg"))
  }

  @Test func anotherStyleThanTheIndexSaysIsFound() throws {
    var site = try Self.books(Self.colour)
    try site.replace("--link: #7a2e8e", with: "--link: #ffffff", in: "assets/brand.css")
    #expect(try SiteAudit(of: site).hasError(at: "assets/brand.css"))
  }
}
