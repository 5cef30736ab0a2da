import Distribution
import FileStore
import ReportDocuments
import Testing

@Suite struct DataPackageTests {
  private static let digest = String(repeating: "ab", count: 32)

  private func package(
    of names: [RelativePath],
    folder: RelativePath = "epochs/4",
    website: String? = nil
  ) throws -> String {
    let digest = try #require(ContentDigest(text: Self.digest))
    let site = SiteDescription(
      title: "Sharing",
      publisher: "Example",
      description: "What is shared.",
      website: website,
      baseURL: "https://transparency.example/",
      notice: "Invented."
    )
    let manifest = Manifest(files: names.map { .init(path: $0, byteCount: 21, digest: digest) })
    let evidence = DataPackage.Evidence(folder: folder, ruleset: .v2, manifest: manifest)
    return String(decoding: DataPackage(of: site, evidence: [evidence]).bytes, as: UTF8.self)
  }

  @Test func aTableIsListedAsTheManifestSays() throws {
    #expect(
      try package(of: ["report.json", "usdc/holders.csv", "usdc/claims/0x.json"])
        == """
        {
          "profile": "tabular-data-package",
          "name": "revenue-sharing",
          "id": "https://transparency.example/",
          "title": "Sharing",
          "description": "What is shared. Invented.",
          "homepage": "https://transparency.example/",
          "contributors": [
            {
              "title": "Example",
              "role": "publisher"
            }
          ],
          "resources": [
            {
              "profile": "tabular-data-resource",
              "name": "epochs-4-usdc-holders",
              "path": "epochs/4/usdc/holders.csv",
              "title": "Holders of epoch 4, usdc",
              "format": "csv",
              "mediatype": "text/csv",
              "encoding": "utf-8",
              "bytes": 21,
              "hash": "sha256:\(Self.digest)",
              "dialect": {
                "delimiter": ",",
                "lineTerminator": "\\n",
                "doubleQuote": true
              },
              "schema": "schemas/holders-v2.table.json"
            }
          ]
        }

        """
    )
  }

  @Test func namesTellIdentifiersApartThatDifferInCapitals() throws {
    let text = try package(of: ["USDC/claims.csv", "usdc/claims.csv"], folder: "epochs/4.1")
    #expect(text.contains(#""name": "epochs-4.1-.u.s.d.c-claims""#))
    #expect(text.contains(#""name": "epochs-4.1-usdc-claims""#))
    #expect(text.contains(#""title": "Claims of epoch 4.1, USDC""#))
  }

  @Test(arguments: [("https://example.org", true), ("javascript:alert(1)", false)])
  func onlyAnAddressOfTheWebIsThePublishers(website: String, isListed: Bool) throws {
    #expect(try package(of: [], website: website).contains(website) == isListed)
  }

  @Test(arguments: ["report.json", "claims", "usdc/claims.csv~", "usdc/other.csv", ".csv"])
  func whatIsNoTable(name: String) throws {
    #expect(PublishedTable(at: try #require(RelativePath(name))) == nil)
  }
}
