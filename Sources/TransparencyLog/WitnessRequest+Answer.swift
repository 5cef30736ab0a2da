extension WitnessRequest {
  /// The checkpoint with what a witness answered (status 200).
  ///
  /// - Parameters:
  ///   - answer: The answer's bytes: signature lines.
  ///   - witnesses: The keys that the witness is known by; lines of others are passed over.
  /// - Returns: The checkpoint with the signatures that hold.
  /// - Throws: ``SignedNoteError`` when a line is malformed, none is of a known key, or one does not hold.
  public func checkpoint(
    answeredBy answer: [UInt8],
    witnesses: [NoteVerifier]
  ) throws(SignedNoteError) -> SignedNote {
    let answered = try SignedNote(bytes: checkpoint.text + [UInt8(ascii: "\n")] + answer)
    guard answered.text == checkpoint.text else { throw .malformedSignature(number: 1) }
    return try checkpoint.adding(answered.signatures(by: witnesses).map(\.signature))
  }

  /// The size that a witness saw last, when it answers that it is another than the request says (status 409).
  ///
  /// - Parameter answer: The answer's bytes: a number and a line feed.
  /// - Returns: The size; `nil` for anything else.
  public static func oldSize(inConflict answer: [UInt8]) -> Int? {
    answer.last == UInt8(ascii: "\n") ? Int(decimal: answer.dropLast()) : nil
  }
}
