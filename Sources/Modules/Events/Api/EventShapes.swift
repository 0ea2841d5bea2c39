import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// Events, as programs see them.
enum EventShapes {
    static let event = ApiShape("Event", what + around)

    private static let what = [
        ApiField("event_id", tr("Identifier"), .identifier, .readWrite(needed: false)),
        ApiField("title", trc("event", "Title"), .text(most: 125), .readWrite(needed: true)),
        ApiField("contract", tr("Contract"), .identifier, .readWrite(needed: true)),
        ApiField("client", tr("Client"), .identifier),
        ApiField("client_name", tr("Name of the client"), .text(most: 240)),
        ApiField("commercial", tr("Commercial"), .text(most: 64), isOptional: true),
        ApiField("support", trc("event", "Support"), .text(most: 64), isOptional: true),
        ApiField("state", tr("State"), .choice(EventState.allCases.map(\.rawValue))),
        ApiField("starts", trc("event", "Start"), .instant, .readWrite(needed: true)),
        ApiField("ends", trc("event", "End"), .instant, .readWrite(needed: true)),
        ApiField("attendees", tr("Attendees"), .integer, .readWrite(needed: true)),
    ]

    private static let around = [
        ApiField("place", trc("event", "Place"), .text(most: 150), .readWrite(needed: true)),
        ApiField("address", tr("Street"), .text(most: 150), .readWrite(needed: false), isOptional: true),
        ApiField("postal_code", tr("Postal code"), .text(most: 12), .readWrite(needed: false), isOptional: true),
        ApiField("town", tr("Town"), .text(most: 100), .readWrite(needed: false), isOptional: true),
        ApiField("notes", tr("Notes"), .text(most: 2_500), .readWrite(needed: false), isOptional: true),
        ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Created"), .instant),
        ApiField("last_update_date", tr("Last changed"), .instant),
        ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
    ]

    static let columns: SQL = "\(sql: Event.columns), commercial_account.username AS commercial_username"
    static let joins: SQL = """
        \(sql: Event.joins) LEFT JOIN account AS commercial_account ON commercial_account.person_id = client.commercial_id
        """

    static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let event = try Event(row)
        let (facts, contract) = (event.facts, event.contract)
        let commercial: String? = try row.get("commercial_username")
        json.object { json in
            json.field("event_id", event.customID)
            json.field("title", facts.title)
            json.field("contract", contract.customID)
            json.field("client", contract.clientCustomID)
            json.field("client_name", contract.client)
            json.field("commercial", commercial)
            json.field("support", event.support?.username)
            json.field("state", event.state.rawValue)
            json.field("starts", facts.starts)
            json.field("ends", facts.ends)
            json.field("attendees", facts.attendees)
            json.field("place", facts.place.name)
            json.field("address", filled: facts.place.address)
            json.field("postal_code", filled: facts.place.postalCode)
            json.field("town", filled: facts.place.town)
            json.field("notes", filled: facts.notes)
            json.field("version", event.version)
            json.field("creation_date", event.createdAt)
            json.field("last_update_date", event.updatedAt)
            json.field("archived_at", event.archivedAt)
        }
    }

    static let transition = [
        ApiField(
            "name", tr("Which way"), .choice(EventAction.allCases.map(\.rawValue)), .writeOnly(needed: true)),
        ApiField("reason", tr("Reason"), .text(most: 1_000), .writeOnly(needed: false), isOptional: true),
    ]

    static let support = [
        ApiField("support", trc("event", "Support"), .text(most: 64), .writeOnly(needed: true), isOptional: true)
    ]

    /// What the parameters of the list mean.
    static func described(_ name: String) -> ApiOperation.Parameter {
        switch name {
        case "state":
            ApiOperation.Parameter(
                name, tr("Only those in this state; archived shows those put away."),
                choices: EventState.allCases.map(\.rawValue) + [EventList.archived])
        case "period":
            ApiOperation.Parameter(
                name, tr("Only those that are not over, or only those that are."), choices: ["coming", "past"])
        case "view":
            ApiOperation.Parameter(
                name,
                tr(
                    "Only those that you run or whose client is yours, or only those that wait for somebody to run them."
                ),
                choices: ["mine", "unassigned"])
        default: ApiOperation.Parameter(name, tr("A condition in the language of filters."))
        }
    }
}
