public import ClaimVerifier

extension TreePreset {
  /// The name by which books, published files and the command line know it.
  public var name: String {
    switch self {
    case .openZeppelin: "openzeppelin"
    case .uniswap: "uniswap"
    case .sablier: "sablier"
    case .merkl: "merkl"
    case .cumulative: "cumulative"
    case .universal: "urd"
    case .convex: "convex"
    case .murky: "murky"
    case .duplicateOdd: "duplicate-odd"
    }
  }

  /// The names, as an error lists them.
  public static var allNames: String { allCases.map(\.name).joined(separator: ", ") }

  /// The preset of a name.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter name: The name.
  public init?(name: String) {
    guard let preset = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = preset
  }

  /// The order of leaves where books do not choose one.
  public var defaultOrder: ClaimOrder {
    switch self {
    case .openZeppelin, .universal, .murky, .duplicateOdd: .account
    case .uniswap, .sablier, .merkl, .cumulative, .convex: .hash
    }
  }

  /// What a leaf holds, in its order, as ABI types.
  public var leafTypes: [String] {
    switch self {
    case .openZeppelin, .cumulative, .convex, .murky, .duplicateOdd: ["address", "uint256"]
    case .uniswap: ["uint256", "address", "uint256"]
    case .sablier: ["uint256", "address", "uint128"]
    case .merkl, .universal: ["address", "address", "uint256"]
    }
  }
}
