import FileStore
import SiteBranding

/// The file that `branding.logo` names.
struct LogoFile: Sendable, Hashable {
  let path: RelativePath
  let format: Logo.Format

  /// The logo; logs what is wrong with its file.
  func logo(from store: some FileStore, log: ProblemLog) throws(BooksError) -> Logo? {
    let file = path.description
    let bytes = try Books.found(file, log) { path throws(FileStoreError) in
      try store.read(path, byteLimit: Logo.byteLimit)
    }
    guard let bytes else { return nil }
    let fact =
      switch format {
      case .svg: SVGCheck.problem(in: bytes)
      case .png: Self.isPNG(bytes) ? nil : "not a PNG, whatever its name says; export it as one"
      }
    if let fact {
      log.add(BookProblem(file: file, line: nil, place: "", fact: fact))
      return nil
    }
    return Logo(format: format, bytes: bytes)
  }

  /// Whether a file begins with a PNG's signature and its header.
  ///
  /// - Source: PNG, third edition, sections 5.2 and 11.2.1.
  private static func isPNG(_ bytes: [UInt8]) -> Bool {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    return bytes.count > 33 && bytes.starts(with: signature + [0, 0, 0, 13] + "IHDR".utf8)
  }
}

extension YAMLReader {
  /// The file of a logo, whose name says what it is.
  var logoFile: LogoFile? {
    guard let path = bookPath else { return nil }
    let format = Logo.Format.allCases.first { path.description.hasSuffix(".\($0.rawValue)") }
    guard let format else {
      problem("not a logo; name a file that ends with .svg or .png")
      return nil
    }
    return LogoFile(path: path, format: format)
  }
}
