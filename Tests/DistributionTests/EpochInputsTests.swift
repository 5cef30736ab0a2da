import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct EpochInputsTests {
  @Test func consistentPartsAreTaken() throws {
    var sample = Sample()
    sample.earn(5)
    sample.stake(1, 1, at: 10_000)
    sample.openingLots = [Lot(1, 9_000, 1), Lot(1, 9_000, 2), Lot(1, 9_999, 3), Lot(2, 0, 1)]
    sample.exclusions = [3, 4]
    let inputs = try sample.inputs()
    #expect(inputs.entries == sample.entries && Array(inputs.openingLots) == sample.openingLots)
  }

  @Test("An epoch ends after its start", arguments: [10_000, 9_999])
  func emptyEpoch(end: Int) {
    var sample = Sample()
    sample.epoch = Epoch(number: 1, start: Timestamp(10_000), end: Timestamp(end))
    #expect(throws: EpochInputsError.emptyEpoch) { try sample.inputs() }
  }

  @Test func streamNamedTwice() {
    var sample = Sample()
    (sample.streams, sample.poolShares) = (["a", "b", "a"], ["a", "b", "a"])
    sample.deficits = [0, 0, 0]
    #expect(throws: EpochInputsError.repeatedStream("a")) { try sample.inputs() }
  }

  @Test(
    "Pool shares and deficits are of the streams, in their order",
    arguments: [
      (["a", "b"], ["b", "a"], 2), (["a", "b"], ["a"], 2), (["a"], ["a", "b"], 1),
      (["a", "b"], ["a", "b"], 1), (["a"], ["a"], 2), (["a"], ["A"], 1), ([], ["a"], 0),
    ] as [([String], [String], Int)]
  )
  func streamsDisagree(streams: [String], poolShares: [String], deficits: Int) {
    var sample = Sample()
    (sample.streams, sample.poolShares) = (streams, poolShares)
    sample.deficits = [UInt256](repeating: 0, count: deficits)
    #expect(throws: EpochInputsError.streamsDisagree) { try sample.inputs() }
  }

  @Test(
    "Exclusions stand in account order, each account once",
    arguments: [[2, 1], [1, 1], [1, 3, 2]] as [[UInt8]]
  )
  func exclusionOrder(accounts: [UInt8]) throws {
    var sample = Sample()
    sample.exclusions = accounts
    let culprit = Address(repeating: try #require(accounts.last))
    #expect(throws: EpochInputsError.exclusionsNotInOrder(culprit)) { try sample.inputs() }
  }

  @Test(
    "An entry or event lies in [start, end)",
    arguments: [
      (9_999, false), (10_000, true), (10_999, true),
      (11_000, false),
    ]
  )
  func epochBorders(time: Int, isInside: Bool) {
    var entries = Sample()
    entries.earn(5)
    entries.entries[0] = RevenueEntry(
      time: Timestamp(time),
      stream: "subs",
      asset: "usdc",
      amount: SignedAmount(5),
      reference: "R-0",
      note: ""
    )
    var events = Sample()
    events.stake(1, 1, at: time)
    for (sample, reference) in [(entries, "R-0"), (events, "S-0")] {
      let error = Result { try sample.inputs() }.failure as? EpochInputsError
      #expect(error == (isInside ? nil : .outsideEpoch(reference)))
    }
  }

  @Test func unknownStream() {
    var sample = Sample()
    sample.earn(5, "other")
    #expect(throws: EpochInputsError.unknownStream("other")) { try sample.inputs() }
  }

  @Test func repeatedReference() {
    var entries = Sample()
    entries.earn(5)
    entries.entries += entries.entries
    #expect(throws: EpochInputsError.repeatedReference("R-0")) { try entries.inputs() }
    var events = Sample()
    events.stake(1, 1, at: 10_000)
    events.events += events.events
    #expect(throws: EpochInputsError.repeatedReference("S-0")) { try events.inputs() }
  }

  @Test func entriesStandInTheOrderOfTheirReferences() throws {
    var sample = Sample()
    sample.earn(9)
    sample.earn(1)
    #expect(throws: Never.self) { try sample.inputs() }
    sample.entries.reverse()
    #expect(throws: EpochInputsError.notInOrder("R-0")) { try sample.inputs() }
  }

  @Test func eventsStandInTheOrderOfTheSpecification() throws {
    var sample = Sample()
    sample.stake(9, 1, at: 10_001, sequence: 0)
    sample.unstake(1, 1, at: 10_001)
    sample.unstake(2, 1, at: 10_001)
    sample.unstake(2, 1, at: 10_001)
    sample.stake(1, 1, at: 10_001, sequence: 1)
    sample.stake(1, 1, at: 10_002)
    let inputs = try sample.inputs()
    for index in 1..<inputs.events.count {
      var swapped = sample
      swapped.events.swapAt(index - 1, index)
      let culprit = swapped.events[index].reference
      #expect(throws: EpochInputsError.notInOrder(culprit)) { try swapped.inputs() }
    }
    #expect(inputs.events.reversed().sorted() == Array(inputs.events))
  }

  @Test(
    "A lot began before the epoch and is not empty",
    arguments: [
      Lot(1, 10_000, 5), Lot(1, 10_001, 5), Lot(1, 9_999, 0),
    ]
  )
  func impossibleLot(lot: Lot) {
    var sample = Sample()
    sample.openingLots = [lot]
    #expect(throws: EpochInputsError.impossibleLot(Address(repeating: 1))) { try sample.inputs() }
  }

  @Test(
    "Lots stand by account, then in the order of their starts",
    arguments: [
      [Lot(2, 1, 1), Lot(1, 1, 1)], [Lot(1, 2, 1), Lot(1, 1, 1)],
      [Lot(2, 1, 1), Lot(3, 1, 1), Lot(1, 9, 1)],
    ] as [[Lot]]
  )
  func lotOrder(lots: [Lot]) throws {
    var sample = Sample()
    sample.openingLots = lots
    let culprit = try #require(lots.last).account
    #expect(throws: EpochInputsError.lotsNotInOrder(culprit)) { try sample.inputs() }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
