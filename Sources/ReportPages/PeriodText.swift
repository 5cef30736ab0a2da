import Distribution

/// The days of an epoch in words.
///
/// Borders at midnight are told as first and last day, both included; others with their time of day.
struct PeriodText: Sendable, Hashable {
  /// The first moment for machines: a date, or a date and time.
  let startTime: String
  /// The last day, or the first moment after the epoch, for machines.
  let endTime: String
  /// The first day; month and year only where the last day has others.
  let firstDay: String
  /// The last day with month and year, or the first moment after the epoch.
  let lastDay: String

  init(_ epoch: Epoch) {
    let start = DateText(epoch.start)
    guard epoch.start.isMidnight, epoch.end.isMidnight,
      let lastSecond = Timestamp(unixSeconds: epoch.end.unixSeconds - 1)
    else {
      let end = DateText(epoch.end)
      self.startTime = epoch.start.description
      self.endTime = epoch.end.description
      self.firstDay = "\(start.day) \(start.month) \(start.year), \(start.clock)"
      self.lastDay = "\(end.day) \(end.month) \(end.year), \(end.clock)"
      return
    }
    let last = DateText(lastSecond)
    let isSameYear = start.year == last.year
    let isSameMonth = isSameYear && start.month == last.month
    self.startTime = start.date
    self.endTime = last.date
    self.firstDay =
      start.day + (isSameMonth ? "" : " " + start.month) + (isSameYear ? "" : " " + start.year)
    self.lastDay = "\(last.day) \(last.month) \(last.year)"
  }
}

/// The parts of a moment in words.
struct DateText: Sendable, Hashable {
  /// The date for machines, such as `2026-07-01`.
  let date: String
  /// The year.
  let year: String
  /// The month's name.
  let month: String
  /// The day of the month, without a leading zero.
  let day: String
  /// The time of day, such as `14:30:00 UTC`.
  let clock: String

  init(_ time: Timestamp) {
    let text = time.description
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let month = Int(text.dropFirst(5).prefix(2)) ?? 1
    self.date = String(text.prefix(10))
    self.year = String(text.prefix(4))
    self.month = names[month - 1]
    self.day = String(text.dropFirst(8).prefix(2).drop { $0 == "0" })
    self.clock = String(text.dropFirst(11).prefix(8)) + " UTC"
  }

  /// The date in words, such as `1 July 2026`.
  var words: String { "\(day) \(month) \(year)" }
}

extension Timestamp {
  fileprivate var isMidnight: Bool { unixSeconds > 0 && unixSeconds.isMultiple(of: 86_400) }
}
