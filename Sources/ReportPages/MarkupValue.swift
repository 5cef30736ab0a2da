/// A value of a page that is markup already: the only kind that a template may put out raw, and must.
protocol MarkupValue: CustomStringConvertible {}

extension SVGMarkup: MarkupValue {}
