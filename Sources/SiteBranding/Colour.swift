/// An opaque colour of a screen.
public struct Colour: Sendable, Hashable, CustomStringConvertible {
  /// The red, from 0 to 255.
  public let red: UInt8
  /// The green, from 0 to 255.
  public let green: UInt8
  /// The blue, from 0 to 255.
  public let blue: UInt8

  /// Creates a colour.
  ///
  /// - Parameters:
  ///   - red: The red.
  ///   - green: The green.
  ///   - blue: The blue.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#` and six hexadecimal digits in either case; `nil` for anything else.
  ///
  /// - Parameter text: The text.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[0] == UInt8(ascii: "#"),
      let digits = Optional(bytes.dropFirst().compactMap(Self.digit)), digits.count == 6
    else { return nil }
    self.init(
      red: digits[0] << 4 | digits[1],
      green: digits[2] << 4 | digits[3],
      blue: digits[4] << 4 | digits[5]
    )
  }

  /// `#` and six digits in lower case.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, channel in
      text.append(digits[Int(channel >> 4)])
      text.append(digits[Int(channel & 15)])
    }
  }

  /// This colour with some percent of another.
  ///
  /// - Parameters:
  ///   - other: The other colour.
  ///   - percent: How much of the other, from 0 to 100.
  /// - Returns: The mixture, each channel rounded down.
  public func mixed(with other: Colour, percent: Int) -> Colour {
    func channel(_ own: UInt8, _ other: UInt8) -> UInt8 {
      let share = min(max(percent, 0), 100)
      return UInt8((Int(own) * (100 - share) + Int(other) * share) / 100)
    }
    return Colour(
      red: channel(red, other.red),
      green: channel(green, other.green),
      blue: channel(blue, other.blue)
    )
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
