import PortalFiles
import PortalKit
import Testing

@testable import portal

@Suite struct RemoteShownTests {
    private static let columns = ContractRecords.columns
    private static let rows = [
        ["2026-1", "Gala d’été", "Zoé Lefèvre", "signed", "1275.45", "1000.00", "camille", "2026-01-05"],
        ["C", String(repeating: "東京👩‍🚀e\u{301}", count: 300), "", "draft", "-0.01", "99999999999.99", "", ""],
    ]

    @Test func `no line is wider than the terminal, and no amount is cut`() {
        for width in Array(1...160) + [1_000, 100_000, Int.max] {
            let layout = TableLayout(Self.columns, Self.rows, width: width)
            #expect(layout.lines.count == 3)
            for line in layout.lines { #expect(TextWidth.of(line) <= width) }
            let shown = layout.lines[2]
            #expect(layout.dropped.contains("remaining") || shown.contains("99999999999.99"))
            #expect(layout.dropped.contains("total") || shown.contains("-0.01"))
        }
        #expect(
            TableLayout(Self.columns, Self.rows, width: 0).lines == TableLayout(Self.columns, Self.rows, width: 1).lines
        )
        #expect(TableLayout(Self.columns, Self.rows, width: Int.min).lines.count == 3)
        #expect(TableLayout(Self.columns, Self.rows, width: nil).dropped.isEmpty)
        #expect(TableLayout(Self.columns, Self.rows, width: 20).dropped.count > 4)
    }

    @Test func `amounts end below one another, texts begin there`() {
        let columns: [TableLayout.Column] = [
            .init(title: "id", isWhole: true), .init(title: "total", isWhole: true, isNumber: true),
            .init(title: "title"),
        ]
        let layout = TableLayout(columns, [["東京", "1.50", "a"], ["é", "-1275.45", ""]], width: 80)
        #expect(layout.lines == ["id       total  title", "東京      1.50  a", "é     -1275.45"])
        let narrow = TableLayout(columns, [["X", "1.50", "a very long title"]], width: 19)
        #expect(narrow.lines == ["id  total  title", "X    1.50  a very …"])
        #expect(narrow.dropped.isEmpty)
    }

    @Test(arguments: [
        ("Lefèvre", 7), ("e\u{301}", 1), ("東京", 4), ("ｶﾞ", 2), ("한", 2), ("각", 2), ("👩‍🚀", 2), ("❤️", 2), ("🇫🇷", 2),
        ("👍🏽", 2), ("a\u{200B}b", 2), ("", 0), ("½€", 2),
    ])
    func `a text is as wide as a terminal shows it`(text: String, width: Int) { #expect(TextWidth.of(text) == width) }

    @Test(arguments: [
        ("a\u{1B}[31mb", "a□[31mb"), ("a\r\nb\tc", "a b c"), ("a\u{202E}b", "ab"), ("a\u{9B}b", "a□b"),
        ("👩‍🚀", "👩‍🚀"), ("a\u{2028}b", "a b"), ("1\u{202F}275,45\u{A0}€", "1\u{202F}275,45\u{A0}€"),
    ])
    func `nothing that others typed moves the cursor`(text: String, line: String) { #expect(Shown.line(text) == line) }

    @Test func `values are shown in words`() throws {
        let record = try JSONReader.read(
            Array(#"{"a": "2026-11-21T04:05:06.123456Z", "b": null, "c": ["x", 3], "d": true, "e": {"f": "g"}}"#.utf8))
        let shown = ["a", "b", "c", "d", "e", "z"].map { Shown.value(record[$0]) }
        #expect(shown == ["2026-11-21T04:05:06Z", "", "x, 3", "yes", "f: g", ""])
    }

    @Test func `members are written as their types want it`() {
        let schema = RecordSchema([
            "title": ["string"], "note": ["string", "null"], "attendees": ["integer", "null"], "open": ["boolean"],
            "tags": ["array"],
        ])
        let json = schema.json([
            ("title", ""), ("note", ""), ("attendees", "120"), ("open", "oui"), ("tags", "a"), ("tags", "b"),
            ("x", "1"),
        ])
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"title":"","note":null,"attendees":120,"open":true,"tags":["a","b"],"x":"1"}"#)
        #expect(String(decoding: schema.json([("attendees", "many")]), as: UTF8.self) == #"{"attendees":"many"}"#)
    }

    @Test func `pages become one list, and only the query of a link is followed`() {
        func joined(_ lists: String...) -> String {
            String(decoding: RecordPrinter.joined(lists.map { Array($0.utf8) }), as: UTF8.self)
        }
        #expect(
            joined("[1, 2]") == "[1, 2]" && joined("[1]", " [ 2 ]\n", "[]") == "[1, 2 ]" && joined("[]", "[]") == "[]")
        let links =
            #"</a?limit=500&offset=0>; rel="first", <https://evil.example/a?filter=limit%3D1&limit=500&offset=500>; rel="next""#
        #expect(RecordSearch.next(links, most: 10) == "filter=limit%3D1&limit=10&offset=500")
        #expect(RecordSearch.next(links, most: 900) == "filter=limit%3D1&limit=500&offset=500")
        #expect(RecordSearch.next(#"</a?offset=0>; rel="first""#, most: 10) == nil)
    }
}
