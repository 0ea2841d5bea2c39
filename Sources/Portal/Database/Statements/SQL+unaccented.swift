extension SQL {
    /// An expression over a text: what `String.unaccented` makes of it, so that both can be compared byte by byte.
    ///
    /// SQLite calls the Swift function itself, registered with every connection. PostgreSQL takes the letters apart with
    /// `NORMALIZE` and drops the same marks; letters that no decomposition reaches are named. Its `LOWER` follows the locale of
    /// the database, which matters for capitals outside the Latin alphabet in a database of the locale C.
    public static func unaccented(_ text: SQL, _ dialect: Dialect) -> SQL {
        switch dialect {
        case .sqlite:
            return "portal_unaccented(\(sql: text))"
        case .postgresql:
            let bare: SQL = """
                REGEXP_REPLACE(NORMALIZE(\(sql: text), NFKD),
                    '[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]', '', 'g')
                """
            let taken: SQL = """
                REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(\(sql: bare),
                    'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'ẞ', 'ss')
                """
            return "(LOWER(TRANSLATE(\(sql: taken), 'øØłŁđĐðÐı', 'oollddddi')) COLLATE \"C\")"
        }
    }
}
