/// Dark text on a light page, or light text on a dark one.
public enum ColourScheme: Sendable, Hashable, CaseIterable {
  /// A light page.
  case light
  /// A dark page.
  case dark

  /// The least contrast of text to what it stands on, in hundredths.
  ///
  /// - Source: WCAG 2.2, success criterion 1.4.3.
  public static let leastContrast = 450

  /// What links stand on: `--paper` and `--raised` of the style sheet.
  public var backgrounds: [Colour] {
    switch self {
    case .light:
      [Colour(red: 0xFC, green: 0xFC, blue: 0xFA), Colour(red: 0xF2, green: 0xF3, blue: 0xEF)]
    case .dark:
      [Colour(red: 0x14, green: 0x19, blue: 0x1B), Colour(red: 0x1D, green: 0x24, blue: 0x27)]
    }
  }

  /// The text on a button that has an accent's colour.
  ///
  /// It is farther from every accent than a background is: what reads on the page reads on the button.
  public var textOnAccent: Colour {
    switch self {
    case .light: Colour(red: 0xFF, green: 0xFF, blue: 0xFF)
    case .dark: Colour(red: 0x14, green: 0x19, blue: 0x1B)
    }
  }

  /// The background that a colour is hardest to read on.
  ///
  /// - Parameter colour: The colour.
  /// - Returns: The background, and the contrast to it in hundredths, rounded down.
  public func hardestBackground(
    for colour: Colour
  ) -> (background: Colour, contrast: Int) {
    backgrounds.map { ($0, Luminance.contrast(colour, $0)) }
      .reduce((backgrounds[0], .max)) { $1.1 < $0.1 ? $1 : $0 }
  }
}
