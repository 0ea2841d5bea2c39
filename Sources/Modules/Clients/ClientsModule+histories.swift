public import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// How the audit log speaks of clients and companies.
    public func histories(_ house: House) -> [HistoryWords] { [.client, .company] }
}

extension HistoryWords {
    /// How the history of a client is told.
    static let client = HistoryWords(
        of: "client", trc("history", "Client"),
        ClientFacts.labels.merging(["clients": tr("Clients")]) { one, _ in one },
        actions: ["assign": (trc("history", "Handed over"), "person")],
        shown: { value, field in
            switch field {
            case "telephone": .verbatim(PhoneNumber(stored: value).shown)
            case "clients": number(value)
            default: ClientFacts.shown(value, of: field)
            }
        })

    /// How the history of a company is told.
    static let company = HistoryWords(
        of: "company", trc("history", "Company"), CompanyFacts.labels,
        shown: { value, field in CompanyFacts.shown(value, of: field) })
}
