extension SQL {
    /// What `\( )` may hold inside a statement.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var sql: SQL

        /// An empty statement.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql = .empty
        }

        /// The text between the values.
        public mutating func appendLiteral(_ literal: StaticString) { sql.append(literal: literal) }

        /// `\(id)` binds a value.
        public mutating func appendInterpolation(_ value: some SQLValue) { sql.append(value.sqlArgument) }

        /// `\(phone)` binds a value or NULL.
        public mutating func appendInterpolation<T: SQLValue>(_ value: T?) {
            sql.append(value?.sqlArgument ?? .null(T.sqlType))
        }

        /// `\(argument: value)` binds a value that was made ready before.
        public mutating func appendInterpolation(argument: SQLArgument) { sql.append(argument) }

        /// `\(sql: fragment)` embeds another statement with its values.
        public mutating func appendInterpolation(sql fragment: SQL) { sql.append(fragment) }

        /// `\(identifier: column)` embeds a quoted name: letters, digits and underscores only. With any other name the statement
        /// throws `.statement` when it is run.
        public mutating func appendInterpolation(identifier name: String) { sql.append(identifier: name) }

        /// `LIMIT \(count: size)` writes a whole number into the text. For the few numbers a list is made with: PostgreSQL keeps the
        /// plan of a statement only where it knows how many rows are wanted, and plans anew each time where that is bound.
        public mutating func appendInterpolation(count number: Int) { sql.append(count: number) }

        /// `\(in: ids)` binds a list, with its parentheses; an empty list holds nothing.
        ///
        /// The list is filled up to a power of two with its last value, which changes nothing for IN and NOT IN, so that lists of
        /// all lengths share a few prepared statements.
        public mutating func appendInterpolation<Values: Collection>(in values: Values) where Values.Element: SQLValue {
            let arguments = values.map(\.sqlArgument)
            guard let last = arguments.last else {
                sql.append(literal: "(SELECT ")
                sql.append(.null(Values.Element.sqlType))
                sql.append(literal: " WHERE 1 = 0)")
                return
            }
            var count = 1
            while count < arguments.count { count *= 2 }
            if count > 1024 { count = arguments.count }
            sql.append(literal: "(")
            for position in 0..<count {
                if position > 0 { sql.append(literal: ", ") }
                sql.append(position < arguments.count ? arguments[position] : last)
            }
            sql.append(literal: ")")
        }
    }
}
