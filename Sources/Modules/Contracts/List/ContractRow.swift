import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One line of the list.
struct ContractRow: Model {
    let url, number, title, client, commercial: String
    let state: ContractState
    let total, remaining: Money
    let createdAt: Instant

    static let columns: SQL = """
        contract.custom_id, contract.title, contract.state, contract.total_cents, contract.settled_cents, contract.created_at,
        \(sql: ClientRef.columns)
        """

    init(_ row: Row, base: String) throws {
        number = try row.get("custom_id")
        url = base + Escape.query(number)
        title = try row.get("title")
        let ref = try ClientRef(row)
        client = ref.name
        commercial = ref.commercial
        state = try row.get("state")
        total = try row.get("total_cents")
        remaining = Contract.remaining(of: total, settled: try row.get("settled_cents"), in: state)
        createdAt = try row.get("created_at")
    }

    init(sample title: String, _ state: ContractState) {
        url = "/contracts/2026-LEFEVRE"
        number = "2026-LEFEVRE"
        self.title = title
        client = "Zoé Lefèvre"
        commercial = "Camille Dubois"
        self.state = state
        total = Money(cents: 123_450)
        remaining = Money(cents: 23_450)
        createdAt = Instant(seconds: 1_795_000_000)
    }

    static let fields: [Field<ContractRow>] = [
        .text("url") { $0.url }, .text("number") { $0.number }, .text("title") { $0.title },
        .text("client") { $0.client }, .text("commercial") { $0.commercial }, .message("state") { $0.state.title },
        .text("kind") { $0.state.kind }, .money("total") { $0.total }, .money("remaining") { $0.remaining },
        .flag("isDue") { $0.state != .cancelled }, .instant("createdAt") { $0.createdAt },
    ]
}
