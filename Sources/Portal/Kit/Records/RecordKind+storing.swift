public import PortalDatabase
import PortalLanguage
public import PortalValues

/// The table of a kind of record: every change of it goes through here.
extension RecordKind {
    /// The record of this key; nil where there is none.
    public func find(_ id: Int64, _ db: any Connection) throws -> Stored? {
        try db.row("\(sql: everything) WHERE \(sql: table).id = \(id)").map(Stored.init)
    }

    /// All rows, for a condition to follow.
    public var everything: SQL { "SELECT \(sql: Stored.columns(of: table)) FROM \(sql: table)\(sql: Facts.joins)" }

    /// The record of this key.
    ///
    /// - Throws: 404 where it is gone.
    public func stored(_ id: Int64, _ db: any Connection) throws -> Stored {
        guard let record = try find(id, db) else { throw Failure.notFound }
        return record
    }

    /// The record that the path names.
    public func stored(_ context: RequestContext, _ db: any Connection) throws -> Stored {
        try stored(context.element(scope.name), db)
    }

    /// Enters a record; without an identifier one is proposed, apart from the `reserved` keys.
    ///
    /// - Throws: `DatabaseError.unique` where the identifier is taken.
    public func insert(
        _ facts: Facts, except reserved: Set<String> = [], now: Instant, _ db: any Connection
    ) throws -> Stored {
        var facts = facts
        let customID = try facts.customID ?? CustomID.propose(facts.proposal, in: table, except: reserved, db)
        facts.customID = customID
        let columns = computedColumns.map { $0.name.sql }.joined(separator: ", ")
        let values = computedColumns.map { column -> SQL in "\(argument: column.value(facts))" }.joined(separator: ", ")
        let row = try db.row(
            """
            INSERT INTO \(sql: table) (\(sql: Facts.insertedColumns), \(sql: columns), created_at, updated_at)
            VALUES (\(sql: facts.insertedValues), \(sql: values), \(now), \(now)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let id: Int64 = try row.get("id")
        try index.add(facts.words(customID: customID.text).all, to: id, db)
        let new = try stored(id, db)
        try alongside(nil, new, db)
        return new
    }

    /// Changes a record that still is as it was read; nil where somebody was faster.
    ///
    /// - Throws: `DatabaseError.unique` where the identifier is taken.
    public func update(_ old: Stored, _ facts: Facts, now: Instant, _ db: any Connection) throws -> Stored? {
        let computed = computedColumns.map { column -> SQL in
            "\(sql: column.name.sql) = \(argument: column.value(facts))"
        }
        let changed = try db.run(
            """
            UPDATE \(sql: table) SET \(sql: facts.assignments), \(sql: computed.joined(separator: ", ")),
                version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return nil }
        let new = try stored(old.id, db)
        try index.set(new.facts.words(customID: new.customID).all, of: old.id, db)
        try alongside(old, new, db)
        return new
    }

    /// Puts a record away, or takes it back.
    public func archive(_ old: Stored, _ isArchived: Bool, now: Instant, _ db: any Connection) throws {
        let moment = isArchived ? now : nil
        try db.run(
            """
            UPDATE \(sql: table) SET archived_at = \(moment), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id)
            """)
        try alongside(old, old.archived(moment), db)
    }

    /// Notes when a record was entered elsewhere, before it came into the portal.
    public func carry(_ created: Instant, of id: Int64, _ db: any Connection) throws {
        try db.run("UPDATE \(sql: table) SET created_at = \(created) WHERE id = \(id)")
    }

    /// Deletes a record.
    ///
    /// - Throws: `DatabaseError.foreignKey` where something refers to it.
    func delete(_ old: Stored, _ db: any Connection) throws {
        try db.run("DELETE FROM \(sql: table) WHERE id = \(old.id)")
        try alongside(old, nil, db)
    }

    private var computedColumns: [RecordField<Facts>.Column] {
        [.init("sort_name") { $0.sortName.sqlArgument }] + computed
    }
}

extension StaticString {
    /// A name from the source, as SQL.
    var sql: SQL { SQL(stringLiteral: self) }
}
