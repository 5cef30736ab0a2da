public import EVMTypes

/// The function of a distributor contract that takes a root: its name, and what each parameter is.
///
/// - Source: Solidity contract ABI specification, sections "Function Selector" and "Argument Encoding".
public struct RootFunction: Sendable, Hashable {
  /// What a parameter takes.
  private enum Role: Sendable, Hashable {
    case root
    case epoch
    case amount
    case token
    /// 32 zero bytes, such as for the hash of a file that is not pinned anywhere.
    case nothing
  }

  private struct Parameter: Sendable, Hashable {
    let type: String
    let role: Role
  }

  private let name: String
  private let parameters: [Parameter]
  /// Whether the parameters are one struct: its members are encoded as they are, and the signature has brackets more.
  private let isOneStruct: Bool

  /// Reads a function as Solidity declares it.
  ///
  /// A `bytes32` is the root, further ones are left zero; a number is the epoch, or the amount to fund where its name
  /// begins with `amount` or `total`; an `address` is the token. Members of one struct stand in brackets of their own.
  ///
  /// - Parameter text: The function, for example `setMerkleRoot(bytes32 root)` or
  ///   `updateTree((bytes32 merkleRoot,bytes32 ipfsHash))`.
  /// - Throws: ``RootFunctionError``.
  public init(parsing text: String) throws(RootFunctionError) {
    let isOneStruct = text.contains("((") && text.hasSuffix("))")
    let flat = isOneStruct ? Self.withoutStruct(text) : text
    guard let declared = SolidityFunction(parsing: flat) else { throw .malformed }
    var parameters: [Parameter] = []
    for (type, name) in declared.parameters {
      let role: Role
      switch type {
      case "bytes32": role = parameters.contains { $0.role == .root } ? .nothing : .root
      case "address": role = .token
      default:
        guard SolidityFunction.bits(of: type) == 256 else { throw .unknownType(type) }
        role = name.hasPrefix("amount") || name.hasPrefix("total") ? .amount : .epoch
      }
      parameters.append(Parameter(type: type, role: role))
    }
    guard parameters.contains(where: { $0.role == .root }) else { throw .noRoot }
    self.name = declared.name
    self.parameters = parameters
    self.isOneStruct = isOneStruct
  }

  private static func withoutStruct(_ text: String) -> String {
    let opening = text.prefix { $0 != "(" }
    return String(opening + text.dropFirst(opening.utf8.count + 1).dropLast())
  }

  /// Name and types, as the selector is made of them.
  public var signature: String {
    let types = parameters.map(\.type).joined(separator: ",")
    return isOneStruct ? "\(name)((\(types)))" : "\(name)(\(types))"
  }

  /// The data of a transaction that sets a root.
  ///
  /// - Parameters:
  ///   - root: The root.
  ///   - epoch: The epoch's number.
  ///   - amount: What is to be funded, in base units.
  ///   - token: The token that is paid.
  /// - Returns: The selector and the arguments as the ABI encodes them.
  /// - Throws: ``RootFunctionError/noToken`` where it takes a token and there is none.
  public func calldata(
    root: Digest,
    epoch: Int,
    amount: UInt256,
    token: Address?
  ) throws(RootFunctionError) -> [UInt8] {
    var values: [ABIValue] = []
    for parameter in parameters {
      switch parameter.role {
      case .root: values.append(.word(root))
      case .nothing: values.append(.word(.zero))
      case .epoch: values.append(.unsigned(UInt256(UInt64(epoch))))
      case .amount: values.append(.unsigned(amount))
      case .token:
        guard let token else { throw .noToken }
        values.append(.address(token))
      }
    }
    return ABIValue.selector(of: signature) + ABIValue.encode(values)
  }
}
