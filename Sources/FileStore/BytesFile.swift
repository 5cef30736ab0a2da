/// A file whose bytes are in memory already.
public struct BytesFile: OpenFile {
  private let bytes: [UInt8]

  /// Takes the bytes.
  ///
  /// - Parameter bytes: All of the file's bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// How many bytes there are.
  public var byteCount: Int { bytes.count }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - buffer: Where to.
  /// - Returns: How many bytes were read.
  public func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = bytes.dropFirst(offset).prefix(buffer.count)
    unsafe buffer.copyBytes(from: piece)
    return piece.count
  }
}
