import EVMTypes

/// Where the nodes, ribbons and labels of a flow chart stand; integers, pixels from the top.
///
/// Every node has its label above it. A flow that is not zero is at least two pixels high, so that it can
/// be seen; all others are to scale.
struct FlowLayout: Sendable {
  /// A column of nodes.
  enum Column: Sendable {
    case left, middle, right

    /// Its place across.
    var place: String {
      switch self {
      case .left: "0"
      case .middle: "50%"
      case .right: "100%"
      }
    }

    /// How far a node is moved to stand inside, or across, its place.
    var shift: Int {
      switch self {
      case .left: 0
      case .middle: -FlowLayout.nodeWidth / 2
      case .right: -FlowLayout.nodeWidth
      }
    }

    /// The class that sets text against the place.
    var alignment: String {
      switch self {
      case .left: ""
      case .middle: " middle"
      case .right: " end"
      }
    }

    /// The same place in the units of ribbons.
    var units: Int {
      switch self {
      case .left: 0
      case .middle: FlowLayout.width / 2
      case .right: FlowLayout.width
      }
    }
  }

  /// A node.
  struct Node: Sendable {
    let column: Column
    let top: Int
    let height: Int
    let style: String
  }

  /// A line of text.
  struct Label: Sendable {
    let column: Column
    let baseLine: Int
    let text: String
    let style: String
  }

  /// A flow from one column to the next.
  struct Ribbon: Sendable {
    let from: Column
    let to: Column
    let start: Int
    let end: Int
    let height: Int
    let style: String

    /// The outline: a curve over, a step down, the curve back.
    var path: String {
      let (left, right) = (from.units, to.units)
      let bend = (left + right) / 2
      return "M\(left) \(start)C\(bend) \(start) \(bend) \(end) \(right) \(end)V\(end + height)"
        + "C\(bend) \(end + height) \(bend) \(start + height) \(left) \(start + height)Z"
    }
  }

  static let width = 1_000
  static let nodeWidth = 8
  private static let scale = 280
  private static let lineHeight = 16
  private static let gap = 14
  private static let titleLimit = 18

  private(set) var nodes: [Node] = []
  private(set) var labels: [Label] = []
  private(set) var ribbons: [Ribbon] = []
  private(set) var height = 0

  init(_ chart: FlowChart) {
    func size(_ amount: UInt256) -> Int {
      amount.isZero ? 0 : max(2, scaled(amount, of: chart.revenue, to: Self.scale))
    }
    var sources: [(top: Int, contribution: Int, retained: Int)] = []
    var top = 0
    for source in chart.sources {
      let (contribution, retained) = (size(source.contribution), size(source.retained))
      top = add(
        twoLines(source.title, of: Self.titleLimit),
        chart.text(source.revenue),
        in: .left,
        from: top
      )
      sources.append((top, contribution, retained))
      top = add(height: contribution + retained, in: .left, from: top, style: "mark-main")
    }
    let poolSize = sources.reduce(0) { $0 + $1.contribution }
    let retainedSize = sources.reduce(0) { $0 + $1.retained }
    let poolTop = add(["Pool"], chart.text(chart.pool), in: .middle, from: 0)
    let below = add(height: poolSize, in: .middle, from: poolTop, style: "mark-pool")
    // Level with the last stream where there is room, so that ribbons stay flat.
    let lowest = top - Self.gap - retainedSize - 2 * Self.lineHeight - 4
    let retainedTop = add(
      ["Retained"],
      chart.text(chart.retained),
      in: .middle,
      from: max(below, lowest)
    )
    _ = add(height: retainedSize, in: .middle, from: retainedTop, style: "mark-retained")

    var (intoPool, intoRetained) = (poolTop, retainedTop)
    for source in sources {
      add(source.contribution, from: (.left, source.top), to: (.middle, intoPool), "mark-pool")
      add(
        source.retained,
        from: (.left, source.top + source.contribution),
        to: (.middle, intoRetained),
        "mark-retained"
      )
      intoPool += source.contribution
      intoRetained += source.retained
    }

    // Together as high as the pool, so that the ribbons fill its node.
    let allocatedSize = scaled(chart.allocated, of: chart.pool, to: poolSize)
    let reinvestedSize = poolSize - allocatedSize
    let stakersTop = add(["To stakers"], chart.text(chart.allocated), in: .right, from: 0)
    let next = add(height: allocatedSize, in: .right, from: stakersTop, style: "mark-stakers")
    let restTop = add(["Reinvested"], chart.text(chart.reinvested), in: .right, from: next)
    _ = add(height: reinvestedSize, in: .right, from: restTop, style: "mark-reinvested")
    add(allocatedSize, from: (.middle, poolTop), to: (.right, stakersTop), "mark-stakers")
    add(
      reinvestedSize,
      from: (.middle, poolTop + allocatedSize),
      to: (.right, restTop),
      "mark-reinvested"
    )
    height = (nodes.map { $0.top + $0.height }.max() ?? 0) + 4
  }

  /// Adds a label; gives the top of the node below it.
  private mutating func add(
    _ title: [String],
    _ amount: String,
    in column: Column,
    from top: Int
  ) -> Int {
    for (index, line) in (title + [amount]).enumerated() {
      let style = "halo" + column.alignment + (index < title.count ? " strong" : "")
      let baseLine = top + 12 + index * Self.lineHeight
      labels.append(Label(column: column, baseLine: baseLine, text: line, style: style))
    }
    return top + (title.count + 1) * Self.lineHeight + 4
  }

  /// Adds a node; gives where the next label begins.
  private mutating func add(
    height: Int,
    in column: Column,
    from top: Int,
    style: String
  ) -> Int {
    let height = max(2, height)
    nodes.append(Node(column: column, top: top, height: height, style: style))
    return top + height + Self.gap
  }

  private mutating func add(
    _ height: Int,
    from start: (column: Column, top: Int),
    to end: (column: Column, top: Int),
    _ style: String
  ) {
    guard height > 0 else { return }
    ribbons.append(
      Ribbon(
        from: start.column,
        to: end.column,
        start: start.top,
        end: end.top,
        height: height,
        style: style
      )
    )
  }
}
