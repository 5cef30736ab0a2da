import ChainAccess

/// Tells how far long work has come: one line that changes on a terminal, else a line now and then.
struct ProgressLine {
  private let context: CommandContext
  private let began = ContinuousClock.now
  /// When the phase began.
  private var start = ContinuousClock.now
  private var fact = ""
  private var last: ContinuousClock.Instant?
  private var isShown = false

  /// Work that ends sooner is not told of.
  private static let silence = Duration.seconds(1)
  private static let terminalStep = Duration.milliseconds(200)
  private static let plainStep = Duration.seconds(5)
  private static let barWidth = 24

  init(in context: CommandContext) {
    self.context = context
  }

  /// Begins a phase, whose rate is its own.
  ///
  /// - Parameters:
  ///   - fact: What is being done.
  ///   - isTold: Whether it is told at once, where the work takes longer.
  mutating func begin(_ fact: String, isTold: Bool) {
    end()
    self.fact = fact
    start = .now
    last = nil
    guard isTold, let showProgress = context.showProgress, showProgress.isTerminal,
      began.duration(to: start) >= Self.silence
    else { return }
    isShown = true
    showProgress.write("\r\u{1B}[K\(fact)")
  }

  /// Tells how far the phase has come.
  ///
  /// - Parameters:
  ///   - done: How much is done.
  ///   - total: How much there is.
  ///   - unit: What is counted.
  mutating func show(_ done: UInt64, of total: UInt64, _ unit: String) {
    show(done, of: total, unit, fact)
  }

  /// Tells how far it has come.
  ///
  /// - Parameters:
  ///   - done: How much is done.
  ///   - total: How much there is.
  ///   - unit: What is counted.
  ///   - fact: What else is to be said.
  mutating func show(_ done: UInt64, of total: UInt64, _ unit: String, _ fact: String) {
    guard let showProgress = context.showProgress else { return }
    let now = ContinuousClock.now
    let spent = start.duration(to: now)
    let step = showProgress.isTerminal ? Self.terminalStep : Self.plainStep
    guard began.duration(to: now) >= Self.silence, (last ?? start).duration(to: now) >= step else {
      return
    }
    last = now
    isShown = true
    let seconds = max(spent / .seconds(1), 0.001)
    let rate = Double(done) / seconds
    let left = rate > 0 ? Double(total - min(total, done)) / rate : 0
    let percent = total == 0 ? 100 : Int(100 * Double(min(done, total)) / Double(total))
    let filled = Self.barWidth * percent / 100
    let bar =
      String(repeating: "#", count: filled)
      + String(repeating: ".", count: Self.barWidth - filled)
    let line =
      "[\(bar)] \(percent)% of \(total) \(unit), \(Int(rate))/s, \(Int(left.rounded())) s left; \(fact)"
    showProgress.write(showProgress.isTerminal ? "\r\u{1B}[K" + line : line + "\n")
  }

  /// Tells how far reading the chain has come.
  mutating func show(_ progress: SyncProgress, _ events: String) {
    show(
      progress.block - min(progress.block, progress.firstBlock),
      of: progress.lastBlock - min(progress.lastBlock, progress.firstBlock),
      "blocks",
      "\(progress.eventCount) \(events), at block \(progress.block)"
    )
  }

  /// Takes a changing line away.
  mutating func end() {
    guard isShown, let showProgress = context.showProgress, showProgress.isTerminal else { return }
    showProgress.write("\r\u{1B}[K")
    isShown = false
  }
}
