import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// Everything that is held of one subject, as JSON that people and programs can read (GDPR, articles 15 and 20).
struct PersonalExport {
    let subject: DataSubject
    let context: RequestContext

    /// The whole text. Days and moments are ISO 8601 (UTC), amounts are cents of euros; secrets, digests and search keys stay here.
    func bytes(_ db: any Connection) throws -> [UInt8] {
        let language = context.language
        var json = JSONWriter(capacity: 16_384)
        try json.object { json in
            json.name("portal")
            json.value(context.application.siteName(context.settings))
            json.name("exported_at")
            json.value(context.now)
            json.name("kind")
            json.value(subject.kind.rawValue)
            json.name("name")
            json.value(subject.name)
            json.name("data")
            try json.list { json in
                for (table, holding) in context.application.holdings(of: subject.kind) {
                    let records = try records(table, holding, db)
                    if records.isEmpty { continue }
                    json.object { json in
                        json.name("table")
                        json.value(table)
                        json.name("what")
                        json.value(language.text(holding.title))
                        json.name("purpose")
                        json.value(language.text(holding.purpose))
                        json.name("basis")
                        json.value(language.text(holding.basis.title))
                        json.name("kept_for")
                        json.value(language.text(holding.period.words(context.settings)))
                        json.name("records")
                        json.list { json in
                            for record in records {
                                json.object { json in
                                    for (name, value) in record {
                                        json.name(any: name)
                                        value.write(&json)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    private func records(_ table: String, _ holding: PersonalHolding, _ db: any Connection) throws
        -> [[(name: String, value: ExportedValue)]]
    {
        let rows = holding.rows(subject, db.dialect)
        return try db.rows("SELECT * FROM \(identifier: table) WHERE \(sql: rows)").map { row in
            try row.columns.filter { !holding.withheld.contains($0) && !Self.isInternal($0) }.map { column in
                (column, try ExportedValue.read(column, row))
            }
        }
    }

    /// Secrets and their digests, and what is stored a second time to be found or sorted by.
    static func isInternal(_ column: String) -> Bool {
        column.contains("hash") || column.contains("token") || column.contains("password")
            || column.hasSuffix("_key") || column.hasPrefix("sort_") || column == "search_name" || column == "version"
    }
}

/// A stored value on its way out; what it is follows from its column's name, as everywhere in the schema.
enum ExportedValue: SQLDecodable {
    case null, integer(Int64), real(Double), text(String), cents(Int64), instant(Instant)

    static var sqlName: String { "any value" }

    static func decode(_ stored: Stored) -> ExportedValue? {
        switch stored.kind {
        case .null: .null
        case .integer: stored.integer.map(ExportedValue.integer)
        case .real: stored.real.map(ExportedValue.real)
        case .text: stored.text.map(ExportedValue.text)
        case .bytes: nil
        }
    }

    static func read(_ column: String, _ row: Row) throws -> ExportedValue {
        if column.hasSuffix("_at"), let moment = try? row.get(column, as: Instant?.self) { return .instant(moment) }
        let value: ExportedValue = try row.get(column)
        if case .integer(let number) = value, column == "cents" || column.hasSuffix("_cents") { return .cents(number) }
        return value
    }

    func write(_ json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .integer(let number): json.value(number)
        case .real(let number): json.value(String(number))
        case .text(let text): json.value(text)
        case .instant(let moment): json.value(moment)
        case .cents(let cents):
            json.object { json in
                json.name("cents")
                json.value(cents)
                json.name("currency")
                json.value("EUR")
            }
        }
    }
}
