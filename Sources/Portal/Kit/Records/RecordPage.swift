import PortalDatabase
public import PortalLanguage
public import PortalTemplates
import PortalValues

/// One fact of what a record's page says.
public struct RecordFact: Model {
    let label: Message
    /// In words of ours, such as a day or one of a few values; nil for words of people's own.
    private let words: Message?
    private let lines: [String]
    private let url: String

    /// A fact in words of people's own, in one line or several, such as an address; a dash where there is none. `url` is where it leads, if
    /// anywhere.
    public init(_ label: Message, lines: [String], url: String = "") {
        self.label = label
        self.lines = lines
        self.url = url
        words = nil
    }

    /// The same in one line; a dash where it is empty.
    public init(_ label: Message, _ text: String?, url: String = "") {
        self.init(label, lines: text.flatMap { $0.isEmpty ? nil : [$0] } ?? [], url: url)
    }

    /// A fact in words of ours.
    public init(_ label: Message, _ words: Message, url: String = "") {
        self.label = label
        self.words = words
        self.url = url
        lines = []
    }

    /// Each field, in the order in which they are declared, as the history tells it; `links` are where some of them lead.
    public static func all<Facts: RecordFacts>(
        of facts: Facts, except names: Set<String> = [], links: [String: String] = [:]
    ) -> [RecordFact] {
        Facts.fields.filter { $0.source != .derived && !names.contains($0.key) }.map { field in
            let url = links[field.key] ?? ""
            guard let (words, text) = field.shown(facts) else { return RecordFact(field.label, nil) }
            if let words { return RecordFact(field.label, words, url: url) }
            let lines = text.contains("\n") ? text.split(separator: "\n").map(String.init) : [text]
            return RecordFact(field.label, lines: lines, url: url)
        }
    }

    /// What the template may name.
    public static let fields: [Field<RecordFact>] = [
        .message("label") { $0.label }, .optionalMessage("words") { $0.words }, .texts("lines") { $0.lines },
        .text("url") { $0.url },
    ]
}

/// The page of a record: what is known of it, what belongs to it, and what happened.
struct RecordPage: Page {
    let name: String
    let many, since: Message
    let listUrl, url: String
    let facts: [RecordFact]
    let createdAt, updatedAt: Instant
    let archivedAt, erasedAt: Instant?
    let mayEdit, mayDelete, hasPersonalData: Bool
    let choices: [ChoiceCard]
    let cards: [RelatedCard]
    let history: [HistoryEntry]

    static let template = "records/show.html"
    static let fields: [Field<RecordPage>] = [
        .text("name") { $0.name }, .message("many") { $0.many }, .message("since") { $0.since },
        .text("listUrl") { $0.listUrl },
        .text("url") { $0.url }, .list("facts") { $0.facts }, .instant("createdAt") { $0.createdAt },
        .instant("updatedAt") { $0.updatedAt }, .optionalInstant("archivedAt") { $0.archivedAt },
        .optionalInstant("erasedAt") { $0.erasedAt }, .flag("hasPersonalData") { $0.hasPersonalData },
        .list("choices") { $0.choices }, .flag("mayEdit") { $0.mayEdit }, .flag("mayDelete") { $0.mayDelete },
        .list("cards") { $0.cards },
        .list("history") { $0.history },
    ]
    static var sample: RecordPage {
        let then = Instant(seconds: 1_795_000_000)
        return RecordPage(
            name: "Les Halles d’Été", many: tr("Companies"), since: tr("In the portal since"), listUrl: "/companies",
            url: "/companies/HALLES",
            facts: [RecordFact(tr("Name"), "Les Halles d’Été"), RecordFact(tr("Town"), tr("Archived"))],
            createdAt: then,
            updatedAt: then, archivedAt: then, erasedAt: then, mayEdit: true, mayDelete: true, hasPersonalData: true,
            choices: [.sample],
            cards: [
                RelatedCard(
                    tr("Clients"),
                    lines: [
                        RelatedLine(
                            "Zoé Lefèvre", url: "/clients/LEFEVRE-ZOE", note: "06 00 00 00 01", state: tr("Archived"),
                            kind: "")
                    ], empty: tr("No client yet"), addUrl: "/clients/new", addLabel: tr("New client"))
            ], history: [.sample(trc("history", "Created"), by: "commercial", at: then)])
    }
}
