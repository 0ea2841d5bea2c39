public import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// How the audit log speaks of clients and companies.
    public func histories(_ application: PortalApplication) -> [HistoryWords] { [.client, Self.companies.history] }
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
}
