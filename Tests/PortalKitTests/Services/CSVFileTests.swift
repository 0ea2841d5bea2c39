import Foundation
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues
import Testing

@testable import PortalKit

@Suite struct CSVFileTests {
    static func language(_ code: String) throws -> Language {
        let folder = try ScratchFolder()
        let place = folder.path + "/\(code)/LC_MESSAGES"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let head =
            "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n"
        try head.write(toFile: place + "/portal.po", atomically: true, encoding: .utf8)
        let zone = try #require(Zone("Europe/Paris"))
        return try #require(try Languages(directory: folder.path, default: code, zone: zone)[code])
    }

    func text(_ cells: [CSVCell], _ code: String) throws -> String {
        var bytes: [UInt8] = []
        CSVFormat(try Self.language(code)).write(cells, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `French has semicolons and decimal commas, English commas and points`() throws {
        let cells: [CSVCell] = ["a", .money(Money(cents: -123_450)), .number(-7), .empty]
        #expect(try text(cells, "fr") == "a;-1234,50;-7;\r\n")
        #expect(try text(cells, "en") == "a,-1234.50,-7,\r\n")
    }

    @Test func `days and moments are written so that a spreadsheet reads them`() throws {
        let day = try #require(Day(year: 2026, month: 7, day: 1))
        let moment = try #require(Instant(iso: "2026-07-01T22:30:05Z"))
        #expect(try text([.day(day), .instant(moment)], "fr") == "2026-07-01;2026-07-02 00:30:05\r\n")
    }

    @Test(arguments: ["=1+1", "+33 6 12", "-2", "@SUM(A1)", "\t=1", "\r=1"])
    func `a text that a spreadsheet would run is guarded`(typed: String) throws {
        let written = try text([.text(typed)], "en")
        #expect(written.hasPrefix("'") || written.hasPrefix("\"'"))
    }

    @Test func `what was exported comes back as it was`() throws {
        let values = [
            "=1", "'=1", "it's", "'", "a;b,c", "say \"hi\"", "two\r\nlines", " spaces ", "é😀", "+33 6", "", "x",
        ]
        for code in ["fr", "en"] {
            var reader = try CSVReader(Array(try text(values.map(CSVCell.text), code).utf8))
            let back = try reader.next()?.fields
            #expect(back == values)
        }
    }

    @Test func `a record of one empty field is not an empty line`() throws {
        #expect(try text([.empty], "en") == "\"\"\r\n")
        #expect(try text([.text("")], "en") == "\"\"\r\n")
    }

    @Test(arguments: ServiceDatabase.tested)
    func `an export streams a query to a file that is sent once`(engine: ServiceDatabase) async throws {
        let folder = try ScratchFolder()
        let language = try Self.language("fr")
        try await engine.with { database in
            try await database.write { db in
                for number in 1...300 { try db.set("name \(number)", "=\(number)", now: .at(0)) }
            }
            let reply = try await database.read { db in
                try CSVFile.export(
                    "SELECT name, value FROM setting ORDER BY name", name: "réglages",
                    titles: [tr("Name"), tr("Value")],
                    in: folder.path + "/tmp", language: language, db
                ) { row in [.text(try row.get("name")), .text(try row.get("value"))] }
            }
            #expect(reply.temporary)
            #expect(reply.name == "réglages.csv")
            var reader = try CSVReader(path: reply.path)
            var count = 0
            while try reader.next() != nil { count += 1 }
            #expect(count == 301)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `an export that fails leaves no file behind`(engine: ServiceDatabase) async throws {
        struct Stop: Error {}
        let folder = try ScratchFolder()
        let language = try Self.language("en")
        try await engine.with { database in
            await #expect(throws: Stop.self) {
                _ = try await database.read { db in
                    try CSVFile.export(
                        "SELECT 1 AS one", name: "x", titles: [], in: folder.path, language: language, db
                    ) { _ in
                        throw Stop()
                    }
                }
            }
        }
        #expect(folder.names == [])
    }
}
