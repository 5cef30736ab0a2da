import FileStore

/// An answer before it is sent.
struct SiteAnswer<File: VersionedFile>: Sendable {
  /// The statuses that are answered.
  enum Status: Int, Sendable, Hashable {
    case ok = 200
    case notModified = 304
    case elsewhere = 307
    case badRequest = 400
    case notFound = 404
    case methodNotAllowed = 405
    case misdirected = 421
    case headTooLarge = 431
    case serverFault = 500
    case notImplemented = 501

    /// The phrase of the status line.
    var phrase: String {
      switch self {
      case .ok: "OK"
      case .notModified: "Not Modified"
      case .elsewhere: "Temporary Redirect"
      case .badRequest: "Bad Request"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .misdirected: "Misdirected Request"
      case .headTooLarge: "Request Header Fields Too Large"
      case .serverFault: "Internal Server Error"
      case .notImplemented: "Not Implemented"
      }
    }
  }

  /// What follows the head.
  enum Body: Sendable {
    case file(File)
    case text([UInt8])
  }

  let status: Status
  /// The fields but the length.
  var fields: [(name: String, value: String)]
  let body: Body

  /// The length of the body in bytes; the body of the same file where it is not sent.
  var byteCount: Int {
    switch body {
    case .file(let file): file.byteCount
    case .text(let bytes): bytes.count
    }
  }

  /// The head as it is sent.
  ///
  /// - Parameter isLast: Whether the connection ends after this answer.
  /// - Returns: The status line, the fields and an empty line.
  func head(isLast: Bool) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status.rawValue) \(status.phrase)"]
    lines += fields.map { "\($0.name): \($0.value)" }
    lines.append("Content-Length: \(byteCount)")
    if isLast { lines.append("Connection: close") }
    return [UInt8]((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// The value of a field.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// An answer with a plain text that says its status.
  init(_ status: Status, _ fields: [(name: String, value: String)] = []) {
    self.status = status
    self.body = .text([UInt8]("\(status.rawValue) \(status.phrase)\n".utf8))
    self.fields =
      fields + [("Content-Type", "text/plain; charset=utf-8")] + Self.commonFields
  }

  /// An answer with a file.
  init(_ status: Status, file: File, _ fields: [(name: String, value: String)]) {
    self.status = status
    self.body = .file(file)
    self.fields = fields + Self.commonFields
  }

  private static var commonFields: [(name: String, value: String)] {
    [
      // Asked again each time: what is looked at here is what was published last.
      ("Cache-Control", "no-cache"),
      // No page of another origin may show what is perhaps not public yet.
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("X-Content-Type-Options", "nosniff"),
    ]
  }
}
