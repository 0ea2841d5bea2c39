/// One connection to PostgreSQL during one unit of work.
final class PostgreSQLConnection: Connection {
    /// Why a unit of work may succeed when it runs again.
    enum Retry { case conflict, stale, lost }

    let dialect = Dialect.postgresql
    let session: PostgreSQLSession
    private let shared: PostgreSQLShared
    private let isReading: Bool
    private let time: UnitTime
    /// The BEGIN that travels with the first statement, and what belongs to it.
    private var opening: [String]
    private var isOver = false
    private(set) var failure: DatabaseError?
    private(set) var retry: Retry?

    init(
        _ session: PostgreSQLSession, _ shared: PostgreSQLShared, opening: [String], isReading: Bool, time: UnitTime
    ) {
        self.session = session
        self.time = time
        self.shared = shared
        self.opening = opening
        self.isReading = isReading
    }

    /// Whether a transaction has begun.
    var hasBegun: Bool { opening.isEmpty }

    func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        let (answer, columns) = try send(sql)
        return answer.rows(columns)
    }

    func row(_ sql: SQL) throws(DatabaseError) -> Row? {
        let (answer, columns) = try send(sql)
        return answer.rows(columns, limit: 1).first
    }

    func run(_ sql: SQL) throws(DatabaseError) -> Int {
        try send(sql).answer.changes
    }

    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let cursor = session.nextCursor()
        let declaration = ("DECLARE \(identifier: cursor) NO SCROLL CURSOR FOR " as SQL) + sql
        _ = try run(declaration)
        while true {
            let rows = try rows("FETCH FORWARD 256 FROM \(identifier: cursor)")
            for row in rows { try body(row) }
            if rows.count < 256 { break }
        }
        _ = try run("CLOSE \(identifier: cursor)")
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try refuseWhenOver()
        try control("SAVEPOINT portal")
        do {
            let value = try body()
            if let failure { throw failure }
            try control("RELEASE SAVEPOINT portal")
            return value
        } catch {
            // After a conflict or a lost connection the whole unit runs again or ends.
            if retry == nil, (try? control("ROLLBACK TO SAVEPOINT portal; RELEASE SAVEPOINT portal")) != nil {
                failure = nil
            }
            throw error
        }
    }

    /// Makes the changes final.
    func commit() throws {
        isOver = true
        if let failure { throw failure }
        guard hasBegun else { return }
        if isReading { return session.finishReading() }
        do throws(PostgreSQLError) {
            let tag = try session.control("COMMIT")
            if tag != "COMMIT" { throw PostgreSQLError(message: "the transaction could not be committed: \(tag)") }
        } catch {
            // A server that says why it goes has not committed; silence, or a crash, may hide a commit.
            if error.isBroken, error.state != "57P01" { throw DatabaseError.uncertain }
            throw note(error)
        }
    }

    /// Forgets the changes. A connection on which that fails is not used again.
    func rollback() {
        isOver = true
        if hasBegun { _ = try? session.control("ROLLBACK") }
    }

    /// Forgets an earlier failure: the transaction it belonged to has been undone.
    func forget() { failure = nil }

    // MARK: Steps

    private func refuseWhenOver() throws(DatabaseError) {
        if isOver { throw .statement("a connection is used after its unit of work") }
        if let failure { throw .statement("an earlier statement failed: \(failure)") }
    }

    private func send(_ sql: SQL) throws(DatabaseError)
        -> (answer: PostgreSQLAnswer, columns: PostgreSQLColumns)
    {
        try refuseWhenOver()
        let text: String
        do throws(DatabaseError) {
            try time.check()
            text = try sql.text(for: .postgresql)
        } catch {
            failure = error
            throw error
        }
        var binding = PostgreSQLBinding(sql.arguments)
        if shared.isClosed(text) { binding.closeTypes() }
        do throws(PostgreSQLError) {
            defer { opening = [] }
            return try session.run(text, binding, opening: opening)
        } catch {
            if error.isUntyped, !shared.isClosed(text) {
                shared.close(text)
                retry = .stale
            }
            throw note(error)
        }
    }

    func control(_ text: String) throws(DatabaseError) {
        do throws(PostgreSQLError) {
            let begin = opening
            opening = []
            for text in begin { _ = try session.control(text) }
            _ = try session.control(text)
        } catch {
            throw note(error)
        }
    }

    private func note(_ failure: PostgreSQLError) -> DatabaseError {
        if failure.isBroken {
            retry = .lost
        } else if failure.isConflict {
            retry = .conflict
        } else if failure.isStale {
            retry = .stale
        }
        let isCutOff = failure.isCancelled && time.isLimited
        let error = isCutOff ? .tooSlow : failure.error(isReading: isReading)
        self.failure = error
        return error
    }
}
