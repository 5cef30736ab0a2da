import ArgumentParser
import LocalFileStore
import SiteServer

struct ServeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a published folder to the browsers of this machine.",
    discussion: """
      Listens on 127.0.0.1 alone until it is interrupted (exit status 130). Where FILE.br or FILE.gz \
      stands beside FILE and is not older, browsers get that.
      """
  )

  @Argument(help: "The folder of the site.")
  var site = "site"

  @Option(help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "number"))
  var port: UInt16 = 8000

  func run(in context: CommandContext) throws(CommandFailure) {
    let files = LocalFileStore(root: context.path(site))
    guard files.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    let server = SiteServer(of: files, port: port)
    let site = site
    let failure = Interruption.wait { @Sendable () async -> SiteServerError? in
      do throws(SiteServerError) {
        try await server.run { port in
          context.print("Showing \(site) at http://127.0.0.1:\(port)/ until interrupted (Ctrl-C).")
        }
        return nil
      } catch {
        return error
      }
    }
    switch failure {
    case nil: throw CommandFailure(.interrupted)
    case .portTaken(let port):
      throw CommandFailure(
        .unavailable,
        "revshare: port \(port) of 127.0.0.1 is taken; name another one with --port, "
          + "or --port 0 for any that is free"
      )
    case .some(let error): throw CommandFailure(.unavailable, "revshare: \(error)")
    }
  }
}
