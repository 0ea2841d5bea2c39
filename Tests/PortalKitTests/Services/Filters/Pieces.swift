import PortalDatabase
import PortalLanguage
import PortalValues

@testable import PortalKit

/// A table that filters are tried on, with every kind of field, and a relation.
enum Pieces {
    static let toMaker = Join("piece.maker_id", to: "maker", id: "maker.id")

    static let makers = FilterCatalogue([
        FilterField("maker_id", ["id_fabricant"], tr("Identifier"), .element(maker("maker.code")), "maker.id"),
        FilterField("town", ["ville"], tr("Town"), .text(), "maker.town", isOptional: true),
    ])

    static func maker(_ text: SQL) -> FilterElement {
        FilterElement(from: "maker", id: "maker.id", key: "maker.code", visible: "maker.code <> 'hidden'", text: text)
    }

    static let secret = Scope("secret", title: tr("Secrets"))

    static let catalogue = FilterCatalogue(
        [
            FilterField("name", ["nom"], tr("Name"), .text(), "piece.name"),
            FilterField("town", ["ville"], tr("Town"), .text(), "piece.town", isOptional: true),
            FilterField("sort_name", ["nom_de_tri"], tr("Name"), .folded, "piece.sort_name"),
            FilterField("size", ["taille"], tr("Size"), .number, "piece.size", isOptional: true),
            FilterField(
                "remain_amount_to_pay", ["reste_a_payer"], tr("Left to pay"), .money, "piece.amount"),
            FilterField("made", ["fait_le"], tr("Made"), .day, "piece.made", isOptional: true),
            FilterField("creation_date", ["cree_le"], tr("Created"), .instant, "piece.created_at"),
            FilterField("paid", ["paye"], tr("Paid"), .flag, "piece.paid"),
            FilterField(
                "status", ["statut"], tr("Status"),
                .choice([
                    FilterChoice("signed", ["signed", "signé"]), FilterChoice("unsigned", ["unsigned", "non signé"]),
                    FilterChoice("canceled", ["canceled", "cancelled", "annulé"]),
                ]), "piece.status", isOptional: true),
            FilterField(
                "maker", ["fabricant"], tr("Maker"),
                .element(maker("(SELECT maker.code FROM maker WHERE maker.id = piece.maker_id)")), "piece.maker_id",
                isOptional: true),
            FilterField(
                "collaborator_id", ["support"], tr("Support"),
                .element(
                    .person(
                        visible: "1 = 1",
                        text: "(SELECT p.search_name FROM person AS p WHERE p.id = piece.owner_id)")),
                "piece.owner_id", isOptional: true),
            FilterField("margin", ["marge"], tr("Margin"), .money, "piece.amount", need: .init(.read, secret)),
        ],
        relations: [FilterRelation("by", ["par"], through: [toMaker], to: { makers })])

    /// Somebody in Paris, on 21 November 2026 at noon.
    static func asker(_ dialect: Dialect = .sqlite, person: Int64? = 1, may: Bool = false) -> FilterContext {
        FilterContext(
            dialect: dialect, zone: Zone("Europe/Paris") ?? .utc, now: .at(32_400), person: person,
            isAllowed: { _, _ in may })
    }

    static func filter(_ text: String, _ dialect: Dialect = .sqlite) throws -> Filter {
        try Filter(FilterQuery(text), catalogue, asker(dialect), id: "piece.id")
    }

    /// The ids that a filter finds, in its order.
    static func found(_ text: String, _ db: any Connection) throws -> [Int] {
        let filter = try filter(text, db.dialect)
        try filter.check(db)
        let order: SQL = filter.order.isEmpty ? " ORDER BY piece.id" : filter.order
        return try db.values(
            "SELECT piece.id FROM piece WHERE \(sql: filter.condition)\(sql: order)\(sql: filter.cut)", as: Int.self)
    }

    static func make(_ db: any Connection) throws {
        switch db.dialect {
        case .sqlite:
            try db.run(
                """
                CREATE TABLE piece (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT, sort_name TEXT NOT NULL, size REAL,
                    amount INTEGER NOT NULL, made TEXT, created_at TEXT NOT NULL, paid INTEGER NOT NULL, status TEXT,
                    maker_id INTEGER, owner_id INTEGER)
                """)
            try db.run("CREATE TABLE maker (id INTEGER PRIMARY KEY, code TEXT NOT NULL, town TEXT)")
        case .postgresql:
            try db.run(
                """
                CREATE TABLE piece (id BIGINT PRIMARY KEY, name TEXT NOT NULL, town TEXT, sort_name TEXT NOT NULL,
                    size DOUBLE PRECISION, amount BIGINT NOT NULL, made DATE, created_at TIMESTAMPTZ NOT NULL,
                    paid BOOLEAN NOT NULL, status TEXT, maker_id BIGINT, owner_id BIGINT)
                """)
            try db.run("CREATE TABLE maker (id BIGINT PRIMARY KEY, code TEXT NOT NULL, town TEXT)")
        }
        try db.run(
            """
            INSERT INTO person (id, first_name, last_name, search_name, created_at, updated_at)
            VALUES (1, 'Zoé', 'Lefèvre', 'lefevre zoe', \(Instant.at(0)), \(Instant.at(0))),
                (2, 'Jean', 'Œuvrard', 'oeuvrard jean', \(Instant.at(0)), \(Instant.at(0)))
            """)
        try db.run(
            """
            INSERT INTO account (person_id, username, username_key, created_at)
            VALUES (1, 'AA123456789', 'aa123456789', \(Instant.at(0))), (2, 'ab123456789', 'ab123456789', \(Instant.at(0)))
            """)
        try db.run(
            "INSERT INTO maker (id, code, town) VALUES (1, 'm-1', 'Saint-Herblain'), (2, 'm-2', NULL), (3, 'hidden', 'X')"
        )
        try rows(db)
    }

    private static func rows(_ db: any Connection) throws {
        func add(
            _ id: Int, _ name: String, _ town: String?, _ size: Double?, _ cents: Int, _ made: Day?, _ at: String,
            _ paid: Bool, _ status: String?, _ maker: Int?, _ owner: Int?
        ) throws {
            try db.run(
                """
                INSERT INTO piece (id, name, town, sort_name, size, amount, made, created_at, paid, status, maker_id, owner_id)
                VALUES (\(id), \(name), \(town), \(name.folded), \(size), \(cents), \(made), \(Instant(iso: at)), \(paid),
                    \(status), \(maker), \(owner))
                """)
        }
        // 22 June 2020 in Paris lasts from 21 June 22:00 to 22 June 22:00 UTC.
        try add(1, "Été", "Nantes", 3, 127_545, Day(iso: "2020-06-22"), "2020-06-21T21:59:59Z", true, "signed", 1, 1)
        try add(2, "Œuvre", "nantes", 3.5, 0, Day(iso: "2020-06-23"), "2020-06-21T22:00:00Z", false, "unsigned", 2, 2)
        try add(3, "100%", nil, nil, -500, nil, "2020-06-22T12:30:00Z", true, nil, nil, nil)
        try add(4, "l’eau", "", 1_200, 99, Day(iso: "2026-11-21"), "2020-06-22T22:00:00Z", false, "canceled", 1, 1)
        try add(
            5, "O'Neil", "La Rochelle", -2, 100, Day(iso: "2026-11-20"), "2026-11-21T08:00:00Z", true, "signed", 3, 2)
    }
}
