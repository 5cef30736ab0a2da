// swift-tools-version: 6.2
import PackageDescription

/// Set by `make web`: the package then holds the verifier alone, compiled for the page.
let isWebBuild = Context.environment["REVSHARE_WEB"] != nil

/// Set by `make fuzz`: the package then holds the readers of files and their fuzz targets alone.
let isFuzzBuild = Context.environment["REVSHARE_FUZZ"] != nil

let verifier: [Target] = [
  .target(name: "Keccak", dependencies: isWebBuild ? [] : ["CKeccak"]),
  .target(name: "EVMTypes", dependencies: ["Keccak"]),
  .target(name: "ClaimVerifier", dependencies: ["EVMTypes", "Keccak"]),
]

let web: [Target] = [
  .target(name: "CWebRuntime"),
  .executableTarget(
    name: "ClaimVerifierWeb",
    dependencies: ["CWebRuntime", "ClaimVerifier", "EVMTypes", "Keccak"],
    linkerSettings: [
      .unsafeFlags([
        "-Xclang-linker", "-nostdlib", "-Xlinker", "--no-entry", "-Xlinker", "--strip-all",
      ])
    ]
  ),
]

let readers: [Target] = [
  .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(
    name: "CSecp256k1",
    pkgConfig: "libsecp256k1",
    providers: [.apt(["libsecp256k1-dev"])]
  ),
  .target(name: "Signing", dependencies: ["COpenSSL", "CSecp256k1", "EVMTypes"]),
  .target(name: "TransparencyLog", dependencies: ["EVMTypes", "Signing"]),
  .target(name: "CKeccak"),
  .target(name: "Parallelism"),
  .target(name: "TextChunks", dependencies: ["EVMTypes", "Parallelism"]),
  .target(name: "StrictJSON"),
  .target(name: "DelimitedText"),
  .target(name: "FileStore"),
  .target(name: "SiteBranding"),
  .target(
    name: "MerkleClaims",
    dependencies: ["ClaimVerifier", "EVMTypes", "Keccak", "Parallelism"]
  ),
  .target(name: "CPrefetch"),
  .target(
    name: "Distribution",
    dependencies: ["ClaimVerifier", "CPrefetch", "EVMTypes", "Parallelism"]
  ),
  .target(name: "SnapshotVotes", dependencies: ["Distribution", "EVMTypes", "StrictJSON"]),
  .target(
    name: "ReportDocuments",
    dependencies: [
      "ClaimVerifier", "DelimitedText", "Distribution", "EVMTypes", "FileStore", "MerkleClaims",
      "Parallelism", "SiteBranding", "StrictJSON", "TextChunks",
    ]
  ),
  .target(
    name: "ForeignDistributions",
    dependencies: [
      "DelimitedText", "EVMTypes", "MerkleClaims", "Parallelism", "StrictJSON", "TextChunks",
    ]
  ),
]

let fuzzTargets = [
  "FuzzClaimsTable", "FuzzEigenLayerClaim", "FuzzForeignFile", "FuzzJSON", "FuzzOpenZeppelinDump",
  "FuzzPublishedDocuments", "FuzzSablierFile", "FuzzShardedRoot", "FuzzSignedNote",
  "FuzzSnapshotVotes",
]

let fuzzing: [Target] =
  [
    .target(name: "CFuzzDriver", path: "Fuzz/CFuzzDriver"),
    .target(
      name: "FuzzChecks",
      dependencies: ["CFuzzDriver", "ForeignDistributions", "MerkleClaims"],
      path: "Fuzz/FuzzChecks"
    ),
  ]
  + fuzzTargets.map {
    .executableTarget(
      name: $0,
      dependencies: [
        "DelimitedText", "Distribution", "ForeignDistributions", "FuzzChecks", "MerkleClaims",
        "ReportDocuments", "Signing", "SnapshotVotes", "StrictJSON", "TransparencyLog",
      ],
      path: "Fuzz/\($0)",
      linkerSettings: [
        .unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])
      ]
    )
  }

let program: [Target] = [
  .systemLibrary(
    name: "CLibXML2",
    pkgConfig: "libxml-2.0",
    providers: [.apt(["libxml2-dev"])]
  ),
  .executableTarget(name: "AssetEmbedder"),
  .target(name: "EmbeddedFiles"),
  .plugin(name: "EmbedAssets", capability: .buildTool(), dependencies: ["AssetEmbedder"]),
  .target(
    name: "DocumentSchemas",
    dependencies: ["EmbeddedFiles", "FileStore", "ReportDocuments"],
    // A link to the schemas, so that the next build sees files that come and go there.
    exclude: ["Schemas"],
    plugins: ["EmbedAssets"]
  ),
  .target(
    name: "ReportPages",
    dependencies: [
      "ClaimVerifier", "CLibXML2", "Distribution", "DocumentSchemas", "EmbeddedFiles", "EVMTypes",
      "FileStore", "ReportDocuments", "Signing", "SiteBranding", "StrictJSON", "TextChunks",
      .product(name: "Mustache", package: "swift-mustache"),
    ],
    // A link to the templates, so that the next build sees files that come and go there.
    exclude: ["Templates"],
    plugins: ["EmbedAssets"]
  ),
  .target(name: "CPlainText"),
  .target(
    name: "Books",
    dependencies: [
      "ClaimVerifier", "CLibXML2", "ContractEvents", "CPlainText", "DelimitedText", "Distribution",
      "EVMTypes", "FileStore", "MerkleClaims", "Signing", "SiteBranding", "SnapshotVotes",
      "TransparencyLog",
      .product(name: "Yams", package: "Yams"),
    ]
  ),
  .target(
    name: "ContentAddressing",
    dependencies: ["EVMTypes", "FileStore", "Signing", "StrictJSON"]
  ),
  .target(name: "WeightQueries", dependencies: ["Distribution", "EVMTypes"]),
  .target(name: "CLinuxFiles"),
  .target(name: "LocalFileStore", dependencies: ["CLinuxFiles", "FileStore"]),
  .systemLibrary(
    name: "CLibCurl",
    pkgConfig: "libcurl",
    providers: [.apt(["libcurl4-openssl-dev"])]
  ),
  .target(name: "HTTPTransfer", dependencies: ["CLibCurl"]),
  .target(name: "RemoteFileStore", dependencies: ["FileStore", "HTTPTransfer"]),
  .target(name: "ContractEvents", dependencies: ["EVMTypes"]),
  .target(
    name: "ChainAccess",
    dependencies: [
      "ContractEvents", "EVMTypes", "HTTPTransfer", "StrictJSON",
      .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "GRDBSQLite", package: "GRDB.swift"),
    ]
  ),
  .target(
    name: "SiteServer",
    dependencies: ["FileStore", .product(name: "FlyingSocks", package: "FlyingFox")]
  ),
  .target(
    name: "Publishing",
    dependencies: [
      "ContentAddressing", "DelimitedText", "Distribution", "EVMTypes", "FileStore",
      "MerkleClaims", "Parallelism", "ReportDocuments", "ReportPages", "Signing", "SiteBranding",
      "StrictJSON", "TextChunks", "TransparencyLog",
    ]
  ),
  .target(
    name: "RevshareCommandLine",
    dependencies: [
      "Books", "ChainAccess", "ClaimVerifier", "ContentAddressing", "ContractEvents",
      "Distribution", "EmbeddedFiles", "EVMTypes", "FileStore",
      "ForeignDistributions", "LocalFileStore", "MerkleClaims", "Publishing", "ReportDocuments",
      "RemoteFileStore", "ReportPages", "Signing", "SiteServer", "StrictJSON", "TextChunks",
      "TransparencyLog", "WeightQueries",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    // A link to the example books, for the same reason.
    exclude: ["ExampleBooks"],
    plugins: ["EmbedAssets"]
  ),
  .executableTarget(name: "revshare", dependencies: ["RevshareCommandLine"]),
  .executableTarget(
    name: "EngineMeasurements",
    dependencies: [
      "Books", "ClaimVerifier", "Distribution", "EVMTypes", "FileStore", "ForeignDistributions",
      "Keccak", "LocalFileStore", "MerkleClaims", "Parallelism", "StrictJSON", "TextChunks",
    ],
    path: "Benchmarks/EngineMeasurements"
  ),
  .target(
    name: "TestSupport",
    dependencies: ["Distribution", "EVMTypes", "FileStore", "MerkleClaims"],
    path: "Tests/TestSupport"
  ),
  .testTarget(
    name: "BooksTests",
    dependencies: [
      "Books", "ClaimVerifier", "DelimitedText", "Distribution", "EVMTypes", "FileStore",
      "MerkleClaims", "Signing", "SiteBranding", "TestSupport",
    ]
  ),
  .testTarget(name: "ChainAccessTests", dependencies: ["ChainAccess"]),
  .testTarget(name: "ContractEventsTests", dependencies: ["ContractEvents", "EVMTypes"]),
  .testTarget(
    name: "ClaimVerifierTests",
    dependencies: ["ClaimVerifier", "EVMTypes", "TestSupport"]
  ),
  .testTarget(
    name: "ContentAddressingTests",
    dependencies: ["ContentAddressing", "FileStore", "TestSupport"]
  ),
  .testTarget(name: "DelimitedTextTests", dependencies: ["DelimitedText", "TestSupport"]),
  .testTarget(
    name: "DistributionTests",
    dependencies: ["Distribution", "EVMTypes", "TestSupport"]
  ),
  .testTarget(
    name: "EndToEndTests",
    dependencies: ["RevshareCommandLine"],
    exclude: ["Books", "Scripts"]
  ),
  .testTarget(name: "EVMTypesTests", dependencies: ["EVMTypes", "TestSupport"]),
  .testTarget(name: "KeccakTests", dependencies: ["EVMTypes", "Keccak", "TestSupport"]),
  .testTarget(
    name: "LocalFileStoreTests",
    dependencies: ["FileStore", "LocalFileStore"]
  ),
  .testTarget(
    name: "MerkleClaimsTests",
    dependencies: ["ClaimVerifier", "EVMTypes", "MerkleClaims", "TestSupport"]
  ),
  .testTarget(
    name: "PublishingTests",
    dependencies: [
      "Books", "ClaimVerifier", "ContentAddressing", "Distribution", "FileStore", "LocalFileStore",
      "Publishing", "ReportDocuments", "Signing", "StrictJSON", "TestSupport",
      "TransparencyLog",
    ]
  ),
  .testTarget(name: "RemoteFileStoreTests", dependencies: ["FileStore", "RemoteFileStore"]),
  .testTarget(
    name: "ReportDocumentsTests",
    dependencies: [
      "ClaimVerifier", "Distribution", "EVMTypes", "FileStore", "MerkleClaims", "ReportDocuments",
      "SiteBranding", "StrictJSON", "TestSupport", "TextChunks",
    ],
    exclude: ["Released"]
  ),
  .testTarget(
    name: "ForeignDistributionsTests",
    dependencies: [
      "EVMTypes", "ForeignDistributions", "MerkleClaims", "ReportDocuments", "StrictJSON",
      "TestSupport", "TextChunks",
    ]
  ),
  .testTarget(
    name: "ReportPagesTests",
    dependencies: [
      "ClaimVerifier", "CLibXML2", "Distribution", "DocumentSchemas", "EVMTypes", "FileStore",
      "MerkleClaims", "ReportDocuments", "ReportPages", "Signing", "SiteBranding", "StrictJSON",
      "TextChunks",
    ],
    exclude: ["Golden"]
  ),
  .testTarget(name: "SiteBrandingTests", dependencies: ["SiteBranding", "TestSupport"]),
  .testTarget(name: "SiteServerTests", dependencies: ["FileStore", "SiteServer"]),
  .testTarget(name: "SigningTests", dependencies: ["EVMTypes", "Signing", "TestSupport"]),
  .testTarget(
    name: "SnapshotVotesTests",
    dependencies: ["Distribution", "EVMTypes", "SnapshotVotes", "TestSupport"]
  ),
  .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON", "TestSupport"]),
  .testTarget(
    name: "TransparencyLogTests",
    dependencies: ["EVMTypes", "Signing", "TestSupport", "TransparencyLog"]
  ),
]

let package = Package(
  name: "revshare",
  dependencies: isWebBuild || isFuzzBuild
    ? []
    : [
      .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
      .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
      .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
      .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
      .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
  targets: verifier + (isWebBuild ? web : readers + (isFuzzBuild ? fuzzing : program))
)

for target in package.targets where target.type != .plugin && target.type != .system {
  var settings: [SwiftSetting] = [
    // SE-0335: spell existentials `any P`.
    .enableUpcomingFeature("ExistentialAny"),
    // SE-0409: imports are internal unless written `public import`.
    .enableUpcomingFeature("InternalImportsByDefault"),
    // SE-0444: a member is visible only where its module is imported.
    .enableUpcomingFeature("MemberImportVisibility"),
    // SE-0461: async functions stay on the caller's actor.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
  ]
  if isWebBuild {
    settings += [
      .enableExperimentalFeature("Embedded"),
      .unsafeFlags([
        "-Osize", "-wmo", "-parse-as-library",
        "-Xfrontend", "-disable-stack-protector",
        // Makes the bytes independent of the folder and of the output's name.
        "-Xfrontend", "-disable-incremental-llvm-codegen",
        // One object a module: 16 bytes less for each file, and functions are joined across files.
        "-Xfrontend", "-enable-single-module-llvm-emission",
      ]),
    ]
  }
  if isFuzzBuild {
    settings.append(.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]))
    if target.name == "CKeccak" {
      target.cSettings = [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]
    }
  }
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
