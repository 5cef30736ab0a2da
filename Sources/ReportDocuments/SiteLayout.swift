public import Distribution
public import FileStore
public import SiteBranding

/// The paths of a published site; no other place knows them.
///
/// - Source: docs/specification.md, section 5.
public enum SiteLayout: Sendable {
  /// The home page.
  public static let homePage: RelativePath = "index.html"
  /// All epochs, for machines.
  public static let index: RelativePath = "index.json"
  /// The Atom feed.
  public static let feed: RelativePath = "feed.atom"
  /// The sitemap.
  public static let sitemap: RelativePath = "sitemap.xml"
  /// Every published table, as a Data Package.
  public static let dataPackage: RelativePath = "datapackage.json"
  /// The digests of all views and of every epoch's manifest.
  public static let manifest: RelativePath = "manifest.json"
  /// The page that checks a holder's claim.
  public static let verifyPage: RelativePath = "verify/index.html"
  /// The page that explains how an amount comes about.
  public static let methodologyPage: RelativePath = "methodology/index.html"
  /// The auditor's guide.
  public static let auditPage: RelativePath = "audit/index.html"
  /// The second audit, which shares no code with this program.
  public static let auditScript: RelativePath = "audit/check-site.py"
  /// The page that describes every document to developers.
  public static let dataPage: RelativePath = "data/index.html"
  /// The folder of the documents' schemas.
  public static let schemas: RelativePath = "schemas"
  /// The page that a host shows where there is no other.
  public static let notFoundPage: RelativePath = "404.html"
  /// The folder of style sheet, script and verifier.
  public static let assets: RelativePath = "assets"
  /// The publisher's looks, where the books name colours or a logo.
  public static let brandStyle: RelativePath = "assets/brand.css"
  /// The proof file without content; it is text, since it is no page of the site.
  public static let proofFile: RelativePath = "assets/proof-file.txt"
  /// The folder of all epochs.
  public static let epochs: RelativePath = "epochs"
  /// The folder of the transparency log.
  public static let log: RelativePath = "log"
  /// The log's signed head.
  public static let checkpoint: RelativePath = "log/checkpoint"
  /// The key that verifies the log's head.
  public static let verifierKey: RelativePath = "log/vkey"

  /// Whether a path is one that a publication may have.
  ///
  /// - Parameter path: A path.
  /// - Returns: Whether it is a view's at the top, or lies in a folder of the publication.
  public static func contains(_ path: RelativePath) -> Bool {
    [homePage, index, feed, sitemap, dataPackage, manifest, notFoundPage].contains(path)
      || ["assets", "schemas", "verify", "methodology", "audit", "data", "epochs", "log"]
        .contains(path.components[0])
  }

  /// The publisher's logo.
  ///
  /// - Parameter format: What it is.
  /// - Returns: The file.
  public static func logo(_ format: Logo.Format) -> RelativePath {
    switch format {
    case .svg: "assets/logo.svg"
    case .png: "assets/logo.png"
    }
  }

  /// The folder of an epoch as it was published first.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The folder.
  public static func epoch(_ number: Int) -> RelativePath {
    folder(of: PublicationName(epoch: number))
  }

  /// The folder of a publication.
  ///
  /// - Parameter publication: The epoch, or a correction of it.
  /// - Returns: The folder.
  public static func folder(of publication: PublicationName) -> RelativePath {
    epochs.appending(name(publication.description))
  }

  /// The page of an epoch as it was published first.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The page.
  public static func epochPage(_ number: Int) -> RelativePath {
    page(of: PublicationName(epoch: number))
  }

  /// The page of a publication.
  ///
  /// - Parameter publication: The epoch, or a correction of it.
  /// - Returns: The page.
  public static func page(of publication: PublicationName) -> RelativePath {
    folder(of: publication).appending(EpochFiles.page)
  }

  /// The publication that a path belongs to.
  ///
  /// - Parameter path: A path of the site.
  /// - Returns: What names it; `nil` outside of publications.
  public static func publication(of path: RelativePath) -> PublicationName? {
    guard path.components.count > 2, path.components[0] == epochs.description else { return nil }
    return PublicationName(path.components[1])
  }

  /// Whether a path is that of a publication's manifest.
  ///
  /// - Parameter path: A path of the site.
  /// - Returns: What names the publication; `nil` for any other file.
  public static func publication(ofManifest path: RelativePath) -> PublicationName? {
    guard let name = publication(of: path),
      path == folder(of: name).appending(EpochFiles.manifest)
    else { return nil }
    return name
  }

  /// A file of the log's tiles.
  ///
  /// - Parameter path: Its path below the log's folder, such as `tile/0/000.p/4`.
  /// - Returns: The file.
  public static func tile(_ path: String) -> RelativePath {
    log.appending(name(path))
  }

  /// The path of a tile below the log's folder.
  ///
  /// - Parameter path: A path of the site.
  /// - Returns: The path, such as `tile/0/000.p/4`; `nil` for any other file.
  public static func tilePath(of path: RelativePath) -> String? {
    guard path.components.count > 3, path.components[0] == log.description,
      path.components[1] == "tile"
    else { return nil }
    return path.components.dropFirst().joined(separator: "/")
  }

  /// Paths of an epoch's evidence, relative to its folder.
  public enum EpochFiles: Sendable {
    /// The terms.
    public static let terms: RelativePath = "inputs/epoch.json"
    /// The revenue entries.
    public static let revenue: RelativePath = "inputs/revenue.csv"
    /// The stake events.
    public static let staking: RelativePath = "inputs/staking.csv"
    /// The rates that entries were converted at.
    public static let rates: RelativePath = "inputs/rates.csv"
    /// What expired claims gave back.
    public static let returned: RelativePath = "inputs/returned.csv"
    /// What corrections of earlier epochs add.
    public static let adjustments: RelativePath = "inputs/adjustments.csv"
    /// What the pools received, where something is reconciled.
    public static let receipts: RelativePath = "inputs/receipts.csv"
    /// The stake × time that weights are given by, where they do not come from events and lots.
    public static let weights: RelativePath = "inputs/weights.csv"
    /// The lots that stood when it began.
    public static let openingLots: RelativePath = "inputs/opening-lots.csv"
    /// What accounts brought along.
    public static let openingBalances: RelativePath = "inputs/opening-balances.csv"
    /// The votes of the decision in force.
    public static let votes: RelativePath = "inputs/votes.csv"
    /// The folder of all files that the epoch is computed from.
    public static let inputs: RelativePath = "inputs"
    /// Every figure but those of single holders.
    public static let report: RelativePath = "report.json"
    /// The digests of all its evidence.
    public static let manifest: RelativePath = "manifest.json"
    /// What a correction changes, and why; corrections have it alone.
    public static let correction: RelativePath = "correction.json"
    /// What the log holds of the publication.
    public static let statement: RelativePath = "statement.json"
    /// The proof that the log holds it; where the log is signed.
    public static let logProof: RelativePath = "statement.json.tlog-proof"
    /// How the publication came about, signed by the log's key.
    public static let provenance: RelativePath = "provenance.dsse.json"
    /// The accounts that stand by the publication.
    public static let signatures: RelativePath = "statement.signatures.json"
    /// The page: a view, not evidence.
    public static let page: RelativePath = "index.html"

    /// The weight and share of every holder.
    ///
    /// - Parameter asset: The payout asset.
    /// - Returns: The file.
    public static func holders(_ asset: Asset) -> RelativePath {
      name(asset.id).appending(holdersName)
    }

    /// The name of the file with the holders, in the folder of a payout asset.
    public static let holdersName: RelativePath = "holders.csv"

    /// How a correction changes the shares of holders.
    ///
    /// - Parameter asset: The payout asset.
    /// - Returns: The file.
    public static func differences(_ asset: Asset) -> RelativePath {
      name(asset.id).appending(differencesName)
    }

    /// The name of the file with the differences, in the folder of a payout asset.
    public static let differencesName: RelativePath = "differences.csv"

    /// The claims.
    ///
    /// - Parameter asset: The payout asset.
    /// - Returns: The file.
    public static func claims(_ asset: Asset) -> RelativePath {
      name(asset.id).appending("claims.csv")
    }

    /// The tree as an OpenZeppelin dump.
    ///
    /// - Parameter asset: The payout asset.
    /// - Returns: The file.
    public static func tree(_ asset: Asset) -> RelativePath {
      name(asset.id).appending("tree.json")
    }

    /// The claims, explanations and proofs of the accounts with a prefix.
    ///
    /// - Parameters:
    ///   - asset: The payout asset.
    ///   - prefix: The prefix's digits, without `0x`.
    /// - Returns: The file; folders hold two digits each, so that none has over 272 entries.
    public static func claims(_ asset: Asset, prefix: String) -> RelativePath {
      var path = name(asset.id).appending("claims")
      var rest = Substring(prefix)
      while rest.utf8.count > 2 {
        path = path.appending(name(String(rest.prefix(2))))
        rest = rest.dropFirst(2)
      }
      return path.appending(name("0x\(prefix).json"))
    }
  }

  /// A name that was checked when it was read: an identifier, a number or digits.
  private static func name(_ text: String) -> RelativePath {
    guard let path = RelativePath(text) else { preconditionFailure("an identifier is a path") }
    return path
  }
}
