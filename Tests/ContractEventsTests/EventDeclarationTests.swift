import ContractEvents
import EVMTypes
import Testing

@Suite struct EventDeclarationTests {
  /// The topics of ERC-20 and of a staking contract on Ethereum, as block explorers show them.
  @Test(
    "A declaration has the topic that is on the chain",
    arguments: [
      (
        EventSource.transfer, "Transfer(address,address,uint256)",
        "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
      ),
      (
        "event Approval(address indexed owner, address indexed spender, uint value);",
        "Approval(address,address,uint256)",
        "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"
      ),
      (
        "Staked( address  indexed   user ,uint256 amount )", "Staked(address,uint256)",
        "0x9e71bc8eea02a63969f509818f2dafb9254532904319f9dbda79b67bd34a5f3d"
      ),
    ]
  )
  func topic(text: String, signature: String, topic: String) throws {
    let declaration = try EventDeclaration(parsing: text)
    #expect(declaration.signature == signature)
    #expect(declaration.topic.description == topic)
  }

  @Test func wordsOfTypes() throws {
    let text =
      "E(uint8[3] a, bytes b, uint256[2][2] c, string[4] d, bytes32 e, int f, bool g, uint128[] h)"
    let declaration = try EventDeclaration(parsing: text)
    #expect(declaration.parameters.map(\.type.wordCount) == [3, 1, 4, 1, 1, 1, 1, 1])
    #expect(
      declaration.signature
        == "E(uint8[3],bytes,uint256[2][2],string[4],bytes32,int256,bool,uint128[])"
    )
  }

  @Test(
    "What is no event is refused",
    arguments: [
      ("", EventDeclarationError.malformed), ("Staked", .malformed), ("Staked(", .malformed),
      ("1Staked()", .malformed), ("Staked(address,)", .malformed),
      ("Staked(address indexed indexed)", .malformed), ("Staked(address a b)", .malformed),
      ("Staked(uint7 a)", .unknownType("uint7")), ("Staked(uint08 a)", .unknownType("uint08")),
      ("Staked(uint264 a)", .unknownType("uint264")),
      ("Staked(bytes33 a)", .unknownType("bytes33")),
      ("Staked((address,uint256) a)", .unknownType("(address")),
      ("Staked(uint256[0] a)", .unknownType("uint256[0]")),
      ("Staked(uint256[99999] a)", .unknownType("uint256[99999]")),
      (
        "E(address indexed a,address indexed b,address indexed c,address indexed d)",
        .tooManyIndexed
      ),
      ("E(address a,uint256 a)", .sameNames),
    ]
  )
  func refused(text: String, error: EventDeclarationError) {
    #expect(throws: error) { try EventDeclaration(parsing: text) }
  }
}
