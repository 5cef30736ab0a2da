import Distribution
import EVMTypes
import Glibc
import MerkleClaims

/// A staking ledger to measure with, the same one in each run, and the books around it.
///
/// Five events an account on average, four stakes to a withdrawal that takes no more than there is, over two years.
/// Few accounts have most of the events, and few stakes most of the amount.
enum SampleStakes {
  private static let start: UInt64 = 1_704_067_200
  private static let seconds: UInt64 = 2 * 365 * 86_400

  /// Writes the books.
  static func write(count: Int, to folder: String) {
    write([UInt8](settings.utf8), to: folder + "/revshare.yaml")
    write([UInt8](governance.utf8), to: folder + "/governance.yaml")
    write([UInt8]("time,stream,amount,reference\n".utf8), to: folder + "/revenue.csv")
    write(ledger(count: count), to: folder + "/staking.csv")
  }

  private static func ledger(count: Int) -> [UInt8] {
    let accounts = SampleClaims.columns(count: max(count / 5, 1)).accounts
    // EIP-55 for every second account.
    let texts = accounts.enumerated().map { number, account in
      [UInt8](
        (number.isMultiple(of: 2) ? account.description : account.description.lowercased()).utf8
      )
    }
    var stakes = [UInt64](repeating: 0, count: accounts.count)
    var generator = SampleNumbers(seed: 20_240_602)
    var text = [UInt8]("time,action,account,amount,reference\n".utf8)
    text.reserveCapacity(count * 100)
    for event in 0..<count {
      let time = start + UInt64(event) * seconds / UInt64(count)
      // A fifth of the events are spread evenly; of the others, few accounts have most.
      let draw = generator.next() % UInt64(accounts.count)
      let isEven = event.isMultiple(of: 5)
      let number = isEven ? event / 5 % accounts.count : Int(draw * draw / UInt64(accounts.count))
      let isUnstake = stakes[number] > 0 && generator.next().isMultiple(of: 4)
      let (draw1, draw2) = (generator.next(), UInt64(1) << (generator.next() % 30))
      let amount =
        isUnstake ? draw1 % stakes[number] + 1 : draw2 * 1_000 + UInt64(event % 1_000) + 1
      stakes[number] = isUnstake ? stakes[number] - amount : stakes[number] + amount
      text += Timestamp(unixSeconds: time)?.description.utf8 ?? "".utf8
      text += (isUnstake ? ",unstake," : ",stake,").utf8
      text += texts[number]
      text.append(UInt8(ascii: ","))
      text += UInt256(amount).decimalDigits
      // Eight digits that look like those of a transaction's hash, no two alike.
      text += ",0x".utf8
      let mixed = UInt32(truncatingIfNeeded: UInt64(event) &* 2_654_435_761)
      text += Hex.digits(of: (0..<4).map { UInt8(truncatingIfNeeded: mixed >> (24 - 8 * $0)) })
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  private static func write(_ bytes: [UInt8], to file: String) {
    guard let output = unsafe fopen(file, "w") else { fatalError("cannot write \(file)") }
    guard unsafe fwrite(bytes, 1, bytes.count, output) == bytes.count,
      unsafe fclose(output) == 0
    else { fatalError("cannot write \(file)") }
  }

  private static let settings = """
    format: revshare-books-v1
    title: Sample
    publisher: Benchmarks
    description: A ledger to measure with.
    baseURL: https://sample.example/
    notice: Nothing in these books is real.
    chain: { id: 1, name: Ethereum }
    token: { symbol: OP, name: Opur, decimals: 18 }
    assets:
      - { id: usdc, symbol: USDC, name: USD Coin, decimals: 6 }
    payout: usdc
    ruleset: 1
    streams:
      - { id: subs, title: Subscriptions, description: All there is. }
    epochs:
      - { number: 1, start: 2024-01-01T00:00:00Z, end: 2026-01-01T00:00:00Z, closed: true }
    ledgers:
      revenue:
        - file: revenue.csv
          time: { column: time }
          amount: { column: amount }
          reference: { column: reference }
          stream: { column: stream }
      staking:
        - file: staking.csv
          time: { column: time }
          account: { column: account }
          action: { column: action }
          amount: { column: amount }
          reference: { column: reference }

    """

  private static let governance = """
    format: revshare-governance-v1
    decisions:
      - id: D-1
        title: Share
        decidedAt: 2023-12-01T00:00:00Z
        effectiveEpoch: 1
        stakerShare: 50%
        poolShares: { subs: 50% }
        rationale: To measure.
        link: https://sample.example/vote

    """
}

/// SplitMix64.
///
/// - Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
struct SampleNumbers {
  private var state: UInt64

  init(seed: UInt64) { self.state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
