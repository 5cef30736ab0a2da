/// The colour of links, buttons and charts, for a light and for a dark page.
public struct AccentColours: Sendable, Hashable {
  /// On a light page.
  public let light: Colour
  /// On a dark page.
  public let dark: Colour

  /// Creates a pair of colours.
  ///
  /// - Parameters:
  ///   - light: On a light page.
  ///   - dark: On a dark page.
  public init(light: Colour, dark: Colour) {
    self.light = light
    self.dark = dark
  }
}
