import Distribution
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test func textsOfPython() throws {
    let rows = try TestFile.rows("Fixtures/vectors/timestamps.txt")
    #expect(rows.count == 500)
    for row in rows {
      let seconds = try #require(UInt64(row[0]))
      #expect(Timestamp(unixSeconds: seconds)?.description == row[1])
      #expect(Timestamp(text: row[1])?.unixSeconds == seconds)
    }
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
    var seconds: UInt64 = 0
    for year in 1970...2370 {
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      for (month, count) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for day in 1...count {
          let time = Timestamp(date: (year, month + 1, day), time: (0, 0, 0))
          guard time?.unixSeconds == seconds else {
            Issue.record("\(year)-\(month + 1)-\(day)")
            return
          }
          seconds += 86_400
        }
        #expect(Timestamp(date: (year, month + 1, count + 1), time: (0, 0, 0)) == nil)
      }
    }
  }

  @Test(
    "A year has a 29 February or not",
    arguments: [
      (1972, true), (1999, false), (2000, true), (2024, true), (2025, false), (2100, false),
      (2200, false), (2400, true), (9996, true), (9999, false),
    ]
  )
  func leapYear(year: Int, isLeap: Bool) {
    #expect((Timestamp(date: (year, 2, 29), time: (12, 0, 0)) != nil) == isLeap)
  }

  @Test(
    "Refused as text",
    arguments: [
      "", "2026-07-01", "2026-07-01T00:00:00", "2026-07-01 00:00:00Z", "2026-07-01t00:00:00Z",
      "2026-07-01T00:00:00z", "2026-07-01T00:00:00.0Z", "2026-07-01T00:00:00+00:00",
      "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
      "2026-00-01T00:00:00Z",
      "2026-13-01T00:00:00Z", "2026-07-00T00:00:00Z", "2026-07-32T00:00:00Z",
      "2026-07-01T24:00:00Z",
      "2026-07-01T00:60:00Z", "2026-07-01T00:00:60Z", "1969-12-31T23:59:59Z",
      "0000-01-01T00:00:00Z",
      "1900-02-29T00:00:00Z", "1900-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
      "+026-07-01T00:00:00Z",
      "2026-7-001T00:00:00Z", "２026-07-01T00:00Z", " 2026-07-01T00:00:00Z", "2026-07-01T00:00:00Z ",
    ]
  )
  func refusedText(text: String) {
    #expect(Timestamp(text: text) == nil)
  }

  @Test func bordersOfTheRange() {
    #expect(Timestamp(text: "9999-12-31T23:59:59Z") == .last)
    #expect(Timestamp.last.unixSeconds == 253_402_300_799)
    #expect(Timestamp(unixSeconds: 253_402_300_800) == nil)
    #expect(Timestamp(unixSeconds: .max) == nil)
    #expect(Timestamp(unixSeconds: 0)?.description == "1970-01-01T00:00:00Z")
  }

  @Test(
    "A clock ahead of UTC shows an earlier moment",
    arguments: [
      (0, "2026-07-01T12:00:00Z"), (7_200, "2026-07-01T10:00:00Z"),
      (-19_800, "2026-07-01T17:30:00Z"),
      (86_399, "2026-06-30T12:00:01Z"), (-86_399, "2026-07-02T11:59:59Z"),
    ]
  )
  func offset(seconds: Int, text: String) {
    let time = Timestamp(date: (2026, 7, 1), time: (12, 0, 0), offset: seconds)
    #expect(time?.description == text)
  }

  @Test(
    "No moment",
    arguments: [
      (1969, 12, 31, 23, 59, 59, 0), (1970, 1, 1, 0, 0, 0, 1), (9999, 12, 31, 23, 59, 59, -1),
      (2026, 1, 1, 24, 0, 0, 0), (2026, 1, 1, 0, 60, 0, 0), (2026, 1, 1, 0, 0, 60, 0),
      (2026, 1, 1, -1, 0, 0, 0), (2026, 1, 1, 0, 0, 0, 86_400), (2026, 1, 1, 0, 0, 0, -86_400),
      (0, 1, 1, 0, 0, 0, 0), (10_000, 1, 1, 0, 0, 0, 0), (-2026, 1, 1, 0, 0, 0, 0),
      (2026, 2, 30, 0, 0, 0, 0), (2026, 1, 0, 0, 0, 0, 0), (Int.max, 1, 1, 0, 0, 0, 0),
    ]
  )
  func noMoment(
    _ year: Int,
    _ month: Int,
    _ day: Int,
    _ hour: Int,
    _ minute: Int,
    _ second: Int,
    _ offset: Int
  ) {
    #expect(
      Timestamp(date: (year, month, day), time: (hour, minute, second), offset: offset) == nil
    )
  }
}
