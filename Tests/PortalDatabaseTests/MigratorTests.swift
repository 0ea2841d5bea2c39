import Foundation
import Synchronization
import Testing

@testable import PortalDatabase

@Suite struct MigratorTests {
    static let core = """
        -- The first tables.

        -- up
        CREATE TABLE person (id ${id}, name TEXT NOT NULL, born ${day}, seen ${instant}, score ${integer} NOT NULL DEFAULT 0);
        CREATE TABLE pet (id ${id}, person_id ${integer} NOT NULL CONSTRAINT pet_person REFERENCES person (id), photo ${bytes});
        INSERT INTO person (name) VALUES ('semi;colon'), ('quo''te'); -- a comment; with one
        -- only sqlite
        CREATE TRIGGER person_scored AFTER INSERT ON person BEGIN
            UPDATE person SET score = CASE WHEN name = 'x' THEN 1 ELSE 2 END WHERE id = NEW.id;
            SELECT 1;
        END;
        -- end
        -- only postgresql
        CREATE FUNCTION person_scored() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN NEW.score := 2; RETURN NEW; END;
        $body$;
        CREATE TRIGGER person_scored BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION person_scored();
        -- end
        INSERT INTO person (name) VALUES ('last')

        -- down
        DROP TABLE pet;
        DROP TABLE person;
        -- only postgresql
        DROP FUNCTION person_scored;
        -- end
        """

    static let extra =
        "-- up\nALTER TABLE person ADD COLUMN nick TEXT;\n-- down\nALTER TABLE person DROP COLUMN nick;\n"

    /// Runs a body with a folder of migrations and an empty database.
    static func with(
        _ engine: TestEngine, _ files: [String: String], _ body: (Migrator, Database, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files { try write(content, name, folder) }
        try await engine.with(schema: false) { database in
            try await body(Migrator(directory: folder.path, database: database), database, folder)
        }
    }

    static func write(_ content: String, _ name: String, _ folder: URL) throws {
        try Data(content.utf8).write(to: folder.appendingPathComponent(name))
    }

    @Test(arguments: TestEngine.tested)
    func `the schema goes up, and down again, with its progress`(engine: TestEngine) async throws {
        try await Self.with(engine, ["0001_core.sql": Self.core, "0002_extra.sql": Self.extra]) {
            migrator, database, _ async throws in
            #expect(try await migrator.current() == nil)
            #expect(try await migrator.state().refusalToServe?.contains("0001_core.sql, 0002_extra.sql") == true)
            let seen = Mutex<[String]>([])
            try await migrator.upgrade { progress in
                if case .began(let step, let number, let count, let isUp) = progress {
                    seen.withLock { $0.append("\(step.file) \(number)/\(count) \(isUp)") }
                }
            }
            #expect(seen.withLock { $0 } == ["0001_core.sql 1/2 true", "0002_extra.sql 2/2 true"])
            #expect(try await migrator.current() == 2)
            #expect(try await migrator.check().isCurrent)
            let rows = try await database.read { try $0.rows("SELECT name, score, nick FROM person ORDER BY id") }
            #expect(try rows.map { try $0.get("name", as: String.self) } == ["semi;colon", "quo'te", "last"])
            #expect(try rows.map { try $0.get("score", as: Int.self) } == [0, 0, 2])
            #expect(try await migrator.upgrade().isEmpty)
            #expect(try await migrator.downgrade().map(\.version) == [2])
            #expect(try await migrator.upgrade(to: 2).map(\.version) == [2])
            #expect(try await migrator.downgrade(to: 0).map(\.version) == [2, 1])
            #expect(try await migrator.current() == nil)
            #expect(try await migrator.upgrade(to: 1).map(\.version) == [1])
            await #expect(throws: MigrationError.refused("there is no migration 7")) {
                try await migrator.upgrade(to: 7)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a step that fails leaves nothing, and says where`(engine: TestEngine) async throws {
        let broken = "-- up\nCREATE TABLE one (id ${id});\n\nCREATE TABLE\n  nothing at all;\n-- down\n"
        try await Self.with(engine, ["0001_core.sql": Self.core, "0002_broken.sql": broken]) {
            migrator, database, folder async throws in
            await #expect {
                try await migrator.upgrade()
            } throws: { error in
                guard case .failed("0002_broken.sql", 4, .statement) = error as? MigrationError else { return false }
                return true
            }
            #expect(try await migrator.current() == 1)
            await #expect(throws: DatabaseError.self) { try await database.read { try $0.rows("SELECT * FROM one") } }
            try Self.write(broken.replacing("nothing at all", with: "two (id ${id})"), "0002_broken.sql", folder)
            #expect(try await migrator.upgrade().map(\.version) == [2])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `edited, missing and newer files are told by name`(engine: TestEngine) async throws {
        try await Self.with(engine, ["0001_core.sql": Self.core, "0003_extra.sql": Self.extra]) {
            migrator, _, folder async throws in
            try await migrator.upgrade()
            try Self.write(Self.core.replacing("\n", with: "\r\n"), "0001_core.sql", folder)
            #expect(try await migrator.state().isCurrent)
            try Self.write(Self.core + "\n", "0001_core.sql", folder)
            #expect(try await migrator.state().refusalToServe == "edited after being applied: 0001_core.sql")
            await #expect(throws: MigrationError.self) { try await migrator.upgrade() }
            try Self.write(Self.core, "0001_core.sql", folder)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("0003_extra.sql"))
            #expect(try await migrator.state().ahead == ["0003_extra.sql"])
            #expect(try await migrator.state().refusalToServe?.contains("ahead") == true)
            await #expect(throws: MigrationError.self) { try await migrator.downgrade() }
            try Self.write("-- up\n-- down\n", "0004_next.sql", folder)
            #expect(try await migrator.state().missing == ["0003_extra.sql"])
            #expect(try await migrator.state().pending.map(\.file) == ["0004_next.sql"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `of two at once one works, the other waits and finds nothing to do`(engine: TestEngine) async throws {
        var files = ["0001_core.sql": Self.core]
        for number in 2...9 {
            files["000\(number)_table.sql"] =
                "-- up\nCREATE TABLE t\(number) (id ${id});\n-- down\nDROP TABLE t\(number);\n"
        }
        try await Self.with(engine, files) { migrator, _, _ async throws in
            async let one = migrator.upgrade()
            async let two = migrator.upgrade()
            async let three = migrator.upgrade()
            let counts = try await [one.count, two.count, three.count].sorted()
            #expect(counts == [0, 0, 9])
            #expect(try await migrator.state().isCurrent)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `rebuilding a table keeps what refers to it, and a broken key stops the step`(engine: TestEngine) async throws
    {
        let rebuild = """
            -- up
            INSERT INTO pet (person_id) VALUES (1);
            -- only sqlite
            CREATE TABLE person_new (id ${id}, name TEXT NOT NULL);
            INSERT INTO person_new SELECT id, name FROM person;
            DROP TABLE person;
            ALTER TABLE person_new RENAME TO person;
            -- end
            -- down
            """
        let breaking = "-- up\nINSERT INTO pet (person_id) VALUES (99);\n-- down\n"
        let files = ["0001_core.sql": Self.core, "0002_rebuild.sql": rebuild, "0003_breaking.sql": breaking]
        try await Self.with(engine, files) { migrator, database, _ async throws in
            await #expect {
                try await migrator.upgrade()
            } throws: { error in
                guard case .failed("0003_breaking.sql", 2, .foreignKey("pet_person")) = error as? MigrationError else {
                    return false
                }
                return true
            }
            #expect(try await migrator.current() == 2)
            #expect(try await database.read { try $0.value("SELECT count(*) FROM pet", as: Int.self) } == 1)
            await #expect(throws: DatabaseError.foreignKey(constraint: "pet_person")) {
                try await database.write { try $0.run("DELETE FROM person WHERE id = 1") }
            }
        }
    }

    @Test func `a new migration gets the next number`() async throws {
        try await Self.with(.sqlite, ["0007_core.sql": Self.core]) { migrator, _, _ async throws in
            #expect(try migrator.new(name: "bar_items").hasSuffix("/0008_bar_items.sql"))
            #expect(try migrator.new(name: "more").hasSuffix("/0009_more.sql"))
            #expect(throws: MigrationError.self) { try migrator.new(name: "../evil") }
            try await migrator.upgrade()
            #expect(try await migrator.current() == 9)
        }
    }

    @Test(arguments: [
        ("1_short.sql", core), ("0001_UPPER.sql", core), ("0001.sql", core), ("0001_a.sql", "CREATE TABLE a (b TEXT);"),
        ("0001_a.sql", "-- up\n"), ("0001_a.sql", "-- down\n"),
        ("0001_a.sql", "-- up\n-- only mysql\n-- end\n-- down\n"),
        ("0001_a.sql", "-- up\n-- only sqlite\n-- down\n"), ("0001_a.sql", "-- up\n-- end\n-- down\n"),
        ("0001_a.sql", "-- up\nCREATE TABLE a (b ${money});\n-- down\n"),
        ("0001_a.sql", "-- up\n-- up\n-- down\n"),
    ])
    func `a file that is no migration is refused with its name`(name: String, content: String) async throws {
        try await Self.with(.sqlite, [name: content]) { migrator, _, _ async throws in
            await #expect {
                _ = try await migrator.check()
            } throws: { error in
                guard case .file(name, _, _) = error as? MigrationError else { return false }
                return true
            }
        }
    }

    @Test func `two files with the same number are refused`() async throws {
        try await Self.with(.sqlite, ["0001_a.sql": Self.core, "0001_b.sql": Self.core]) {
            migrator, _, _ async throws in
            await #expect(throws: MigrationError.file("0001_b.sql", line: nil, "0001_a.sql has the same number")) {
                _ = try await migrator.state()
            }
        }
    }
}
