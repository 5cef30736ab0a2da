import SiteBranding
import Testing

@Suite struct BrandingTests {
  static func branding(
    light: String = "#7a2e8e",
    dark: String = "#d9a5e8",
    links: [SiteLink] = []
  ) throws -> Branding {
    Branding(
      colour: AccentColours(
        light: try #require(Colour(text: light)),
        dark: try #require(Colour(text: dark))
      ),
      logo: nil,
      links: links
    )
  }

  static func document(_ path: String, of sample: Sample) throws -> HTMLDocument {
    let bytes = try #require(try sample.views()[path])
    return try #require(HTMLDocument(bytes))
  }

  @Test func coloursAreAStyleSheetBehindTheOwnOne() throws {
    let sample = Sample(branding: try Self.branding())
    #expect(
      try sample.view("assets/brand.css") == """
        :root {
          --chart-main: #7a2e8e; --chart-pool: #7a2e8e; --chart-stakers: #491b55;
        }
        @media screen {
          :root {
            --link: #7a2e8e; --accent: #7a2e8e; --on-accent: #ffffff;
          }
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --link: #d9a5e8; --accent: #d9a5e8; --on-accent: #14191b;
            --chart-main: #d9a5e8; --chart-pool: #d9a5e8; --chart-stakers: #e8c9f1;
          }
        }

        """
    )
    let page = try Self.document("epochs/2/index.html", of: sample)
    let sheets = page.elements(named: "link").filter { $0.attributes["rel"] == "stylesheet" }
    #expect(
      sheets.map { $0.attributes["href"] } == [
        "../../assets/style.css", "../../assets/brand.css",
      ]
    )
  }

  @Test func withoutBrandingNothingOfItIsThere() throws {
    #expect(try Sample().views()["assets/brand.css"] == nil)
    #expect(try !Sample().view("index.html").contains("brand.css"))
  }

  @Test("A logo stands before the site's name, without words", arguments: Logo.Format.allCases)
  func logo(format: Logo.Format) throws {
    let logo = Logo(format: format, bytes: [1, 2, 3])
    let sample = Sample(branding: Branding(colour: nil, logo: logo, links: []))
    #expect(try sample.views()["assets/logo.\(format.rawValue)"] == [1, 2, 3])
    #expect(try sample.view("assets/brand.css").hasPrefix(".site-title .logo {"))
    for (path, root) in [("index.html", ""), ("epochs/2/index.html", "../../"), ("404.html", "/")] {
      let page = try Self.document(path, of: sample)
      let source = "\(root)assets/logo.\(format.rawValue)"
      let image = try #require(page.elements(named: "img").first)
      #expect(image.attributes["src"] == source && image.attributes["alt"] == "")
      let icons = page.elements(named: "link").filter { $0.attributes["rel"] == "icon" }
      #expect(icons.map { $0.attributes["href"] } == [source])
    }
  }

  @Test func linksStandAtTheFoot() throws {
    let branding = Branding(
      colour: nil,
      logo: nil,
      links: [
        SiteLink(title: "<b onclick=x>\"Forum'</b>", url: "https://forum.example/?a=1&b=2"),
        SiteLink(title: "Script", url: "javascript:alert(1)"),
      ]
    )
    let sample = Sample(branding: branding)
    #expect(try sample.views()["assets/brand.css"] == nil)
    for path in ["index.html", "404.html", "verify/index.html"] {
      let page = try Self.document(path, of: sample)
      let link = try #require(
        page.elements(named: "a").first {
          $0.attributes["href"] == "https://forum.example/?a=1&b=2"
        }
      )
      #expect(link.text == "<b onclick=x>\"Forum'</b>")
      #expect(page.elements(named: "b").isEmpty)
      // What a forged index.json may hold is not a link that a page carries.
      #expect(!page.elements.contains { $0.attributes["href"]?.hasPrefix("javascript") == true })
    }
  }
}
