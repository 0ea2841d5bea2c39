import Clients
import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension WordIndex {
    /// What events are found by, beside their contracts' and clients' words.
    static let event = WordIndex("event_word", owner: "event_id", of: "event")
}

/// The table of events: every change of it goes through here.
enum Events {
    static func find(_ id: Int64, _ db: any Connection) throws -> Event? {
        try db.row("SELECT \(sql: Event.columns) FROM event\(sql: Event.joins) WHERE event.id = \(id)").map(Event.init)
    }

    /// A condition: something of the event lies in this period. The bound below the start is for the index: nothing lasts longer.
    static func during(_ period: Range<Instant>) -> SQL {
        let earliest = period.lowerBound.adding(seconds: -86_400 * Int64(EventForm.longest + 1))
        return """
            event.starts_at < \(period.upperBound) AND event.starts_at > \(earliest) AND event.ends_at > \(period.lowerBound)
            """
    }

    /// Enters an event, without anybody to run it; without an identifier one is proposed. Throws `.unique("event_custom_id_key")` where
    /// it is taken.
    static func insert(
        _ facts: EventFacts, contract: Int64, except reserved: Set<String> = [], now: Instant, _ db: any Connection
    ) throws -> Int64 {
        let year = String(facts.starts.utc.day.civil.year)
        let customID =
            try facts.customID
            ?? CustomID.propose(CustomID.readable([year, facts.title]), in: "event", except: reserved, db)
        let row = try db.row(
            """
            INSERT INTO event (uid, custom_id, custom_id_key, contract_id, title, sort_title, place, address, postal_code, town,
                starts_at, ends_at, attendees, notes, created_at, updated_at)
            VALUES (\(UUID().uuidString.lowercased()), \(customID.text), \(customID.key), \(contract), \(facts.title),
                \(facts.title.folded), \(facts.place.name), \(facts.place.address), \(facts.place.postalCode), \(facts.place.town),
                \(facts.starts), \(facts.ends), \(facts.attendees), \(facts.notes), \(now), \(now))
            RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let id: Int64 = try row.get("id")
        try WordIndex.event.add(Event.words(customID.text, facts), to: id, db)
        return id
    }

    /// Changes an event that still is as it was read; false where somebody was faster. Throws `.unique("event_custom_id_key")`.
    static func update(_ old: Event, _ new: Event, now: Instant, _ db: any Connection) throws -> Bool {
        let facts = new.facts
        let changed = try db.run(
            """
            UPDATE event SET custom_id = \(new.customID), custom_id_key = \(CustomID.key(new.customID)), title = \(facts.title),
                sort_title = \(facts.title.folded), place = \(facts.place.name), address = \(facts.place.address),
                postal_code = \(facts.place.postalCode), town = \(facts.place.town), starts_at = \(facts.starts),
                ends_at = \(facts.ends), attendees = \(facts.attendees), notes = \(facts.notes), version = version + 1,
                updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        try WordIndex.event.set(new.words, of: old.id, db)
        return true
    }

    /// Chooses who runs an event that still is as it was read; false where somebody was faster.
    static func assign(_ event: Event, to person: Int64?, now: Instant, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE event SET support_id = \(person), version = version + 1, updated_at = \(now)
            WHERE id = \(event.id) AND version = \(event.version) AND state = \(event.state)
            """) > 0
    }

    /// Brings an event that was just entered to where it stood elsewhere, in one step.
    static func carry(
        _ id: Int64, _ history: EventHistory, reason: String, by who: ActorRef, now: Instant, _ db: any Connection
    ) throws {
        try db.run(
            """
            UPDATE event SET state = \(history.state), support_id = \(history.support?.id)
            WHERE id = \(id) AND state = \(EventState.planned)
            """)
        guard history.state != .planned else { return }
        try EventsModule.workflow.note(
            id, from: .planned, to: history.state, reason: reason, by: who, now: now, db)
    }

    /// Puts an event away, or takes it back.
    static func archive(_ event: Event, _ isArchived: Bool, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE event SET archived_at = \(isArchived ? now : nil), version = version + 1, updated_at = \(now)
            WHERE id = \(event.id)
            """)
    }

    /// Deletes an event that was only planned, or cancelled; false for any other.
    static func delete(_ event: Event, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM event WHERE id = \(event.id) AND state IN ('planned', 'cancelled')") > 0
    }
}
