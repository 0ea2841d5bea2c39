import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// Contracts and what belongs to them, as programs see them.
enum ContractShapes {
    static let contract = ApiShape(
        "Contract",
        [
            ApiField("contract_id", tr("Identifier"), .identifier, .readWrite(needed: false)),
            ApiField("title", tr("Subject"), .text(most: 150), .readWrite(needed: true)),
            ApiField("client", tr("Client"), .identifier, .readWrite(needed: true)),
            ApiField("client_name", tr("Name of the client"), .text(most: 240)),
            ApiField("commercial", tr("Commercial"), .text(most: 64), isOptional: true),
            ApiField("state", tr("State"), .choice(ContractState.allCases.map(\.rawValue))),
            ApiField("amount", tr("Amount"), .money, .readWrite(needed: true)),
            ApiField("total", tr("Amount with amendments"), .money),
            ApiField("settled", tr("Settled"), .money), ApiField("remaining", tr("Remaining amount"), .money),
            ApiField("currency", tr("Currency"), .choice(["EUR"])),
            ApiField("signatory", tr("Signatory"), .text(most: 150), isOptional: true),
            ApiField("signed_on", tr("Signed on"), .day, isOptional: true),
            ApiField("copied_from", tr("Copy of"), .identifier, isOptional: true),
            ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Created"), .instant),
            ApiField("last_update_date", tr("Last changed"), .instant),
            ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
        ])

    static let columns: SQL = "\(sql: Contract.columns), account.username AS commercial_username"
    static let joins: SQL = """
        \(sql: Contract.joins) LEFT JOIN account ON account.person_id = client.commercial_id
        """

    static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let total: Money = try row.get("total_cents")
        let settled: Money = try row.get("settled_cents")
        let first: String = try row.get("client_first_name")
        let last: String = try row.get("client_last_name")
        try json.object { json in
            json.field("contract_id", try row.get("custom_id", as: StoredText.self))
            json.field("title", try row.get("title", as: StoredText.self))
            json.field("client", try row.get("client_custom_id", as: StoredText.self))
            json.field("client_name", "\(first) \(last)")
            json.field("commercial", try row.get("commercial_username", as: StoredText?.self))
            json.field("state", try row.get("state", as: StoredText.self))
            json.field("amount", try row.get("amount_cents", as: Money.self))
            json.field("total", total)
            json.field("settled", settled)
            json.field("remaining", Contract.remaining(of: total, settled: settled, in: try row.get("state")))
            json.field("currency", "EUR")
            json.field("signatory", filled: try row.get("signatory"))
            json.field("signed_on", try row.get("signed_on", as: Day?.self))
            json.field("copied_from", try row.get("copied_from", as: StoredText?.self))
            json.field("version", try row.get("version", as: Int.self))
            json.field("creation_date", try row.get("created_at", as: Instant.self))
            json.field("last_update_date", try row.get("updated_at", as: Instant.self))
            json.field("archived_at", try row.get("archived_at", as: Instant?.self))
        }
    }

    static let transition = [
        ApiField(
            "name", tr("Which way"),
            .choice(ContractAction.allCases.filter { $0 != .sign }.map(\.rawValue)), .writeOnly(needed: true)),
        ApiField("reason", tr("Reason"), .text(most: 1_000), .writeOnly(needed: false), isOptional: true),
    ]

    static let signature = [
        ApiField("signatory", tr("Signatory"), .text(most: 150), .writeOnly(needed: true)),
        ApiField("day", tr("Signed on"), .day, .writeOnly(needed: true)),
    ]

    static let settlement = ApiShape(
        "Settlement",
        [
            ApiField("id", tr("Number"), .text(most: 20)),
            ApiField("day", tr("Received on"), .day, .readWrite(needed: true)),
            ApiField("amount", tr("Amount"), .money, .readWrite(needed: true)),
            ApiField(
                "method", tr("Method"), .choice(SettlementMethod.allCases.map(\.rawValue)), .readWrite(needed: true)),
            ApiField("note", tr("Note"), .text(most: 200), .readWrite(needed: false), isOptional: true),
            ApiField("cancels", tr("Cancels"), .text(most: 20), isOptional: true),
            ApiField("cancelled", tr("Cancelled"), .flag),
        ])

    static let amendment = ApiShape(
        "Amendment",
        [
            ApiField("number", tr("Number"), .integer),
            ApiField("reason", tr("Reason"), .text(most: 1_000), .readWrite(needed: true)),
            ApiField("amount", tr("New amount"), .money, .readWrite(needed: true)),
            ApiField("signatory", tr("Signatory"), .text(most: 150), isOptional: true),
            ApiField("signed_on", tr("Signed on"), .day, isOptional: true),
        ])
}
