/// The constraints that a CREATE TABLE declares, read from the text SQLite keeps of it: only there are their names.
struct TableDefinition {
    struct Constraint: Equatable {
        var name: String
        var kind: Kind
        var columns: [String]
        /// The condition of a CHECK, without white space.
        var condition = ""
    }

    enum Kind: Equatable { case primaryKey, unique, foreignKey, check }

    private(set) var constraints: [Constraint] = []

    /// Reads `CREATE TABLE name ( … )`. A constraint without a name gets the one PostgreSQL would give it.
    init(table: String, text: String) {
        for item in Self.items(of: text) {
            guard let first = item.first else { continue }
            let isConstraint =
                ["CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"].contains { first.is($0) }
            let column = isConstraint ? nil : first.identifier
            constraints += Self.constraints(
                in: isConstraint ? item[...] : item.dropFirst(), column: column, table: table)
        }
    }

    /// The tokens between the commas of the outer parentheses.
    private static func items(of text: String) -> [[SQLLexer.Token]] {
        var lexer = SQLLexer(Array(text.utf8))
        var items: [[SQLLexer.Token]] = []
        var item: [SQLLexer.Token] = []
        var depth = 0
        while let token = lexer.next() {
            if token == .symbol(41) { depth -= 1 }
            if depth == 0 {
                if token == .symbol(41) { break }
            } else if depth == 1, token == .symbol(44) {
                items.append(item)
                item = []
            } else {
                item.append(token)
            }
            if token == .symbol(40) { depth += 1 }
        }
        return items + [item]
    }

    private static func constraints(
        in tokens: ArraySlice<SQLLexer.Token>, column: String?, table: String
    ) -> [Constraint] {
        var rest = tokens
        var found: [Constraint] = []
        var name: String?
        while let token = rest.popFirst() {
            if token.is("CONSTRAINT") {
                name = rest.popFirst()?.identifier
                continue
            }
            var constraint: Constraint?
            if token.is("PRIMARY") {
                rest = rest.drop { $0.is("KEY") }
                constraint = Constraint(name: "", kind: .primaryKey, columns: names(from: &rest, or: column))
            } else if token.is("UNIQUE") {
                constraint = Constraint(name: "", kind: .unique, columns: names(from: &rest, or: column))
            } else if token.is("FOREIGN") {
                rest = rest.drop { $0.is("KEY") }
                constraint = Constraint(name: "", kind: .foreignKey, columns: names(from: &rest, or: nil))
                // The REFERENCES that follows belongs to it.
                rest = rest.drop { !$0.is("REFERENCES") }.dropFirst()
            } else if token.is("REFERENCES") {
                constraint = Constraint(name: "", kind: .foreignKey, columns: column.map { [$0] } ?? [])
            } else if token.is("CHECK") {
                let condition = group(from: &rest)
                constraint = Constraint(
                    name: "", kind: .check, columns: column.map { [$0] } ?? [], condition: words(condition))
            } else if token == .symbol(40) {
                rest = [token] + rest
                _ = group(from: &rest)
            }
            if var constraint {
                constraint.name = name ?? constraint.defaultName(in: table)
                found.append(constraint)
                name = nil
            }
        }
        return found
    }

    /// The names in the parentheses that follow, or the column's own where none do.
    private static func names(from rest: inout ArraySlice<SQLLexer.Token>, or column: String?) -> [String] {
        guard rest.first == .symbol(40), column == nil else { return column.map { [$0] } ?? [] }
        return group(from: &rest).split(separator: .symbol(44)).compactMap { $0.first?.identifier }
    }

    /// Takes a group in parentheses off the front; what is between them.
    private static func group(from rest: inout ArraySlice<SQLLexer.Token>) -> [SQLLexer.Token] {
        guard rest.first == .symbol(40) else { return [] }
        var content: [SQLLexer.Token] = []
        var depth = 0
        while let token = rest.popFirst() {
            if token == .symbol(41) { depth -= 1 }
            if depth == 0, token == .symbol(41) { break }
            if depth > 0 { content.append(token) }
            if token == .symbol(40) { depth += 1 }
        }
        return content
    }

    /// A condition in a form that does not depend on how it is spaced.
    static func words(_ tokens: [SQLLexer.Token]) -> String {
        tokens.map { token in
            switch token {
            case .word(let word): word.lowercased()
            case .name(let name): name.lowercased()
            case .string: "''"
            case .symbol(let byte): String(decoding: [byte], as: UTF8.self)
            }
        }.joined(separator: " ")
    }
}

extension TableDefinition.Constraint {
    /// The name PostgreSQL gives to a constraint that has none.
    fileprivate func defaultName(in table: String) -> String {
        let ending =
            switch kind {
            case .primaryKey: "pkey"
            case .unique: "key"
            case .foreignKey: "fkey"
            case .check: "check"
            }
        return ([table] + (kind == .primaryKey ? [] : columns) + [ending]).joined(separator: "_")
    }
}
