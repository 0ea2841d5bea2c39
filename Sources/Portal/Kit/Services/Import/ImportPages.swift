import PortalLanguage
public import PortalTemplates

/// Takes a file, and says what can stand in it.
public struct ImportPage: Page {
    let title: Message
    let listUrl, action: String
    /// What is wrong with the file that was sent.
    let fault: Message?
    let notes: [Message]
    let columns: [ImportColumnView]
    let megabytes: Int

    /// Its template.
    public static let template = "imports/start.html"
    /// What it may name.
    public static let fields: [Field<ImportPage>] = [
        .message("title") { $0.title }, .text("listUrl") { $0.listUrl }, .text("action") { $0.action },
        .optionalMessage("fault") { $0.fault }, .list("notes") { $0.notes.map(ImportNote.init) },
        .list("columns") { $0.columns }, .number("megabytes") { $0.megabytes },
    ]
    /// An invented one.
    public static var sample: ImportPage {
        ImportPage(
            title: tr("Contracts"), listUrl: "/contracts", action: "/contracts/import",
            fault: tr("The file is empty."), notes: [tr("The file is empty.")],
            columns: [ImportColumnView(name: "client_id", title: tr("Identifier"), isRequired: true)], megabytes: 5)
    }
}

/// A column that a file can have.
struct ImportColumnView: Model {
    let name: String
    let title: Message
    let isRequired: Bool

    static let fields: [Field<ImportColumnView>] = [
        .text("name") { $0.name }, .message("title") { $0.title }, .flag("isRequired") { $0.isRequired },
    ]
}

/// A sentence.
struct ImportNote: Model {
    let text: Message
    static let fields: [Field<ImportNote>] = [.message("text") { $0.text }]
}

/// Shows what a file would do, line by line, before it is done.
public struct ImportPreviewPage: Page {
    let title: Message
    let listUrl: String
    /// Where another file is sent.
    let otherUrl: String
    let action: String
    /// The same file, lines included that were brought before.
    let againUrl: String
    let name: String
    let report: ImportReport
    /// Whether somebody changed the data since it was shown.
    let isOutdated: Bool

    /// Its template.
    public static let template = "imports/preview.html"
    /// What it may name.
    public static let fields: [Field<ImportPreviewPage>] = [
        .message("title") { $0.title }, .text("listUrl") { $0.listUrl }, .text("otherUrl") { $0.otherUrl },
        .text("action") { $0.action }, .text("againUrl") { $0.againUrl }, .text("name") { $0.name },
        .flag("isOutdated") { $0.isOutdated }, .flag("isResumed") { $0.report.isResumed },
        .number("earlier") { $0.report.earlier },
        .number("lines") { $0.report.lines }, .number("new") { $0.report.new },
        .number("changed") { $0.report.changed }, .number("unchanged") { $0.report.unchanged },
        .number("refused") { $0.report.refused }, .number("bringing") { $0.report.new + $0.report.changed },
        .text("announced") { $0.report.announcement }, .flag("isImportable") { $0.report.isImportable },
        .list("examples") { $0.report.examples.map(ImportExample.init) },
        .list("problems") { $0.report.problems.prefix(ImportReport.shown).map(ImportProblemView.init) },
        .flag("hasMoreExamples") { $0.report.new + $0.report.changed > $0.report.examples.count },
        .flag("hasMoreProblems") { $0.report.problems.count > ImportReport.shown },
    ]
    /// An invented one.
    public static var sample: ImportPreviewPage {
        var report = ImportReport()
        report.add(ImportLine(line: 2, identifier: "2026-LEFEVRE", label: "Gala d’hiver", outcome: .new))
        report.add(
            ImportLine(line: 3, identifier: "2026-OEUVRARD", label: "Bal", outcome: .changed([tr("Identifier")])))
        report.add(
            ImportLine(
                line: 4, identifier: "", label: "",
                outcome: .refused([
                    ImportLineError(
                        line: 4, column: "title", title: .verbatim("Objet"), message: tr("Please fill this in."))
                ])))
        return ImportPreviewPage(
            title: tr("Contracts"), listUrl: "/contracts", otherUrl: "/contracts/import",
            action: "/contracts/import/x", againUrl: "/contracts/import/x?again=yes", name: "contrats.csv",
            report: report, isOutdated: true)
    }
}

/// A line that brings something.
struct ImportExample: Model {
    let line: ImportLine

    private var changes: [ImportNote] {
        if case .changed(let fields) = line.outcome { return fields.map(ImportNote.init) }
        return []
    }

    static let fields: [Field<ImportExample>] = [
        .number("line") { $0.line.line }, .text("identifier") { $0.line.identifier },
        .text("label") { $0.line.label }, .list("changes") { $0.changes },
    ]
}

/// A line that is wrong, and where.
struct ImportProblemView: Model {
    let problem: ImportLineError

    static let fields: [Field<ImportProblemView>] = [
        .number("line") { $0.problem.line }, .optionalMessage("column") { $0.problem.title },
        .message("message") { $0.problem.message },
    ]
}
