/// Reads what is in memory already.
public struct BytesReader: FileReader, Sendable {
  private var rest: ArraySlice<UInt8>
  /// How many bytes there were at first.
  public let byteCount: Int

  /// Takes bytes.
  ///
  /// - Parameter bytes: What is read.
  public init(_ bytes: [UInt8]) {
    self.rest = bytes[...]
    self.byteCount = bytes.count
  }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: Where to.
  /// - Returns: How many were read.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let next = rest.prefix(buffer.count)
    unsafe buffer.copyBytes(from: next)
    rest = rest.dropFirst(next.count)
    return next.count
  }
}
