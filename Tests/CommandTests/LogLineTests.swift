import Foundation
import Logging
import PortalValues
import Testing

@testable import portal

@Suite struct LogLineTests {
    private let moment = Instant(seconds: 1_795_238_727)

    private func text(_ message: String, _ metadata: [(key: String, value: Logger.MetadataValue)] = []) -> String {
        String(decoding: TextLine.bytes(at: moment, .info, message, metadata), as: UTF8.self)
    }

    private func json(_ message: String, _ metadata: [(key: String, value: Logger.MetadataValue)] = []) throws
        -> [String: Any]
    {
        let bytes = JSONLine.bytes(at: moment, .error, message, metadata, label: "portal")
        #expect(bytes.last == UInt8(ascii: "\n"))
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1)
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func `a line for people begins with the time of day and the level`() {
        #expect(
            text("GET /clients 200", [("address", "127.0.0.1"), ("µs", "230")])
                == "\(moment.description.dropFirst(11).prefix(8)) info GET /clients 200 address=127.0.0.1 µs=230\n")
    }

    @Test(arguments: ["\n", "\r", "\u{1B}[31m", "\u{0}", "\t", "\u{7F}"])
    func `what a stranger sends cannot begin a line, nor colour a terminal`(text stranger: String) {
        let line = text("GET /\(stranger)x 404", [("agent", .string(stranger))])
        #expect(line.utf8.dropLast().allSatisfy { $0 >= 32 && $0 != 127 })
    }

    @Test(arguments: ["plain", "“é”", "a\"b\\c", "\n\r\t\u{0}\u{1F}", "</script>\u{2028}"])
    func `a line for programs is JSON whatever is in it`(message: String) throws {
        let line = try json(message, [(message, .string(message))])
        #expect(line["message"] as? String == message)
        #expect(line[message] as? String == message)
        #expect(line["level"] as? String == "error")
        #expect(line["logger"] as? String == "portal")
        #expect(line["time"] as? String == moment.description)
    }

    @Test func `lists and dictionaries stay what they are`() throws {
        let line = try json(
            "x", [("list", ["a", "b"]), ("pairs", ["one": "1", "two": ["2", "zwei"]]), ("none", [])])
        #expect(line["list"] as? [String] == ["a", "b"])
        #expect((line["pairs"] as? [String: Any])?["two"] as? [String] == ["2", "zwei"])
        #expect((line["none"] as? [Any])?.isEmpty == true)
    }

    @Test func `what an event says about itself cannot replace what the line says`() throws {
        let line = try json("x", [("level", "info"), ("message", "y"), ("time", "never")])
        #expect(line["level"] as? String == "error")
        #expect(line["message"] as? String == "x")
    }
}
