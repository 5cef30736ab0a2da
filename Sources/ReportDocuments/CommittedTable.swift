public import FileStore

/// A table of an epoch's inputs that may hold commitments of private values.
public enum CommittedTable: String, Sendable, Hashable, CaseIterable {
  /// Revenue entries.
  case revenue
  /// Rates.
  case rates
  /// What expired claims gave back.
  case returned
  /// What corrections add.
  case adjustments
  /// Stake events.
  case staking

  /// The columns that may be private.
  public var columns: [String] {
    switch self {
    case .revenue, .returned, .adjustments: ["reference", "note"]
    case .rates: ["source"]
    case .staking: ["reference"]
    }
  }

  /// Its file, relative to the epoch's folder.
  public var path: RelativePath {
    switch self {
    case .revenue: SiteLayout.EpochFiles.revenue
    case .rates: SiteLayout.EpochFiles.rates
    case .returned: SiteLayout.EpochFiles.returned
    case .adjustments: SiteLayout.EpochFiles.adjustments
    case .staking: SiteLayout.EpochFiles.staking
    }
  }
}
