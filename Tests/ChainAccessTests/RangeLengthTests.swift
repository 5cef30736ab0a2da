import Testing

@testable import ChainAccess

@Suite struct RangeLengthTests {
  @Test func staysBelowWhatWasRefused() {
    var length = RangeLength()
    var refusals = 0
    var first: UInt64 = 0
    // A node that answers for 777 blocks at most.
    while first < 200_000 {
      let last = length.last(from: first, limit: 250_000)
      if last - first + 1 > 777 {
        let isPossible = length.failed(last - first + 1)
        #expect(isPossible)
        refusals += 1
      } else {
        length.succeeded(logCount: 0)
        first = last + 1
      }
    }
    #expect(refusals < 40)
  }

  @Test func oneBlockIsTheLeast() {
    var length = RangeLength()
    while length.last(from: 5, limit: .max) > 5 {
      let isPossible = length.failed(length.last(from: 5, limit: .max) - 4)
      #expect(isPossible)
    }
    let isPossible = length.failed(1)
    #expect(!isPossible)
  }

  @Test func manyLogsMakeItShorter() {
    var length = RangeLength()
    let before = length.last(from: 0, limit: .max)
    length.succeeded(logCount: 50_000)
    #expect(length.last(from: 0, limit: .max) < before)
    #expect(length.last(from: .max - 1, limit: .max) == .max)
  }
}
