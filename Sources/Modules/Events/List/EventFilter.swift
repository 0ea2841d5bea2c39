import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage

/// What events can be filtered by: what their list, their pages and their export show.
enum EventFilter {
    /// The fields of an event; and of its contract, its client and the client's company, as far as the visitor may see those.
    static func catalogue(_ context: RequestContext) -> FilterCatalogue {
        FilterCatalogue(own(context) + place + people(context), relations: relations(context))
    }

    private static func own(_ context: RequestContext) -> [FilterField] {
        let element = FilterElement(
            from: "event", id: "event.id", key: "event.custom_id_key",
            visible: context.visible(.read, EventsModule.event),
            text: "event.custom_id", normalise: { CustomID.key($0) })
        let contract = FilterElement(
            from: "contract", id: "contract.id", key: "contract.custom_id_key",
            visible: context.visible(.read, ContractsModule.contract),
            text: "(SELECT contract.custom_id FROM contract WHERE contract.id = event.contract_id)",
            normalise: { CustomID.key($0) })
        return [
            FilterField("event_id", ["id_evenement"], tr("Identifier"), .element(element), "event.id"),
            FilterField("title", ["titre"], trc("event", "Title"), .text(), "event.title"),
            FilterField(
                "state", ["etat", "status", "statut"], tr("State"), .choice(EventState.choices), "event.state"),
            FilterField(
                "contract_id", ["id_contrat", "contrat", "contract"], tr("Contract"), .element(contract),
                "event.contract_id"),
            FilterField(
                "start", ["debut", "starts", "event_start_date"], trc("event", "Start"), .instant, "event.starts_at"),
            FilterField("end", ["fin", "ends", "event_end_date"], trc("event", "End"), .instant, "event.ends_at"),
            FilterField(
                "attendees", ["participants", "invites"], tr("Attendees"), .number, "event.attendees"),
            FilterField("notes", ["notes"], tr("Notes"), .text(), "event.notes", isOptional: true),
            FilterField(
                "creation_date", ["cree_le", "date_creation", "created"], tr("Created"), .instant, "event.created_at"),
            FilterField(
                "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
                "event.updated_at"),
        ]
    }

    private static let place = [
        FilterField("place", ["lieu", "location"], trc("event", "Place"), .text(), "event.place"),
        FilterField("address", ["adresse", "rue", "street"], tr("Street"), .text(), "event.address", isOptional: true),
        FilterField(
            "postal_code", ["code_postal"], tr("Postal code"), .text(), "event.postal_code", isOptional: true),
        FilterField("town", ["ville", "city"], tr("Town"), .text(), "event.town", isOptional: true),
    ]

    private static func people(_ context: RequestContext) -> [FilterField] {
        let support = FilterElement.person(
            visible: Supporter.known,
            text: "(SELECT person.search_name FROM person WHERE person.id = event.support_id)")
        let commercial = FilterElement.person(
            visible: "account.person_id IN (SELECT client.commercial_id FROM client)",
            text: "(SELECT person.search_name FROM person WHERE person.id = client.commercial_id)")
        return [
            FilterField(
                "support", ["support", "collaborator", "collaborateur"], trc("event", "Support"), .element(support),
                "event.support_id", isOptional: true),
            FilterField(
                "commercial", ["commercial"], tr("Commercial"), .element(commercial), "client.commercial_id",
                through: ofClient, isOptional: true),
        ]
    }

    private static func relations(_ context: RequestContext) -> [FilterRelation] {
        let client = context.visible(.read, ClientsModule.client)
        let company = context.visible(.read, ClientsModule.company)
        let contract = context.visible(.read, ContractsModule.contract)
        return [
            FilterRelation(
                "contract", ["contrat"], need: .init(.read, ContractsModule.contract), through: [hop(contract)],
                to: { ContractFilter.catalogue(context) }),
            FilterRelation(
                "client", ["client"], need: .init(.read, ClientsModule.client),
                through: [hop(), Join("contract.client_id", to: "client", id: "client.id", visible: client)],
                to: { ClientsModule.clientCatalogue(context) }),
            FilterRelation(
                "company", ["entreprise", "societe"], need: .init(.read, ClientsModule.company),
                through: ofClient + [Join("client.company_id", to: "company", id: "company.id", visible: company)],
                to: { ClientsModule.companyCatalogue(context) }),
            FilterRelation(
                "support", ["support"], through: [Join("event.support_id", to: "person", id: "person.id")],
                to: { person }),
        ]
    }

    /// What everybody who sees an event reads of who runs it.
    private static let person = FilterCatalogue([
        FilterField("first_name", ["prenom"], tr("First name"), .text(), "person.first_name"),
        FilterField("last_name", ["nom"], tr("Last name"), .text(), "person.last_name"),
    ])

    /// From an event to its contract.
    private static func hop(_ visible: SQL = "1 = 1") -> Join {
        Join("event.contract_id", to: "contract", id: "contract.id", visible: visible)
    }

    /// From an event to its client, which whoever sees the event reads.
    private static let ofClient = [hop(), Join("contract.client_id", to: "client", id: "client.id")]

    /// Filters that work with any portal's data.
    static let examples = [
        FilterExample("support = me and start >= today", tr("Yours to run, from today on")),
        FilterExample("support is none and state in (planned, confirmed)", tr("Waiting for somebody to run them")),
        FilterExample(
            "client.company.town ~ nantes or attendees > 200", tr("For companies in Nantes, or with many people")),
        FilterExample("start between today and +1m sort by start", tr("In the coming month, the next one first")),
    ]
}

extension EventState {
    /// The states, as people of both languages write them.
    static let choices = [
        FilterChoice(planned.rawValue, ["planned", "prévu", "planifié"]),
        FilterChoice(confirmed.rawValue, ["confirmed", "confirmé"]),
        FilterChoice(inProgress.rawValue, ["in_progress", "en_cours"]),
        FilterChoice(done.rawValue, ["done", "terminé"]), FilterChoice(closed.rawValue, ["closed", "clos"]),
        FilterChoice(cancelled.rawValue, ["cancelled", "annulé", "canceled"]),
    ]
}
