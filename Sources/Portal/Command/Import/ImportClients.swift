import ArgumentParser
import Clients
import PortalKit

/// `portal clients import FILE.csv`
struct ImportClients: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ImportNames.command,
        abstract: "Import clients from a CSV file: nothing of it as long as a line is wrong.",
        discussion: ImportNames.discussion(ClientImport.columns, needed: "only the names are required"),
        aliases: ImportNames.aliases)

    @OptionGroup
    var options: ImportOptions

    @Flag(help: "Store the lines that are right, although others are not.")
    var skipInvalid = false

    func run() async throws {
        try await Desk.open { desk in
            let report = try await options.run(Speech(desk.configuration)) { progress, each in
                try await ClientImport.run(
                    file: options.file, into: desk.database, dryRun: options.dryRun, skipInvalid: skipInvalid,
                    isAgain: options.again,
                    mapping: options.mapping, separator: options.separator?.first, actor: .terminal, progress: progress,
                    each: each)
            }
            if report.refused > 0, !skipInvalid {
                throw CommandError(
                    options.dryRun
                        ? "the file has wrong lines" : "nothing was stored; --skip-invalid stores the right lines")
            }
        }
    }
}
