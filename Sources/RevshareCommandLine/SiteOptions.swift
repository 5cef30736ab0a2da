import ArgumentParser

/// Where a site is published, and how it is reported.
struct SiteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var site = "site"

  @Flag(help: "Show what would change; write nothing.")
  var dryRun = false

  @Flag(help: "Move files one by one where the file system cannot exchange folders.")
  var inPlace = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "Print no progress.")
  var quiet = false
}
