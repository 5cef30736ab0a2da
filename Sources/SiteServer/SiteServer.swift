public import FileStore
import FlyingSocks
import Glibc

/// Shows a site to the browsers of this machine.
///
/// It listens on 127.0.0.1 alone and gives files only.
public struct SiteServer<Files: OpenableFiles>: Sendable {
  private let files: Files
  private let port: UInt16

  /// Prepares a server.
  ///
  /// - Parameters:
  ///   - files: The site's files.
  ///   - port: The port to listen on; 0 for any that is free.
  public init(of files: Files, port: UInt16) {
    self.files = files
    self.port = port
  }

  /// Answers requests until the task is cancelled.
  ///
  /// - Parameter announce: Takes the port, once it is listened on.
  /// - Throws: ``SiteServerError``, but not when the task is cancelled.
  public func run(_ announce: @escaping @Sendable (UInt16) -> Void) async throws(SiteServerError) {
    do {
      let pool = SocketPool<Poll>.make()
      try await pool.prepare()
      let socket = try Socket(domain: AF_INET, type: .stream)
      defer { try? socket.close() }
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      guard case .ip4(_, let port) = try socket.sockname() else {
        throw SocketError.unsupportedAddress
      }
      let listener = try AsyncSocket(socket: socket, pool: pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask {
          announce(port)
          try await accept(from: listener, port: port)
        }
        for try await _ in group {}
      }
    } catch let error as SocketError {
      if Task.isCancelled { return }
      throw refusal(error)
    } catch {
      if Task.isCancelled { return }
      throw .ended("\(error)")
    }
  }

  private func accept(from listener: AsyncSocket, port: UInt16) async throws {
    let responder = SiteResponder(files: files)
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        do {
          let connection = SiteConnection(
            socket: try await listener.accept(),
            responder: responder,
            port: port
          )
          // What goes wrong on a connection is that client's matter.
          group.addTask { try? await connection.run() }
        } catch {
          // A client that left again, or no descriptor free; others may go.
          try? await Task.sleep(for: .milliseconds(100))
        }
      }
      group.cancelAll()
    }
  }

  private func refusal(_ error: SocketError) -> SiteServerError {
    guard case .failed(_, let code, let message) = error else { return .ended("\(error)") }
    return code == EADDRINUSE ? .portTaken(port) : .cannotListen(port, message)
  }
}
