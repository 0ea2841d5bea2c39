import PortalAssets
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A paper of a contract: the signed one, scanned, or another. It lies below the data folder under a name by chance; nobody gets it but through the contract's own page.
struct Scan: Model {
    /// What a paper is to the contract.
    enum Kind: String, SQLValue, CaseIterable {
        case signed, other

        var title: Message {
            switch self {
            case .signed: trc("paper", "Signed document")
            case .other: trc("paper", "Other document")
            }
        }
    }

    let id: Int64
    let kind: Kind
    let file, name, type, who: String
    let size: Int
    let createdAt: Instant
    var url = ""

    init(_ row: Row) throws {
        id = try row.get("id")
        kind = try row.get("kind")
        file = try row.get("file")
        name = try row.get("name")
        type = try row.get("type")
        size = try row.get("size")
        who = try row.get("person_name")
        createdAt = try row.get("created_at")
    }

    static let fields: [Field<Scan>] = [
        .text("name") { $0.name }, .text("who") { $0.who }, .flag("isSigned") { $0.kind == .signed },
        .number("kilobytes") { max(1, $0.size >> 10) },
        .instant("createdAt") { $0.createdAt }, .text("url") { $0.url },
    ]

    private static let selection: SQL = """
        SELECT id, kind, file, name, type, size, person_name, created_at FROM contract_scan
        """

    /// All of a contract, oldest first.
    static func of(_ contract: Int64, _ db: any Connection) throws -> [Scan] {
        try db.rows("\(sql: selection) WHERE contract_id = \(contract) ORDER BY id LIMIT 200").map(Scan.init)
    }

    /// One of a contract.
    static func find(_ id: String, of contract: Int64, _ db: any Connection) throws -> Scan? {
        guard let id = Int64(id) else { return nil }
        return try db.row("\(sql: selection) WHERE contract_id = \(contract) AND id = \(id)").map(Scan.init)
    }

    /// Adds a paper whose file lies at its place.
    static func insert(
        _ kind: Kind, file: String, _ upload: UploadedFile, _ type: ContentType, of contract: Int64, by who: ActorRef,
        now: Instant, _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO contract_scan (contract_id, kind, file, name, type, size, person_id, person_name, created_at)
            VALUES (\(contract), \(kind), \(file), \(upload.name), \(type.rawValue), \(upload.size), \(who.id), \(who.name),
                \(now))
            """)
    }

    /// Where a file lies.
    static func path(_ file: String, _ application: PortalApplication) -> String {
        application.configuration.dataDirectory + "/contracts/" + file
    }
}
