import Clients
public import PortalDatabase
public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// What is agreed with clients: from the draft to the signature, the work, the settlements and the end.
public struct ContractsModule: Module {
    /// Names the module in addresses, templates and settings.
    public static let id = "contracts"

    /// Contracts.
    public init() {}

    /// The contracts; `own` are those of clients whose commercial asks.
    public static let contract = Scope(
        "contract", title: tr("Contracts"), elements: .may,
        storage: Scope.Storage(
            table: "contract", key: "custom_id_key", label: "custom_id || ' ' || title",
            normalise: { CustomID.key($0) }),
        actions: [.sign],
        relations: [
            Scope.Relation("own", title: tr("the contracts of their own clients")) {
                "contract.client_id IN (SELECT own.id FROM client AS own WHERE own.commercial_id = \($0))"
            }
        ])

    /// What the menu calls it.
    public var title: Message { tr("Contracts") }
    /// One sentence for the settings page.
    public var summary: Message { tr("Contracts with clients: drafts, signatures, settlements and amendments.") }
    /// What its rights are about.
    public var scopes: [Scope] { [Self.contract] }

    /// Contracts.
    public var menu: [MenuEntry] {
        [MenuEntry(tr("Contracts"), icon: "contract", path: "/contracts", access: .maySome(.read, Self.contract))]
    }

    /// Every page.
    public var pages: [any Page.Type] {
        [
            ContractPage.self, ContractFormPage.self, SignaturePage.self,
            SchedulePage.self, AmendmentPage.self,
        ]
    }

    /// How many contracts wait for a signature, and how many are being worked on, of those the visitor may see.
    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        guard context.maySome(.read, Self.contract) else { return [] }
        let visible = context.visible(.read, Self.contract)
        func count(_ state: ContractState) throws -> Int {
            let some: SQL = """
                SELECT 1 AS one FROM contract WHERE archived_at IS NULL AND state = \(state) AND \(sql: visible) LIMIT 1000
                """
            return try db.value("SELECT COUNT(*) FROM (\(sql: some)) AS counted", as: Int.self) ?? 0
        }
        let lines = [
            trn("%(count)s waits for a signature", "%(count)s wait for a signature", try count(.sent)),
            trn("%(count)s in progress", "%(count)s in progress", try count(.inProgress)),
        ]
        return [HomeCard(tr("Contracts"), icon: "contract", path: "/contracts", lines: lines)]
    }
}

extension Action {
    /// To sign for the association.
    public static let sign: Action = "sign"
}
