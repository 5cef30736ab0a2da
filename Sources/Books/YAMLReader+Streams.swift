import Distribution

extension YAMLReader {
  /// The streams: the same identifier again, with `from`, renames a stream from that epoch on.
  var streams: [BookSettings.StreamSetting]? {
    guard let items else { return nil }
    guard !items.isEmpty else {
      problem("there is no stream; add the first one")
      return nil
    }
    var settings: [BookSettings.StreamSetting] = []
    for item in items {
      item.allow(["id", "title", "description", "from"])
      let id = item.required("id")?.identifier
      let title = item.required("title")?.text
      let description = item.required("description")?.text
      let from = item.optional("from").map(\.count) ?? 0
      guard let id, let title, let description, let from else { continue }
      let stream = Dated(value: Stream(id: id, title: title, description: description), from: from)
      guard let known = settings.firstIndex(where: { $0.id == id }) else {
        settings.append(.init(id: id, names: [stream]))
        continue
      }
      if settings[known].names.contains(where: { $0.from == from }) {
        item.optional("id")?.problem(
          "the stream \(id) stands here twice; to rename it from an epoch on, add `from`"
        )
      }
      settings[known].names.append(stream)
    }
    return settings
  }
}
