import FileStore

/// A column that a ledger's mapping may mark private, by its name in the published table.
enum PrivateColumn: String, Sendable, Hashable, CaseIterable {
  case reference
  case note
  case source
}

/// A column of text for people.
struct TextColumn: Sendable, Hashable {
  let name: String
  let isPrivate: Bool
}

extension YAMLReader {
  /// What the key `private` says where it is not allowed.
  static let refusedPrivacy = [
    "private":
      "this cannot be private, since the figures are computed from it; references, notes and sources can be"
  ]
  static let refusedPrivacyOfRefunds = [
    "private":
      "what is taken back is published as that entry's reference is; mark the reference private in its ledger"
  ]

  /// The columns that a ledger's mapping marks private.
  var privateColumns: Set<PrivateColumn>? {
    var columns: Set<PrivateColumn> = []
    for column in PrivateColumn.allCases {
      guard let place = optional(column.rawValue)?.optional("private") else { continue }
      guard let isPrivate = place.truth else { return nil }
      if isPrivate { columns.insert(column) }
    }
    return columns
  }

  /// The file of the secret.
  var privacy: PrivacySetting? {
    allow(["secret"])
    return required("secret")?.bookPath.map { PrivacySetting(secretFile: $0) }
  }

  /// Logs what would show the secret: a file that is it and is read as something else, since errors quote files.
  ///
  /// This is the place of all settings.
  func checkSecret(_ setting: PrivacySetting?) {
    guard let setting else { return }
    var files = [
      optional("opening")?.optional("lots"), optional("opening")?.optional("balances"),
      optional("branding")?.optional("logo"),
    ]
    for kind in optional("ledgers")?.members ?? [] where kind.value.isList {
      files += kind.value.items?.map { $0.optional("file") } ?? []
    }
    for case let file? in files where file.word == setting.secretFile.description {
      file.problem(PrivacySetting.isTheSecret)
    }
  }

  /// Logs ledgers with private columns in books without a secret; this is the place of the ledgers.
  func checkPrivacy(_ setting: PrivacySetting?) {
    guard setting == nil, let kinds = members else { return }
    for (_, ledgers) in kinds where ledgers.isList {
      for ledger in ledgers.items ?? [] {
        for column in PrivateColumn.allCases {
          let place = ledger.optional(column.rawValue)?.optional("private")
          guard let place, place.truth == true else { continue }
          place.problem(
            "there is no secret to hide the values with; run `revshare new-secret` for a file in the "
              + "books' folder, and name it in revshare.yaml, such as privacy: { secret: privacy.key }"
          )
        }
      }
    }
  }
}
