import CPlainText
import DelimitedText

/// The bytes of a window, read several at a time and without a check of each place.
///
/// What is asked starts at the window's end or before it, and goes on only behind bytes that are not zero. No more than
/// ``TextWindow/slack`` bytes are read from there, all of which are in memory: zeros follow the window's end.
@safe
struct PlainText {
  private let start: UnsafePointer<UInt8>
  /// Where the text ends.
  let end: Int

  /// Gives `nil` for a window without the zeros behind its end.
  ///
  /// The bytes must stay where they are for as long as this is used.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) {
    guard let start = bytes.baseAddress, end + TextWindow.slack <= bytes.count else { return nil }
    unsafe self.start = start
    self.end = end
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 {
    unsafe start[place]
  }

  /// Eight bytes, the first one the lowest.
  @inline(__always)
  func word(at place: Int) -> UInt64 {
    unsafe UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// The first place whose byte is a comma, a quote, or anything but printable ASCII.
  @inline(__always)
  func fieldEnd(from place: Int) -> Int {
    var place = place
    while true {
      let count = unsafe Int(plain_text_count(start + place))
      place &+= count
      if count < 16 { return place }
    }
  }

  /// Reads 40 hexadecimal digits into three big-endian words, of bytes 0 to 7, 8 to 15 and 12 to 19.
  ///
  /// - Returns: Which digits are upper case, where letters of both cases are, the first one in the lowest of 40 bits; `nil`
  ///   where one is no digit.
  @inline(__always)
  func accountDigits(at place: Int, into words: inout InlineArray<3, UInt64>) -> UInt64? {
    var upperCase: UInt64 = 0
    var span = words.mutableSpan
    let areDigits = unsafe span.withUnsafeMutableBufferPointer { words in
      unsafe plain_account(start + place, words.baseAddress, &upperCase)
    }
    return areDigits ? upperCase : nil
  }

  /// Copies a field; where there is room, up to fifteen bytes behind it too.
  @inline(__always)
  func copy(_ field: Range<Int>, to target: UnsafeMutableRawPointer) {
    let source = unsafe UnsafeRawPointer(start + field.lowerBound)
    if field.count <= 16 {
      let bytes = unsafe source.loadUnaligned(as: SIMD16<UInt8>.self)
      unsafe target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    } else {
      unsafe target.copyMemory(from: source, byteCount: field.count)
    }
  }
}

@available(*, unavailable)
extension PlainText: Sendable {}
