import Glibc
import RevshareCommandLine

exit(RevshareTool.run(Array(CommandLine.arguments.dropFirst()), in: .process))
