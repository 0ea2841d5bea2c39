import Testing

@testable import PortalDatabase

@Suite struct SplittingTests {
    static func texts(_ sql: String) -> [String] { MigrationScript.statements(in: Array(sql.utf8)).map(\.text) }

    @Test(arguments: [
        ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';' ; ;; SELECT 'it''s;'", ["SELECT ';'", "SELECT 'it''s;'"]),
        ("SELECT 1 -- no; end\n; /* ; /* ; */ */ SELECT 2 ;", ["SELECT 1 -- no; end", "SELECT 2"]),
        ("SELECT \"a;b\", `c;d`; SELECT E'\\';' ;", ["SELECT \"a;b\", `c;d`", "SELECT E'\\';'"]),
        ("SELECT $$ ; $$; SELECT $a$ $b$ ; $a$; SELECT $1", ["SELECT $$ ; $$", "SELECT $a$ $b$ ; $a$", "SELECT $1"]),
        (
            "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END; SELECT 3",
            [
                "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END",
                "SELECT 3",
            ]
        ),
        ("CREATE TABLE t (trigger_begin TEXT); SELECT 1", ["CREATE TABLE t (trigger_begin TEXT)", "SELECT 1"]),
        ("CREATE TABLE t (a TEXT); BEGIN; SELECT 1; END", ["CREATE TABLE t (a TEXT)", "BEGIN", "SELECT 1", "END"]),
        ("-- nothing\n/* at all */ ;", []), ("SELECT 'open ; ", ["SELECT 'open ;"]),
        ("SELECT $$ open ;", ["SELECT $$ open ;"]),
        ("/* open ;", []), ("", []),
    ])
    func `statements end where they end`(sql: String, expected: [String]) {
        #expect(Self.texts(sql) == expected)
    }

    @Test func `a statement knows its line`() {
        let statements = MigrationScript.statements(in: Array("SELECT 1;\n\n-- words\nSELECT\n2;SELECT 3".utf8))
        #expect(statements.map(\.line) == [1, 4, 5])
    }
}
