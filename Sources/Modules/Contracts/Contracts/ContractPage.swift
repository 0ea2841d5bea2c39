import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One contract: where it stands, its money, its papers, and what happened.
struct ContractPage: Page {
    let contract: Contract
    let url, clientUrl, copiedFromUrl: String
    let rights: Rights
    let buttons: [WorkflowButton]
    let steps: [WorkflowStep]
    let settlements: [Settlement]
    let settlement: SettlementForm
    let errors: FieldErrors
    let instalments: [Instalment]
    let amendments: [Amendment]
    let scans: [Scan]
    /// What other modules have of it.
    let related: [RelatedCard]
    let history: [HistoryEntry]

    /// What the visitor may do here and now.
    struct Rights: Sendable {
        var edit = false
        var archive = false
        var copy = false
        var delete = false
        var schedule = false
        var settle = false
        var amend = false
        var attach = false
    }

    /// How much of what is due has come in; all of it is 1.
    private var share: Double {
        guard contract.total.cents > 0 else { return 0 }
        return Double(contract.settled.cents) / Double(contract.total.cents)
    }

    /// What a paper can be; a signed one needs a signature first.
    private var paperKinds: [Choice] {
        (contract.state.isFirm ? Scan.Kind.allCases : [.other]).map {
            Choice($0.rawValue, $0.title, selected: $0 == .other)
        }
    }

    private var methods: [Choice] {
        SettlementMethod.allCases.map { Choice($0.rawValue, $0.title, selected: settlement.method == $0.rawValue) }
    }

    static let template = "contracts/show.html"
    static let fields: [Field<ContractPage>] = facts + possible + lists

    private static let facts: [Field<ContractPage>] = [
        .text("number") { $0.contract.customID }, .text("name") { $0.contract.title },
        .text("client") { $0.contract.client.name }, .text("clientUrl") { $0.clientUrl },
        .text("commercial") { $0.contract.client.commercial }, .message("state") { $0.contract.state.title },
        .text("kind") { $0.contract.state.kind }, .flag("isFirm") { $0.contract.state.isFirm },
        .flag("isLocked") { $0.contract.state.isLocked }, .money("amount") { $0.contract.amount },
        .money("total") { $0.contract.total }, .flag("isAmended") { $0.contract.total != $0.contract.amount },
        .money("settled") { $0.contract.settled }, .money("remaining") { $0.contract.remaining },
        .decimal("share") { $0.share }, .text("signatory") { $0.contract.signatory },
        .optionalDay("signedOn") { $0.contract.signedOn }, .text("copiedFrom") { $0.contract.copiedFrom ?? "" },
        .text("copiedFromUrl") { $0.copiedFromUrl }, .instant("createdAt") { $0.contract.createdAt },
        .instant("updatedAt") { $0.contract.updatedAt }, .optionalInstant("archivedAt") { $0.contract.archivedAt },
    ]
    private static let possible: [Field<ContractPage>] = [
        .text("url") { $0.url }, .flag("mayEdit") { $0.rights.edit }, .flag("mayArchive") { $0.rights.archive },
        .flag("mayCopy") { $0.rights.copy }, .flag("mayDelete") { $0.rights.delete },
        .flag("maySchedule") { $0.rights.schedule }, .flag("maySettle") { $0.rights.settle },
        .flag("mayAmend") { $0.rights.amend },
        .flag("mayAttach") { $0.rights.attach }, .list("buttons") { $0.buttons },
    ]
    private static let lists: [Field<ContractPage>] = [
        .list("stops") { WorkflowStop.line($0.contract.state) }, .list("steps") { $0.steps },
        .list("settlements") { $0.settlements }, .list("instalments") { $0.instalments },
        .list("methods") { $0.methods },
        .list("errors") { $0.errors.lines(SettlementForm.labels) },
        .model("day") { $0.errors.view("day", $0.settlement.day) },
        .model("settledAmount") { $0.errors.view("amount", $0.settlement.amount) },
        .model("method") { $0.errors.view("method", $0.settlement.method) },
        .model("note") { $0.errors.view("note", $0.settlement.note) }, .list("amendments") { $0.amendments },
        .list("scans") { $0.scans }, .list("paperKinds") { $0.paperKinds }, .list("related") { $0.related },
        .list("history") { $0.history },
    ]

    static var sample: ContractPage {
        ContractPage(
            contract: .sample, url: "/contracts/2026-LEFEVRE", clientUrl: "/clients/LEFEVRE-ZOE",
            copiedFromUrl: "/contracts/2025-LEFEVRE",
            rights: Rights(
                edit: true, archive: true, copy: true, delete: true, schedule: true, settle: true, amend: true,
                attach: true),
            buttons: ContractAction.allCases.map { WorkflowButton($0, path: "/contracts/2026-LEFEVRE") },
            steps: [
                WorkflowStep(
                    from: ContractState.draft, to: .sent, who: "Camille Dubois", reason: "Accord de principe",
                    when: Instant(seconds: 1_795_000_000))
            ],
            settlements: [], settlement: SettlementForm(Fields()), errors: FieldErrors(), instalments: [],
            amendments: [], scans: [],
            related: [
                RelatedCard(
                    .verbatim("Événements"),
                    lines: [
                        RelatedLine(
                            "Gala", url: "/events/2026-GALA", note: "21 nov. 2026", state: .verbatim("Prévu"),
                            kind: "warn")
                    ], empty: .verbatim("–"), addUrl: "/events/new", addLabel: .verbatim("+"))
            ],
            history: [
                HistoryEntry.sample(
                    trc("history", "Created"), by: "commercial", at: Instant(seconds: 1_795_000_000))
            ])
    }
}
