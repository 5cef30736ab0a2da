/// A value of a page that is markup already: the only kind that a template may put out raw, and must.
protocol MarkupValue: CustomStringConvertible {
  /// The element whose content it is made for, such as `script` for a data block; `nil` for between tags.
  static var element: String? { get }
}

extension SVGMarkup: MarkupValue {
  static var element: String? { nil }
}

extension DatasetMarkup: MarkupValue {
  static var element: String? { "script" }
}
