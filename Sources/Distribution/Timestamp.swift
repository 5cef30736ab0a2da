/// A moment, to the second.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let unixSeconds: UInt64

  /// The last moment that RFC 3339 can write: 9999-12-31T23:59:59Z.
  public static let last = Timestamp(known: 253_402_300_799)

  /// Takes Unix seconds.
  ///
  /// Gives `nil` for a moment after the year 9999.
  ///
  /// - Parameter unixSeconds: Seconds since 1970-01-01T00:00:00Z.
  public init?(unixSeconds: UInt64) {
    guard unixSeconds <= Timestamp.last.unixSeconds else { return nil }
    self.unixSeconds = unixSeconds
  }

  /// Takes Unix seconds that are known to be those of a moment.
  init(known unixSeconds: UInt64) {
    self.unixSeconds = unixSeconds
  }

  /// Takes a date and a time of day of the proleptic Gregorian calendar.
  ///
  /// Gives `nil` for a date or time that does not exist, and outside 1970 to 9999.
  ///
  /// - Parameters:
  ///   - date: Year, month and day, each from 1.
  ///   - time: Hour, minute and second; second 60 is refused, since Unix time has none.
  ///   - offset: How many seconds the clock that shows them is ahead of UTC.
  public init?(
    date: (year: Int, month: Int, day: Int),
    time: (hour: Int, minute: Int, second: Int),
    offset: Int = 0
  ) {
    guard (1...9999).contains(date.year), (1...12).contains(date.month),
      (1...Self.dayCount(ofMonth: date.month, year: date.year)).contains(date.day),
      (0...23).contains(time.hour), (0...59).contains(time.minute), (0...59).contains(time.second),
      (-86_399...86_399).contains(offset)
    else { return nil }
    let days = Self.days(year: date.year, month: date.month, day: date.day)
    let seconds = days * 86_400 + time.hour * 3_600 + time.minute * 60 + time.second - offset
    guard seconds >= 0 else { return nil }
    self.init(unixSeconds: UInt64(seconds))
  }

  /// Whether the left moment is the earlier one.
  ///
  /// - Parameters:
  ///   - left: A moment.
  ///   - right: Another moment.
  /// - Returns: Whether `left` comes before `right`.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.unixSeconds < right.unixSeconds
  }

  static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01, counting years from March so that the leap day is a year's last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    return shiftedYear * 365 + leapDays + dayOfYear - 719_468
  }

  /// The date and time of day in UTC.
  public var components: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let seconds = Int(unixSeconds)
    let day = seconds / 86_400 + 719_468
    let era = day / 146_097
    let dayOfEra = day - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      seconds / 3_600 % 24,
      seconds / 60 % 60,
      seconds % 60
    )
  }
}
