import ArgumentParser
import Publishing

/// The root of all commands.
struct RevshareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revshare",
    abstract: "Makes revenue sharing with token stakers public and checkable.",
    discussion: """
      Exit statuses: 0 done; 1 differences found; 2 refused, since it would change or contradict what \
      is published; 64 wrong usage; 65 malformed input; 66 input missing; 69 port, address or node not \
      to be had; 70 a fault of revshare; 73 cannot write; 74 cannot read; 75 another revshare works with the \
      same books; 130 interrupted.
      """,
    version: ProgramVersion.current,
    subcommands: [
      InitCommand.self, CheckCommand.self, SyncCommand.self, ComputeCommand.self,
      PublishCommand.self,
      CorrectCommand.self, ProveCommand.self, VerifyCommand.self, AuditCommand.self,
      TreeCommand.self,
      ExportCommand.self, RootCommand.self, LogCommand.self, KeyCommand.self,
      ExportTemplatesCommand.self,
      ServeCommand.self,
      CIDCommand.self, NewSecretCommand.self, RevealCommand.self, SQLCommand.self,
    ]
  )
}
