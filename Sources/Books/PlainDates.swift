import Distribution

/// Reads times such as `2026-07-01T00:00:00Z`, and keeps the last day: a ledger has many events of one.
struct PlainDates {
  private var yearAndMonth: UInt64 = 0
  /// The day and the `T` behind it; none at the beginning.
  private var dayAndLetter: UInt64 = .max
  /// When that day began, in Unix seconds.
  private var start: UInt64 = 0

  /// The time that begins at a place, in Unix seconds, and where it ends; `nil` for any other text.
  @inline(__always)
  mutating func time(_ text: PlainText, _ place: inout Int) -> UInt64? {
    let month = text.word(at: place)
    let day = text.word(at: place &+ 8) & 0xff_ffff
    if month != yearAndMonth || day != dayAndLetter {
      guard begin(text, place) else { return nil }
      (yearAndMonth, dayAndLetter) = (month, day)
    }
    guard text[place &+ 19] == UInt8(ascii: "Z"),
      let seconds = Self.seconds(text.word(at: place &+ 11))
    else { return nil }
    place &+= 20
    return start &+ seconds
  }

  /// Begins another day, if one is named at a place and `T` stands behind it.
  private mutating func begin(_ text: PlainText, _ place: Int) -> Bool {
    let date = (place..<place + 11).map { text[$0] }
    guard let time = Timestamp(utf8: (date + "00:00:00Z".utf8)[...]) else { return false }
    start = time.unixSeconds
    return true
  }

  /// The seconds since midnight of a clock's eight characters such as `23:59:59`, the first one in the lowest byte.
  @inline(__always)
  private static func seconds(_ clock: UInt64) -> UInt64? {
    // The colons become zero, digits their values.
    let digits = clock ^ 0x3030_3a30_303a_3030
    // What exceeds nine, or zero for a colon, reaches the highest bit.
    guard (digits &+ 0x7676_7f76_767f_7676 | digits) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    // In each byte ten times its digit and the next one.
    let pairs = digits &* 10 &+ digits &>> 8
    let (hour, minute, second) = (pairs & 0xff, pairs &>> 24 & 0xff, pairs &>> 48 & 0xff)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return (hour &* 60 &+ minute) &* 60 &+ second
  }
}
