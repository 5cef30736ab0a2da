import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

/// The transaction that claims what a proof is for.
struct ClaimCall {
  /// `0x` and the digits of its data.
  let data: String
  /// Whom it goes to, and what the reader should know of it.
  let notes: [String]

  /// Makes the call.
  ///
  /// - Parameters:
  ///   - claim: The claim and its proof.
  ///   - document: The proof that it is of.
  ///   - root: The root that it leads to.
  ///   - declaration: The contract's own function; `nil` for that of the preset's contract.
  /// - Throws: `CommandFailure` of wrong usage when there is no function, or what it takes is not certain.
  init(
    _ claim: ClaimProof,
    of document: ProofDocument,
    root: Digest,
    declaration: String?
  ) throws(CommandFailure) {
    let terms = document.terms
    let preset = terms.tree.preset
    guard let declared = declaration ?? preset.claimFunction?.declaration else {
      throw CommandFailure(
        .usage,
        "revshare: contracts with a tree of format \(preset.name) have claim functions of their own: "
          + "add --function with yours, as in --function \"claim(address account,uint256 amount,bytes32[] proof)\""
      )
    }
    let function: ClaimFunction
    do {
      function = try ClaimFunction(parsing: declared, for: preset)
      let bytes = try function.calldata(of: claim, token: terms.asset.token.contract, root: root)
      self.data = "0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self)
    } catch {
      throw CommandFailure(.usage, "revshare: \(declared): \(error)")
    }
    let contract = declaration == nil ? preset.claimFunction?.contract : nil
    let receiver =
      terms.distributor.map { "to \($0) on \(terms.chain.name) (chain \(terms.chain.id))" }
      ?? "to the contract that pays the claim, which the books do not name"
    self.notes =
      ["\(receiver): \(function.signature)" + (contract.map { ", of \($0)" } ?? "")]
      + (contract != nil ? Self.doubts(of: preset, terms.scheme) : [])
  }

  /// Why a contract may pay another amount than the publisher means.
  private static func doubts(of preset: TreePreset, _ scheme: ClaimScheme) -> [String] {
    switch (preset.paysDifference, scheme) {
    case (true, .cumulative), (false, .perEpoch): []
    case (true, .perEpoch):
      [
        "this contract takes all that an account was ever granted, but claims here are of one epoch each: "
          + "ask the publisher before you send it"
      ]
    case (false, .cumulative):
      [
        "this contract pays all of a claim each time, but claims here hold what earlier ones paid too: "
          + "ask the publisher before you send it"
      ]
    }
  }
}
