import Books
import Distribution
import FileStore
import Publishing

/// Why a command did not do its work: an exit status, and what to print.
struct CommandFailure: Error {
  let status: ExitStatus
  /// The lines to print; none when the result has said everything.
  let lines: [String]

  init(_ status: ExitStatus, _ line: String) {
    self.status = status
    self.lines = [line]
  }

  init(_ status: ExitStatus, lines: [String] = []) {
    self.status = status
    self.lines = lines
  }

  init(_ error: FileStoreError) {
    let status: ExitStatus =
      switch error {
      case .notFound: .inputMissing
      case .notAFile, .openToOthers, .tooLarge: .malformedInput
      case .cannotRead: .cannotRead
      case .cannotWrite, .cannotExchange: .cannotWrite
      case .locked: .locked
      case .cannotList: .programFault
      case .unavailable: .unavailable
      case .interrupted: .interrupted
      }
    self.init(status, error.description)
  }

  init(_ error: BooksError) {
    switch error {
    case .problems(let problems):
      let count = problems.problems.count
      self.init(
        problems.isFileMissing ? .inputMissing : .malformedInput,
        lines: problems.lines + ["revshare: \(count) problem\(count == 1 ? "" : "s") in the books"]
      )
    case .file(let error): self.init(error)
    case .slice(let number, let fact): self.init(.malformedInput, "epoch \(number): \(fact)")
    }
  }

  init(_ error: DistributionError, epoch number: Int) {
    if case .identityBroken = error {
      self.init(.programFault, "epoch \(number): \(error); this is a fault of revshare")
    } else {
      self.init(.malformedInput, "epoch \(number): \(error)")
    }
  }

  init(_ error: PublicationError) {
    switch error {
    case .unreadable: self.init(.cannotRead, error.description)
    case .views, .slice: self.init(.malformedInput, error.description)
    case .computation(let number, let cause): self.init(cause, epoch: number)
    case .epochGone, .contradicts, .otherEvidence, .notPublished, .nothingToCorrect, .cannotReplace,
      .log:
      self.init(.refused, error.description)
    }
  }

  init(_ error: EvidenceError) {
    self.init(.malformedInput, error.description)
  }
}
