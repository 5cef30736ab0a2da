@_spi(Reflection) import Swift

/// What a template can do with a value of a page, told from its type alone.
///
/// The template library finds names by reflecting values, and what is not there becomes nothing. A list that is
/// empty today would hide a misspelt name until it is not; types tell for good.
enum ViewShape {
  /// A text or a number, which is put out.
  case text
  /// Yes or no, which a section asks.
  case flag
  /// Markup, which is put out raw.
  ///
  /// It stands in the element that it is made for, or with none between tags.
  case markup(in: String?)
  /// Several values, over which a section goes.
  case list(of: Any.Type)
  /// A value that may be missing, which a section asks.
  case optional(Any.Type)
  /// Names of its own.
  case group(ViewGroup)
  /// Nothing that a template can use.
  case other

  /// The shape of a type.
  init(_ type: Any.Type) {
    if type is Bool.Type {
      self = .flag
    } else if type is String.Type || type is any BinaryInteger.Type {
      self = .text
    } else if let markup = type as? any MarkupValue.Type {
      self = .markup(in: markup.element)
    } else if let list = type as? any ListShape.Type {
      self = .list(of: list.elementType)
    } else if let optional = type as? any OptionalShape.Type {
      self = .optional(optional.wrappedType)
    } else {
      let group = ViewGroup(type)
      self = group.fields.isEmpty ? .other : .group(group)
    }
  }
}

/// The names of a value, which are the stored properties of its type.
struct ViewGroup {
  let type: Any.Type
  let fields: [(name: String, type: Any.Type)]

  init(_ type: Any.Type) {
    var fields: [(name: String, type: Any.Type)] = []
    _ = unsafe _forEachField(of: type) { name, _, fieldType, _ in
      fields.append((unsafe String(cString: name), fieldType))
      return true
    }
    self.type = type
    self.fields = fields
  }

  /// The shape of what a name stands for; `nil` where there is no such name.
  func shape(of name: String) -> ViewShape? {
    fields.first { $0.name == name }.map { ViewShape($0.type) }
  }
}

private protocol ListShape {
  static var elementType: Any.Type { get }
}

extension Array: ListShape {
  fileprivate static var elementType: Any.Type { Element.self }
}

private protocol OptionalShape {
  static var wrappedType: Any.Type { get }
}

extension Optional: OptionalShape {
  fileprivate static var wrappedType: Any.Type { Wrapped.self }
}
