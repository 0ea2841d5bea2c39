import PortalKit
import PortalLanguage

/// The columns of a file of contracts: those that the export writes.
enum ContractColumn: String, ImportColumn {
    case contractID = "contract_id"
    case title
    case clientID = "client_id"
    case client, commercial, state, amount, total, settled, remaining, signatory
    case signedOn = "signed_on"
    case created = "creation_date"

    static let required: [ContractColumn] = [.title, .amount]

    var title: Message {
        switch self {
        case .contractID: tr("Identifier")
        case .title: tr("Subject")
        case .clientID: trc("filter", "Client identifier")
        case .client: tr("Client")
        case .commercial: tr("Commercial")
        case .state: tr("State")
        case .amount: tr("Amount")
        case .total: tr("Amount with amendments")
        case .settled: tr("Settled")
        case .remaining: tr("Remaining")
        case .signatory: tr("Signatory")
        case .signedOn: tr("Signed on")
        case .created: tr("Created")
        }
    }

    var aliases: [String] {
        switch self {
        case .contractID:
            ["id", "identifier", "identifiant", "contract", "contrat", "identifiant du contrat", "numero", "number"]
        case .title: ["subject", "objet", "sujet", "titre"]
        case .clientID: ["client identifier", "identifiant du client", "identifiant client"]
        case .client: ["client name", "nom du client"]
        case .commercial: ["commercial contact", "contact commercial"]
        case .state: ["etat", "statut", "status"]
        case .amount: ["montant", "montant total", "full amount to pay", "total amount"]
        case .total: ["amount with amendments", "montant avenants compris", "montant avec avenants"]
        case .settled: ["regle", "deja regle", "paye", "deja paye", "paid", "already paid"]
        case .remaining: ["reste a payer", "reste", "remain amount to pay", "remaining amount"]
        case .signatory: ["signataire", "signe par", "signed by"]
        case .signedOn: ["signe le", "date de signature", "signature date"]
        case .created: ["created", "created on", "cree", "cree le", "date de creation"]
        }
    }
}
