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
  func branding() throws(DocumentError) -> Branding {
    try allow(["colour", "links"])
    let colour = try member("colour").optional { value throws(DocumentError) in
      try value.allow(["light", "dark"])
      return AccentColours(
        light: try value.member("light").colour(),
        dark: try value.member("dark").colour()
      )
    }
    let links = try member("links")
    guard try links.elements().count <= Branding.linkLimit else {
      throw links.error("more than \(Branding.linkLimit) links")
    }
    return Branding(
      colour: colour,
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
