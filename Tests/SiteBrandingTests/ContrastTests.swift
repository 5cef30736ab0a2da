@testable import SiteBranding
import TestSupport
import Testing

@Suite struct ContrastTests {
  /// Ratios that WebAIM's contrast checker gives, in hundredths.
  @Test(arguments: [
    ("#000000", "#ffffff", 2_100), ("#777777", "#ffffff", 447), ("#767676", "#ffffff", 454),
    ("#ff0000", "#ffffff", 399), ("#0000ff", "#ffffff", 859), ("#ffffff", "#ffffff", 100),
  ])
  func contrast(one: String, other: String, ratio: Int) throws {
    let (one, other) = (try #require(Colour(text: one)), try #require(Colour(text: other)))
    #expect(Luminance.contrast(one, other) == ratio)
    #expect(Luminance.contrast(other, one) == ratio)
  }

  @Test func backgroundsAreThoseOfTheStyleSheet() throws {
    let style = String(
      decoding: try TestFile.bytes("../templates/assets/style.css"),
      as: UTF8.self
    )
    let paper = style.split(separator: "--paper: ").dropFirst().map { String($0.prefix(7)) }
    let raised = style.split(separator: "--raised: ").dropFirst().map { String($0.prefix(7)) }
    for (place, scheme) in ColourScheme.allCases.enumerated() {
      #expect(scheme.backgrounds.map(\.description) == [paper[place], raised[place]])
    }
  }

  @Test("What reads on the page reads on the button", arguments: ColourScheme.allCases)
  func buttons(scheme: ColourScheme) {
    var count = 0
    for red in stride(from: 0, through: 255, by: 5) {
      for green in stride(from: 0, through: 255, by: 5) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let colour = Colour(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
          guard scheme.hardestBackground(for: colour).contrast >= ColourScheme.leastContrast else {
            continue
          }
          count += 1
          #expect(
            Luminance.contrast(colour, scheme.textOnAccent) >= ColourScheme.leastContrast
          )
        }
      }
    }
    #expect(count > 1_000)
  }
}
