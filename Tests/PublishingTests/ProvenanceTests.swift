import ContentAddressing
import Distribution
import FileStore
import Publishing
import ReportDocuments
import Testing

@Suite struct ProvenanceTests {
  @Test func inputsOfTheManifestAreWhatItWasMadeFrom() throws {
    let site = try TinySite.published.get()
    let bytes = try site.read("epochs/2/manifest.json")
    let manifest = try Manifest(parsing: bytes)
    let names = [
      "inputs/epoch.json", "inputs/opening-lots.csv", "inputs/revenue.csv", "inputs/staking.csv",
    ]
    let inputs = try names.map { name in
      let file = try #require(manifest.files.first { $0.path.description == name })
      return ProvenanceStatement.Input(path: "epochs/2/\(name)", digest: file.digest.description)
    }
    let statement = Array(#"{"epoch":"2"}"#.utf8)
    #expect(
      ProvenanceStatement(
        publication: "2",
        epoch: 2,
        ruleset: .v1,
        builder: "https://opur.example/revshare",
        manifest: manifest,
        statement: statement
      )
        == ProvenanceStatement(
          publication: "2",
          epoch: 2,
          ruleset: 1,
          builder: "https://opur.example/revshare",
          programVersion: ProgramVersion.current,
          inputs: inputs,
          manifest: bytes,
          statement: statement
        )
    )
  }
}
