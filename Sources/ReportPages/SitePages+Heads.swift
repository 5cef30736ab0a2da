import Distribution
import FileStore
import ReportDocuments

extension SitePages {
  /// What the head of a page says.
  func head(of page: SitePage) -> PageFrame.Head {
    let root = root(of: page)
    var data = root + SiteLayout.index.description
    var dataTitle = "All epochs as JSON"
    var isReport = false
    if case .epoch(let number) = page {
      data = SiteLayout.EpochFiles.report.description
      dataTitle = "Epoch \(number) as JSON"
      isReport = true
    }
    if case .correction(let name) = page {
      data = SiteLayout.EpochFiles.correction.description
      dataTitle = "Correction \(name) as JSON"
      isReport = true
    }
    let name = name(of: page)
    let node = page == .verify ? site.node : nil
    return PageFrame.Head(
      title: (name.map { "\($0) \u{2013} " } ?? "") + site.title,
      description: description(of: page),
      root: root,
      canonical: address(of: page.path, on: site),
      hasAddress: page != .notFound,
      data: data,
      dataTitle: dataTitle,
      isReport: isReport,
      isHome: page == .home,
      isVerify: page == .verify,
      nodeOrigin: node?.origin ?? "",
      hasNode: node != nil,
      isMethodology: page == .methodology,
      isAudit: page == .audit,
      isData: page == .data
    )
  }

  /// The way to the site's root.
  ///
  /// Relative, so that the site works below any path and from IPFS. Only the page for what is not there is shown at
  /// any depth: its links begin at the root of the host.
  private func root(of page: SitePage) -> String {
    page == .notFound
      ? rootPath(of: site.baseURL)
      : String(repeating: "../", count: page.path.components.count - 1)
  }

  private func name(of page: SitePage) -> String? {
    switch page {
    case .epoch(let number): "Epoch \(number)"
    case .correction(let name): "Correction \(name)"
    case .verify: "Check an account"
    case .methodology: "How an amount comes about"
    case .audit: "Audit guide"
    case .data: "Data and formats"
    case .notFound: "Not found"
    case .home, .feed, .sitemap, .schema, .proofFile, .brandStyle, .logo, .asset: nil
    }
  }

  private func description(of page: SitePage) -> String {
    let words: String? =
      switch page {
      case .epoch(let number): "Revenue, allocation and payments of epoch \(number)."
      case .correction(let name): "What was wrong in epoch \(name.epoch), and what changes."
      case .verify: "What an account gets, why, and the proof."
      case .methodology: "The rules that every amount is computed by, with their figures."
      case .audit: "How to check everything here, with our program or without it."
      case .data: "Every published document: where it is, what it holds, and its schema."
      case .notFound: "There is no page here."
      case .home, .feed, .sitemap, .schema, .proofFile, .brandStyle, .logo, .asset: nil
      }
    return (words.map { $0 + " " } ?? "") + site.description
  }
}

/// The path that a site is served below: `/` or, of `https://host/below/`, `/below/`.
func rootPath(of baseURL: String) -> String {
  let bytes = Array(baseURL.utf8)
  let slash = UInt8(ascii: "/")
  var start = bytes.startIndex
  // Behind the two slashes of `https://` comes the host, behind its slash the path.
  for _ in 0..<3 {
    guard let next = bytes[start...].firstIndex(of: slash) else { return "/" }
    start = next + 1
  }
  let path = bytes[start...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  // A link that begins with two slashes would name another host.
  let isAmbiguous = path.first == slash || path.first == UInt8(ascii: "\\")
  return (isAmbiguous ? "/./" : "/") + String(decoding: path, as: UTF8.self)
}
