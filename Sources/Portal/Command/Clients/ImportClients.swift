import ArgumentParser
import Clients
import PortalKit

/// `portal clients import FILE.csv`
struct ImportClients: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import clients from a CSV file: all of it, or nothing.",
        discussion: """
            Columns in any order: \(ClientImport.columns.joined(separator: ", ")). The usual words in French and English are \
            understood too; only the names are required. Encoding and separator are found out.
            """)

    @Argument(help: "The file.", completion: .file(extensions: ["csv"]))
    var file: String

    @Flag(help: "Look at every line, and store nothing.")
    var dryRun = false

    @Flag(help: "Store the lines that are right, although others are not.")
    var skipInvalid = false

    @Flag(help: "Also print the lines that are right.")
    var verbose = false

    @Option(help: ArgumentHelp("A column under another title; may be repeated.", valueName: "column=title"))
    var map: [String] = []

    @Option(help: "The separator, where it is not found out right.")
    var separator: String?

    func validate() throws {
        if let separator, separator.count != 1 { throw ValidationError("--separator is one character.") }
        for pair in map where !pair.contains("=") { throw ValidationError("--map is written column=title.") }
    }

    func run() async throws {
        let mapping = Dictionary(
            map.map { pair in
                let pieces = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(pieces[0]), String(pieces[1]))
            }, uniquingKeysWith: { $1 })
        try await Desk.open { desk in
            let speech = Speech(desk.configuration)
            let bar = ProgressBar()
            let report: ClientImportReport
            do {
                report = try await ClientImport.run(
                    file: file, into: desk.database, dryRun: dryRun, skipInvalid: skipInvalid, mapping: mapping,
                    separator: separator?.first, actor: .terminal,
                    progress: { bar.show($0.phase == .looking ? "looking" : "storing", $0.read, of: $0.total) },
                    each: { [verbose] line in
                        for text in Self.words(line, speech, verbose: verbose) { bar.say(text) }
                    })
            } catch {
                bar.clear()
                throw error
            }
            bar.clear()
            Terminal.say(
                "\(report.lines) lines: \(report.valid) right, \(report.invalid) wrong, \(report.stored) stored.")
            if report.invalid > 0, !skipInvalid {
                throw CommandFault(
                    dryRun ? "the file has wrong lines" : "nothing was stored; --skip-invalid stores the right lines")
            }
        }
    }

    private static func words(_ line: ClientImportLine, _ speech: Speech, verbose: Bool) -> [String] {
        switch line.outcome {
        case .invalid(let problems):
            problems.map { one in
                "line \(one.line): \(one.column.isEmpty ? "" : one.column + ": ")\(speech.text(one.message))"
            }
        case .valid: verbose ? ["line \(line.line): right"] : []
        case .stored(let id): verbose ? ["line \(line.line): stored as \(id)"] : []
        }
    }
}
