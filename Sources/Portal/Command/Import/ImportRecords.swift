import Administration
import ArgumentParser
import Clients
import Contracts
import Events
import Logging
import PortalKit

/// A kind of record that a file can bring into the portal of this machine.
protocol ImportKind {
    /// What a terminal calls several of them.
    static var name: String { get }
    /// What reads it.
    static var desk: any FileImport { get }
    /// Which of them a file needs, in words.
    static var needed: String { get }
}

/// `portal clients import FILE.csv`, `portal companies import FILE.csv`, `portal user import FILE.csv`,
/// `portal contracts import FILE.csv`, `portal events import FILE.csv`
struct ImportRecords<Kind: ImportKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: ImportNames.command,
            abstract:
                "Import \(Kind.name) from a CSV file into the portal of this machine: nothing of it as long as a line is wrong.",
            discussion: ImportNames.discussion(Kind.desk.columns, needed: Kind.needed), aliases: ImportNames.aliases)
    }

    @OptionGroup
    var options: ImportOptions

    @Flag(help: "Store the lines that are right, although others are not.")
    var skipInvalid = false

    func run() async throws {
        try await Desk.open { desk in
            let application = try Composition.application(
                desk.configuration, desk.database, logger: Logger(label: "portal.import"))
            let source = ImportSource(
                file: options.file, separator: options.separator?.first, mapping: options.mapping)
            let report = try await options.run(Speech(desk.configuration)) { progress, each in
                try await Kind.desk.run(
                    source, application, dryRun: options.dryRun, skipsInvalid: skipInvalid, isAgain: options.again,
                    progress: progress, each: each)
            }
            if report.refused > 0, !skipInvalid {
                throw CommandError(
                    options.dryRun
                        ? "the file has wrong lines" : "nothing was stored; --skip-invalid stores the right lines")
            }
        }
    }
}

/// The verb, and what all imports say of themselves.
enum ImportNames {
    static let command = "import"
    static let aliases = ["importer"]

    static func discussion(_ columns: [String], needed: String) -> String {
        """
        Columns in any order: \(columns.joined(separator: ", ")). The usual words in French and English are understood too; \
        \(needed). Encoding and separator are found out.
        """
    }
}

/// `portal clients import`
enum ImportedClients: ImportKind {
    static let name = "clients"
    static let desk = ClientsModule().importedClients
    static let needed = "only the names are required"
}

/// `portal companies import`
enum ImportedCompanies: ImportKind {
    static let name = "companies"
    static let desk = ClientsModule().importedCompanies
    static let needed = "only the name is required"
}

/// `portal user import`
enum ImportedPeople: ImportKind {
    static let name = "people"
    static let desk = AdministrationModule().importedPeople
    static let needed = "only the names are required"
}

/// `portal contracts import`
enum ImportedContracts: ImportKind {
    static let name = "contracts"
    static let desk = ContractsModule().imported
    static let needed = "a subject, an amount and a client are required"
}

/// `portal events import`
enum ImportedEvents: ImportKind {
    static let name = "events"
    static let desk = EventsModule().imported
    static let needed = "a title, a contract, a place, start, end and attendees are required"
}
