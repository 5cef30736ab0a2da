import ReportDocuments
import StrictJSON
import TestSupport
import Testing

@Suite struct RefusedValueTests {
  /// One value of a released document, replaced by one that no document may have.
  @Test(
    "A value that does not fit is refused with its place",
    arguments: [
      ("epochs/2/report.json", "\"ruleset\": 1", "\"ruleset\": 2", "ruleset"),
      ("epochs/2/report.json", "2026-01-21T00:00:00Z", "2026-01-21T00:00:00+00:00", "epoch.end"),
      ("epochs/2/report.json", "\"decimals\": 18", "\"decimals\": 37", "token.decimals"),
      ("epochs/2/report.json", "\"decimals\": 18", "\"decimals\": -1", "token.decimals"),
      ("epochs/2/report.json", "\"decimals\": 18", "\"decimals\": 18.0", "token.decimals"),
      ("epochs/2/report.json", "\"id\": \"usdc\"", "\"id\": \"inputs\"", "asset.id"),
      ("epochs/2/report.json", "\"id\": \"usdc\"", "\"id\": \"../usdc\"", "asset.id"),
      (
        "epochs/2/report.json", "\"stakerShare\": \"50%\"", "\"stakerShare\": \"101%\"",
        "decision.stakerShare"
      ),
      (
        "epochs/2/report.json", "\"entries\": \"-2000000000\"", "\"entries\": \"-0\"",
        "streams[1].entries"
      ),
      (
        "epochs/2/report.json", "\"revenue\": \"20000000029\"", "\"revenue\": \"-1\"",
        "streams[0].revenue"
      ),
      (
        "epochs/2/report.json", "\"revenue\": \"20000000029\"", "\"revenue\": \"020000000029\"",
        "streams[0].revenue"
      ),
      (
        "epochs/2/report.json", "\"preset\": \"openzeppelin\"", "\"preset\": \"uniswap\"",
        "claims.leafEncoding"
      ),
      (
        "epochs/2/report.json", "\"preset\": \"openzeppelin\"", "\"preset\": \"rocketpool\"",
        "claims.preset"
      ),
      (
        "epochs/2/report.json", "\"preset\": \"openzeppelin\"", "\"preset\": \"merkl\"",
        "claims.preset"
      ),
      ("epochs/2/report.json", "\"order\": \"account\"", "\"order\": \"given\"", "claims.order"),
      ("epochs/2/report.json", "\"uint256\"", "\"uint128\"", "claims.leafEncoding"),
      ("epochs/2/report.json", "\"prefixLength\": 0", "\"prefixLength\": 9", "claims.prefixLength"),
      ("epochs/2/report.json", "\"root\": \"0x76be", "\"root\": \"0x76BE", "claims.root"),
      ("epochs/2/report.json", "\"root\": \"0x76be", "\"root\": \"76be", "claims.root"),
      (
        "epochs/2/report.json", "\"leftTotal\": \"18000000029\"", "\"leftTotal\": \"18000000028\"",
        "identities[0]"
      ),
      (
        "epochs/2/inputs/epoch.json", "\"number\": 2", "\"number\": 9007199254740993",
        "epoch.number"
      ),
      (
        "epochs/2/inputs/epoch.json", "\"ads\",\n        \"amount\"",
        "\"sub\",\n        \"amount\"", "carried.deficits[1]"
      ),
      (
        "epochs/2/inputs/epoch.json", "\"remainder\": \"0\"", "\"remainder\": 0",
        "carried.remainder"
      ),
      ("epochs/2/usdc/claims/0x.json", "\"prefix\": \"0x\"", "\"prefix\": \"\"", "prefix"),
      ("epochs/2/usdc/claims/0x.json", "0x1a517b4350D4", "0x1A517b4350D4", "holders[1].account"),
      (
        "epochs/2/usdc/claims/0x.json", "0x1a517b4350D496A03D2766679ee1F801743324a9",
        "0x1a517b4350d496a03d2766679ee1f801743324a9", "holders[1].account"
      ),
      ("epochs/2/manifest.json", "inputs/epoch.json", "../inputs/epoch.json", "files[0].path"),
      ("epochs/2/manifest.json", "inputs/epoch.json", "/inputs/epoch.json", "files[0].path"),
      ("epochs/2/manifest.json", "inputs/epoch.json", "z.json", "files[1].path"),
      ("epochs/2/manifest.json", "inputs/opening-lots.csv", "inputs/epoch.json", "files[1].path"),
      ("index.json", "\"name\": \"revshare\"", "\"name\": \"other\"", "generator.name"),
      ("proof.json", "\"source\": \"ads\"", "\"source\": null", "parts[1].source"),
    ]
  )
  func refused(name: String, text: String, other: String, place: String) throws {
    let document = String(decoding: try ReleasedDocumentsTests.document(name), as: UTF8.self)
    let range = try #require(document.ranges(of: text).first, "\(name) has no \(text)")
    var changed = document
    changed.replaceSubrange(range, with: other)
    let kind = try #require(RefusedDocumentTests.kinds.first { $0.name == name })
    let error = kind.error([UInt8](changed.utf8))
    #expect(error?.place == place, "\(String(describing: error))")
  }
}
