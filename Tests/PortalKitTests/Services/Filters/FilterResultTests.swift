import PortalDatabase
import Testing

@testable import PortalKit

/// What filters find, on both engines.
@Suite struct FilterResultTests {
    static let questions: [(String, [Int])] = [
        ("", [1, 2, 3, 4, 5]), ("town = Nantes", [1]), ("town = nantes", [2]), ("town ~ NANT", [1, 2]),
        ("town != Nantes", [2, 3, 4, 5]), ("not town = Nantes", [2, 3, 4, 5]), ("town !~ nant", [3, 4, 5]),
        ("not (town !~ nant)", [1, 2]), ("town is none", [3, 4]), ("town is not none", [1, 2, 5]),
        ("town = none", [3, 4]), ("town != None", [1, 2, 5]), ("town in (Nantes, 'La Rochelle')", [1, 5]),
        ("town in (Nantes, none)", [1, 3, 4]), ("town not in (Nantes, none)", [2, 5]), ("town in (none)", [3, 4]),
        ("town not in (Nantes)", [2, 3, 4, 5]), ("name ~ ete", [1]), ("name ~ ÉT", [1]), ("name ~ oeuv", [2]),
        ("nom = Été", [1]), ("nom = 'E\u{301}te\u{301}'", [1]), ("nom = ete", []), ("name ~ '%'", [3]),
        ("name ~ '_'", []), ("name ^= OEU", [2]), ("name $= E", [1, 2]), ("name $= 'vre'", [2]),
        ("name $= '12345678901234567890'", []), ("name = 'O''Neil'", [5]), ("name = \"O'Neil\"", [5]),
        ("name = O'Neil", [5]), ("name = l’eau", [4]), ("name < f", [1, 3]), ("name between l and oa", [4, 5]),
        ("sort_name = 'ÉTÉ'", [1]), ("sort_name ~ 'o neil'", [5]), ("sort_name > n", [2, 5]),
        ("size = 3", [1]), ("size > 3", [2, 4]), ("size >= 3,5", [2, 4]), ("size = 1 200", [4]), ("size = -2", [5]),
        ("size != 3", [2, 3, 4, 5]), ("not size > 3", [1, 3, 5]), ("size is none", [3]),
        ("size between -2 and 3", [1, 5]), ("size not between -2 and 3", [2, 3, 4]), ("size in (3, 3.5)", [1, 2]),
        ("remain_amount_to_pay =>0", [1, 2, 4, 5]), ("reste_a_payer = 1 275,45 €", [1]),
        ("reste_a_payer = 1275.45", [1]), ("reste_a_payer < 1", [2, 3, 4]), ("reste_a_payer = -5", [3]),
        ("made = 22-06-2020", [1]), ("made = 22/06/2020", [1]), ("made = 2020-06-22", [1]), ("made = 2020-06", [1, 2]),
        ("made = 06/2020", [1, 2]), ("made = 2020", [1, 2]), ("made > 2020", [4, 5]), ("made <= 2020", [1, 2]),
        ("made = today", [4]), ("made = aujourd'hui", [4]), ("made = hier", [5]), ("made = -1d", [5]),
        ("made >= -1j", [4, 5]), ("made = ce_mois", [4, 5]), ("made = this-year", [4, 5]),
        ("made = this_week", [4, 5]),
        ("made != today", [1, 2, 3, 5]), ("made between 22-06-2020 and 23-06-2020", [1, 2]),
        ("creation_date = 22-06-2020", [2, 3]), ("creation_date >= 22-06-2020", [2, 3, 4, 5]),
        ("creation_date > 22-06-2020", [4, 5]), ("creation_date < 22-06-2020", [1]),
        ("creation_date <= 22-06-2020", [1, 2, 3]), ("creation_date != 22-06-2020", [1, 4, 5]),
        ("creation_date = 22-06-2020 14:30", [3]), ("creation_date > '2020-06-22T14:29'", [3, 4, 5]),
        ("creation_date = 22-06-2020 14:30:01", []), ("creation_date = 22-06-2020 14h30", [3]),
        ("creation_date entre 22-06-2020 et 23-06-2020", [2, 3, 4]), ("paid", [1, 3, 5]), ("not paid", [2, 4]),
        ("paid = oui", [1, 3, 5]), ("paye != oui", [2, 4]), ("paid = false", [2, 4]), ("status = signé", [1, 5]),
        ("statut = 'non signé'", [2]), ("statut = non-signe", [2]), ("status = cancelled", [4]),
        ("status != signed", [2, 3, 4]), ("status in (signed, annulé)", [1, 4, 5]), ("status is none", [3]),
        ("maker = M-1", [1, 4]), ("maker != m-1", [2, 3, 5]), ("maker in (m-1, m-2)", [1, 2, 4]),
        ("maker ~ m-", [1, 2, 4]), ("maker is none", [3]), ("maker in (m-2, none)", [2, 3]),
        ("by.town ~ herbl", [1, 4]),
        ("par.ville = 'Saint-Herblain'", [1, 4]), ("by.town is none", [2, 3]),
        ("by.town != 'Saint-Herblain'", [2, 3, 5]),
        ("by.maker_id = m-2", [2]), ("collaborator_id=None", [3]), ("support = moi", [1, 4]),
        ("support != me", [2, 3, 5]),
        ("collaborator_id=aa123456789 ou collaborator_id=ab123456789", [1, 2, 4, 5]),
        ("support in (me, AB123456789)", [1, 2, 4, 5]),
        ("support ~ LEFÈV", [1, 4]), ("status=signed et remain_amount_to_pay>0", [1, 5]),
        ("paid and (town ~ nant or size < 0)", [1, 5]), ("not (paid and town ~ nant)", [2, 3, 4, 5]),
        ("not (paid or status = canceled)", [2]), ("sort by size", [5, 1, 2, 4, 3]),
        ("sort by size desc", [4, 2, 1, 5, 3]),
        ("sort by name", [3, 1, 4, 5, 2]), ("tri paid desc, name limite 2 décalage 1", [1, 5]),
        ("sort by by.town desc", [5, 1, 4, 2, 3]),
        ("paid sort by made limit 1", [1]), ("limit 2", [1, 2]), ("offset 3", [4, 5]),
        ("sort by support", [1, 4, 2, 5, 3]),
    ]

    @Test(arguments: ServiceDatabase.tested)
    func `a filter finds what it says, on both engines`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in try Pieces.make(db) }
            for (text, expected) in Self.questions {
                let found = try await database.read { db in try Pieces.found(text, db) }
                #expect(found == expected, "\(text)")
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `an identifier that is not there, or may not be seen, is a fault`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in try Pieces.make(db) }
            for (text, column) in [
                ("maker = m-9", 9), ("maker = hidden", 9), ("maker in (m-1, m-9)", 16), ("support = nobody", 11),
                ("not maker = 'x'' or 1=1'", 13),
            ] {
                let fault = await #expect(throws: FilterError.self) {
                    try await database.read { db in try Pieces.found(text, db) }
                }
                #expect(fault?.code == .unknownReference, "\(text)")
                #expect(fault?.column == column, "\(text)")
            }
        }
    }

    @Test func `a visitor is nobody`() throws {
        let query = try FilterQuery("support = me")
        #expect(throws: FilterError.self) {
            try Filter(query, Pieces.catalogue, Pieces.asker(person: nil), id: "piece.id")
        }
    }

    @Test func `what is typed is bound, never pasted`() throws {
        let filter = try Pieces.filter("name = '\"; DROP TABLE piece; --' and town ~ 'x'' or 1=1' and size > 4242")
        #expect(!filter.condition.description.contains("DROP"))
        #expect(!filter.condition.description.contains("1=1"))
        #expect(!filter.condition.description.contains("4242"))
        #expect(filter.condition.arguments.count == 3)
    }

    @Test(arguments: ServiceDatabase.tested)
    func `texts are folded alike by Swift and by the engine`(engine: ServiceDatabase) async throws {
        let texts = [
            "ÉLÉONORE", "Œuvre", "Straße", "Ærø", "Łódź", "Đorđe", "ıstanbul", "ﬁn", "①", "n° 5", "a\u{301}\u{323}",
            "Ñandú",
            "@example.org", "50 %", "ΆΛΦΑ", "Ёлка",
        ]
        try await engine.with { database in
            for text in texts {
                let folded = try await database.read { db in
                    let sql = SQL.unaccented("CAST(\(text) AS TEXT)", db.dialect)
                    return try db.value("SELECT \(sql: sql) AS folded", as: String.self)
                }
                #expect(folded == text.unaccented, "\(text)")
            }
        }
    }
}
