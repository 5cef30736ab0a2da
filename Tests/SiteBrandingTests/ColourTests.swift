import SiteBranding
import Testing

@Suite struct ColourTests {
  @Test(
    "A colour is # and six hexadecimal digits",
    arguments: [("#115e59", "#115e59"), ("#5EEAD4", "#5eead4"), ("#000000", "#000000")]
  )
  func colour(text: String, shown: String) throws {
    #expect(try #require(Colour(text: text)).description == shown)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "#", "115e59", "#115e5", "#115e599", "#115e5g", "#15e", "teal", "rgb(1,2,3)", "#115e5é",
      "#+15e59", " #115e59", "#115e59;", "#115e59}a{color:red",
    ]
  )
  func none(text: String) {
    #expect(Colour(text: text) == nil)
  }

  @Test func mixtures() throws {
    let colour = try #require(Colour(text: "#64c800"))
    let black = try #require(Colour(text: "#000000"))
    #expect(colour.mixed(with: black, percent: 0) == colour)
    #expect(colour.mixed(with: black, percent: 40).description == "#3c7800")
    #expect(colour.mixed(with: black, percent: 100) == black)
    #expect(colour.mixed(with: black, percent: 1_000) == black)
  }
}
