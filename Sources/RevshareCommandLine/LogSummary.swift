import Publishing
import ReportDocuments
import StrictJSON
import TransparencyLog

/// A site's log for people and for machines.
struct LogSummary {
  /// Somebody else than the log who has signed the head.
  private struct Witness {
    let name: String
    /// When, in Unix seconds, as it says; `nil` for a signature of another kind.
    let time: UInt64?
    /// Whether the signature was checked; `nil` for a key that nobody has named.
    let isKnown: Bool
  }

  private let log: SiteLog
  private let witnesses: [Witness]

  init(_ log: SiteLog, policy: WitnessPolicy?) {
    self.log = log
    let known = policy?.witnesses.map(\.verifier) ?? []
    let others = log.checkpoint?.signatures.filter { $0.name != log.verifier?.name } ?? []
    self.witnesses = others.map { signature in
      Witness(
        name: signature.name.text,
        time: Cosignature(bytes: signature.bytes)?.time,
        isKnown: known.contains { key in
          key.name == signature.name && key.keyID == signature.keyID
            && key.isSignature(signature.bytes, of: log.checkpoint?.text ?? [])
        }
      )
    }
  }

  /// The lines to print.
  var lines: [String] {
    var lines = log.statements.enumerated().map { index, statement in
      let corrected = statement.corrected.map { corrected in
        "  corrects \(corrected.publication) (\(corrected.settlement.rawValue)): \(corrected.reason)"
      }
      return "\(index)  \(statement.publication)  manifest \(statement.manifest)\(corrected ?? "")"
    }
    lines.append("head  \(log.tree.size) entries, root \(log.tree.root.base64)")
    lines.append("key  \(log.verifier?.text ?? "none: nobody has signed the log")")
    lines += witnesses.map { witness in
      let time = witness.time.map { ", at \($0) (Unix seconds)" } ?? ""
      return
        "witness  \(witness.name)\(time)\(witness.isKnown ? ", its signature holds" : ", not checked")"
    }
    return lines
  }

  /// The same for machines.
  var json: JSONValue {
    .object([
      .init(
        "entries",
        .array(
          log.statements.enumerated().map { index, statement in
            .object([
              .init("index", .integer(index)),
              .init("publication", .string(statement.publication.description)),
              .init("manifest", .string(statement.manifest.description)),
              .init("corrects", .optional(statement.corrected?.publication.description)),
              .init("settlement", .optional(statement.corrected?.settlement.rawValue)),
              .init("reason", .optional(statement.corrected?.reason)),
            ])
          }
        )
      ),
      .init("size", .integer(log.tree.size)),
      .init("root", .string(log.tree.root.base64)),
      .init("signed", .bool(log.isSigned)),
      .init("key", .optional(log.verifier?.text)),
      .init(
        "witnesses",
        .array(
          witnesses.map { witness in
            .object([
              .init("name", .string(witness.name)),
              .init("time", .optional(witness.time.map { "\($0)" })),
              .init("checked", .bool(witness.isKnown)),
            ])
          }
        )
      ),
    ])
  }
}
