import Books
import FileStore
import SiteBranding
import TestSupport
import Testing

@Suite struct LogoTests {
  static let space = "xmlns=\"http://www.w3.org/2000/svg\""
  static let header: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ]

  static func books(_ file: RelativePath, _ bytes: [UInt8]) throws -> MemoryFileStore {
    var store = try BrandingTests.store("  logo: \(file)\n")
    store.files[file] = bytes
    return store
  }

  @Test(
    "A still picture is taken as it is",
    arguments: [
      "<svg \(space)/>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- ü -->\n<svg \(space)/>",
      "<svg \(space)><style>path{fill:url(#a)}</style><path style=\"fill:url('#a')\"/></svg>",
      "<svg \(space) xmlns:l=\"http://www.w3.org/1999/xlink\"><use l:href=\"#a\"/></svg>",
      "<svg \(space)><image href=\"data:image/png;base64,AAAA\"/></svg>",
    ]
  )
  func svg(text: String) throws {
    let bytes = [UInt8](text.utf8)
    let books = try Books(from: Self.books("art/logo.svg", bytes))
    #expect(books.branding?.logo == Logo(format: .svg, bytes: bytes))
  }

  @Test(
    "What runs, moves or loads another file is refused",
    arguments: [
      ("<svg \(space)><script/></svg>", "the element script, which is not for a still picture"),
      ("<svg \(space)><foreignObject/></svg>", "the element foreignObject"),
      ("<svg \(space)><animate/></svg>", "the element animate"),
      ("<svg \(space)><a href=\"#x\"/></svg>", "the element a"),
      (
        "<svg \(space)><s xmlns=\"http://www.w3.org/1999/xhtml\"/></svg>",
        "the element s is not in SVG's"
      ),
      ("<svg/>", "the element svg is not in SVG's"),
      ("<svg \(space) onload=\"x\"/>", "the attribute onload, which runs a script"),
      ("<svg \(space)><g ONCLICK=\"x\"/></svg>", "the attribute ONCLICK"),
      ("<svg \(space)><use href=\"https://x/a.svg#b\"/></svg>", "the attribute href names another"),
      ("<svg \(space)><use href=\"data:image/svg+xml,x\"/></svg>", "the attribute href"),
      ("<svg \(space) xml:base=\"https://x/\"/>", "the attribute base names another"),
      ("<svg \(space)><g fill=\"url( //x)\"/></svg>", "the attribute fill names another"),
      ("<svg \(space)><g fill=\"url(\u{301}x)\"/></svg>", "the attribute fill names another"),
      ("<svg \(space)><g style=\"fill:u\\72l(x)\"/></svg>", "the attribute style names another"),
      ("<svg \(space)><style>@IMPORT 'x'</style></svg>", "a style that loads another file"),
      ("<svg \(space)><style><![CDATA[a{fill:URL(x)}]]></style></svg>", "a style that loads"),
      ("<?xml-stylesheet href=\"x\"?><svg \(space)/>", "an instruction to a program"),
      ("<!DOCTYPE svg [<!ENTITY a \"x\">]><svg \(space)>&a;</svg>", "a document type"),
      ("<svg \(space)>&a;</svg>", "not well-formed"), ("<svg \(space)>", "not well-formed"),
      ("", "not well-formed"), ("<html/>", "not an SVG"),
      ("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><svg \(space)/>", "states another encoding"),
    ]
  )
  func refusedSVG(text: String, fact: String) throws {
    let store = try Self.books("logo.svg", [UInt8](text.utf8))
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("logo.svg: \(fact)"), "\(lines)")
  }

  @Test func png() throws {
    let bytes = Self.header + [UInt8](repeating: 7, count: 50)
    #expect(try Books(from: Self.books("logo.png", bytes)).branding?.logo?.format == .png)
    for wrong in [[], Self.header, [UInt8]("<svg/>".utf8), [0xFF, 0xD8] + bytes] {
      let lines = try #require(BooksTests.problems(in: Self.books("logo.png", wrong))).lines
      #expect(lines == ["logo.png: not a PNG, whatever its name says; export it as one"])
    }
  }

  @Test func fileThatIsMissingOrTooLarge() throws {
    var store = try Self.books("logo.png", Self.header + [UInt8](repeating: 7, count: 99_984))
    #expect(try Books(from: store).branding?.logo?.bytes.count == 100_000)
    store.files["logo.png"]?.append(7)
    #expect(BooksTests.problems(in: store)?.lines == ["logo.png:1: larger than 100 kB"])
    store.files["logo.png"] = nil
    let missing = "logo.png: no such file; add it, or remove it from revshare.yaml"
    #expect(BooksTests.problems(in: store)?.lines == [missing])
  }
}
