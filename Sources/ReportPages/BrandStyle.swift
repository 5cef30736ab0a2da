import SiteBranding

/// The style sheet that puts a publisher's colours in the place of the program's own.
///
/// It stands behind `style.css` and sets custom properties of it. The page on paper keeps its black links.
struct BrandStyle: Sendable {
  private let colours: AccentColours

  init(_ colours: AccentColours) {
    self.colours = colours
  }

  /// The style sheet.
  var bytes: [UInt8] {
    let light = colours.light
    let dark = colours.dark
    let text = """
      :root {
        \(Self.charts(light, stakers: light.mixed(with: .black, percent: 40)))
      }
      @media screen {
        :root {
          \(Self.words(light, in: .light))
        }
      }
      @media screen and (prefers-color-scheme: dark) {
        :root {
          \(Self.words(dark, in: .dark))
          \(Self.charts(dark, stakers: dark.mixed(with: .white, percent: 40)))
        }
      }

      """
    return [UInt8](text.utf8)
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
