import EVMTypes
import TestSupport
import Testing

@testable import Distribution

@Suite struct ReconciliationTests {
  private static let pool = ReconciliationTerms.Pool(
    asset: "usdc",
    account: Address(byteWords: (1, 2, 3))
  )
  private static let terms = ReconciliationTerms(pools: [pool], policy: .report)

  @Test func everyKindOfDifference() throws {
    let entries = [
      Self.entry("\(Self.hash(1))", 100), Self.entry("\(Self.hash(2)) a", 30, "ads"),
      Self.entry("\(Self.hash(2)) b", 70), Self.entry("\(Self.hash(3)):4", 50),
      Self.entry("\(Self.hash(4))", 9), Self.entry("\(Self.hash(5))", 20),
      Self.entry("CARD-1", 1_000), Self.entry("\(Self.hash(6))", 3, isNegative: true),
    ]
    let receipts = [
      Self.receipt(1, 0, 100), Self.receipt(2, 1, 60), Self.receipt(2, 2, 40),
      Self.receipt(3, 4, 50), Self.receipt(3, 5, 7), Self.receipt(5, 0, 25), Self.receipt(8, 0, 1),
    ]
    let found = try Reconciliation(
      of: entries.sorted(),
      with: receipts.sorted(),
      streams: ["subs", "ads"],
      terms: Self.terms
    )
    #expect(found.missing.map(\.reference) == ["\(Self.hash(4))"])
    #expect(found.differing.map(\.received) == [25] && found.differing.map(\.booked) == [20])
    // The log 5 of transaction 3 is not the one that was booked.
    #expect(Set(found.unexplained.map(\.amount)) == [7, 1])
    #expect(found.assets[0].receipts == .init(count: 7, amount: 283))
    #expect(found.assets[0].matched == .init(count: 4, amount: 250))
    #expect(found.assets[0].differing == .init(count: 1, amount: 25))
    #expect(found.assets[0].unexplained == .init(count: 2, amount: 8))
    let subs = try #require(found.streams.first { $0.stream == "subs" })
    #expect(subs.booked == .init(count: 5, amount: 249) && subs.received == 245)
    #expect(subs.difference == SignedAmount(4))
    #expect(subs.unnamed == .init(count: 1, amount: 1_000))
    let ads = try #require(found.streams.first { $0.stream == "ads" })
    #expect(ads.booked == ads.matched && ads.received == 30 && ads.difference == .zero)
    #expect(!found.isComplete)
  }

  @Test("Everything is counted once", arguments: 0..<300)
  func sums(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var entries: [RevenueEntry] = []
    var receipts: [Receipt] = []
    for place in 0..<Int.random(in: 0..<30, using: &generator) {
      let hash = Self.hash(UInt64.random(in: 0..<10, using: &generator))
      let amount = UInt64.random(in: 1..<5, using: &generator)
      if Bool.random(using: &generator) {
        let suffix = Bool.random(using: &generator) ? " \(place)" : ":\(place)"
        let stream = Bool.random(using: &generator) ? "subs" : "ads"
        entries.append(Self.entry("\(hash)\(suffix)", amount, stream))
      } else {
        receipts.append(
          Receipt(
            time: Self.time,
            asset: "usdc",
            amount: UInt256(amount),
            sender: .zero,
            reference: "\(hash):\(place)"
          )
        )
      }
    }
    let found = try Reconciliation(
      of: entries.sorted(),
      with: receipts.sorted(),
      streams: ["subs", "ads"],
      terms: Self.terms
    )
    let asset = found.assets[0]
    #expect(asset.receipts.count == receipts.count)
    #expect(
      asset.matched.count + asset.differing.count + asset.unexplained.count == receipts.count
    )
    let booked = found.streams.reduce(0) { $0 + $1.booked.count }
    #expect(booked == entries.count)
    let received = found.streams.reduce(UInt64(0)) { $0 + ($1.received.asUInt64 ?? 0) }
    let explained = [asset.matched, asset.differing].reduce(UInt64(0)) {
      $0 + ($1.amount.asUInt64 ?? 0)
    }
    #expect(received == explained)
    #expect(found.unexplained.count == asset.unexplained.count)
  }

  @Test(
    "References that name a transaction",
    arguments: [
      ("", true), (":7", true), (" second half", true), ("-b", true), ("0", false), ("x", false),
    ]
  )
  func names(suffix: String, isName: Bool) {
    let reference = Self.hash(5).description + suffix
    #expect((TransactionName(reference) != nil) == isName)
    #expect(TransactionName.isReceipt(reference) == (suffix == ":7"))
    #expect(TransactionName(String(reference.dropFirst())) == nil)
  }

  private static let time = Timestamp(text: "2026-07-02T00:00:00Z") ?? .last

  private static func hash(_ number: UInt64) -> Digest {
    Digest(bigEndianWords: (number, 0, 0, number))
  }

  private static func entry(
    _ reference: String,
    _ amount: UInt64,
    _ stream: String = "subs",
    isNegative: Bool = false
  ) -> RevenueEntry {
    RevenueEntry(
      time: time,
      stream: stream,
      asset: "usdc",
      amount: SignedAmount(UInt256(amount), isNegative: isNegative),
      reference: reference,
      note: ""
    )
  }

  private static func receipt(_ transaction: UInt64, _ log: Int, _ amount: UInt64) -> Receipt {
    Receipt(
      time: time,
      asset: "usdc",
      amount: UInt256(amount),
      sender: .zero,
      reference: "\(hash(transaction)):\(log)"
    )
  }
}
