import EVMTypes
import Testing

@testable import ReportPages

struct ChartTests {
  private func bars(_ count: Int, title: String = "Stream") -> String {
    StreamBarChart(
      id: "bars",
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
      id: "flow",
      sources: sources,
      revenue: UInt256(total),
      pool: UInt256(pool),
      retained: UInt256(total - pool),
      allocated: UInt256(pool / 3),
      reinvested: UInt256(pool - pool / 3),
      text: { "\($0)" }
    ).markup.description
  }

  private func columns(_ amounts: [UInt64?], title: String = "Stream") -> String {
    EpochColumnsChart(
      id: "columns",
      title: "Revenue",
      epochs: Array(0..<amounts.count),
      panels: ["1", "2"].map { name in
        .init(title: title + name, amounts: amounts.map { $0.map { UInt256($0) } }, latestText: "9")
      },
      isOneScale: true
    ).markup.description
  }

  private func allocation(_ decisions: [String], title: String = "Decision") -> String {
    AllocationChart(
      id: "allocation",
      rows: decisions.enumerated()
        .map { index, decision in
          .init(
            number: index,
            pool: UInt256(UInt64(index * 333)),
            allocated: UInt256(UInt64(index * 111)),
            stakerShare: "50%",
            amountText: "1.00",
            decisionID: decision,
            decisionTitle: title
          )
        }
    ).markup.description
  }

  @Test(arguments: [[], [0], [7], [1, nil, 3], [UInt64?](repeating: 5, count: 200)])
  func columnsAreWellFormed(amounts: [UInt64?]) throws {
    let chart = columns(amounts)
    let texts = try #require(XMLText.texts(of: "text", in: [UInt8](chart.utf8)))
    let names = amounts.count <= 12 ? amounts.count : 2
    #expect(texts.count == 2 * (2 + names))
    let isThere = amounts.count { ($0 ?? 0) > 0 }
    #expect(chart.split(separator: "class=\"mark-main\"").count - 1 == 2 * isThere)
  }

  @Test func whatIsThereIsSeenHoweverSmall() {
    let chart = columns([1, 1_000_000])
    #expect(chart.contains("x=\"1\" y=\"47\" width=\"8\" height=\"1\""))
    #expect(chart.contains("x=\"11\" y=\"0\" width=\"8\" height=\"48\""))
  }

  @Test(
    "A mark stands where another decision comes into force",
    arguments: [
      ([], 0), (["A"], 1), (["A", "A"], 1), (["A", "B", "B", "A"], 3),
    ]
  )
  func decisionsAreMarked(decisions: [String], marks: Int) throws {
    let chart = [UInt8](allocation(decisions).utf8)
    let texts = try #require(XMLText.texts(of: "text", in: chart))
    #expect(texts.filter { $0.hasSuffix(": Decision") }.count == marks)
    #expect(texts.filter { $0.hasPrefix("Epoch ") }.count == decisions.count)
  }

  @Test func aLongDecisionHasTwoLines() throws {
    let words =
      "Raise the share of those who stake, and pay in every asset that we earn from now on"
    let texts = try #require(
      XMLText.texts(of: "text", in: [UInt8](allocation(["A"], title: words).utf8))
    )
    #expect(texts[0] == "A: Raise the share of those who stake, and")
    #expect(texts[1] == "pay in every asset that we earn from now \u{2026}")
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
        id: "flow",
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
    for chart in [
      bars(2, title: title), flow([3, 4], title: title), columns([3], title: title),
      allocation(["A"], title: title),
    ] {
      #expect(XMLText.texts(of: "script", in: [UInt8](chart.utf8)) == [])
      #expect(!chart.contains("<script"))
    }
  }

  @Test func coordinatesAreIntegers() {
    let markup =
      flow([333, 1_000, 1]) + bars(3) + columns([3, 7, 1_000, 1, 5, 6, 7]) + allocation(["A", "B"])
    #expect(!markup.contains("e-"))
    #expect(!markup.contains("nan"))
    for attribute in ["width", "height", "x", "y"] {
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
