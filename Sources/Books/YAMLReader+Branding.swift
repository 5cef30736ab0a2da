import SiteBranding

extension YAMLReader {
  /// How the site looks like its publisher's.
  var branding: BookSettings.BrandingSetting? {
    let keys = ["colour", "logo", "links"]
    allow(keys)
    guard keys.contains(where: { optional($0) != nil }) else {
      problem("nothing stands here; add \(keys.joined(separator: ", ")), or remove the key")
      return nil
    }
    let colour = optional("colour")
    let accent = colour?.accent
    let logo = optional("logo")
    let file = logo?.logoFile
    let links = optional("links").map(\.links) ?? []
    guard (colour == nil) == (accent == nil), (logo == nil) == (file == nil), let links else {
      return nil
    }
    return BookSettings.BrandingSetting(colour: accent, logo: file, links: links)
  }

  private var accent: AccentColours? {
    allow(["light", "dark"])
    let light = required("light")?.colour(in: .light)
    let dark = required("dark")?.colour(in: .dark)
    guard let light, let dark else { return nil }
    return AccentColours(light: light, dark: dark)
  }

  private func colour(in scheme: ColourScheme) -> Colour? {
    guard let text else { return nil }
    guard let colour = Colour(text: text) else {
      problem("not a colour; write # and six hexadecimal digits in quotes, such as \"#115e59\"")
      return nil
    }
    let (background, contrast) = scheme.hardestBackground(for: colour)
    guard contrast >= ColourScheme.leastContrast else {
      let fraction = contrast % 100
      let ratio = "\(contrast / 100).\(fraction < 10 ? "0" : "")\(fraction)"
      problem(
        "\(colour) has a contrast of \(ratio):1 to the page's \(background), and text needs 4.50:1; "
          + "take a \(scheme == .light ? "darker" : "lighter") colour"
      )
      return nil
    }
    return colour
  }

  private var links: [SiteLink]? {
    guard let items else { return nil }
    guard items.count <= Branding.linkLimit else {
      problem("\(items.count) links; the foot of a page has room for \(Branding.linkLimit)")
      return nil
    }
    let links = items.map(\.siteLink)
    return links.contains(nil) ? nil : links.compactMap { $0 }
  }

  private var siteLink: SiteLink? {
    allow(["title", "url"])
    let title = required("title")?.text
    let url = required("url")?.link
    guard let title, let url else { return nil }
    return SiteLink(title: title, url: url)
  }
}
