/// A PostgreSQL server as its administrator sees it: databases are made, copied and dropped. For tests and for restoring.
public struct PostgreSQLServer: Sendable {
    private let url: String

    /// The server behind a URL of one of its databases, with the rights of that URL's user.
    public init(url: String) { self.url = url }

    /// The URL of another database of the same server.
    public func url(of database: String) -> String {
        // libpq lets what stands after the question mark win over what stands before it.
        url + (url.contains("?") ? "&" : "?") + "dbname=" + database
    }

    /// Makes a database, as a copy of another one where it is named. Blocks.
    ///
    /// - Throws: `.statement` for a name that is none or is taken, `.unavailable` without the server.
    public func create(_ database: String, copyOf template: String = "template0") throws(DatabaseError) {
        let (name, template) = (try quoted(database), try quoted(template))
        try run("CREATE DATABASE \(name) TEMPLATE \(template)")
    }

    /// Drops a database where it exists, and ends whoever uses it. Blocks.
    ///
    /// - Throws: as `create`.
    public func drop(_ database: String) throws(DatabaseError) {
        let name = try quoted(database)
        try run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    private func quoted(_ name: String) throws(DatabaseError) -> String {
        guard SQL.isIdentifier(name) else { throw .statement("\(name.debugDescription) cannot name a database") }
        return "\"\(name)\""
    }

    private func run(_ text: String) throws(DatabaseError) {
        var options = DatabaseOptions()
        options.statementTimeout = .seconds(600)
        do throws(PostgreSQLError) {
            _ = try PostgreSQLSession(url: url, options: options, shared: PostgreSQLShared()).control(text)
        } catch {
            throw error.error(isReading: false)
        }
    }
}
