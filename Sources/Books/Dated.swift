/// A setting and the first epoch that it is for.
struct Dated<Value: Sendable & Hashable>: Sendable, Hashable {
  let value: Value
  let from: Int
}

extension Array {
  /// The setting of an epoch: the one with the latest first epoch not after it.
  func value<Value>(in epoch: Int) -> Value? where Element == Dated<Value> {
    filter { $0.from <= epoch }.max { $0.from < $1.from }?.value
  }
}

extension YAMLReader {
  /// One setting, or a list of settings, each with the epoch that it begins with.
  ///
  /// - Parameters:
  ///   - key: The key of the setting where it stands beside `from`; `nil` where the setting itself has keys, which
  ///     allow `from`.
  ///   - name: What the settings are, for a problem.
  ///   - read: Reads a setting.
  /// - Returns: The settings, in the order of the file; `nil` when the list could not be read.
  func dated<Value>(
    key: String?,
    _ name: String,
    _ read: (YAMLReader) -> Value?
  ) -> [Dated<Value>]? {
    guard isList || key == nil else { return read(self).map { [Dated(value: $0, from: 0)] } }
    var settings: [Dated<Value>] = []
    for item in isList ? items ?? [] : [self] {
      if let key { item.allow([key, "from"]) }
      let value = key.map { item.required($0).flatMap(read) } ?? read(item)
      let from = item.optional("from").map(\.count) ?? 0
      guard let value, let from else { continue }
      if settings.contains(where: { $0.from == from }) {
        (item.optional("from") ?? item).problem(
          "two \(name) begin with one epoch; give each its own `from`"
        )
      }
      settings.append(Dated(value: value, from: from))
    }
    return settings
  }
}
