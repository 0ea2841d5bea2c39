import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Finds the client that a contract is for.
enum ClientChoice {
    private static let words = WordIndex("client_word", owner: "client_id", of: "client")

    /// By identifier, or by a name that only one client has; within what the visitor may see. Notes what is wrong.
    static func chosen(
        _ typed: String, now current: ClientRef?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> ClientRef? {
        if typed.tidied.isEmpty {
            errors["client"] = tr("Please fill this in.")
            return nil
        }
        if let current, CustomID.key(current.customID) == CustomID.key(typed) { return current }
        let found = try meant(by: typed, context, db)
        if found.count == 1 { return found[0] }
        errors["client"] =
            found.isEmpty
            ? tr("There is no such client.") : tr("Several clients are called that; please give the identifier.")
        return nil
    }

    private static func meant(by typed: String, _ context: RequestContext, _ db: any Connection) throws -> [ClientRef] {
        guard typed.utf8.count <= 500, !typed.utf8.contains(0) else { return [] }
        let visible = context.visible(.read, ClientsModule.client)
        let exact = try db.rows(
            "SELECT \(sql: columns) FROM client WHERE custom_id_key = \(CustomID.key(typed)) AND \(sql: visible)")
        if !exact.isEmpty { return try exact.map(read) }
        guard let search = try words.search(SearchWords.typed(typed), db) else { return [] }
        return try db.rows(
            """
            SELECT \(sql: columns) FROM \(sql: search.tables) WHERE \(sql: search.condition) AND \(sql: visible)
                AND client.archived_at IS NULL LIMIT 2
            """
        ).map(read)
    }

    /// The first few, by name, to suggest.
    static func suggestions(_ context: RequestContext, _ db: any Connection) throws -> [Choice] {
        try db.rows(
            """
            SELECT \(sql: columns) FROM client WHERE archived_at IS NULL AND \(sql: context.visible(.read, ClientsModule.client))
            ORDER BY sort_name, id LIMIT 200
            """
        ).map(read).map { Choice($0.customID, named: $0.name, selected: false) }
    }

    private static let columns: SQL = "client.id, client.custom_id, client.first_name, client.last_name"

    private static func read(_ row: Row) throws -> ClientRef {
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        return ClientRef(id: try row.get("id"), customID: try row.get("custom_id"), name: "\(first) \(last)")
    }
}
