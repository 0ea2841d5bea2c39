import ArgumentParser
import PortalKit

/// What every import of a CSV file understands.
struct ImportOptions: ParsableArguments {
    @Argument(help: "The file.", completion: .file(extensions: ["csv"]))
    var file: String

    @Flag(help: "Look at every line, and store nothing.")
    var dryRun = false

    @Flag(help: "Also print the lines that are right.")
    var verbose = false

    @Flag(help: "Store lines without an identifier although an import of the same file stored them in the last days.")
    var again = false

    @Option(help: ArgumentHelp("A column under another title; may be repeated.", valueName: "column=title"))
    var map: [String] = []

    @Option(help: "The separator, where it is not found out right.")
    var separator: String?

    func validate() throws {
        if let separator, separator.count != 1 { throw ValidationError("--separator is one character.") }
        for pair in map where !pair.contains("=") { throw ValidationError("--map is written column=title.") }
    }

    /// What the titles mean where nobody would guess.
    var mapping: [String: String] {
        Dictionary(
            map.map { pair in
                let pieces = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(pieces[0]), String(pieces[1]))
            }, uniquingKeysWith: { $1 })
    }

    /// Runs an import, tells how far it has come and what is wrong, and then what came of it.
    func run(
        _ speech: Speech,
        _ work: (@escaping @Sendable (ImportProgress) -> Void, @escaping @Sendable (ImportLine) -> Void) async throws
            -> ImportReport
    ) async throws -> ImportReport {
        let bar = ProgressBar()
        defer { bar.clear() }
        let isVerbose = verbose
        let report = try await work(
            { bar.show($0.phase == .looking ? "looking" : "storing", $0.read, of: $0.total) },
            { line in for text in Self.words(line, speech, verbose: isVerbose) { bar.say(text) } })
        bar.clear()
        Terminal.say(
            "\(report.lines) lines: \(report.new) new, \(report.changed) changed, \(report.unchanged) unchanged, "
                + "\(report.refused) wrong; \(report.stored) stored.")
        if report.earlier > 0 {
            Terminal.say(
                report.isResumed
                    ? "\(report.earlier) lines were stored before, by an import that was interrupted."
                    : "\(report.earlier) lines without an identifier were stored before, by an import of this file; --again stores them once more."
            )
        }
        if let end = report.end {
            for problem in report.problems where problem.line == end {
                Terminal.say(Self.words(problem, speech))
            }
            throw CommandError(
                "somebody changed the data: nothing from line \(end) on is stored. Correct it and import the file again; what is stored stays, and is not stored a second time"
            )
        }
        return report
    }

    private static func words(_ problem: ImportLineError, _ speech: Speech) -> String {
        "line \(problem.line): \(problem.title.map { speech.text($0) + ": " } ?? "")\(speech.text(problem.message))"
    }

    private static func words(_ line: ImportLine, _ speech: Speech, verbose: Bool) -> [String] {
        let start = "line \(line.line): "
        switch line.outcome {
        case .refused(let problems):
            return problems.map { words($0, speech) }
        case _ where !verbose: return []
        case _ where line.isStored: return [start + "stored as \(line.identifier)"]
        case .new: return [start + "new"]
        case .changed(let fields): return [start + "changed: " + fields.map(speech.text).joined(separator: ", ")]
        case .unchanged: return [start + "unchanged"]
        case .brought: return [start + "stored before"]
        }
    }
}
