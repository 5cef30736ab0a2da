import Distribution
import EVMTypes

/// How a ledger's column writes times.
struct TimePattern: Sendable, Hashable {
  private enum Form: Sendable, Hashable {
    case rfc3339
    case unix
    case fields([Field])
  }

  private enum Field: Sendable, Hashable {
    case year, month, day, hour, minute, second
    case literal(UInt8)

    var width: Int {
      switch self {
      case .year: 4
      case .month, .day, .hour, .minute, .second: 2
      case .literal: 1
      }
    }
  }

  private let form: Form
  private let text: String
  /// How many seconds the column's clock is ahead of UTC.
  private let offset: Int

  /// RFC 3339 in UTC.
  static let rfc3339 = TimePattern(form: .rfc3339, text: "2026-07-01T00:00:00Z", offset: 0)
  /// Unix seconds.
  static let unix = TimePattern(form: .unix, text: "Unix seconds", offset: 0)

  private init(form: Form, text: String, offset: Int) {
    self.form = form
    self.text = text
    self.offset = offset
  }

  /// Reads a pattern such as `YYYY-MM-DD hh:mm`; fails when year, month or day is missing or a field
  /// stands twice.
  init?(pattern: String, offset: Int) {
    let names: [(String, Field)] = [
      ("YYYY", .year), ("MM", .month), ("DD", .day), ("hh", .hour), ("mm", .minute),
      ("ss", .second),
    ]
    var fields: [Field] = []
    var rest = [UInt8](pattern.utf8)[...]
    while let byte = rest.first {
      if let (name, field) = names.first(where: { rest.starts(with: $0.0.utf8) }) {
        guard !fields.contains(field) else { return nil }
        fields.append(field)
        rest = rest.dropFirst(name.utf8.count)
      } else {
        fields.append(.literal(byte))
        rest = rest.dropFirst()
      }
    }
    guard [.year, .month, .day].allSatisfy(fields.contains) else { return nil }
    self.init(form: .fields(fields), text: pattern, offset: offset)
  }

  /// Reads a zone: `UTC`, `Z`, or an offset such as `+02:00`.
  static func offset(ofZone zone: String) -> Int? {
    if zone == "UTC" || zone == "Z" { return 0 }
    let bytes = [UInt8](zone.utf8)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), "+-".utf8.contains(bytes[0]),
      let hours = number(bytes[1..<3]), let minutes = number(bytes[4..<6]), hours <= 14,
      minutes <= 59
    else { return nil }
    return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  /// Reads a time.
  ///
  /// - Throws: ``TextFact``: what is wrong, and what to write.
  func time(_ text: String) throws(TextFact) -> Timestamp {
    if text.isEmpty { throw "the time is missing" }
    switch form {
    case .rfc3339:
      if let time = Timestamp(text: text) { return time }
      let hasZone = text.utf8.last == UInt8(ascii: "Z") || text.utf8.count > 19
      guard hasZone else {
        throw "a time without zone; write it as 2026-07-01T00:00:00Z, or state a pattern and a zone"
      }
    case .unix:
      if let seconds = UInt256(decimal: text.utf8)?.asUInt64,
        let time = Timestamp(unixSeconds: seconds)
      {
        return time
      }
    case .fields(let fields):
      if let time = time([UInt8](text.utf8), fields) { return time }
    }
    throw TextFact("not a time that exists, written as \(self.text)")
  }

  private func time(_ bytes: [UInt8], _ fields: [Field]) -> Timestamp? {
    guard bytes.count == fields.reduce(0, { $0 + $1.width }) else { return nil }
    var date = (year: 0, month: 0, day: 0)
    var time = (hour: 0, minute: 0, second: 0)
    var position = 0
    for field in fields {
      let part = bytes[position..<(position + field.width)]
      position += field.width
      if case .literal(let byte) = field {
        guard part.first == byte else { return nil }
        continue
      }
      guard let value = Self.number(part) else { return nil }
      switch field {
      case .year: date.year = value
      case .month: date.month = value
      case .day: date.day = value
      case .hour: time.hour = value
      case .minute: time.minute = value
      case .second: time.second = value
      case .literal: break
      }
    }
    return Timestamp(date: date, time: time, offset: offset)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
