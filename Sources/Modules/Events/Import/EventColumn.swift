import PortalKit
import PortalLanguage

/// The columns of a file of events: those that the export writes.
enum EventColumn: String, ImportColumn {
    case eventID = "event_id"
    case title, contract, client, commercial, state, starts, ends, place, address
    case postalCode = "postal_code"
    case town, attendees, support, notes

    static let required: [EventColumn] = [.title, .contract, .starts, .ends, .place, .attendees]

    var title: Message {
        switch self {
        case .client: tr("Client")
        case .commercial: tr("Commercial")
        case .state: tr("State")
        case .support: trc("event", "Support")
        default: EventForm.labels[rawValue] ?? .verbatim(rawValue)
        }
    }

    var aliases: [String] {
        switch self {
        case .eventID:
            ["id", "identifier", "identifiant", "event", "evenement", "identifiant de l evenement", "numero"]
        case .title: ["titre", "nom", "name"]
        case .contract: ["contrat", "contract id", "identifiant du contrat", "contract identifier"]
        case .client: ["client name", "nom du client"]
        case .commercial: ["commercial contact", "contact commercial"]
        case .state: ["etat", "statut", "status"]
        case .starts: ["start", "debut", "event start date", "date de debut", "start date"]
        case .ends: ["end", "fin", "event end date", "date de fin", "end date"]
        case .place: ["lieu", "salle", "location"]
        case .address: ["rue", "street", "adresse"]
        case .postalCode: ["code postal", "zip", "postcode"]
        case .town: ["ville", "commune", "city"]
        case .attendees: ["participants", "nombre de participants", "personnes"]
        case .support: ["support contact", "contact support", "responsable"]
        case .notes: ["note", "remarques", "commentaires"]
        }
    }

    /// Those that the form has too.
    static let typed: [EventColumn] = [
        .eventID, .title, .contract, .starts, .ends, .place, .address, .postalCode, .town, .attendees, .notes,
    ]
}
