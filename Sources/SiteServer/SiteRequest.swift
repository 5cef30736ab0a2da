/// What of a request the answer depends on.
struct SiteRequest: Sendable, Hashable {
  let method: String
  /// The path, percent-encoded, without the query.
  let path: String
  /// The query without its `?`, percent-encoded; may be empty.
  var query = ""
  let host: String?
  var acceptEncoding: String?
  var ifNoneMatch: String?
}
