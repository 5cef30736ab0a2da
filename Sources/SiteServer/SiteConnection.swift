import FileStore
import FlyingSocks
import FoundationEssentials
import Glibc

/// One client's connection: its requests, one after the other.
struct SiteConnection<Files: OpenableFiles>: Sendable {
  let socket: AsyncSocket
  let responder: SiteResponder<Files>
  let port: UInt16

  /// How long a client may be silent.
  private static var patience: Duration { .seconds(60) }

  /// Answers until the client ends, is silent or sends what is no request.
  ///
  /// Throws what the socket does, which ends this connection only.
  func run() async throws {
    defer { try? socket.close() }
    var received: [UInt8] = []
    while true {
      guard let end = try await headEnd(&received) else {
        try await send(SiteAnswer(.headTooLarge), isLast: true)
        return try await linger()
      }
      guard let head = RequestHead(received[..<end]) else {
        try await send(SiteAnswer(.badRequest), isLast: true)
        return try await linger()
      }
      received.removeFirst(end)
      // What follows the head is not read, so that nothing else can come after it.
      let isLast = head.isLast || head.hasBody
      let answer = responder.answer(to: head.request, port: port)
      try await send(answer, isLast: isLast, isHeadOnly: head.method == "HEAD")
      if isLast { return try await linger() }
    }
  }

  /// Receives until there is a whole head; `nil` where it is too long.
  private func headEnd(_ received: inout [UInt8]) async throws -> Int? {
    while true {
      // An empty line before a request is left over from the one before.
      while let first = received.first, first == 0x0D || first == 0x0A { received.removeFirst() }
      if let end = RequestHead.end(in: received) {
        return end <= RequestHead.byteLimit ? end : nil
      }
      guard received.count <= RequestHead.byteLimit else { return nil }
      received += try await receive(within: Self.patience)
    }
  }

  private func receive(within time: Duration) async throws -> [UInt8] {
    let socket = socket
    return try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask { try await socket.read(atMost: 4_096) }
      group.addTask {
        try await Task.sleep(for: time)
        throw SocketError.disconnected
      }
      defer { group.cancelAll() }
      return try await group.next() ?? []
    }
  }

  private func send(
    _ answer: SiteAnswer<Files.File>,
    isLast: Bool,
    isHeadOnly: Bool = false
  ) async throws {
    var bytes = answer.head(isLast: isLast)
    guard !isHeadOnly, answer.status != .notModified else {
      return try await socket.write(Data(bytes))
    }
    switch answer.body {
    case .text(let text):
      try await socket.write(Data(bytes + text))
    case .file(let file):
      // Read while it is sent, so that memory does not grow with the file.
      var offset = 0
      while offset < file.byteCount {
        let count = min(1 << 18, file.byteCount - offset)
        let piece = try file.read(from: offset, count: count)
        // The length was promised: a file that got shorter ends the connection.
        guard piece.count == count else { throw SocketError.disconnected }
        bytes += piece
        try await socket.write(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
        offset += count
      }
      if !bytes.isEmpty { try await socket.write(Data(bytes)) }
    }
  }

  /// Ends the sending and takes in what still comes: closing at once would make the system throw the answer away.
  private func linger() async throws {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var count = 0
    while count < 1 << 24 { count += try await receive(within: .seconds(2)).count }
  }
}
