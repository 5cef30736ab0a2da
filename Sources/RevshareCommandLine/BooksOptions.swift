import ArgumentParser
import Books
import Distribution
import LocalFileStore
import Publishing
import ReportDocuments

/// Where the books are.
struct BooksOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the books.", valueName: "folder"))
  var books = "."

  func read(in context: CommandContext) throws(CommandFailure) -> Books {
    let store = LocalFileStore(root: context.path(books))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(books): no such folder")
    }
    do {
      return try Books(from: store)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension Books {
  /// What views say of the publisher.
  var site: SiteDescription {
    SiteDescription(
      title: settings.title,
      publisher: settings.publisher,
      description: settings.description,
      website: settings.website,
      baseURL: settings.baseURL,
      notice: settings.notice
    )
  }

  /// Computes the epochs up to one of the books.
  func epochs(
    through number: Int,
    progress: (Int) -> Void = { _ in }
  ) throws(CommandFailure) -> [EpochEvidence] {
    guard settings.epochs.contains(where: { $0.epoch.number == number }) else {
      let numbers = settings.epochs.map { "\($0.epoch.number)" }.joined(separator: ", ")
      throw CommandFailure(
        .inputMissing,
        "revshare: the books have no epoch \(number); they have \(numbers)"
      )
    }
    do {
      return try EpochChain.epochs(of: self, through: number, progress: progress)
    } catch {
      throw CommandFailure(error)
    }
  }
}
