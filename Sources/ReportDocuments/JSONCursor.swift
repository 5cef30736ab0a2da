import Distribution
import EVMTypes
import StrictJSON

/// A place in a JSON document that says where it is when something does not fit.
struct JSONCursor {
  private let value: JSONValue
  private let place: String

  /// Reads a document and checks which one it is.
  init(parsing bytes: [UInt8], format: String) throws(DocumentError) {
    try self.init(parsing: bytes, formats: [format])
  }

  /// Reads a document of one of several formats.
  init(parsing bytes: [UInt8], formats: [String]) throws(DocumentError) {
    do {
      self.value = try JSONValue(parsing: bytes)
    } catch {
      throw DocumentError(at: "", "\(error)")
    }
    self.place = ""
    guard case .string(let found) = try member("format").value, formats.contains(found) else {
      throw DocumentError(at: "format", "expected \(formats.joined(separator: " or "))")
    }
  }

  private init(_ value: JSONValue, place: String) {
    self.value = value
    self.place = place
  }

  /// Refuses members other than these.
  func allow(_ keys: [String]) throws(DocumentError) {
    for member in try members() where !keys.contains(member.key) {
      throw error("unknown member \(member.key)")
    }
  }

  func member(_ key: String) throws(DocumentError) -> JSONCursor {
    guard let member = try members().first(where: { $0.key == key }) else {
      throw error("the member \(key) is missing")
    }
    return JSONCursor(member.value, place: place.isEmpty ? key : "\(place).\(key)")
  }

  /// A member, or `nil` where there is none.
  func memberIfAny(_ key: String) throws(DocumentError) -> JSONCursor? {
    guard try members().contains(where: { $0.key == key }) else { return nil }
    return try member(key)
  }

  func elements() throws(DocumentError) -> [JSONCursor] {
    guard case .array(let elements) = value else { throw error("expected an array") }
    return elements.enumerated().map { JSONCursor($1, place: "\(place)[\($0)]") }
  }

  /// Each element, converted.
  func map<Element>(
    _ convert: (JSONCursor) throws(DocumentError) -> Element
  ) throws(DocumentError) -> [Element] {
    var converted: [Element] = []
    for element in try elements() { converted.append(try convert(element)) }
    return converted
  }

  /// The value converted, or `nil` for null.
  func optional<Value>(
    _ convert: (JSONCursor) throws(DocumentError) -> Value
  ) throws(DocumentError) -> Value? {
    if case .null = value { return nil }
    return try convert(self)
  }

  func text() throws(DocumentError) -> String {
    guard case .string(let text) = value else { throw error("expected a text") }
    return text
  }

  /// Whether this is a text without a character.
  var isEmptyText: Bool {
    if case .string("") = value { true } else { false }
  }

  /// The fields of a text with commas between them.
  func fields(count: Int) throws(DocumentError) -> [JSONCursor] {
    let fields = try text().split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == count else {
      throw error("expected \(count) fields with commas between, got \(fields.count)")
    }
    return fields.enumerated().map {
      JSONCursor(.string(String($1)), place: "\(place), field \($0 + 1)")
    }
  }

  /// A whole number that is written as a text.
  func placeNumber() throws(DocumentError) -> Int {
    guard let number = try amount().asUInt64, number <= 1 << 53 else {
      throw error("expected a whole number")
    }
    return Int(number)
  }

  func truth() throws(DocumentError) -> Bool {
    guard case .bool(let truth) = value else { throw error("expected true or false") }
    return truth
  }

  func count() throws(DocumentError) -> Int {
    guard case .number(let text) = value, let digits = UInt256(decimal: text.utf8),
      let number = digits.asUInt64, number <= 1 << 53
    else { throw error("expected a whole number") }
    return Int(number)
  }

  func amount() throws(DocumentError) -> UInt256 {
    guard let amount = UInt256(decimal: try text().utf8) else {
      throw error("expected decimal digits below 2^256")
    }
    return amount
  }

  func signedAmount() throws(DocumentError) -> SignedAmount {
    let text = try text()
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    guard let magnitude = UInt256(decimal: text.utf8.dropFirst(isNegative ? 1 : 0)),
      !(isNegative && magnitude.isZero)
    else { throw error("expected decimal digits, with a minus sign below zero") }
    return SignedAmount(magnitude, isNegative: isNegative)
  }

  func timestamp() throws(DocumentError) -> Timestamp {
    guard let time = Timestamp(text: try text()) else {
      throw error("expected a time such as 2026-07-01T00:00:00Z")
    }
    return time
  }

  func percentage() throws(DocumentError) -> Percentage {
    do {
      return try Percentage(text: try text())
    } catch let cause as PercentageError {
      throw error(cause.description)
    } catch let cause as DocumentError {
      throw cause
    } catch {
      throw self.error("not a percentage")
    }
  }

  func account() throws(DocumentError) -> Address {
    let text = try text()
    guard let account = try? Address(text: text.utf8), account.description == text else {
      throw error("expected an account with its EIP-55 checksum")
    }
    return account
  }

  func digest() throws(DocumentError) -> Digest {
    let text = try text()
    guard let digest = Digest(text: text.utf8), digest.description == text else {
      throw error("expected 0x and 64 lower-case hexadecimal digits")
    }
    return digest
  }

  func contentDigest() throws(DocumentError) -> ContentDigest {
    guard let digest = ContentDigest(text: try text()) else {
      throw error("expected 64 lower-case hexadecimal digits")
    }
    return digest
  }

  func error(_ fact: String) -> DocumentError { DocumentError(at: place, fact) }

  private func members() throws(DocumentError) -> [JSONValue.Member] {
    guard case .object(let members) = value else { throw error("expected an object") }
    return members
  }
}
