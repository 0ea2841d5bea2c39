import Foundation
import PortalFiles
import Testing

@testable import PortalKit

@Suite struct CSVReaderTests {
    func read(_ text: String, separator: Character? = nil) throws -> [[String]] {
        try records(Array(text.utf8), separator: separator).map(\.fields)
    }

    func records(_ bytes: [UInt8], separator: Character? = nil, limits: CSVReader.Limits = .init()) throws
        -> [CSVRecord]
    {
        var reader = try CSVReader(bytes, separator: separator, limits: limits)
        var records: [CSVRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every line end ends a record, with or without the last one`(end: String) throws {
        #expect(try read("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]])
        #expect(try read("a,b\(end)c,d") == [["a", "b"], ["c", "d"]])
    }

    @Test func `quotes hold separators, quotes and line ends`() throws {
        #expect(
            try read("\"a,b\",\"say \"\"hi\"\"\",\"x\r\ny\"\n1,2,3\n") == [
                ["a,b", "say \"hi\"", "x\r\ny"], ["1", "2", "3"],
            ])
    }

    @Test func `line numbers count the lines of the file, not the records`() throws {
        let records = try records(Array("a,b\n\n\"x\ny\r\nz\",2\n\n\nlast,3".utf8))
        #expect(records.map(\.line) == [1, 3, 8])
    }

    @Test func `empty fields and empty lines are told apart`() throws {
        #expect(try read("a,,\n\n,\n\"\"\n", separator: ",") == [["a", "", ""], ["", ""], [""]])
        #expect(try read("") == [])
        #expect(try read("\n\r\n\r") == [])
    }

    @Test(arguments: [
        ("a;b;c\n1;2;3", ";"), ("a,b\n1,2", ","), ("a\tb\n1\t2", "\t"), ("a|b\n1|2", "|"), ("alone\nvalue", ","),
    ])
    func `the separator is found out`(text: String, separator: Character) throws {
        #expect(try CSVReader(Array(text.utf8)).separator == separator)
    }

    @Test func `a decimal comma does not pass for a separator`() throws {
        #expect(try read("name;price\nbeer;2,50\nwater;1,00\nwine;3\n").map(\.count) == [2, 2, 2, 2])
    }

    @Test func `separators inside quotes are not counted`() throws {
        #expect(try CSVReader(Array("\"a,b,c,d\";x\n\"e,f,g,h\";y\n".utf8)).separator == ";")
    }

    @Test func `Excel's own hint is obeyed and is no record`() throws {
        #expect(try read("sep=|\r\na,b|c\r\n") == [["a,b", "c"]])
    }

    @Test func `a byte order mark is no part of the first field`() throws {
        #expect(try records([0xEF, 0xBB, 0xBF] + Array("é,b".utf8)).map(\.fields) == [["é", "b"]])
    }

    @Test(arguments: [false, true])
    func `UTF-16 is read in both byte orders, beyond the basic plane too`(isBig: Bool) throws {
        let units = Array("\u{FEFF}prénom;😀\nZoé;œ".utf16)
        let bytes = units.flatMap { unit in
            isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
        #expect(try records(bytes).map(\.fields) == [["prénom", "😀"], ["Zoé", "œ"]])
    }

    @Test func `what is not UTF-8 is read as Windows-1252`() throws {
        let bytes: [UInt8] = Array("nom;prix\nZo".utf8) + [0xE9, 59, 0x80, 0x35, 10]
        #expect(try records(bytes).map(\.fields) == [["nom", "prix"], ["Zoé", "€5"]])
        #expect(try CSVReader(bytes).encoding == .windows1252)
    }

    @Test func `one accent at the end of a long file decides its encoding`() throws {
        let long = Array(String(repeating: "abc,def\n", count: 20_000).utf8)
        #expect(try CSVReader(long + [0xE9]).encoding == .windows1252)
        #expect(try CSVReader(long + Array("é".utf8)).encoding == .utf8)
    }

    @Test func `characters cut by the chunks of the file stay whole`() throws {
        for shift in 0..<4 {
            let text = String(repeating: "x", count: shift) + String(repeating: "😀é€", count: 30_000 / 9 * 10) + ",end"
            var limits = CSVReader.Limits()
            limits.field = 1_000_000
            let fields = try records(Array(text.utf8), limits: limits).first?.fields
            #expect(fields == text.split(separator: ",").map(String.init))
        }
    }

    @Test func `faults name the line where they are`() throws {
        #expect(throws: CSVError.openQuote(line: 2)) { try records(Array("a,b\nc,\"d\n\n".utf8)) }
        #expect(throws: CSVError.afterQuote(line: 2)) { try records(Array("a,b\n\"c\"d,e\n".utf8), separator: ",") }
        #expect(throws: CSVError.notText(line: 3)) { try records(Array("a\nb\nc\0".utf8)) }
        #expect(throws: CSVError.encoding(line: 2)) { try records(Array("a\nb".utf8) + [0x81]) }
        #expect(throws: CSVError.encoding(line: 1)) { try records([0xFF, 0xFE, 0x00, 0xDC, 0x41, 0x00]) }
        #expect(throws: CSVError.encoding(line: 1)) { try records([0xFF, 0xFE, 0x41]) }
    }

    @Test func `fields and records are bounded`() throws {
        var limits = CSVReader.Limits()
        limits.field = 10
        limits.fields = 3
        #expect(throws: CSVError.longField(line: 1, limit: 10)) {
            try records(Array("12345678901".utf8), limits: limits)
        }
        #expect(throws: CSVError.openQuote(line: 1)) { try records(Array("\"12345678901\"".utf8), limits: limits) }
        #expect(throws: CSVError.manyFields(line: 2, limit: 3)) {
            try records(Array("a,b\na,b,c,d\n".utf8), separator: ",", limits: limits)
        }
        #expect(try records(Array("1234567890,b,c".utf8), limits: limits).count == 1)
    }

    @Test func `a missing file and a folder are faults, not crashes`() throws {
        #expect(throws: CSVError.self) { try CSVReader(path: "/nowhere/at/all.csv") }
        #expect(throws: CSVError.self) { try CSVReader(path: "/tmp") }
    }

    @Test func `a file is read chunk by chunk with its progress`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/big.csv"
        let line = "1234;Zoé;\"a \"\"quoted\"\" name\"\r\n"
        try Data(String(repeating: line, count: 5000).utf8).write(to: URL(fileURLWithPath: path))
        var reader = try CSVReader(path: path)
        var count = 0
        while let record = try reader.next() {
            count += 1
            #expect(record.line == count)
            #expect(record.fields == ["1234", "Zoé", "a \"quoted\" name"])
        }
        #expect(count == 5000)
        #expect(reader.progress.read == reader.progress.total)
    }

    @Test func `random bytes never stop the program`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = [34, 44, 59, 10, 13, 65, 0xC3, 0xA9, 0xFF, 0xFE, 0, 9]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
                alphabet.randomElement(using: &generator)
            }
            do { _ = try records(bytes) } catch { #expect(error is CSVError) }
        }
    }
}
