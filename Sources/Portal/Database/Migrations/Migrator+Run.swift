import NIOPosix
import PortalValues

extension Migrator {
    /// Takes the steps that `plan` names, under the lock, each in a transaction of its own.
    func run(
        _ progress: @escaping @Sendable (Progress) -> Void,
        plan: @escaping @Sendable (any MigrationConnection) throws -> (MigrationScript.Direction, [Migration])
    ) async throws -> [Migration] {
        try await NIOThreadPool.singleton.runIfActive { [database] in
            try database.engine.migrate(waiting: { progress(.waiting) }) { connection in
                try Migrator.prepareTable(connection)
                let (direction, steps) = try plan(connection)
                for (index, step) in steps.enumerated() {
                    progress(.began(step, number: index + 1, of: steps.count, isUp: direction == .up))
                    try Migrator.take(step, direction, on: connection)
                    progress(.finished(step))
                }
                return steps
            }
        }
    }

    private static func prepareTable(_ connection: any MigrationConnection) throws {
        let instant = PortableType.instant.text(for: connection.dialect)
        let integer = PortableType.integer.text(for: connection.dialect)
        try connection.transaction {
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS portal_migration (
                    version \(integer) NOT NULL CONSTRAINT portal_migration_pkey PRIMARY KEY,
                    name TEXT NOT NULL,
                    hash TEXT NOT NULL,
                    applied_at \(instant) NOT NULL
                )
                """)
        }
    }

    private static func take(
        _ step: Migration, _ direction: MigrationScript.Direction, on connection: any MigrationConnection
    ) throws {
        let script = try MigrationScript(step, direction, for: connection.dialect)
        var line = script.statements.last?.line ?? 1
        do {
            try connection.transaction {
                for statement in script.statements {
                    line = statement.line
                    try connection.execute(statement.text)
                }
                switch direction {
                case .up:
                    try connection.run(
                        """
                        INSERT INTO portal_migration (version, name, hash, applied_at)
                        VALUES (\(step.version), \(step.name), \(step.hash), \(Instant.now()))
                        """)
                case .down:
                    try connection.run("DELETE FROM portal_migration WHERE version = \(step.version)")
                }
            }
        } catch let error as DatabaseError {
            throw MigrationError.failed(step.file, line: line, error)
        }
    }

    /// What the database says it has been through; nothing where it has no such table.
    static func applied(_ connection: any Connection) throws -> [Applied] {
        let exists: SQL =
            switch connection.dialect {
            case .sqlite: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'portal_migration'"
            case .postgresql: "SELECT CASE WHEN to_regclass('portal_migration') IS NULL THEN 0 ELSE 1 END"
            }
        guard try connection.value(exists, as: Int.self) == 1 else { return [] }
        let rows = try connection.rows("SELECT version, name, hash, applied_at FROM portal_migration ORDER BY version")
        return try rows.map { row in
            try Applied(
                version: row.get("version"), name: row.get("name"), hash: row.get("hash"),
                appliedAt: row.get("applied_at"))
        }
    }
}
