import FileStore

/// The content type that a file is sent with, told from the end of its name.
///
/// - Source: IANA's registry of media types; C2SP tlog-tiles for `checkpoint`.
func contentType(of path: RelativePath) -> String {
  let name = path.components[path.components.count - 1]
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
    return ["checkpoint", "vkey"].contains(name) ? "text/plain; charset=utf-8" : unknownType
  }
  return types[String(name[name.utf8.index(after: dot)...]).lowercased()] ?? unknownType
}

private let unknownType = "application/octet-stream"

private let types = [
  "atom": "application/atom+xml; charset=utf-8",
  "css": "text/css; charset=utf-8",
  "csv": "text/csv; charset=utf-8",
  "gz": "application/gzip",
  "htm": "text/html; charset=utf-8",
  "html": "text/html; charset=utf-8",
  "ico": "image/vnd.microsoft.icon",
  "jpeg": "image/jpeg",
  "jpg": "image/jpeg",
  "js": "text/javascript; charset=utf-8",
  // JSON is UTF-8 by definition and its type has no parameter (RFC 8259, section 11).
  "json": "application/json",
  "jsonl": "application/jsonl",
  "map": "application/json",
  "md": "text/markdown; charset=utf-8",
  "mjs": "text/javascript; charset=utf-8",
  "pdf": "application/pdf",
  "png": "image/png",
  // Shown, not offered for download: the second audit is there to be read.
  "py": "text/plain; charset=utf-8",
  "svg": "image/svg+xml; charset=utf-8",
  "tlog-proof": "text/plain; charset=utf-8",
  "txt": "text/plain; charset=utf-8",
  // Without a parameter: browsers compile while they load only for this very text.
  "wasm": "application/wasm",
  "webmanifest": "application/manifest+json",
  "webp": "image/webp",
  "woff2": "font/woff2",
  "xml": "application/xml; charset=utf-8",
  "yaml": "application/yaml",
  "yml": "application/yaml",
]
