import Clients
public import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    /// How the audit log speaks of contracts.
    public func histories(_ application: PortalApplication) -> [HistoryWords] { [.contract] }
}

extension HistoryWords {
    /// How the history of a contract is told.
    static let contract = HistoryWords(
        of: "contract", tr("Contract"),
        ContractForm.labels.merging([
            "state": tr("State"), "signatory": tr("Signatory"), "signed_on": tr("Signed on"),
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
        ],
        shown: { value, field in
            switch field {
            case "state": ContractState(rawValue: value)?.title
            case "amount", "total", "settlement", "instalment": money(value)
            case "signed_on": day(value)
            default: nil
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
