// swift-tools-version: 6.2
import PackageDescription

/// The same for every target: no implicit existentials, no imports that leak.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Tests see what they test through whatever imports it.
let testSettings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

/// C libraries from Debian: target, pkg-config name, Debian package.
let systemLibraries: [(name: String, pkgConfig: String?, debian: String)] = [
    ("CPostgreSQL", "libpq", "libpq-dev"),
    ("CSass", "libsass", "libsass-dev"),
    ("CArgon2", "libargon2", "libargon2-dev"),
    ("CMarkdown", nil, "libcmark-gfm-dev"),
    ("CCurl", "libcurl", "libcurl4-openssl-dev"),
    ("CBrotli", "libbrotlienc", "libbrotli-dev"),
    ("CZlib", "zlib", "zlib1g-dev"),
    ("CIdn2", "libidn2", "libidn2-dev"),
    ("CFiles", nil, "libc6-dev"),
    ("CSpawn", nil, "libc6-dev"),
    ("CSQLite", nil, "libsqlite3-dev"),
]

let hummingbird: [Target.Dependency] = [
    .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "HummingbirdHTTP2", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
]
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

/// The floors of the house, lowest first: name, folder, what it stands on. Arrows go down only.
let floors: [(name: String, folder: String, uses: [Target.Dependency])] = [
    ("PortalValues", "Values", []),
    ("PortalProcesses", "Processes", ["CSpawn"]),
    (
        "PortalDatabase", "Database",
        [
            "PortalValues", "CPostgreSQL", "CSQLite", logging, crypto, .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ] + nio
    ),
    ("PortalLanguage", "Language", ["PortalValues", "PortalProcesses"]),
    ("PortalTemplates", "Templates", ["PortalValues", "PortalLanguage", "CMarkdown"]),
    ("PortalSecurity", "Security", ["CArgon2", crypto]),
    ("PortalMail", "Mail", ["CCurl", "CIdn2"]),
    ("PortalAssets", "Assets", ["CSass", "CZlib", "CBrotli", crypto]),
    ("PortalConfiguration", "Configuration", ["PortalValues", "PortalLanguage", "PortalDatabase", "PortalSecurity", "PortalMail", logging]),
    // Files on disk, and what they are written in: CSV, JSON, ZIP.
    ("PortalFiles", "Files", ["PortalValues", "PortalLanguage", "PortalDatabase", "PortalSecurity", "PortalAssets", "CFiles"] + nio),
    (
        "PortalKit", "Kit",
        [
            "PortalValues", "PortalDatabase", "PortalLanguage", "PortalTemplates", "PortalSecurity", "PortalMail",
            "PortalAssets", "PortalProcesses", "PortalConfiguration", "PortalFiles", "CFiles", logging, crypto,
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ] + hummingbird + nio
    ),
]

/// One line per module: its name, and the modules (or floors beyond the usual ones) whose public face it may import.
let modules: [(name: String, uses: [String])] = [
    ("Home", []),
    ("Accounts", []),
    ("Administration", ["Accounts"]),
    ("Clients", ["Accounts"]),
    ("Photos", ["Accounts"]),
    ("Contracts", ["Accounts", "Clients", "PortalAssets"]),
    ("Events", ["Accounts", "Clients", "Contracts"]),
    ("Api", []),
]

/// What a module may import besides the modules it names.
let kit: [Target.Dependency] = [
    "PortalKit", "PortalConfiguration", "PortalFiles", "PortalValues", "PortalDatabase", "PortalLanguage",
    "PortalTemplates", "PortalSecurity", "PortalMail", "PortalProcesses", .product(name: "Hummingbird", package: "hummingbird"), logging, crypto,
]

var targets: [Target] = systemLibraries.map {
    .systemLibrary(
        name: $0.name, path: "Sources/Portal/\($0.name)", pkgConfig: $0.pkgConfig, providers: [.apt([$0.debian])])
}
targets += floors.map {
    .target(name: $0.name, dependencies: $0.uses, path: "Sources/Portal/\($0.folder)", swiftSettings: settings)
}
targets += modules.map {
    .target(
        name: $0.name, dependencies: kit + $0.uses.map { .target(name: $0) }, path: "Sources/Modules/\($0.name)",
        swiftSettings: settings)
}
targets.append(
    .executableTarget(
        name: "portal",
        dependencies: kit + modules.map { .target(name: $0.name) } + hummingbird + [
            "PortalAssets", .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        path: "Sources/Portal/Command", swiftSettings: settings))

/// What `bench/` measures with; not part of the portal.
targets.append(
    .executableTarget(
        name: "portal-bench",
        dependencies: [
            "Clients", "Photos", "PortalDatabase", "PortalKit", "PortalLanguage", "PortalTemplates", "PortalValues",
            logging,
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        path: "bench/Program", swiftSettings: settings))

/// Tests mirror the sources; a folder `Tests/XTests` belongs to the target `X`.
let testSupport: [Target.Dependency] = ["PortalTestSupport"]
targets.append(
    .target(
        name: "PortalTestSupport",
        dependencies: kit + hummingbird + nio + [
            "PortalAssets", .product(name: "HummingbirdTesting", package: "hummingbird"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        path: "Tests/Support", swiftSettings: settings))
let testedFloors = floors.map(\.name)
targets += testedFloors.map {
    .testTarget(
        name: "\($0)Tests", dependencies: [.target(name: $0)] + testSupport, path: "Tests/\($0)Tests",
        swiftSettings: testSettings)
}
targets += modules.map {
    .testTarget(
        name: "\($0.name)Tests", dependencies: [.target(name: $0.name)] + testSupport, path: "Tests/\($0.name)Tests",
        swiftSettings: testSettings)
}
targets.append(
    .testTarget(
        name: "PortalTests", dependencies: testSupport + ["portal"], path: "Tests/PortalTests", exclude: ["approved"],
        swiftSettings: testSettings))

targets.append(
    .testTarget(
        name: "CommandTests",
        dependencies: testSupport + ["portal", .product(name: "ArgumentParser", package: "swift-argument-parser")],
        path: "Tests/CommandTests", swiftSettings: testSettings))

let package = Package(
    name: "portal",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "portal", targets: ["portal"]),
        .executable(name: "portal-bench", targets: ["portal-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
