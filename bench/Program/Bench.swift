import ArgumentParser
import Clients
import Foundation
import Logging
import Photos
import PortalDatabase

/// What the measuring scripts of this folder need that the portal itself has no use for.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal-bench", abstract: "Measures, and fills a portal for measuring.",
        subcommands: [Template.self, Filters.self, FillClients.self, FillPhotos.self])
}

/// The time of one page of 50 rows × 6 columns.
struct Template: AsyncParsableCommand {
    @Argument(help: "The folder bench/templates.") var directory: String
    @Argument(help: "The folder Resources/translations.") var translations: String
    @Option(help: "Where the page is written, to be compared.") var output: String?

    func run() async throws {
        try TemplateBenchmark.run(directory: directory, translations: translations, output: output)
    }
}

/// How fast filters are read.
struct Filters: ParsableCommand {
    func run() { FilterBenchmark.run() }
}

/// Invented clients, by the hundred thousand, into a portal's database.
struct FillClients: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fill-clients")

    @Argument(help: "How many.") var count: Int
    @Option(help: "The database, as in PORTAL_DATABASE_URL.") var database: String

    func run() async throws {
        let database = try Database.open(url: database, logger: Logger(label: "bench"))
        try await ClientSamples.fill(count: count, db: database)
        await database.close()
    }
}

/// Invented albums and photos, without files, into a portal's database.
struct FillPhotos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fill-photos")

    @Argument(help: "How many albums.") var albums: Int
    @Argument(help: "How many photos in each.") var photos: Int
    @Option(help: "The database, as in PORTAL_DATABASE_URL.") var database: String

    func run() async throws {
        let database = try Database.open(url: database, logger: Logger(label: "bench"))
        try await GallerySamples.fill(albums: albums, photos: photos, db: database)
        await database.close()
    }
}
