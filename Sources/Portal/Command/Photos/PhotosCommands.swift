import ArgumentParser
import Logging
import Photos
import PortalConfiguration
import PortalKit
import PortalLanguage

/// `portal photos …`
struct PhotosCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "photos", abstract: "Collections, albums and photos on disk.",
        subcommands: [ImportPhotos.self, SyncPhotos.self, CheckPhotos.self, MakeRenditions.self])
}

/// `portal photos import DIR`
struct ImportPhotos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in a folder of collections/albums/files. What is there stays untouched.",
        discussion: """
            New collections and albums are hidden until somebody publishes them. Names that begin with “_” or “.”, and .gz files, \
            are left out. Run again, it brings what is new.
            """)

    @ArgumentParser.Argument(help: "The folder.", completion: .directory)
    var directory: String

    @Flag(help: "Only count what is new, by names.")
    var dryRun = false

    func run() async throws {
        try await Watch.run { desk, watch in
            let report = try await PhotoImport.run(
                directory, dryRun: dryRun, actor: .terminal, in: desk.environment, listener: watch.listener("importing")
            )
            watch.finish(report, dryRun: dryRun)
        }
    }
}

/// `portal photos sync`
struct SyncPhotos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Follow the disk: take in what is new there, hidden; drop what has vanished.")

    @Flag(help: "Only count.")
    var dryRun = false

    func run() async throws {
        try await Watch.run { desk, watch in
            let report = try await PhotoSync.run(
                dryRun: dryRun, actor: .terminal, in: desk.environment, listener: watch.listener("comparing"))
            watch.finish(report, dryRun: dryRun)
        }
    }
}

/// `portal photos check`
struct CheckPhotos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compare every stored file with its digest. Exits 1 where something is wrong.")

    func run() async throws {
        try await Watch.run { desk, watch in
            let (photos, faults) = try await PhotoCheck.run(in: desk.environment, listener: watch.listener("checking"))
            watch.bar.clear()
            Terminal.say("\(photos) photos: \(faults == 0 ? "all is well" : "\(faults) faults").")
            if faults > 0 { throw ExitCode.failure }
        }
    }
}

/// `portal photos renditions`
struct MakeRenditions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renditions", abstract: "Make the pictures of all sizes anew, or those that are missing.")

    @Flag(help: "Only those that are missing or failed.")
    var missing = false

    func run() async throws {
        try await Watch.run { desk, watch in
            let (made, failed) = try await PhotoRenditions.run(
                missingOnly: missing, in: desk.environment, listener: watch.listener("making"))
            watch.bar.clear()
            Terminal.say("\(made) photos made, \(failed) failed.")
            if failed > 0 { throw ExitCode.failure }
        }
    }
}

/// What is shown while photos are worked on.
private struct Watch {
    let bar = ProgressBar()
    let speech: Speech

    static func run(_ work: (Desk, Watch) async throws -> Void) async throws {
        try await Desk.open { desk in
            let watch = Watch(speech: Speech(desk.configuration))
            do { try await work(desk, watch) } catch {
                watch.bar.clear()
                throw error
            }
        }
    }

    func listener(_ what: String) -> PhotoListener {
        PhotoListener(
            progress: { [bar] in bar.show(what, $0.done, of: $0.total) },
            remark: { [bar, speech] in bar.say("\($0.path): \(speech.text($0.words))") })
    }

    func finish(_ report: PhotoReport, dryRun: Bool) {
        bar.clear()
        let verb = dryRun ? "would be new" : "new"
        Terminal.say(
            """
            \(report.collections) collections, \(report.albums) albums, \(report.photos) photos \(verb); \(report.known) known, \
            \(report.removed) gone, \(report.refused) refused.
            """)
    }
}

extension Desk {
    /// What work on photos needs.
    fileprivate var environment: PhotoEnvironment {
        PhotoEnvironment(
            database: database, dataDirectory: configuration.dataDirectory, logger: Logger(label: "portal.photos"))
    }
}
