import Distribution

/// Reads times such as `2026-07-01T00:00:00Z`, and keeps the last day: a ledger has many events of one.
struct PlainDates {
  private var yearAndMonth: UInt64 = 0
  private var dayDigits: UInt16 = 0
  /// When that day began, in Unix seconds.
  private var start: UInt64?

  /// The time that begins at a place, and where it ends; `nil` for any other text.
  @inline(__always)
  mutating func time(_ text: Span<UInt8>, _ place: inout Int) -> Timestamp? {
    guard place + 20 < text.count else { return nil }
    let bytes = unsafe text.bytes
    let month = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
    let day = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place + 8, as: UInt16.self)
    if month != yearAndMonth || day != dayDigits || start == nil {
      (yearAndMonth, dayDigits) = (month, day)
      let date = (place..<place + 10).map { text[$0] }
      start = Timestamp(text: String(decoding: date, as: UTF8.self) + "T00:00:00Z")?.unixSeconds
    }
    let clock =
      unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place + 11, as: UInt64.self)
      .littleEndian
    guard let start, text[place + 10] == UInt8(ascii: "T"), text[place + 19] == UInt8(ascii: "Z"),
      let seconds = Self.seconds(clock)
    else { return nil }
    place += 20
    return Timestamp(unixSeconds: start + seconds)
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
    return (hour * 60 + minute) * 60 + second
  }
}
