import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct StakeEventsTests {
  /// Events that often agree in times, sequences, amounts and references.
  static func events(
    seed: Int,
    count: Int = 40,
    times: ClosedRange<Int> = 100...110
  ) -> [StakeEvent] {
    var generator = SeededGenerator(seed: seed)
    let wide = UInt256(hex: "1" + String(repeating: "0", count: 40))
    let hasSequences = Bool.random(using: &generator)
    return (0..<count).map { _ in
      StakeEvent(
        time: Timestamp(Int.random(in: times, using: &generator)),
        sequence: hasSequences ? [nil, 0, 1].randomElement(using: &generator) ?? nil : nil,
        action: Bool.random(using: &generator) ? .stake : .unstake,
        account: Address(repeating: UInt8.random(in: 1...5, using: &generator)),
        amount: [0, 1, wide, .max].randomElement(using: &generator) ?? 0,
        reference: ["", "é", "a", "aa", "abcdefgh", "abcdefghi"].randomElement(using: &generator)
          ?? ""
      )
    }
  }

  @Test("What went in comes out", arguments: 0..<40)
  func roundTrip(seed: Int) {
    let events = Self.events(seed: seed)
    #expect(Array(StakeEvents(events)) == events)
    #expect(StakeEvents(events) == StakeEvents(events))
    #expect(StakeEvents(events).hashValue == StakeEvents(events).hashValue)
    #expect(StakeEvents(events.dropLast()) != StakeEvents(events))
  }

  @Test("The canonical order is that of the events", arguments: 0..<60)
  func canonicalOrder(seed: Int) {
    let last = seed.isMultiple(of: 2) ? 110 : 253_402_300_799
    var events = Self.events(seed: seed, times: 100...last)
    if seed.isMultiple(of: 3) { events.sort { $0.time < $1.time } }
    let (sorted, places) = StakeEvents(events).inCanonicalOrder()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { !($1 < $0) })
    #expect((places ?? Array(events.indices)).map { events[$0] } == Array(sorted))
    #expect((places ?? Array(events.indices)).sorted() == Array(events.indices))
    #expect(sorted.inCanonicalOrder().places == nil)
  }

  @Test("An epoch's events are those at its times", arguments: 0..<12)
  func within(start: Int) {
    let events = StakeEvents(Self.events(seed: start)).inCanonicalOrder().events
    for end in start..<12 {
      let epoch = Epoch(
        number: 1,
        start: Timestamp(99 + start),
        end: Timestamp(99 + end)
      )
      #expect(Array(events.within(epoch)) == events.filter { epoch.contains($0.time) })
    }
  }

  @Test("Repeated references are found, also in a part", arguments: 0..<40)
  func repeatedReferences(seed: Int) {
    let all = StakeEvents(Self.events(seed: seed, count: 30)).inCanonicalOrder().events
    let epoch = Epoch(number: 1, start: Timestamp(102), end: Timestamp(107))
    for events in [all, all.within(epoch)] {
      var first: [String: Int] = [:]
      var expected: [[Int]] = []
      for (place, event) in events.enumerated() {
        if let twin = first[event.reference] {
          expected.append([place, twin])
        } else {
          first[event.reference] = place
        }
      }
      #expect(events.repeatedReferences().map { [$0.place, $0.first] } == expected)
    }
  }

  @Test func manyReferencesWithoutRepetition() {
    var columns = StakeEventColumns()
    for number in 0..<20_000 {
      columns.append(
        StakeEvent(
          time: Timestamp(number),
          sequence: nil,
          action: .stake,
          account: Address(repeating: 1),
          amount: 1,
          reference: "S-\(number % 19_999)"
        )
      )
    }
    let repeated = StakeEvents(columns).repeatedReferences()
    #expect(repeated.map { [$0.place, $0.first] } == [[19_999, 0]])
  }

  @Test func impossibleEvents() {
    var sample = Sample()
    sample.unstake(1, 2, at: 10_000)
    sample.stake(.max, 1, at: 10_001)
    sample.stake(1, 1, at: 10_002)
    sample.stake(5, 2, at: 10_003)
    sample.unstake(6, 2, at: 10_004)
    sample.unstake(5, 2, at: 10_005)
    let found = StakeEvents(sample.events).impossibleEvents()
    #expect(found.map(\.place) == [0, 2, 4])
    #expect(found.map(\.stake) == [0, .max, 5])
  }

  @Test func removedEventsAreGone() {
    let events = Self.events(seed: 3)
    for count in events.indices {
      var columns = StakeEventColumns()
      for event in events { columns.append(event) }
      columns.removeEvents(after: count)
      for event in events[count...] { columns.append(event) }
      #expect(Array(StakeEvents(columns)) == events)
    }
  }
}
