import PortalValues
import Testing

@testable import PortalDatabase

@Suite struct SQLTests {
    @Test func `values are bound, never pasted`() throws {
        let name = "Robert'); DROP TABLE club;--"
        let phone: String? = nil
        let sql: SQL = "SELECT * FROM club WHERE name = \(name) AND id = \(3) AND phone IS \(phone)"
        #expect(try sql.text(for: .sqlite) == "SELECT * FROM club WHERE name = ? AND id = ? AND phone IS ?")
        #expect(try sql.text(for: .postgresql) == "SELECT * FROM club WHERE name = $1 AND id = $2 AND phone IS $3")
        #expect(sql.arguments == [.text(name), .integer(3), .null(.text)])
    }

    @Test func `fragments keep their values in order`() throws {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
        let sql = "SELECT \(0) WHERE \(sql: conditions.joined(separator: " AND "))" + " LIMIT \(9)"
        #expect(try sql.text(for: .postgresql) == "SELECT $1 WHERE a = $2 AND b = $3 LIMIT $4")
        #expect(sql.arguments == [.integer(0), .integer(1), .integer(2), .integer(9)])
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test func `a number of rows stands in the text`() throws {
        let sql: SQL = "SELECT * FROM club LIMIT \(count: 50) OFFSET \(100)"
        #expect(try sql.text(for: .postgresql) == "SELECT * FROM club LIMIT 50 OFFSET $1")
        #expect(sql.arguments == [.integer(100)])
    }

    @Test func `a list has as many values as the next power of two`() throws {
        #expect(try ("\(in: [7])" as SQL).text(for: .sqlite) == "(?)")
        #expect(("\(in: [1, 2, 3])" as SQL).arguments == [.integer(1), .integer(2), .integer(3), .integer(3)])
        #expect(("\(in: 1...1025)" as SQL).arguments.count == 1025)
        #expect(try ("id IN \(in: [Int]())" as SQL).text(for: .sqlite) == "id IN (SELECT ? WHERE 1 = 0)")
    }

    @Test(arguments: ["", "1a", "a b", "a\"b", "é", "a;b", String(repeating: "a", count: 64)])
    func `a name that is none is refused when the statement runs`(name: String) {
        let sql: SQL = "SELECT \(identifier: name)"
        #expect(throws: DatabaseError.self) { try sql.text(for: .sqlite) }
    }

    @Test func `a name is quoted`() throws {
        #expect(try ("ORDER BY \(identifier: "last_Name2")" as SQL).text(for: .sqlite) == "ORDER BY \"last_Name2\"")
    }

    @Test func `a log sees the text without the values`() {
        #expect("\("SELECT \("secret")" as SQL)" == "SELECT ?")
    }

    @Test(arguments: [
        (#"{"a":"\u0000"}"#, true), (#"{"a":"\\u0000"}"#, false), (#"{"a":"\\\u0000"}"#, true),
        (#"["\u000a\u00000"]"#, true),
        (#"["\u00010000"]"#, false), ("{}", false),
    ])
    func `an escaped zero in JSON is seen`(json: String, expected: Bool) {
        #expect(SQLArgument.hasEscapedZero(json) == expected)
    }
}
