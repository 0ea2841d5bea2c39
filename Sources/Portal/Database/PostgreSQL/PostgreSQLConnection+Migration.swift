extension PostgreSQLConnection: MigrationConnection {
    func transaction<T>(_ body: () throws -> T) throws -> T {
        try control("BEGIN")
        do {
            let value = try body()
            if let failure { throw failure }
            try control("COMMIT")
            return value
        } catch {
            // Where this fails too, the connection is gone, and the transaction with it.
            forget()
            try? control("ROLLBACK")
            forget()
            throw error
        }
    }

    func execute(_ text: String) throws(DatabaseError) { try control(text) }
}
