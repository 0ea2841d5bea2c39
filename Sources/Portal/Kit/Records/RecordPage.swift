import PortalDatabase
public import PortalLanguage
public import PortalTemplates
import PortalValues

/// One line of what a record's page says.
public struct RecordFact: Model {
    let label: Message
    let lines: [Message]
    let url: String

    /// A fact in one line or several, such as an address; a dash where there is none. `url` is where it leads, if anywhere.
    public init(_ label: Message, _ lines: [Message], url: String = "") {
        self.label = label
        self.lines = lines
        self.url = url
    }

    /// A fact in words of people's own; a dash where it is empty.
    public init(_ label: Message, _ text: String?, url: String = "") {
        self.init(label, text.flatMap { $0.isEmpty ? nil : .verbatim($0) }.map { [$0] } ?? [], url: url)
    }

    /// Each field, in the order in which they are declared, as the history tells it; `links` are where some of them lead.
    public static func all<Facts: RecordFacts>(
        of facts: Facts, except names: Set<String> = [], links: [String: String] = [:]
    ) -> [RecordFact] {
        Facts.fields.filter { !names.contains($0.key) }.map { field in
            let url = links[field.key] ?? ""
            guard let stored = field.telling.logged(facts), !stored.isEmpty else { return RecordFact(field.label, []) }
            if let words = field.telling.shown(stored) { return RecordFact(field.label, [words], url: url) }
            return RecordFact(field.label, stored.split(separator: "\n").map { .verbatim(String($0)) }, url: url)
        }
    }

    /// What the template may name.
    public static let fields: [Field<RecordFact>] = [
        .message("label") { $0.label }, .messages("lines") { $0.lines }, .text("url") { $0.url },
    ]
}

/// The page of a record: what is known of it, what belongs to it, and what happened.
struct RecordPage: Page {
    let name: String
    let many: Message
    let listUrl, url: String
    let facts: [RecordFact]
    let createdAt, updatedAt: Instant
    let archivedAt: Instant?
    let mayEdit, mayDelete: Bool
    let cards: [RelatedCard]
    let history: [HistoryEntry]

    static let template = "records/show.html"
    static let fields: [Field<RecordPage>] = [
        .text("name") { $0.name }, .message("many") { $0.many }, .text("listUrl") { $0.listUrl },
        .text("url") { $0.url }, .list("facts") { $0.facts }, .instant("createdAt") { $0.createdAt },
        .instant("updatedAt") { $0.updatedAt }, .optionalInstant("archivedAt") { $0.archivedAt },
        .flag("mayEdit") { $0.mayEdit }, .flag("mayDelete") { $0.mayDelete }, .list("cards") { $0.cards },
        .list("history") { $0.history },
    ]
    static var sample: RecordPage {
        let then = Instant(seconds: 1_795_000_000)
        return RecordPage(
            name: "Les Halles d’Été", many: tr("Companies"), listUrl: "/companies", url: "/companies/HALLES",
            facts: [RecordFact(tr("Name"), "Les Halles d’Été"), RecordFact(tr("Town"), nil)], createdAt: then,
            updatedAt: then, archivedAt: then, mayEdit: true, mayDelete: true,
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
