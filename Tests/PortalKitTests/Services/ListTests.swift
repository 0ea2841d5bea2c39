import PortalDatabase
import PortalLanguage
import PortalValues
import Testing

@testable import PortalKit

@Suite struct ListTests {
    static let sorts = [
        SortColumn("name", tr("Name"), by: ["setting.name"]),
        SortColumn(
            "updated", tr("Changed"), by: ["setting.updated_at", "setting.name"], isNumber: true, first: .descending),
    ]

    static func list(_ query: String, size: Int = 10) throws -> ListQuery {
        let fields = try Fields(urlEncoded: Array(query.utf8))
        return try ListQuery(ListAddress(path: "/portal/clients", fields: fields), sorts: sorts, size: size)
    }

    static func count(_ number: Int) -> Message { trn("%(count)s client", "%(count)s clients", number) }

    @Test func `left out and empty mean the usual`() throws {
        for query in ["", "q=&sort=&way=&page="] {
            let list = try Self.list(query)
            #expect((list.q, list.sort.name, list.way, list.page) == ("", "name", .ascending, 1))
            #expect(!list.isSearch)
        }
        #expect(try Self.list("sort=updated").way == .descending)
    }

    @Test(arguments: [
        "sort=password", "way=up", "page=0", "page=-1", "page=1.5", "page=99999999999999999999", "page=%D9%A1",
        "page=1%202",
        "q=" + String(repeating: "a", count: 201),
    ])
    func `what no link of ours sends is 400`(query: String) {
        #expect { try Self.list(query) } throws: { error in
            if case Failure.badRequest(.parameter) = error { return true }
            return false
        }
    }

    @Test func `a list can be paged through up to its reach`() throws {
        #expect(try Self.list("page=1000").offset == 9990)
        for (page, size) in [(1001, 10), (999_999_999, 10), (10_001, 1)] {
            #expect { try Self.list("page=\(page)", size: size) } throws: { error in
                if case Failure.notFound = error { return true }
                return false
            }
        }
    }

    @Test func `search sees words without case and accents, and nothing matches nothing`() throws {
        #expect(try Self.list("q=++%C3%89L%C3%A9onore++Dupont-Durand+").terms == ["eleonore", "dupont", "durand"])
        #expect(try Self.list("q=Zo%C3%A9").matches("c") == ("c LIKE \("%zoe%")" as SQL))
        #expect(try Self.list("q=%25_!!").matches("c") == "1 = 0")
        #expect(try Self.list("q=").matches("c") == "1 = 1")
        #expect(try Self.list("q=" + (1...20).map { "w\($0)" }.joined(separator: "+")).terms.count == 8)
    }

    @Test func `the order names every column with its way`() throws {
        #expect(
            try Self.list("sort=updated&page=3").slice.description
                == " ORDER BY setting.updated_at DESC, setting.name DESC LIMIT 10 OFFSET ?")
        #expect(try Self.list("").slice.description.hasSuffix(" LIMIT 10"))
        #expect(
            try Self.list("sort=updated&way=asc").order.description
                == " ORDER BY setting.updated_at ASC, setting.name ASC")
    }

    @Test func `links keep what they do not change, escaped`() throws {
        let list = try Self.list("q=a%26b+%C3%A9&city=Lyon&page=3&empty=&sort=updated&way=asc", size: 1)
        let pager = try list.pager(ListTotal(5), Self.count)
        #expect(pager.nextUrl == "/portal/clients?q=a%26b%20%C3%A9&city=Lyon&sort=updated&way=asc&page=4")
        #expect(pager.pages.first?.url == "/portal/clients?q=a%26b%20%C3%A9&city=Lyon&sort=updated&way=asc")
        #expect(list.head("name")?.url == "/portal/clients?q=a%26b%20%C3%A9&city=Lyon&sort=name&way=asc")
        #expect(list.head("updated")?.url == "/portal/clients?q=a%26b%20%C3%A9&city=Lyon&sort=updated&way=desc")
        #expect(list.clearUrl(filters: ["city"]) == "/portal/clients?sort=updated&way=asc")
        #expect(
            list.url(path: "/portal/clients/export")
                == "/portal/clients/export?q=a%26b%20%C3%A9&city=Lyon&sort=updated&way=asc")
        #expect(try Self.list("").clearUrl(filters: ["city"]) == "")
        #expect(try Self.list("sort=name&way=asc&page=2").pageUrl(1) == "/portal/clients")
    }

    @Test func `heads tell how the list is sorted`() throws {
        let heads = try Self.list("sort=updated").heads
        #expect(heads.map(\.way) == ["", "desc"])
        #expect(heads.map(\.number) == [false, true])
        #expect(heads.map(\.url) == ["/portal/clients?sort=name&way=asc", "/portal/clients?sort=updated&way=asc"])
    }

    @Test(arguments: [
        (1, 1, ""), (1, 10, ""), (1, 11, "1* 2"), (2, 30, "1 2* 3"), (1, 100, "1* 2 … 10"), (5, 100, "1 … 4 5* 6 … 10"),
        (3, 100, "1 2 3* 4 … 10"), (4, 100, "1 2 3 4* 5 … 10"), (10, 100, "1 … 9 10*"), (1, 0, ""),
    ])
    func `the pager shows the ends and the neighbours`(page: Int, total: Int, expected: String) throws {
        let pager = try Self.list("page=\(page)").pager(ListTotal(total), Self.count)
        let shown = pager.pages.map { $0.gap ? "…" : "\($0.number)\($0.current ? "*" : "")" }.joined(separator: " ")
        #expect(shown == expected)
    }

    @Test func `the pager tells where one is`() throws {
        let last = try Self.list("page=3").pager(ListTotal(25), Self.count)
        #expect((last.from, last.to, last.nextUrl) == (21, 25, ""))
        #expect(last.previousUrl.hasSuffix("page=2"))
        let empty = try Self.list("").pager(ListTotal(0), Self.count)
        #expect((empty.from, empty.to, empty.pages.count) == (0, 0, 0))
        #expect(throws: Failure.self) { try Self.list("page=4").pager(ListTotal(25), Self.count) }
    }

    @Test func `a long list is counted so far and no further, and its pages end at its reach`() throws {
        let total = ListTotal(1001, limit: 1000)
        #expect((total.count, total.isMore) == (1000, true))
        #expect(total.words(Self.count).id == "more than %(items)s")
        #expect(!ListTotal(1000, limit: 1000).isMore)
        let first = try Self.list("").pager(total, Self.count)
        #expect(first.pages.last?.number == 101)
        let deep = try Self.list("page=500").pager(ListTotal(5001, limit: 5000), Self.count)
        #expect((deep.from, deep.to) == (4991, 5000))
        #expect(deep.nextUrl.hasSuffix("page=501"))
        let end = try Self.list("page=1000").pager(ListTotal(10_001, limit: 10_000), Self.count)
        #expect((end.to, end.nextUrl) == (10_000, ""))
        let exact = try Self.list("page=1000").pager(ListTotal(1_000_000), Self.count)
        #expect((exact.to, exact.nextUrl, exact.total) == (10_000, "", Self.count(1_000_000)))
    }

    @Test(arguments: ServiceDatabase.tested)
    func `counting gives up beyond a thousand, or behind the page asked for`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in
                for _ in 0..<13 {
                    try db.run(
                        """
                        INSERT INTO mail (recipient, recipient_name, subject, body_text, body_html, created_at, due_at)
                        SELECT 'a', 'b', 'c', 'd', 'e', \(Instant.at(0)), \(Instant.at(0)) FROM (SELECT 1 AS one UNION ALL SELECT 2) AS two
                        CROSS JOIN (SELECT COUNT(*) AS n FROM mail) AS m LEFT JOIN mail ON TRUE
                        """)
                }
            }
            for (query, expected) in [("", 1000), ("page=2", 1000), ("page=150", 1500)] {
                let list = try Self.list(query)
                let total = try await database.read { db in try list.total("FROM mail", db) }
                #expect(total == ListTotal(expected + 1, limit: expected))
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `pages neither repeat nor lose a row`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in
                for number in 0..<35 { try db.set("name \(number)", "x", now: .at(Int64(number / 10))) }
            }
            for query in ["sort=name", "sort=name&way=desc", "sort=updated", "sort=updated&way=asc"] {
                var seen: [String] = []
                for page in 1...4 {
                    let list = try Self.list("\(query)&page=\(page)")
                    let (total, names) = try await database.read { db in
                        (
                            try list.total("FROM setting", db),
                            try db.values("SELECT name FROM setting\(sql: list.slice)", as: String.self)
                        )
                    }
                    #expect(total == ListTotal(35))
                    #expect(try list.pager(total, Self.count).to == min(page * 10, 35))
                    seen += names
                }
                #expect(seen.count == 35)
                #expect(Set(seen).count == 35)
            }
        }
    }
}
