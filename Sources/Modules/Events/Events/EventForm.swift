import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of an event, as it says it; ``facts(in:_:)`` is the only way to something that is stored.
struct EventForm: Form {
    var eventID = ""
    /// The contract's identifier; nil where the form did not ask.
    var contract: String?
    var title = ""
    var place = ""
    var address = ""
    var postalCode = ""
    var town = ""
    var starts = ""
    var ends = ""
    var attendees = ""
    var notes = ""
    var version = ""

    static let names = [
        "event_id", "contract", "title", "place", "address", "postal_code", "town", "starts", "ends", "attendees",
        "notes", "version",
    ]

    init(_ fields: Fields) {
        eventID = fields["event_id"]
        contract = fields.has("contract") ? fields["contract"] : nil
        title = fields["title"]
        place = fields["place"]
        address = fields["address"]
        postalCode = fields["postal_code"]
        town = fields["town"]
        starts = fields["starts"]
        ends = fields["ends"]
        attendees = fields["attendees"]
        notes = fields["notes"]
        version = fields["version"]
    }

    /// The form of a stored event.
    init(_ event: Event, in zone: Zone) {
        let facts = event.facts
        eventID = event.customID
        title = facts.title
        place = facts.place.name
        address = facts.place.address
        postalCode = facts.place.postalCode
        town = facts.place.town
        starts = WallTime.typed(facts.starts, in: zone)
        ends = WallTime.typed(facts.ends, in: zone)
        attendees = String(facts.attendees)
        notes = facts.notes
        version = String(event.version)
    }

    /// No event lasts longer, in days.
    static let longest = 60
    /// No event has more people.
    static let most = 1_000_000

    /// The checked facts; notes everything that is wrong.
    func facts(in zone: Zone, _ errors: inout FieldErrors) -> EventFacts {
        var facts = EventFacts()
        facts.customID = errors.checkTyped("event_id", eventID) { text throws(TextError) in try EventID.read(text) }
        facts.title = errors.line("title", title, most: 125, optional: false)
        facts.place.name = errors.line("place", place, most: 150, optional: false)
        facts.place.address = errors.line("address", address, most: 150)
        facts.place.postalCode = errors.checkTyped("postal_code", postalCode, Self.postalCode) ?? ""
        facts.place.town = errors.line("town", town, most: 100)
        let starts = errors.check("starts") { () throws(TextError) in try WallTime.read(self.starts, in: zone) }
        let ends = errors.check("ends") { () throws(TextError) in try WallTime.read(self.ends, in: zone) }
        if let starts, let ends {
            facts.starts = starts
            facts.ends = ends
            if ends <= starts {
                errors["ends"] = tr("The end must lie after the start.")
            } else if ends > starts.adding(seconds: Int64(Self.longest) * 86_400) {
                errors["ends"] = tr("An event lasts at most %(count)s days.", ["count": .number(Self.longest)])
            }
        }
        facts.attendees =
            errors.check("attendees") { () throws(TextError) in try Self.attendees(self.attendees) } ?? 0
        facts.notes = errors.lines("notes", notes, most: 2500)
        return facts
    }

    private static func postalCode(_ typed: String) throws(TextError) -> String {
        let text = try Words.line(typed, most: 12)
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) || $0 == " " || $0 == "-"
        }
        guard isPlain else { throw TextError(tr("Letters, digits, spaces and dashes only.")) }
        return text
    }

    private static func attendees(_ typed: String) throws(TextError) -> Int {
        let digits = typed.tidied.filter { !" \u{A0}\u{202F}".contains($0) }
        if digits.isEmpty { throw TextError(tr("Please fill this in.")) }
        // Seven digits fit any integer; what has more is too many anyway.
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.utf8.count <= 7, let number = Int(digits),
            number <= most
        else { throw TextError(tr("A whole number from 0 to %(most)s.", ["most": .number(most)])) }
        return number
    }

    /// What the page calls the fields.
    static let labels: [String: Message] = [
        "event_id": tr("Identifier"), "contract": tr("Contract"), "title": trc("event", "Title"),
        "place": trc("event", "Place"), "address": tr("Street"), "postal_code": tr("Postal code"), "town": tr("Town"),
        "starts": trc("event", "Start"), "ends": trc("event", "End"), "attendees": tr("Attendees"),
        "notes": tr("Notes"),
    ]
}
