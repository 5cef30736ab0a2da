import EVMTypes
import Signing
import StrictJSON

/// How a publication came about, for tools of software supply chains: which program made its files from which inputs.
///
/// It names no time: equal publications have equal bytes.
///
/// - Source: in-toto Attestation Framework, Statement v1; SLSA 1.0, Provenance.
public struct ProvenanceStatement: Sendable, Hashable {
  /// The type of the payload in an envelope.
  public static let payloadType = "application/vnd.in-toto+json"

  /// A file that the publication was computed from.
  public struct Input: Sendable, Hashable {
    /// The path from the site's root, such as `epochs/4/inputs/revenue.csv`.
    public let path: String
    /// The SHA-256 of its bytes, as 64 lower-case digits.
    public let digest: String

    /// Creates a description.
    ///
    /// - Parameters:
    ///   - path: The path from the site's root.
    ///   - digest: The SHA-256 of its bytes, as 64 lower-case digits.
    public init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  private let epoch: Int
  private let publication: String
  private let ruleset: Int
  private let builder: String
  private let programVersion: String
  private let inputs: [Input]
  private let manifestDigest: String
  private let statementDigest: String

  /// Creates a statement.
  ///
  /// - Parameters:
  ///   - publication: The publication's name, such as `4` or `4.1`: its folder in `epochs`.
  ///   - epoch: The epoch's number.
  ///   - ruleset: The number of the epoch's ruleset.
  ///   - builder: Who ran the program: a URI, such as `https://` and the origin of the log.
  ///   - programVersion: The program's version.
  ///   - inputs: The files that it was computed from, in the order of the manifest.
  ///   - manifest: The bytes of the publication's `manifest.json`.
  ///   - statement: The bytes of its `statement.json`.
  public init(
    publication: String,
    epoch: Int,
    ruleset: Int,
    builder: String,
    programVersion: String,
    inputs: [Input],
    manifest: [UInt8],
    statement: [UInt8]
  ) {
    self.epoch = epoch
    self.publication = publication
    self.ruleset = ruleset
    self.builder = builder
    self.programVersion = programVersion
    self.inputs = inputs
    self.manifestDigest = String(decoding: Hex.digits(of: SHA256.hash(manifest)), as: UTF8.self)
    self.statementDigest = String(decoding: Hex.digits(of: SHA256.hash(statement)), as: UTF8.self)
  }

  /// The payload: JSON without white space, members in the order of their keys.
  public var bytes: [UInt8] {
    let folder = "epochs/\(publication)"
    let subjects = [
      Input(path: "\(folder)/manifest.json", digest: manifestDigest),
      Input(path: "\(folder)/statement.json", digest: statementDigest),
    ]
    return JSONValue.object([
      .init("_type", .string("https://in-toto.io/Statement/v1")),
      .init("predicate", predicate),
      .init("predicateType", .string("https://slsa.dev/provenance/v1")),
      .init("subject", .array(subjects.map(Self.descriptor))),
    ]).compactBytes
  }

  private var predicate: JSONValue {
    let definition = JSONValue.object([
      // No address of the program's is certain to stay, so that the type is a name.
      .init("buildType", .string("urn:revshare:publication:v1")),
      .init(
        "externalParameters",
        .object([
          .init("epoch", .string("\(epoch)")),
          .init("publication", .string(publication)),
          .init("ruleset", .string("\(ruleset)")),
        ])
      ),
      .init("resolvedDependencies", .array(inputs.map(Self.descriptor))),
    ])
    let builder = JSONValue.object([
      .init("id", .string(builder)),
      .init("version", .object([.init("revshare", .string(programVersion))])),
    ])
    return .object([
      .init("buildDefinition", definition),
      .init("runDetails", .object([.init("builder", builder)])),
    ])
  }

  private static func descriptor(of file: Input) -> JSONValue {
    .object([
      .init("digest", .object([.init("sha256", .string(file.digest))])),
      .init("name", .string(file.path)),
    ])
  }
}
