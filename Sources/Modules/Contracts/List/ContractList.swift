import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Which contracts a list shows, in which order: from its address, within what the visitor may see.
struct ContractList {
    static let sorts = [
        SortColumn("created", tr("Created"), by: ["contract.created_at", "contract.id"], first: .descending),
        SortColumn("number", tr("Contract"), by: ["contract.custom_id_key", "contract.id"]),
        SortColumn("client", tr("Client"), by: ["client.sort_name", "client.id", "contract.id"]),
        SortColumn(
            "amount", tr("Amount"), by: ["contract.total_cents", "contract.id"], isNumber: true, first: .descending),
    ]
    /// The filters beside search and order.
    static let filters = ["state", "commercial", "client", ListFilter.parameter]
    /// Stands among the states for those put away.
    static let archived = "archived"
    /// Stands for nobody in the filter; no user name is that short.
    static let nobody = "-"

    let query: ListQuery
    let client: ClientRef?
    /// What was typed into the filter box.
    let filter: ListFilter
    static let tables: SQL = "contract JOIN client ON client.id = contract.client_id"
    let condition: SQL

    /// Reads the address. Throws 400 for what no form of ours sends.
    init(_ context: RequestContext, _ db: any Connection) throws {
        filter = try ListFilter(context, ContractFilter.catalogue(context), id: "contract.id", db)
        query = try ListQuery(context, sorts: Self.sorts).following(filter)
        client = try Self.client(query.filter("client"), context, db)
        let state = query.filter("state")
        var conditions: [SQL] = [
            state == Self.archived ? "contract.archived_at IS NOT NULL" : "contract.archived_at IS NULL",
            context.visible(.read, ContractsModule.contract),
        ]
        if !state.isEmpty, state != Self.archived {
            guard let state = ContractState(rawValue: state) else { throw Failure.badRequest(.parameter("state")) }
            conditions.append("contract.state = \(state)")
        }
        if let client { conditions.append("contract.client_id = \(client.id)") }
        conditions += try Self.commercial(query.filter("commercial"), db)
        let terms = SearchWords.typed(query.q)
        // Something was typed that no word can hold: it finds nothing, rather than everything.
        if terms.isEmpty, !query.q.tidied.isEmpty { conditions.append("1 = 0") }
        conditions += terms.map(Self.found)
        condition =
            filter.narrow(Self.tables, where: conditions.joined(separator: " AND "), table: "contract", query).condition
    }

    /// A word of the contract or of its client begins like this.
    private static func found(_ term: String) -> SQL {
        """
        contract.id IN (SELECT contract_id FROM contract_word WHERE \(sql: SearchWords.begins("word", term))
        UNION ALL SELECT agreed.id FROM contract AS agreed WHERE agreed.client_id IN (
            SELECT client_id FROM client_word WHERE \(sql: SearchWords.begins("word", term))))
        """
    }

    private static func commercial(_ typed: String, _ db: any Connection) throws -> [SQL] {
        if typed.isEmpty { return [] }
        if typed == nobody {
            return ["contract.client_id IN (SELECT own.id FROM client AS own WHERE own.commercial_id IS NULL)"]
        }
        guard
            let id = try db.value(
                "SELECT person_id FROM account WHERE username_key = \(typed.lowercased())", as: Int64.self)
        else { throw Failure.badRequest(.parameter("commercial")) }
        return ["contract.client_id IN (SELECT own.id FROM client AS own WHERE own.commercial_id = \(id))"]
    }

    private static func client(_ typed: String, _ context: RequestContext, _ db: any Connection) throws -> ClientRef? {
        if typed.isEmpty { return nil }
        var errors = FieldErrors()
        guard let client = try ClientChoice.chosen(typed, now: nil, &errors, context, db) else {
            throw Failure.badRequest(.parameter("client"))
        }
        return client
    }

    func total(_ db: any Connection) throws -> ListTotal {
        // Conditions are about the contract alone, and each has its client: nothing is joined to be counted.
        try query.total(" FROM contract WHERE \(sql: condition)", db)
    }

    /// The rows of this page.
    func rows(_ db: any Connection) throws -> [Row] {
        try db.rows(
            """
            SELECT contract.custom_id, contract.title, contract.state, contract.total_cents, contract.settled_cents,
                contract.signed_on, contract.created_at, \(sql: ClientRef.columns)
            FROM contract\(sql: ClientRef.joins) WHERE \(sql: condition)\(sql: query.slice)
            """)
    }

    /// All of them, for an export.
    var everything: SQL {
        """
        SELECT \(sql: Contract.columns), commercial_account.username AS commercial_username FROM contract\(sql: Contract.joins)
        LEFT JOIN account AS commercial_account ON commercial_account.person_id = client.commercial_id
        WHERE \(sql: condition)\(sql: query.order)
        """
    }

    /// Everybody who looks after clients, to choose from.
    func commercials(_ db: any Connection) throws -> [Choice] {
        let chosen = query.filter("commercial").lowercased()
        let people = try db.rows(
            """
            SELECT a.username, a.username_key, p.first_name, p.last_name FROM person AS p
            JOIN account AS a ON a.person_id = p.id
            WHERE p.id IN (SELECT t.commercial_id FROM client_tally AS t) ORDER BY p.search_name, p.id
            """
        ).map { row in
            Choice(
                try row.get("username"),
                named: "\(try row.get("first_name", as: String.self)) \(try row.get("last_name", as: String.self))",
                selected: try row.get("username_key", as: String.self) == chosen)
        }
        return [Choice("", tr("All commercials"), selected: chosen.isEmpty)] + people
            + [Choice(Self.nobody, tr("No commercial"), selected: chosen == Self.nobody)]
    }

    /// The states, to choose from.
    var states: [Choice] {
        let chosen = query.filter("state")
        return [Choice("", tr("All states"), selected: chosen.isEmpty)]
            + ContractState.allCases.map { Choice($0.rawValue, $0.title, selected: chosen == $0.rawValue) }
            + [Choice(Self.archived, trc("state of a list", "Archived"), selected: chosen == Self.archived)]
    }
}
