import Foundation
import PortalDatabase
import PortalTestSupport
import PortalValues
import Testing

@testable import PortalFiles

@Suite struct JSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `what JSON can say is read as it stands`() throws {
        let value = try read(
            #" { "a" : [1, -0.5e+3, true, false, null, "\u00e9\ud83d\ude00\n\/\"\\\b\f\r\t"], "": {} } "#)
        #expect(
            value
                == .object([
                    .init(
                        name: "a",
                        value: .list([
                            .number("1"), .number("-0.5e+3"), .flag(true), .flag(false), .null,
                            .text("é😀\n/\"\\\u{8}\u{c}\r\t"),
                        ])), .init(name: "", value: .object([])),
                ]))
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "01", "-", "1.", ".5", "1e",
        "+1",
        "nul", "truee", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ude00\"", "\"\\ud800\\u0041\"", "\"\\u0000\"",
        "\"a\nb\"", "1 2", "[] []", "\u{FEFF}{}", "NaN", "Infinity", "// a\n1",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try read(text) }
    }

    @Test func `broken UTF-8, depth without end and double names are refused`() throws {
        #expect(throws: JSONError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSONReader.read([0x22, 0xED, 0xA0, 0x80, 0x22]) }
        #expect(throws: JSONError.tooDeep) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONError.tooDeep) { try read(String(repeating: "{\"a\":", count: 17) + "1") }
        #expect(throws: JSONError.doubleName("a")) { try read(#"{"a": 1, "\u0061": 2}"#) }
    }

    @Test func `more members and longer texts than allowed end the reading where they begin to be too many`() throws {
        let members = (0..<60_000).map { "\"\($0)\":0" }.joined(separator: ",")
        let start = ContinuousClock.now
        #expect(throws: JSONError.tooManyMembers) { try read("{\(members)}") }
        #expect(throws: JSONError.tooManyMembers) { try read("[" + String(repeating: "0,", count: 200) + "0]") }
        #expect(throws: JSONError.tooManyMembers) {
            try read("[" + String(repeating: "[0,0,0],", count: 60) + "0]")
        }
        #expect(throws: JSONError.tooLong) { try read("\"" + String(repeating: "é", count: 40_000) + "\"") }
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(try read("[" + String(repeating: "0,", count: 199) + "0]") != .null)
        let wide = try JSONReader.read(
            Array("[" + String(repeating: "0,", count: 300) + "0]").map { $0.asciiValue ?? 0 },
            within: .init(members: 301))
        #expect(wide != .null)
    }

    @Test func `random bytes are read or refused, and never stop the program`() {
        var chance = Chance(seed: 11)
        let pieces = Array("{}[]\",:\\u0e-+.1tfn ".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &chance)).compactMap { _ in
                pieces.randomElement(using: &chance)
            }
            let ours = try? JSONReader.read(bytes)
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            // Ours refuses more (double names, zero characters, depth), never less.
            if ours != nil { #expect(theirs != nil, "\(String(decoding: bytes, as: UTF8.self))") }
        }
    }

    @Test func `what is written is what was meant`() throws {
        var json = JSONWriter()
        json.object { json in
            json.field("text", "a\"b\\c\n\u{1}é😀")
            json.field("none", String?.none)
            json.field("empty", filled: "")
            json.field("number", Int.min)
            json.field("flag", true)
            json.field("amount", Money(cents: -5))
            json.field("most", Money(cents: .min))
            json.field("day", Day(iso: "0007-02-28"))
            json.field("moment", Instant(microseconds: -1))
            json.field("texts", ["a", "b"])
            json.name("list")
            json.list { json in
                json.object { _ in }
                json.list { _ in }
                json.value(Int64(1))
            }
        }
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"text":"a\"b\\c\n\u0001é😀","none":null,"empty":null,"number":-9223372036854775808,"flag":true,"#
                + #""amount":"-0.05","most":"-92233720368547758.08","day":"0007-02-28","moment":"1969-12-31T23:59:59.999999Z","#
                + #""texts":["a","b"],"list":[{},[],1]}"#)
        #expect(try JSONReader.read(json.bytes)["text"]?.text == "a\"b\\c\n\u{1}é😀")
    }

    /// Short and plain ones take a way of their own, as do those that come straight from a row.
    @Test(arguments: [
        "", "plain", "a\"b\\c\n\u{1}\u{7F}", "Éléonore 😀", String(repeating: "x", count: 1024),
        String(repeating: "x", count: 1025), String(repeating: "é", count: 700), "ends with a quote\"",
    ])
    func `a text is written alike from a string and from a row`(text: String) async throws {
        let database = try Database.temporary()
        let written = try await database.read { db in
            let row = try #require(try db.row("SELECT \(text) AS text, NULL AS none"))
            var json = JSONWriter()
            try json.object { json in
                json.field("string", text)
                json.field("row", try row.get("text", as: StoredText.self))
                json.field("none", try row.get("none", as: StoredText?.self))
                json.field("after", false)
            }
            return json.bytes
        }
        let read = try JSONReader.read(written)
        #expect(read["string"]?.text == text && read["row"]?.text == text)
        #expect(read["none"] == .null && read["after"] == .flag(false))
        await database.close()
    }

    @Test func `a row that holds no UTF-8 is repaired, not handed on`() async throws {
        let database = try Database.temporary()
        let written = try await database.read { db in
            let row = try #require(try db.row("SELECT CAST(x'61ff62' AS TEXT) AS text"))
            var json = JSONWriter()
            json.list { json in
                json.object { json in json.field("text", try? row.get("text", as: StoredText.self)) }
            }
            return json.bytes
        }
        #expect(String(decoding: written, as: UTF8.self) == "[{\"text\":\"a\u{FFFD}b\"}]")
        #expect(throws: Never.self) { try JSONReader.read(written) }
        await database.close()
    }

    @Test func `moments are written as they are told elsewhere`() {
        var chance = Chance(seed: 11)
        for _ in 0..<200 {
            let moment = Instant(
                microseconds: .random(in: -50_000_000_000_000_000...200_000_000_000_000_000, using: &chance))
            var json = JSONWriter()
            json.value(moment)
            #expect(String(decoding: json.bytes, as: UTF8.self) == "\"\(moment)\"")
        }
    }
}
