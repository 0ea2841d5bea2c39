import PortalDatabase
import PortalLanguage

/// Records and people, by what people call them.
extension FilterCompiler {
    /// Whether the field refers to one of these. Each identifier is also looked up by itself: one that does not exist is a fault,
    /// not an empty list.
    mutating func elements(
        _ field: FilterField, _ element: FilterElement, _ values: [FilterValue]
    ) throws(FilterError) -> SQL {
        var parts: [SQL] = []
        var keys: [String] = []
        for value in values {
            if element.isPerson, value.isMe {
                guard let person = asker.person else {
                    throw source.fault(
                        .unknownReference, at: value.offset, tr("Nobody is signed in whom “me” could mean."))
                }
                parts.append("\(sql: field.sql) = \(person)")
            } else {
                let key = element.normalise(value.text)
                keys.append(key)
                note(FilterReference(element: element, key: key, value: value))
            }
        }
        if !keys.isEmpty {
            parts.append(
                """
                \(sql: field.sql) IN (SELECT \(sql: element.id) FROM \(sql: element.tables)
                WHERE \(sql: element.key) IN \(in: keys) AND (\(sql: element.visible)))
                """)
        }
        return parts.count == 1 ? parts[0] : "(\(sql: parts.joined(separator: " OR ")))"
    }
}

/// An identifier that somebody typed.
struct FilterReference: Sendable {
    let element: FilterElement
    let key: String
    let value: FilterValue

    /// Whether there is such a record, among those that the asking person may see.
    func exists(_ db: any Connection) throws(DatabaseError) -> Bool {
        try db.row(
            """
            SELECT 1 AS one FROM \(sql: element.tables)
            WHERE \(sql: element.key) = \(key) AND (\(sql: element.visible))
            """) != nil
    }

    /// Nothing is called that.
    func fault(_ source: FilterSource) -> FilterError {
        let shown = Argument.text(String(value.text.prefix(60)))
        return source.fault(
            .unknownReference, at: value.offset,
            element.isPerson
                ? tr("Nobody here has the user name “%(value)s”.", ["value": shown])
                : tr("Nothing has the identifier “%(value)s”.", ["value": shown]))
    }
}
