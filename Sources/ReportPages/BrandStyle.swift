import SiteBranding

/// The style sheet that puts a publisher's colours in the place of the program's own.
///
/// It stands behind `style.css` and sets custom properties of it. The page on paper keeps its black links.
struct BrandStyle: Sendable {
  private let branding: Branding?

  init(_ branding: Branding?) {
    self.branding = branding
  }

  /// The style sheet; empty where there is nothing to say.
  var bytes: [UInt8] {
    let colours = branding?.colour.map(Self.rules)
    let logo = branding?.logo.map { _ in Self.logoRules }
    return [UInt8](((colours ?? "") + (logo ?? "")).utf8)
  }

  private static let logoRules = """
    .site-title .logo { height: 32px; max-width: 128px; object-fit: contain; vertical-align: middle; margin-right: 12px; }

    """

  private static func rules(_ colours: AccentColours) -> String {
    let light = colours.light
    let dark = colours.dark
    return """
      :root {
        \(charts(light, stakers: light.mixed(with: .black, percent: 40)))
      }
      @media screen {
        :root {
          \(words(light, in: .light))
        }
      }
      @media screen and (prefers-color-scheme: dark) {
        :root {
          \(words(dark, in: .dark))
          \(charts(dark, stakers: dark.mixed(with: .white, percent: 40)))
        }
      }

      """
  }

  private static func words(_ colour: Colour, in scheme: ColourScheme) -> String {
    "--link: \(colour); --accent: \(colour); --on-accent: \(scheme.textOnAccent);"
  }

  /// The part of stakers is a shade of the pool that it is a part of.
  private static func charts(_ colour: Colour, stakers: Colour) -> String {
    "--chart-main: \(colour); --chart-pool: \(colour); --chart-stakers: \(stakers);"
  }
}

extension Colour {
  fileprivate static let black = Colour(red: 0, green: 0, blue: 0)
  fileprivate static let white = Colour(red: 255, green: 255, blue: 255)
}
