import Clients
import PortalKit
import PortalLanguage
import PortalValues

extension HistoryWords {
    /// How the history of a contract is told.
    static let contract = HistoryWords(
        ContractForm.labels.merging([
            "state": tr("State"), "reason": tr("Reason"), "signatory": tr("Signatory"), "signed_on": tr("Signed on"),
            "total": tr("Amount with amendments"), "settlement": tr("Settlement"), "scan": trc("history", "Document"),
            "instalment": tr("Payment schedule"),
        ]) { one, _ in one },
        actions: [
            "send": (trc("history", "Sent"), "mail"), "revise": (trc("history", "Taken back to draft"), "restore"),
            "sign": (trc("history", "Signed"), "check"), "start": (trc("history", "Work begun"), "play"),
            "complete": (trc("history", "Completed"), "check"), "close": (trc("history", "Closed"), "lock"),
            "cancel": (trc("history", "Cancelled"), "cross"), "settle": (trc("history", "Settlement recorded"), "card"),
            "unsettle": (trc("history", "Settlement cancelled"), "card"),
            "schedule": (trc("history", "Line added to the schedule"), "calendar"),
            "unschedule": (trc("history", "Line removed from the schedule"), "calendar"),
            "amend": (trc("history", "Amendment drafted"), "document"),
            "sign amendment": (trc("history", "Amendment signed"), "document"),
            "withdraw amendment": (trc("history", "Amendment withdrawn"), "document"),
            "attach": (trc("history", "Document added"), "document"),
            "import": (trc("history", "Imported"), "upload"),
        ],
        shown: { value, field in
            switch field {
            case "state": ContractState(rawValue: value)?.title ?? .verbatim(value)
            case "amount", "total", "settlement", "instalment":
                Int64(value).map { Money(cents: $0).words } ?? .verbatim(value)
            case "signed_on":
                Day(iso: value).map { Message(id: "%(day)s", arguments: ["day": .day($0)]) } ?? .verbatim(value)
            default: .verbatim(value)
            }
        })
}

extension AuditChange {
    /// The fields that differ between two states of a contract; nil before it was entered, or after it was deleted.
    static func between(_ before: Contract?, _ after: Contract?) -> [AuditChange] {
        func change(_ field: String, _ read: (Contract) -> String?) -> AuditChange {
            AuditChange(field: field, before: before.flatMap(read), after: after.flatMap(read))
        }
        return [
            change("contract_id") { $0.customID }, change("title") { $0.title },
            change("client") { "\($0.client.name) (\($0.client.customID))" },
            change("amount") { String($0.amount.cents) },
        ].filter { $0.before != $0.after }
    }
}
