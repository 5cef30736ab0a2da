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

  @Test("Impossible events are those of a plain count", arguments: 0..<60)
  func impossibleEventsOfAll(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    // Half of 2^128, so that sums reach it.
    let half = UInt256(hex: "8" + String(repeating: "0", count: 31))
    let amounts: [UInt256] = seed.isMultiple(of: 3) ? [0, 1, 7, half] : [0, 1, 2, 7]
    let events = (0..<60).map { number in
      StakeEvent(
        time: Timestamp(number),
        sequence: nil,
        action: Bool.random(using: &generator) ? .stake : .unstake,
        account: Address(repeating: UInt8.random(in: 1...3, using: &generator)),
        amount: amounts.randomElement(using: &generator) ?? 0,
        reference: "\(number)"
      )
    }
    var stakes: [Address: UInt256] = [:]
    var expected: [(place: Int, stake: UInt256)] = []
    for (place, event) in events.enumerated() {
      let stake = stakes[event.account, default: 0]
      if event.action == .stake {
        stakes[event.account] = stake.addingReportingOverflow(event.amount).partialValue
      } else if stake < event.amount {
        expected.append((place, stake))
      } else {
        stakes[event.account] = stake.subtractingReportingOverflow(event.amount).partialValue
      }
    }
    let found = StakeEvents(events).impossibleEvents()
    #expect(found.map(\.place) == expected.map(\.place))
    #expect(found.map(\.stake) == expected.map(\.stake))
  }

  @Test func oneReferenceOfManyEvents() {
    let events = (0..<3_000).map { number in
      StakeEvent(
        time: Timestamp(number),
        sequence: nil,
        action: .stake,
        account: Address(repeating: 1),
        amount: 1,
        reference: number.isMultiple(of: 3) ? "\(number)" : "same"
      )
    }
    let repeated = StakeEvents(events).repeatedReferences()
    #expect(repeated.map(\.place) == (2..<3_000).filter { !$0.isMultiple(of: 3) })
    #expect(repeated.allSatisfy { $0.first == 1 })
  }

  @Test("Events of blocks are those that were appended one by one", arguments: 0..<20)
  func blocks(seed: Int) {
    let wide = UInt256(hex: "1" + String(repeating: "0", count: 32))
    let events = Self.events(seed: seed, count: 700).filter { $0.amount < wide }
    var columns = StakeEventColumns()
    var block = StakeEventBlock()
    for (place, event) in events.enumerated() {
      let reference = [UInt8](event.reference.utf8)
      // Every so often one by one, between blocks.
      if place % 300 > 290 {
        columns.append(&block)
        columns.append(event)
        continue
      }
      if !block.hasRoom(forReferenceOf: reference.count) { columns.append(&block) }
      let hasRoom = block.hasRoom(forReferenceOf: reference.count)
      #expect(hasRoom)
      unsafe block.append(referencePartOf: reference.count) { place in
        unsafe place.copyMemory(from: reference, byteCount: reference.count)
      }
      let words = event.amount.bigEndianWords
      block.append(
        time: event.time,
        sequence: event.sequence,
        action: event.action,
        account: event.account,
        upperCase: 0,
        amount: UInt128(words.2) << 64 | UInt128(words.3)
      )
    }
    columns.append(&block)
    #expect(Array(StakeEvents(columns)) == events)
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
