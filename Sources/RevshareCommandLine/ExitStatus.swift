/// The exit statuses of the program.
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  /// What was checked does not agree.
  case differences = 1
  /// It would change or contradict what is published.
  case refused = 2
  /// The arguments are wrong.
  case usage = 64
  /// The input is malformed.
  case malformedInput = 65
  /// The input is not there.
  case inputMissing = 66
  /// Something that the work needs is not to be had, such as a port.
  case unavailable = 69
  /// The program has a fault.
  case programFault = 70
  /// Something cannot be written.
  case cannotWrite = 73
  /// Something cannot be read.
  case cannotRead = 74
  /// Another process works with the same books.
  case locked = 75
  /// The user ended it.
  case interrupted = 130
}
