import EVMTypes
import Testing

@testable import ReportPages

struct ChartTests {
  private func bars(_ count: Int, title: String = "Stream") -> String {
    StreamBarChart(
      bars: (0..<count).map { index in
        .init(
          title: "\(title) \(index)",
          amount: UInt256(UInt64(index)),
          amountText: "\(index)",
          percent: "1.00%"
        )
      },
      title: "Revenue"
    ).markup.description
  }

  private func flow(_ revenues: [UInt64], title: String = "Stream") -> String {
    let sources = revenues.map { revenue in
      FlowChart.Source(
        title: title,
        revenue: UInt256(revenue),
        contribution: UInt256(revenue / 2),
        retained: UInt256(revenue - revenue / 2)
      )
    }
    let total = revenues.reduce(0, +)
    let pool = revenues.reduce(0) { $0 + $1 / 2 }
    return FlowChart(
      sources: sources,
      revenue: UInt256(total),
      pool: UInt256(pool),
      retained: UInt256(total - pool),
      allocated: UInt256(pool / 3),
      reinvested: UInt256(pool - pool / 3),
      text: { "\($0)" }
    ).markup.description
  }

  @Test(arguments: [0, 1, 2, 40])
  func barChartsAreWellFormed(count: Int) {
    let texts = XMLText.texts(of: "text", in: [UInt8](bars(count).utf8))
    #expect(texts?.count == 3 * count)
  }

  @Test(arguments: [[], [0], [1], [5, 7], [0, 0, 9], [UInt64](repeating: 1_000, count: 30)])
  func flowChartsAreWellFormed(revenues: [UInt64]) {
    let texts = XMLText.texts(of: "text", in: [UInt8](flow(revenues).utf8))
    #expect((texts ?? []).contains("To stakers"))
  }

  @Test func aFlowIsNotHigherThanItsScale() {
    let layout = FlowLayout(
      FlowChart(
        sources: [.init(title: "A", revenue: 10, contribution: 4, retained: 6)],
        revenue: 10,
        pool: 4,
        retained: 6,
        allocated: 1,
        reinvested: 3,
        text: { "\($0)" }
      )
    )
    #expect(layout.ribbons.map(\.height) == [112, 168, 28, 84])
    #expect(layout.nodes.map(\.height) == [280, 112, 168, 28, 84])
  }

  @Test func hostileTitlesAreText() {
    let title = "\"\u{301}><script>alert(1)</script>&"
    for chart in [bars(2, title: title), flow([3, 4], title: title)] {
      #expect(XMLText.texts(of: "script", in: [UInt8](chart.utf8)) == [])
      #expect(!chart.contains("<script"))
    }
  }

  @Test func coordinatesAreIntegers() {
    let markup = flow([333, 1_000, 1]) + bars(3)
    #expect(!markup.contains("e-"))
    #expect(!markup.contains("nan"))
    for attribute in ["width", "height", "y"] {
      for part in markup.split(separator: " \(attribute)=\"").dropFirst() {
        let value = part.prefix { $0 != "\"" && $0 != "%" }
        #expect(Int(value) != nil, "\(attribute) is \(value)")
      }
    }
  }

  @Test func longTextsAreCut() {
    let lines = twoLines("Advertising and sponsorships", of: 18)
    #expect(lines == ["Advertising and", "sponsorships"])
    #expect(twoLines("a b c", of: 18) == ["a b c"])
    #expect(twoLines(String(repeating: "x", count: 10_000), of: 18).map(\.count) == [18])
    #expect(twoLines("aaaa bbbb cccc dddd", of: 4) == ["aaaa", "b\u{2026} \u{2026}"])
    #expect(cut("abc", to: 3) == "abc")
    #expect(cut("abcd", to: 3) == "ab\u{2026}")
  }
}
