import Distribution

/// Reads times such as `2026-07-01T00:00:00Z`, and keeps the last day: a ledger has many events of one.
struct PlainDates {
  private var yearAndMonth: UInt64 = 0
  private var dayDigits: UInt16 = 0
  /// When that day began, in Unix seconds.
  private var start: UInt64?

  /// The time in a field; `nil` for any other text.
  mutating func time(_ text: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Timestamp? {
    guard field.count == 20 else { return nil }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[field])
    let month = unsafe bytes.loadUnaligned(as: UInt64.self)
    let day = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if month != yearAndMonth || day != dayDigits || start == nil {
      (yearAndMonth, dayDigits) = (month, day)
      start = unsafe Timestamp(
        text: String(decoding: bytes[..<10], as: UTF8.self) + "T00:00:00Z"
      )?.unixSeconds
    }
    guard let start,
      unsafe bytes[10] == UInt8(ascii: "T") && bytes[13] == UInt8(ascii: ":")
        && bytes[16] == UInt8(ascii: ":") && bytes[19] == UInt8(ascii: "Z"),
      let hour = unsafe Self.pair(bytes, 11), hour < 24, let minute = unsafe Self.pair(bytes, 14),
      minute < 60, let second = unsafe Self.pair(bytes, 17), second < 60
    else { return nil }
    return Timestamp(unixSeconds: start + (hour * 60 + minute) * 60 + second)
  }

  private static func pair(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64? {
    let (ten, one) = unsafe (bytes[place] &- 0x30, bytes[place + 1] &- 0x30)
    return ten < 10 && one < 10 ? UInt64(ten) * 10 + UInt64(one) : nil
  }
}
