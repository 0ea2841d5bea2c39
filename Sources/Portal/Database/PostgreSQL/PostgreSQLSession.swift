import CPostgreSQL

/// One connection to the server, with the statements it has prepared.
///
/// Unchecked, because libpq's pointer and the statements belong to whoever holds the session: it is either idle in the list of
/// sessions or held by one unit of work, on one thread.
final class PostgreSQLSession: @unchecked Sendable {
    private let handle: OpaquePointer
    private let shared: PostgreSQLShared
    private let limit: Int
    private var cursors = 0
    private var prepared: [Key: Prepared] = [:]
    private var serial = 0
    /// A COMMIT has been sent whose answer nobody has read yet.
    private var hasPendingAnswer = false
    /// From before or after the last time that a connection was found broken.
    let generation: Int

    private struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    private struct Prepared {
        let name: String
        let columns: PostgreSQLColumns
        var lastUse: Int
    }

    /// Connects; the caller's options win over ours, and those of the URL over both.
    init(
        url: String, options: DatabaseOptions, shared: PostgreSQLShared, generation: Int = 0
    ) throws(PostgreSQLError) {
        // In libpq's list what stands after the URL wins over it, and what stands before it does not.
        let settings = [
            ("application_name", "portal"), ("connect_timeout", "5"), ("tcp_user_timeout", "30000"),
            ("keepalives_idle", "30"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let opened = PostgreSQLSession.withStrings(settings.map(\.0)) { keywords in
            PostgreSQLSession.withStrings(settings.map(\.1)) { PQconnectdbParams(keywords, $0, 1) }
        }
        guard let opened else { throw PostgreSQLError(message: "no memory for a connection", isBroken: true) }
        handle = opened
        self.shared = shared
        self.generation = generation
        limit = max(1, options.preparedStatements)
        guard PQstatus(handle) == CONNECTION_OK else {
            throw PostgreSQLError(message: PostgreSQLError.words(of: handle), isBroken: true)
        }
        // Notices of the server would go to standard error.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        var setup = "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'; SET extra_float_digits = 1"
        if !url.contains("statement_timeout") {
            setup += "; SET statement_timeout = \(options.statementTimeout.milliseconds)"
        }
        setup += "; SET lock_timeout = \(options.patience.milliseconds)"
        _ = try control(setup)
    }

    deinit { PQfinish(handle) }

    /// Whether the connection is there and outside any transaction, or on its way out of one.
    var isReusable: Bool {
        PQstatus(handle) == CONNECTION_OK && (hasPendingAnswer || PQtransactionStatus(handle) == PQTRANS_IDLE)
    }

    /// Runs statements without values and answers with the last one's tag: `COMMIT`.
    func control(_ text: String) throws(PostgreSQLError) -> String {
        drain()
        let answer = PostgreSQLAnswer(try checked(PQexec(handle, text)))
        return PQcmdStatus(answer.handle).map { String(cString: $0) } ?? ""
    }

    /// A name that no cursor of this connection had: FETCH is a prepared statement like any other, and stays bound to the first cursor
    /// that it was prepared for.
    func nextCursor() -> String {
        cursors += 1
        return "portal_cursor_\(cursors)"
    }

    /// Sends the end of a transaction that only read, without waiting: its outcome changes nothing.
    func finishReading() {
        hasPendingAnswer = PQsendQuery(handle, "COMMIT") == 1
    }

    /// Reads what is still on its way.
    func drain() {
        guard hasPendingAnswer else { return }
        hasPendingAnswer = false
        while let result = PQgetResult(handle) { PQclear(result) }
    }

    /// Runs a statement that is prepared the first time. What is still to be sent before it (`BEGIN`) travels with it.
    func run(_ text: String, _ binding: PostgreSQLBinding, opening: [String]) throws(PostgreSQLError)
        -> (answer: PostgreSQLAnswer, columns: PostgreSQLColumns)
    {
        drain()
        let key = Key(text: text, types: binding.types)
        serial += 1
        let known = prepared[key]
        let name = known?.name ?? "portal_\(serial)"
        let forgotten = known == nil ? leastUsed() : nil
        var pipeline = PostgreSQLPipeline(handle)
        for text in opening { pipeline.send(text) }
        if let forgotten { pipeline.send("DEALLOCATE \(forgotten)") }
        if known == nil { pipeline.prepare(name, text, binding.types) }
        pipeline.execute(name, binding)
        let outcome = pipeline.finish()
        if let failure = outcome.failure {
            if failure.isStale { forgetStatements() }
            throw failure
        }
        guard let handle = outcome.answer else {
            throw PostgreSQLError(message: "an answer is missing", isBroken: true)
        }
        let answer = PostgreSQLAnswer(handle)
        if let known {
            prepared[key]?.lastUse = serial
            return (answer, known.columns)
        }
        let columns = PostgreSQLColumns(answer, tables: try tables(of: answer))
        prepared[key] = Prepared(name: name, columns: columns, lastUse: serial)
        return (answer, columns)
    }

    /// The names of the tables an answer comes from; asked once per table and process, for the sake of errors.
    private func tables(of answer: PostgreSQLAnswer) throws(PostgreSQLError) -> [UInt32: String] {
        let unknown = shared.unknownTables(answer.tables)
        guard !unknown.isEmpty else { return shared.tableNames }
        let list = unknown.map { String($0) }.joined(separator: ",")
        let found = PostgreSQLAnswer(
            try checked(PQexec(handle, "SELECT oid, relname FROM pg_catalog.pg_class WHERE oid IN (\(list))")))
        shared.add(found.pairs)
        return shared.tableNames
    }

    /// Where there are as many statements as may be: forgets the one that has not been used for longest; its name.
    private func leastUsed() -> String? {
        guard prepared.count >= limit, let oldest = prepared.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
            return nil
        }
        prepared[oldest.key] = nil
        return oldest.value.name
    }

    /// Forgets all prepared statements; their names are never used again.
    private func forgetStatements() { prepared = [:] }

    private func checked(_ result: OpaquePointer?) throws(PostgreSQLError) -> OpaquePointer {
        let status = PQresultStatus(result)
        if let result, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return result }
        let failure = PostgreSQLError(result, on: handle)
        PQclear(result)
        throw failure
    }
}
