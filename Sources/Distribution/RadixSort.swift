/// Sorts numbers by some of their bits, keeping the order of those that agree in them.
///
/// - Complexity: O(*n*) for each eleven bits.
enum RadixSort {
  private static let digitBits = 11

  /// Sorts by the bits of a range, the lowest being bit 0.
  static func sort(_ numbers: inout [UInt64], bits: Range<Int>) {
    var sorted = [UInt64](repeating: 0, count: numbers.count)
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: digitBits) {
      let mask = UInt64(1) << UInt64(min(digitBits, bits.upperBound - shift)) - 1
      var places = [Int](repeating: 0, count: 1 << digitBits)
      for number in numbers { places[Int(number >> UInt64(shift) & mask)] += 1 }
      var sum = 0
      for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
      for number in numbers {
        let digit = Int(number >> UInt64(shift) & mask)
        sorted[places[digit]] = number
        places[digit] += 1
      }
      swap(&numbers, &sorted)
    }
  }
}
