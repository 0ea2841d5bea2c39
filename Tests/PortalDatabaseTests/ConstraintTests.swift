import Testing

@testable import PortalDatabase

/// What the schema forbids comes back with the constraint's name, the same on both engines.
@Suite struct ConstraintTests {
    /// Two clubs, three members: the third's sponsor is the second.
    static func fill(_ database: Database) async throws {
        try await database.write { connection throws in
            try connection.run(
                "INSERT INTO club (id, name, code, city) VALUES (101, 'Chess', 'C', 'Lyon'), (102, 'Bar', 'B', 'Lyon')")
            try connection.run(
                """
                INSERT INTO member (id, club_id, email, age, sponsor_id)
                VALUES (201, 101, 'Zoe@x.fr', 20, NULL), (202, 101, 'paul@x.fr', 21, NULL), (203, 102, 'ann@x.fr', 20, 202)
                """)
            try connection.run("INSERT INTO badge (member_id, label) VALUES (201, 'gold'), (202, 'gold')")
            try connection.run("INSERT INTO seal VALUES (201, 'gold')")
            try connection.run("INSERT INTO diary VALUES ('first')")
        }
    }

    static let violations: [(SQL, DatabaseError)] = [
        ("INSERT INTO club (name) VALUES ('Chess')", .unique(constraint: "club_name_key")),
        ("INSERT INTO club (name, code, city) VALUES ('New', 'C', 'Lyon')", .unique(constraint: "club_code_city_key")),
        ("INSERT INTO club (id, name) VALUES (101, 'New')", .unique(constraint: "club_pkey")),
        ("UPDATE member SET email = 'ZOE@X.FR' WHERE id = 202", .unique(constraint: "member_email_key")),
        ("UPDATE member SET age = 20 WHERE id = 202", .unique(constraint: "member_club_age")),
        ("INSERT INTO badge VALUES (201, 'gold')", .unique(constraint: "badge_pkey")),
        ("INSERT INTO club (name, city) VALUES ('New', '')", .check(constraint: "club_city_check")),
        ("INSERT INTO club (name, code) VALUES ('New', '123456789')", .check(constraint: "club_code_length")),
        ("UPDATE member SET age = -1 WHERE id = 201", .check(constraint: "member_age_check")),
        ("INSERT INTO member (club_id, email) VALUES (9, 'new')", .foreignKey(constraint: "member_club_id_fkey")),
        ("UPDATE member SET club_id = 9 WHERE id = 201", .foreignKey(constraint: "member_club_id_fkey")),
        ("UPDATE member SET sponsor_id = 9", .foreignKey(constraint: "member_sponsor")),
        ("INSERT INTO badge VALUES (9, 'gold')", .foreignKey(constraint: "badge_member_id_fkey")),
        ("INSERT INTO seal VALUES (201, 'silver')", .foreignKey(constraint: "seal_badge")),
        ("DELETE FROM club WHERE id = 101", .foreignKey(constraint: "member_club_id_fkey")),
        ("DELETE FROM club", .foreignKey(constraint: "member_club_id_fkey")),
        ("DELETE FROM member WHERE id = 202", .foreignKey(constraint: "member_sponsor")),
        ("DELETE FROM member WHERE id = 201", .foreignKey(constraint: "seal_badge")),
        ("INSERT INTO member (club_id, email) VALUES (101, NULL)", .notNull(table: "member", column: "email")),
        ("UPDATE club SET name = NULL", .notNull(table: "club", column: "name")),
        ("DELETE FROM diary", .refused("the diary is kept")),
    ]

    @Test(arguments: TestEngine.tested)
    func `a violation carries the constraint's name`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await Self.fill(database)
            for (sql, expected) in Self.violations {
                await #expect(throws: expected, "\(sql)") { try await database.write { try $0.run(sql) } }
            }
            let counts = try await database.read { connection throws in
                try connection.values("SELECT count(*) FROM club UNION ALL SELECT count(*) FROM member", as: Int.self)
            }
            #expect(counts == [2, 3])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a foreign key that is checked at the end fails at the end, by its name`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            await #expect(throws: DatabaseError.foreignKey(constraint: "later_club")) {
                try await database.write { connection throws in
                    try connection.run("INSERT INTO later (club_id) VALUES (7)")
                    _ = try connection.rows("SELECT * FROM later")
                }
            }
            try await database.write { connection throws in
                try connection.run("INSERT INTO later (club_id) VALUES (7)")
                try connection.run("INSERT INTO club (id, name) VALUES (7, 'Late')")
            }
            let count = try await database.read { try $0.value("SELECT count(*) FROM later", as: Int.self) }
            #expect(count == 1)
        }
    }
}
