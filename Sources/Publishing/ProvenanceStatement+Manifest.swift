public import ContentAddressing
public import Distribution
import FileStore
public import ReportDocuments

extension ProvenanceStatement {
  /// What is said of a publication that this program made.
  ///
  /// - Parameters:
  ///   - publication: The publication's name, such as `4` or `4.1`.
  ///   - epoch: The epoch's number.
  ///   - ruleset: The epoch's ruleset.
  ///   - builder: Who ran the program: a URI, such as `https://` and the origin of the log.
  ///   - programVersion: The version of the program, as the statement names it.
  ///   - manifest: The publication's manifest.
  ///   - statement: The bytes of its `statement.json`.
  public init(
    publication: String,
    epoch: Int,
    ruleset: Ruleset,
    builder: String,
    programVersion: String = ProgramVersion.current,
    manifest: Manifest,
    statement: [UInt8]
  ) {
    let folder = SiteLayout.epochs.description + "/" + publication + "/"
    let inputs = manifest.files.filter { file in
      file.path.components[0] == SiteLayout.EpochFiles.inputs.description
    }
    self.init(
      publication: publication,
      epoch: epoch,
      ruleset: ruleset.rawValue,
      builder: builder,
      programVersion: programVersion,
      inputs: inputs.map {
        Input(path: folder + $0.path.description, digest: $0.digest.description)
      },
      manifest: manifest.bytes,
      statement: statement
    )
  }
}
