import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What somebody decides of an event, checked.
struct EventFacts: Sendable, Equatable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var title = ""
    var place = EventPlace()
    var starts = Instant(seconds: 0)
    var ends = Instant(seconds: 0)
    var attendees = 0
    /// In Markdown.
    var notes = ""
}

/// Where an event is.
struct EventPlace: Sendable, Equatable {
    var name = ""
    var address = ""
    /// As text: it may begin with a zero.
    var postalCode = ""
    var town = ""

    /// In one line.
    var line: String {
        [name, address, [postalCode, town].filter { !$0.isEmpty }.joined(separator: " ")].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}

/// An event as stored.
struct Event: Sendable {
    let id: Int64
    /// Its name in calendars, for ever.
    let uid: String
    private(set) var customID: String
    private(set) var facts: EventFacts
    let contract: EventContract
    let state: EventState
    /// Who runs it; nil for nobody yet.
    let support: Supporter?
    let version: Int
    let createdAt, updatedAt: Instant
    let archivedAt: Instant?

    var title: String { facts.title }
    var isArchived: Bool { archivedAt != nil }
    /// As notices and the log call it.
    var label: String { "\(customID) \(title)" }
    /// The words by which it is found, beside its contract's and its client's.
    var words: Set<String> { Self.words(customID, facts) }
    static func words(_ customID: String, _ facts: EventFacts) -> Set<String> {
        SearchWords([customID, facts.title, facts.place.name, facts.place.town]).all
    }

    /// The event as it would be with other facts.
    func changed(_ facts: EventFacts) -> Event {
        var other = self
        other.customID = facts.customID?.text ?? customID
        other.facts = facts
        other.facts.customID = nil
        return other
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        uid = try row.get("uid")
        customID = try row.get("custom_id")
        var facts = EventFacts()
        facts.title = try row.get("title")
        facts.place = EventPlace(
            name: try row.get("place"), address: try row.get("address"), postalCode: try row.get("postal_code"),
            town: try row.get("town"))
        facts.starts = try row.get("starts_at")
        facts.ends = try row.get("ends_at")
        facts.attendees = try row.get("attendees")
        facts.notes = try row.get("notes")
        self.facts = facts
        contract = try EventContract(row)
        state = try row.get("state")
        support = try Supporter(event: row)
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    static let columns: SQL = """
        event.id, event.uid, event.custom_id, event.title, event.state, event.place, event.address, event.postal_code, event.town,
        event.starts_at, event.ends_at, event.attendees, event.notes, event.support_id, event.version, event.created_at,
        event.updated_at, event.archived_at, \(sql: EventContract.columns), \(sql: Supporter.columns)
        """
    static let joins: SQL = "\(sql: EventContract.joins)\(sql: Supporter.joins)"

    /// An invented one.
    static let sample = Event(sample: Instant(seconds: 1_795_000_000))

    private init(sample then: Instant) {
        id = 1
        uid = "7f9c0b1e-5d5a-4a86-9a57-0a8b6f1d2c3e"
        customID = "2026-GALA-D-HIVER"
        facts = EventFacts(
            title: "Gala d’hiver",
            place: EventPlace(name: "Halle Alstom", address: "1 mail du Front", postalCode: "01000", town: "Nantes"),
            starts: then, ends: then.adding(seconds: 6 * 3600), attendees: 250,
            notes: "Trois salles, **une** scène.")
        contract = .sample
        state = .confirmed
        support = Supporter(id: 5, username: "support", name: "Théo Marchand")
        version = 3
        createdAt = then
        updatedAt = then
        archivedAt = then
    }
}
