import EVMTypes

/// How revenue flows from the streams to stakers.
///
/// Streams stand on the left, pool and retained in the middle, stakers and reinvested on the right. The
/// heights of ribbons are to one scale.
struct FlowChart: Sendable {
  /// A stream's part of the flow, in base units.
  struct Source: Sendable, Hashable {
    /// The stream's title.
    let title: String
    /// What it earned.
    let revenue: UInt256
    /// What of that goes to the pool.
    let contribution: UInt256
    /// What of that is retained.
    let retained: UInt256
  }

  /// The word that is unique in the page.
  let id: String
  /// The streams, from the top.
  let sources: [Source]
  /// What all of them earned, not zero.
  let revenue: UInt256
  /// What goes to the pool.
  let pool: UInt256
  /// What is retained.
  let retained: UInt256
  /// The stakers' part of the pool.
  let allocated: UInt256
  /// The rest of the pool.
  let reinvested: UInt256
  /// An amount in words.
  let text: @Sendable (UInt256) -> String

  /// The chart.
  var markup: SVGMarkup {
    let layout = FlowLayout(self)
    let sentence =
      "Revenue of \(text(revenue)): \(text(pool)) to the pool and \(text(retained)) retained. Of the "
      + "pool, \(text(allocated)) to stakers and \(text(reinvested)) reinvested."
    return .chart(
      id: id,
      style: "flow",
      height: layout.height,
      title: "From streams to stakers",
      summary: sentence
    ) { chart in
      chart.add(
        "svg",
        [
          "width": "100%", "height": "\(layout.height)",
          "viewBox": "0 0 \(FlowLayout.width) \(layout.height)", "preserveAspectRatio": "none",
        ]
      ) { area in
        for ribbon in layout.ribbons {
          area.add("path", ["class": "ribbon \(ribbon.style)", "d": ribbon.path])
        }
      }
      for node in layout.nodes {
        chart.add(
          "rect",
          [
            "class": node.style, "x": node.column.place, "y": "\(node.top)",
            "width": "\(FlowLayout.nodeWidth)", "height": "\(node.height)",
            "transform": "translate(\(node.column.shift))",
          ]
        )
      }
      for label in layout.labels {
        chart.addText(label.text, x: label.column.place, y: label.baseLine, style: label.style)
      }
    }
  }
}
