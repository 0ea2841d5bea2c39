import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage

/// The contract of an event, with its client and who looks after both.
struct EventContract: Sendable {
    let id: Int64
    let customID, title: String
    let state: ContractState
    let clientID: Int64
    let clientCustomID, client: String
    /// Who looks after the client; nil for nobody.
    let commercialID: Int64?
    let commercial: String

    /// As a select calls it.
    var label: String { "\(customID) · \(title) · \(client)" }

    init(_ row: Row) throws {
        id = try row.get("contract_id")
        customID = try row.get("contract_custom_id")
        title = try row.get("contract_title")
        state = try row.get("contract_state")
        clientID = try row.get("client_id")
        clientCustomID = try row.get("client_custom_id")
        client =
            "\(try row.get("client_first_name", as: String.self)) \(try row.get("client_last_name", as: String.self))"
        commercialID = try row.get("commercial_id")
        if let last = try row.get("commercial_last_name", as: String?.self) {
            commercial = "\(try row.get("commercial_first_name", as: String?.self) ?? "") \(last)"
        } else {
            commercial = ""
        }
    }

    static let columns: SQL = """
        contract.id AS contract_id, contract.custom_id AS contract_custom_id, contract.title AS contract_title,
        contract.state AS contract_state, client.id AS client_id, client.custom_id AS client_custom_id,
        client.first_name AS client_first_name, client.last_name AS client_last_name, client.commercial_id,
        commercial.first_name AS commercial_first_name, commercial.last_name AS commercial_last_name
        """
    /// The contract's own way to its client.
    private static let around: SQL = """
         JOIN client ON client.id = contract.client_id LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
        """
    /// An event's way to it.
    static let joins: SQL = " JOIN contract ON contract.id = event.contract_id\(sql: around)"

    /// A contract by its identifier, whoever asks.
    static func find(_ key: String, _ db: any Connection) throws -> EventContract? {
        guard let id = try db.element(key, of: ContractsModule.contract) else { return nil }
        return try find(id, db)
    }

    static func find(_ id: Int64, _ db: any Connection) throws -> EventContract? {
        try db.row("SELECT \(sql: columns) FROM contract\(sql: around) WHERE contract.id = \(id)").map(
            EventContract.init)
    }

    /// The contracts for which this visitor may enter an event now.
    static func open(to context: RequestContext, _ db: any Connection) throws -> [EventContract] {
        guard let condition = EventRights.creatable(context) else { return [] }
        return try db.rows(
            """
            SELECT \(sql: columns) FROM contract\(sql: around) WHERE contract.state IN ('signed', 'in_progress')
                AND contract.archived_at IS NULL AND \(sql: condition) ORDER BY contract.custom_id_key LIMIT 500
            """
        ).map(EventContract.init)
    }

    /// Throws 409, in words, where events cannot be planned on it.
    func demandReady() throws(Failure) {
        switch state {
        case .signed, .inProgress: return
        case .draft, .sent:
            throw .conflict(
                tr("This contract is not signed. An event needs a signed contract."), code: .contractUnsigned)
        case .completed, .closed:
            throw .conflict(
                tr("The work on this contract is completed. No event can be added to it any more."),
                code: .contractLocked)
        case .cancelled:
            throw .conflict(
                tr("This contract is cancelled. No event can be added to it any more."), code: .contractLocked)
        }
    }

    static let sample = EventContract(sample: "2026-LEFEVRE")

    private init(sample customID: String) {
        id = 1
        self.customID = customID
        title = "Gala d’hiver"
        state = .signed
        clientID = 1
        clientCustomID = "LEFEVRE-ZOE"
        client = "Zoé Lefèvre"
        commercialID = 2
        commercial = "Camille Dubois"
    }
}
