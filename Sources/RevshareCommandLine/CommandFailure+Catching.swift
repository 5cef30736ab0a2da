import FileStore
import Publishing

extension CommandFailure {
  /// Does what can fail in several ways, and gives each failure its exit status.
  ///
  /// - Parameter work: What is done.
  /// - Returns: What it gives.
  /// - Throws: ``CommandFailure``.
  static func catching<Value>(_ work: () throws -> Value) throws(CommandFailure) -> Value {
    do {
      return try work()
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as FileStoreError {
      throw CommandFailure(error)
    } catch let error as PublicationError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
  }
}
