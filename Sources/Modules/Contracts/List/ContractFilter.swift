import Clients
import PortalDatabase
public import PortalKit
import PortalLanguage

/// What contracts can be filtered by: what their list, their pages and their export show.
public enum ContractFilter {
    /// The fields of a contract, and of its client where that is one that the visitor may see.
    public static func catalogue(_ context: RequestContext) -> FilterCatalogue {
        FilterCatalogue(
            own(context) + amounts + times,
            relations: [
                FilterRelation(
                    "client", need: .init(.read, ClientsModule.client),
                    through: [toClient(visible: context.visible(.read, ClientsModule.client))],
                    to: { ClientsModule.clientCatalogue(context) })
            ])
    }

    /// From a contract to its client.
    private static func toClient(visible: SQL) -> Join {
        Join("contract.client_id", to: "client", id: "client.id", visible: visible)
    }

    private static func own(_ context: RequestContext) -> [FilterField] {
        let contract = FilterElement(
            from: "contract", id: "contract.id", key: "contract.custom_id_key",
            visible: context.visible(.read, ContractsModule.contract), text: "contract.custom_id",
            normalise: { CustomID.key($0) })
        // Whoever sees a contract sees whose it is.
        let visible: SQL = """
            \(sql: context.visible(.read, ClientsModule.client)) OR client.id IN (SELECT contract.client_id FROM contract
            WHERE \(sql: context.visible(.read, ContractsModule.contract)))
            """
        let client = FilterElement(
            from: "client", id: "client.id", key: "client.custom_id_key", visible: visible,
            text:
                "(SELECT client.first_name || ' ' || client.last_name FROM client WHERE client.id = contract.client_id)",
            normalise: { CustomID.key($0) })
        return [
            FilterField("contract_id", ["id_contrat"], tr("Identifier"), .element(contract), "contract.id"),
            FilterField("title", ["objet", "titre", "subject"], tr("Subject"), .text(), "contract.title"),
            FilterField(
                "client_id", ["id_client", "client"], trc("filter", "Client identifier"), .element(client),
                "contract.client_id"),
            FilterField(
                "commercial", ["commercial", "commercial_id", "collaborator_id"], tr("Commercial"),
                .element(ClientsModule.commercialElement(named: commercialName)), "client.commercial_id",
                through: [toClient(visible: "1 = 1")], isOptional: true),
            FilterField("status", ["statut", "etat", "state"], tr("State"), .choice(states), "contract.state"),
            FilterField(
                "is_signed", ["signe", "signed"], trc("filter", "Signed, and not cancelled since"), .flag,
                "(contract.state IN ('signed', 'in_progress', 'completed', 'closed'))"),
        ]
    }

    private static let commercialName: SQL = """
        (SELECT person.search_name FROM person WHERE person.id = client.commercial_id)
        """

    /// What a cancelled contract was worth is owed by nobody.
    private static let due: SQL = """
        (CASE contract.state WHEN 'cancelled' THEN 0 ELSE contract.total_cents - contract.settled_cents END)
        """

    private static let amounts = [
        FilterField(
            "full_amount_to_pay", ["montant_total", "montant", "amount"], tr("Amount"), .money, "contract.total_cents"),
        FilterField("settled", ["regle"], tr("Settled"), .money, "contract.settled_cents"),
        FilterField(
            "remain_amount_to_pay", ["reste_a_payer", "reste", "remaining"], tr("Remaining"), .money, due),
    ]

    private static let times = [
        FilterField(
            "signed_on", ["signe_le"], tr("Signed on"), .day, "contract.signed_on", isOptional: true),
        FilterField(
            "signatory", ["signataire"], tr("Signatory"), .text(), "contract.signatory", isOptional: true),
        FilterField(
            "creation_date", ["cree_le", "date_creation", "created"], tr("Created"), .instant, "contract.created_at"),
        FilterField(
            "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
            "contract.updated_at"),
    ]

    private static let states = [
        FilterChoice(ContractState.draft.rawValue, ["draft", "brouillon"]),
        FilterChoice(ContractState.sent.rawValue, ["sent", "envoyé"]),
        FilterChoice(ContractState.signed.rawValue, ["signed", "signé"]),
        FilterChoice(ContractState.inProgress.rawValue, ["in_progress", "en_cours"]),
        FilterChoice(ContractState.completed.rawValue, ["completed", "terminé", "done"]),
        FilterChoice(ContractState.closed.rawValue, ["closed", "clos"]),
        FilterChoice(ContractState.cancelled.rawValue, ["cancelled", "annulé", "canceled"]),
    ]

    /// Filters that work with any portal's data.
    static let examples = [
        FilterExample("status = sent and commercial = me", tr("Those of your clients that wait for a signature")),
        FilterExample(
            "signed = yes and remaining > 0 sort by remaining desc", tr("Signed and not yet paid, the largest first")),
        FilterExample(
            "client.company.town = Nantes and amount between 1000 and 5000",
            tr("With clients in Nantes, from 1,000 to 5,000 euros")),
        FilterExample("signed_on >= this_month", tr("Signed this month")),
    ]
}
