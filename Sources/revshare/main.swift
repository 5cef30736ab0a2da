import Glibc
import RevshareCommandLine

exit(RevshareTool.runProcess(Array(CommandLine.arguments.dropFirst())))
