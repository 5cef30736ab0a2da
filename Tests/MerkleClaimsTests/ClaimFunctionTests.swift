import ClaimVerifier
import EVMTypes
import MerkleClaims
import Testing

/// Tests/Independent/test_calldata.py compares whole calls with eth-abi.
@Suite struct ClaimFunctionTests {
  /// Selectors as block explorers show them for the deployed contracts.
  @Test(arguments: [
    (TreePreset.uniswap, "2e7ba6ef"), (.merkl, "71ee95c0"),
  ])
  func selectorsAreThoseInUse(preset: TreePreset, selector: String) throws {
    let declaration = try #require(preset.claimFunction?.declaration)
    let function = try ClaimFunction(parsing: declaration, for: preset)
    #expect(String(decoding: Hex.digits(of: function.selector), as: UTF8.self) == selector)
  }

  @Test(arguments: TreePreset.allCases)
  func knownFunctionsAreCertain(preset: TreePreset) throws {
    guard let declaration = preset.claimFunction?.declaration else { return }
    let signature = try ClaimFunction(parsing: declaration, for: preset).signature
    #expect(signature.hasPrefix("claim(") && !signature.contains(" "))
  }

  @Test func namesAndLocationsAreLeftOut() throws {
    let function = try ClaimFunction(
      parsing: "redeem(uint much, address  who,bytes32[] calldata proof)",
      for: .openZeppelin
    )
    #expect(function.signature == "redeem(uint256,address,bytes32[])")
  }

  @Test(arguments: [
    ("claim(", ClaimFunctionError.malformed), (")(", .malformed), ("claim(uint256,)", .malformed),
    ("claim(address)", .notOne("proof (bytes32[])")),
    ("claim(uint256,uint256,bytes32[])", .ambiguous("uint256")),
    ("claim(bool,uint256,bytes32[])", .unknownType("bool")),
  ])
  func whatIsNotCertainThrows(text: String, error: ClaimFunctionError) {
    #expect(throws: error) { try ClaimFunction(parsing: text, for: .openZeppelin) }
  }

  @Test func aNumberThatDoesNotFitThrows() throws {
    let function = try ClaimFunction(parsing: "claim(uint8,bytes32[])", for: .openZeppelin)
    let proof = { (amount: UInt256) in
      ClaimProof(
        claim: Claim(account: .zero, amount: amount),
        index: 0,
        leaf: 0,
        leafHash: .zero,
        siblings: []
      )
    }
    let fitting = try function.calldata(of: proof(255), token: nil, root: .zero)
    #expect(fitting.count == 4 + 3 * 32)
    #expect(throws: ClaimFunctionError.tooLarge(type: "uint8")) {
      try function.calldata(of: proof(256), token: nil, root: .zero)
    }
  }
}
