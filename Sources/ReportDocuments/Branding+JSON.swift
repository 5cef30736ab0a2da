import FileStore
import SiteBranding
import StrictJSON

extension JSONValue {
  /// What `index.json` says of a branding.
  static func branding(_ branding: Branding) -> JSONValue {
    .object([
      .init(
        "colour",
        branding.colour.map { colour in
          .object([
            .init("light", .string(colour.light.description)),
            .init("dark", .string(colour.dark.description)),
          ])
        } ?? .null
      ),
      .init("logo", .optional(branding.logo.map { SiteLayout.logo($0.format).description })),
      .init(
        "links",
        .array(
          branding.links.map { link in
            .object([.init("title", .string(link.title)), .init("url", .string(link.url))])
          }
        )
      ),
    ])
  }
}

extension JSONCursor {
  /// A branding; its colours can be nothing but colours, since a style sheet is made of them.
  ///
  /// `logo` gives the file of the logo, which is not part of the document.
  func branding(
    logo: (RelativePath) throws(DocumentError) -> [UInt8]
  ) throws(DocumentError) -> Branding {
    try allow(["colour", "logo", "links"])
    let colour = try member("colour").optional { value throws(DocumentError) in
      try value.allow(["light", "dark"])
      return AccentColours(
        light: try value.member("light").colour(),
        dark: try value.member("dark").colour()
      )
    }
    let file = try member("logo").optional { value throws(DocumentError) in
      let text = try value.text()
      let format = Logo.Format.allCases.first { SiteLayout.logo($0).description == text }
      guard let format else { throw value.error("no path that a logo has") }
      return Logo(format: format, bytes: try logo(SiteLayout.logo(format)))
    }
    let links = try member("links")
    guard try links.elements().count <= Branding.linkLimit else {
      throw links.error("more than \(Branding.linkLimit) links")
    }
    return Branding(
      colour: colour,
      logo: file,
      links: try links.map { link throws(DocumentError) in
        try link.allow(["title", "url"])
        return SiteLink(
          title: try link.member("title").text(),
          url: try link.member("url").text()
        )
      }
    )
  }

  private func colour() throws(DocumentError) -> Colour {
    let text = try text()
    guard let colour = Colour(text: text), colour.description == text else {
      throw error("expected # and six lower-case hexadecimal digits")
    }
    return colour
  }
}
