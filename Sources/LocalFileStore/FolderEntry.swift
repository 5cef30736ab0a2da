import FileStore
import Glibc

/// A name in a folder.
struct FolderEntry {
  /// The name, with U+FFFD for what is not UTF-8.
  let name: String
  /// Whether the name is UTF-8, so that ``name`` leads to it.
  let isText: Bool
  /// Whether it is a folder and not a link to one.
  let isFolder: Bool

  /// The path of the entry; `nil` when it can be none of a store.
  func path(in folder: RelativePath?) -> RelativePath? {
    guard isText else { return nil }
    return RelativePath(folder.map { "\($0)/\(name)" } ?? name)
  }

  /// The name in quotes, on one line.
  var quotedName: String {
    let scalars = name.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }
    return "\"" + String(String.UnicodeScalarView(scalars)) + "\""
  }
}

/// What is in a folder, in byte order; `nil` when it cannot be listed, and `errno` says why.
func entries(of path: String) -> [FolderEntry]? {
  guard let folder = unsafe opendir(path) else { return nil }
  defer { unsafe closedir(folder) }
  var entries: [FolderEntry] = []
  while let entry = unsafe readdir(folder) {
    let (name, isText) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
        unsafe (String(cString: $0), String(validatingCString: $0) != nil)
      }
    }
    guard name != ".", name != ".." else { continue }
    entries.append(
      FolderEntry(name: name, isText: isText, isFolder: isFolder(path + "/" + name))
    )
  }
  return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}
