import FuzzChecks
import StrictJSON

/// Reading and passing over a value agree, and what is read and written is read again.
@main enum FuzzJSON: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    let skipped = Result { () throws(JSONError) in
      try reader.skip()
      guard reader.isAtEnd() else { return false }
      return true
    }
    do {
      let value = try JSONValue(parsing: bytes)
      precondition((try? skipped.get()) == true, "a value that can be read can be passed over")
      for written in [value.canonicalBytes, value.compactBytes] {
        guard let again = try? JSONValue(parsing: written) else {
          preconditionFailure("what was written can be read")
        }
        precondition(again == value, "what was written is the same value")
        precondition(
          again.canonicalBytes == value.canonicalBytes,
          "what was written is the same bytes"
        )
      }
    } catch {
      _ = error.description
      switch (error.fact, skipped) {
      case (.duplicateKey, _): break
      case (.trailingCharacters, .success(let isAtEnd)):
        precondition(!isAtEnd, "what follows a value is no part of it")
      case (_, .failure(let other)): precondition(error == other, "the same is wrong")
      case (_, .success): preconditionFailure("what cannot be read cannot be passed over")
      }
    }
  }
}
