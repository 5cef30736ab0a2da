/// How much a unit of stake counts over a range of ages: the multiplier, added up.
///
/// With m(a) the multiplier at age a, the sum of m × D over the ages from 0 to x - 1 is a whole number in closed form, so
/// that stake counts the same however its time is cut. Ages are below 2³⁸ here, since times are.
///
/// - Source: docs/specification.md, section 3, "Weight".
struct AgeRule: Sendable {
  /// Ages with one factor.
  private struct Band: Sendable {
    let age: UInt64
    let factor: Factor
    /// The sum over all ages before.
    let total: UInt128
  }

  private enum Form: Sendable {
    case plain
    case bands([Band])
    case linear(cap: Factor, seconds: UInt64)
  }

  private let form: Form
  /// The ages at which the rule changes, ascending.
  let borders: [UInt64]

  init(_ multiplier: Multiplier) {
    switch multiplier {
    case .none:
      self.form = .plain
      self.borders = []
    case .steps(let steps):
      var bands = [Band(age: 0, factor: .one, total: 0)]
      for step in steps.sorted(by: { $0.age < $1.age }) {
        let last = bands[bands.count - 1]
        // At most 2⁶⁴ ages of at most 2³⁰ each.
        let total = last.total + UInt128(step.age - last.age) * UInt128(last.factor.partsPerMillion)
        bands.append(Band(age: step.age, factor: step.factor, total: total))
      }
      self.form = .bands(bands)
      self.borders = bands.dropFirst().map(\.age)
    case .linear(let cap, let seconds):
      self.form = .linear(cap: cap, seconds: seconds)
      self.borders = [seconds]
    }
  }

  /// The sum of multiplier × D over the ages from 0 to `age` - 1.
  func total(before age: UInt64) -> UInt128 {
    switch form {
    case .plain: return UInt128(age)
    case .bands(let bands):
      let band = Self.band(at: age, of: bands)
      return band.total + UInt128(age - band.age) * UInt128(band.factor.partsPerMillion)
    case .linear(let cap, let seconds):
      let (age, seconds) = (UInt128(age), UInt128(seconds))
      // The sum of min(a, T) over the ages: 0 + 1 + ..., then T for each; below age × T, 2⁷⁶ and 2¹⁰².
      let growing = min(age, seconds)
      let ages = growing * (growing &- (growing == 0 ? 0 : 1)) / 2 + (age - growing) * seconds
      // Below 2³⁸ × 2²⁰ × 2⁶⁴.
      let plain = age * 1_000_000 * seconds
      return cap.partsPerMillion >= 1_000_000
        ? plain + ages * UInt128(cap.partsPerMillion - 1_000_000)
        : plain - ages * UInt128(1_000_000 - cap.partsPerMillion)
    }
  }

  /// By how much stake of an age counts; `nil` while that grows.
  func factor(at age: UInt64) -> Factor? {
    switch form {
    case .plain: .one
    case .bands(let bands): Self.band(at: age, of: bands).factor
    case .linear(let cap, let seconds): age < seconds ? nil : cap
    }
  }

  private static func band(at age: UInt64, of bands: [Band]) -> Band {
    var (low, high) = (0, bands.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if bands[middle].age <= age { low = middle } else { high = middle }
    }
    return bands[low]
  }
}
