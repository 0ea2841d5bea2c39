import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// A client, as far as contracts show one.
struct ClientRef: Sendable, Equatable {
    let id: Int64
    let customID: String
    let name: String
    /// Who looks after the client, and so after the contract; empty for nobody.
    var commercial = ""
}

/// What somebody decides of a contract, checked.
struct ContractFacts: Sendable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var title = ""
    var amount = Money.zero
    var client: ClientRef
}

/// A contract as stored.
struct Contract: Sendable {
    let id: Int64
    private(set) var customID: String
    private(set) var title: String
    private(set) var client: ClientRef
    let state: ContractState
    /// As first agreed.
    private(set) var amount: Money
    /// With the signed amendments.
    let total: Money
    let settled: Money
    let signatory: String
    let signedOn: Day?
    /// The identifier of the contract this one was copied from.
    let copiedFrom: String?
    let version: Int
    let createdAt, updatedAt: Instant
    let archivedAt: Instant?

    var isArchived: Bool { archivedAt != nil }
    /// What is still due; nobody owes anything for a cancelled contract.
    var remaining: Money { Self.remaining(of: total, settled: settled, in: state) }
    /// The same of the columns of a row: one rule for pages, programs and files.
    static func remaining(of total: Money, settled: Money, in state: ContractState) -> Money {
        state == .cancelled ? .zero : total.subtracting(settled) ?? .zero
    }
    /// As notices and the log call it.
    var label: String { "\(customID) \(title)" }
    /// The words by which it is found, beside its client's.
    var words: Set<String> { Self.words(customID, title) }
    static func words(_ customID: String, _ title: String) -> Set<String> { SearchWords([customID, title]).all }

    /// The contract as it would be with other facts.
    func changed(_ facts: ContractFacts) -> Contract {
        var other = self
        other.customID = facts.customID?.text ?? customID
        other.title = facts.title
        other.client = facts.client
        other.amount = facts.amount
        return other
    }

    /// Throws 409 where nothing may change any more.
    func demandOpen() throws(Failure) {
        switch state {
        case .closed:
            throw .conflict(
                tr("This contract is closed. Nothing of it can be changed any more."), code: .contractLocked)
        case .cancelled:
            throw .conflict(
                tr("This contract is cancelled. Nothing of it can be changed any more."), code: .contractLocked)
        default: break
        }
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        customID = try row.get("custom_id")
        title = try row.get("title")
        client = try ClientRef(row)
        state = try row.get("state")
        amount = try row.get("amount_cents")
        total = try row.get("total_cents")
        settled = try row.get("settled_cents")
        signatory = try row.get("signatory")
        signedOn = try row.get("signed_on")
        copiedFrom = try row.get("copied_from")
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    /// An invented one, halfway through.
    static var sample: Contract { Contract(sample: Instant(seconds: 1_795_000_000)) }

    private init(sample then: Instant) {
        id = 1
        customID = "2026-LEFEVRE"
        title = "Gala d’hiver"
        client = ClientRef(id: 1, customID: "LEFEVRE-ZOE", name: "Zoé Lefèvre", commercial: "Camille Dubois")
        state = .signed
        amount = Money(cents: 120_000)
        total = Money(cents: 150_000)
        settled = Money(cents: 40_000)
        signatory = "Zoé Lefèvre"
        signedOn = Day(number: 20_000)
        copiedFrom = "2025-LEFEVRE"
        version = 3
        createdAt = then
        updatedAt = then
        archivedAt = then
    }

    static let columns: SQL = """
        contract.id, contract.custom_id, contract.title, contract.state, contract.amount_cents, contract.total_cents,
        contract.settled_cents, contract.signatory, contract.signed_on, source.custom_id AS copied_from, contract.version,
        contract.created_at, contract.updated_at, contract.archived_at, \(sql: ClientRef.columns)
        """
    static let joins: SQL = """
        \(sql: ClientRef.joins) LEFT JOIN contract AS source ON source.id = contract.copied_from_id
        """
}

extension ClientRef {
    static let columns: SQL = """
        client.id AS client_id, client.custom_id AS client_custom_id, client.first_name AS client_first_name,
        client.last_name AS client_last_name, commercial.first_name AS commercial_first_name,
        commercial.last_name AS commercial_last_name
        """
    static let joins: SQL = """
         JOIN client ON client.id = contract.client_id
        LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
        """

    init(_ row: Row) throws {
        id = try row.get("client_id")
        customID = try row.get("client_custom_id")
        name =
            "\(try row.get("client_first_name", as: String.self)) \(try row.get("client_last_name", as: String.self))"
        if let last = try row.get("commercial_last_name", as: String?.self) {
            commercial = "\(try row.get("commercial_first_name", as: String?.self) ?? "") \(last)"
        }
    }
}
