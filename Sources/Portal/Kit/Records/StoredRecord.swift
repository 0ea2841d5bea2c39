public import PortalDatabase
import PortalLanguage
public import PortalValues

/// What ``RecordKind`` asks of the facts of a record: an identifier that people choose, and what they call it.
public protocol IdentifiedFacts: ImportedFacts {
    /// As typed; nil before one was proposed.
    var customID: CustomID? { get set }
    /// What people call the record.
    var name: String { get }
    /// What lists sort it by: the folded name, unless said otherwise.
    var sortName: String { get }
    /// The identifier that is proposed where none was typed.
    var proposal: String { get }
    /// The words by which it is found.
    func words(customID: String) -> SearchWords
}

extension IdentifiedFacts {
    public static var columnAliases: [String: [String]] { [:] }
    public var sortName: String { name.folded }
    public var proposal: String { CustomID.readable([name]) }
    public func words(customID: String) -> SearchWords { SearchWords([name, customID]) }
}

/// A record as stored: its facts, and what the portal keeps of every record.
public struct StoredRecord<Facts: IdentifiedFacts>: Sendable {
    /// The primary key.
    public let id: Int64
    /// What is known of it.
    public let facts: Facts
    /// Counts its changes: who saves says from which state.
    public let version: Int
    /// When it was entered, and when it last changed.
    public let createdAt, updatedAt: Instant
    /// Since when it is put away; nil for what is in use.
    public let archivedAt: Instant?

    /// What addresses call it.
    public var customID: String { facts.customID?.text ?? "" }
    /// Whether it is put away.
    public var isArchived: Bool { archivedAt != nil }

    /// Reads a row with the columns of ``columns(of:)``.
    public init(_ row: Row) throws {
        id = try row.get("id")
        facts = try Facts(row)
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    private init(_ record: StoredRecord, _ facts: Facts, archivedAt: Instant?) {
        id = record.id
        self.facts = facts
        version = record.version
        createdAt = record.createdAt
        updatedAt = record.updatedAt
        self.archivedAt = archivedAt
    }

    /// The record as it would be with other facts.
    public func changed(_ facts: Facts) -> StoredRecord { StoredRecord(self, facts, archivedAt: archivedAt) }

    /// The record as it would be, put away since then, or taken back.
    public func archived(_ moment: Instant?) -> StoredRecord { StoredRecord(self, facts, archivedAt: moment) }

    /// As a form shows it.
    public var form: RecordForm<Facts> { RecordForm(facts, version: version) }

    /// The columns as a statement selects them, with ``RecordFacts/joins``.
    public static func columns(of table: SQL) -> SQL {
        """
        \(sql: table).id, \(sql: Facts.columns(of: table)), \(sql: table).version, \(sql: table).created_at,
        \(sql: table).updated_at, \(sql: table).archived_at
        """
    }
}
