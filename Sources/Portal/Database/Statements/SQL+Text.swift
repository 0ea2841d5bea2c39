extension SQL {
    /// The text as one engine reads it: `?` for SQLite, `$1`, `$2` … for PostgreSQL.
    ///
    /// - Throws: `.statement` for a bad embedded name, `.invalidText` for a zero character in a value.
    func text(for dialect: Dialect) throws(DatabaseError) -> String {
        if let fault { throw .statement(fault) }
        // SQLite's limit; PostgreSQL's is twice as high.
        if arguments.count > 32_766 { throw .statement("more than 32,766 values in one statement") }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + arguments.count * 3)
        var number = 0
        for byte in text {
            guard byte == SQL.mark else {
                result.append(byte)
                continue
            }
            number += 1
            if dialect == .sqlite {
                result.append(63)
            } else {
                result.append(36)
                result.append(contentsOf: String(number).utf8)
            }
        }
        guard number == arguments.count else { throw .statement("a zero character in the text of a statement") }
        for argument in arguments { try argument.check() }
        return String(decoding: result, as: UTF8.self)
    }
}

extension SQL: CustomStringConvertible {
    /// The text with `?` for its values: what a log may show.
    public var description: String {
        String(decoding: text.map { $0 == SQL.mark ? 63 : $0 }, as: UTF8.self)
    }
}
