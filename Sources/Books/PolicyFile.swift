import FileStore
import TransparencyLog

/// The file in which the books name witnesses, and how many of them must have signed.
enum PolicyFile {
  /// Reads the file; logs what is wrong, with its line.
  ///
  /// - Parameters:
  ///   - path: Its path in the books.
  ///   - store: The books' folder.
  ///   - log: Takes what is wrong.
  /// - Returns: The policy; `nil` when something was logged.
  /// - Throws: ``BooksError/file(_:)``.
  static func policy(
    _ path: RelativePath,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) -> WitnessPolicy? {
    let file = path.description
    let bytes = try Books.found(file, log) { path throws(FileStoreError) in
      try store.read(path, byteLimit: WitnessPolicy.byteLimit)
    }
    guard let bytes else { return nil }
    do {
      return try WitnessPolicy(text: bytes)
    } catch {
      log.add(BookProblem(file: file, line: error.line, place: "", fact: error.fact.description))
      return nil
    }
  }
}
