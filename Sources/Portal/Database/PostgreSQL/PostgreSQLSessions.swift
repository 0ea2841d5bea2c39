import CPostgreSQL
import Foundation
import NIOCore
import Synchronization

/// The open connections to one server. There are never more than the threads that use them.
final class PostgreSQLSessions: Sendable {
    private struct State {
        var idle: [PostgreSQLSession] = []
        /// Grows when a connection turns out to be broken: the others of its time are probably broken too.
        var generation = 0
        /// Until when nobody tries to connect, and why.
        var refusal: (until: NIODeadline, error: DatabaseError)?
        var isClosed = false
    }

    let shared = PostgreSQLShared()
    private let url: String
    private let options: DatabaseOptions
    private let state = Mutex(State())

    init(url: String, options: DatabaseOptions) {
        self.url = url
        self.options = options
    }

    /// Refuses a URL that libpq does not understand.
    static func check(_ url: String) throws(DatabaseError) {
        var words: UnsafeMutablePointer<CChar>?
        let parsed = PQconninfoParse(url, &words)
        defer {
            PQconninfoFree(parsed)
            PQfreemem(words)
        }
        if parsed == nil {
            throw .statement("the database URL: \(words.map { masked(String(cString: $0)) } ?? "it cannot be read")")
        }
    }

    /// libpq quotes what it does not understand, which may be a password: only plain words stay readable.
    private static func masked(_ words: String) -> String {
        words.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map { index, part in
            index.isMultiple(of: 2) || SQL.isIdentifier(String(part)) ? String(part) : "…"
        }.joined(separator: "\"").trimmingCharacters(in: .newlines)
    }

    /// A connection for one unit of work; a new one where none is idle.
    func take() throws(DatabaseError) -> PostgreSQLSession {
        let idle = state.withLock { $0.idle.popLast() }
        if let idle { return idle }
        if let refusal = state.withLock({ $0.refusal }), refusal.until > .now() { throw refusal.error }
        return try connect()
    }

    /// A new connection.
    func connect() throws(DatabaseError) -> PostgreSQLSession {
        let generation = state.withLock { $0.generation }
        do throws(PostgreSQLError) {
            let session = try PostgreSQLSession(url: url, options: options, shared: shared, generation: generation)
            state.withLock { $0.refusal = nil }
            return session
        } catch {
            let refusal = DatabaseError.unavailable(error.message)
            // While a server is away, not every request should knock at its door and wait.
            state.withLock { $0.refusal = (.now() + .milliseconds(250), refusal) }
            throw refusal
        }
    }

    /// Takes back a connection after its unit of work; one that is not in order is closed.
    func giveBack(_ session: PostgreSQLSession) {
        let isWelcome = session.isReusable
        state.withLock { state in
            if isWelcome, !state.isClosed, session.generation == state.generation { state.idle.append(session) }
        }
    }

    /// Closes a broken connection, and all idle ones of its time.
    func giveUp(_ session: PostgreSQLSession) {
        let old = state.withLock { state -> [PostgreSQLSession] in
            guard session.generation == state.generation else { return [] }
            state.generation += 1
            defer { state.idle = [] }
            return state.idle
        }
        // Closing writes to the network; that is done outside the lock, by the end of this array.
        _ = consume old
    }

    func close() {
        let old = state.withLock { state -> [PostgreSQLSession] in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        _ = consume old
    }
}
