import Foundation
import PortalKit
import PortalLanguage
import PortalTestSupport
import Testing

/// Routes that read their body as it comes in, driven by curl over real connections.
@Suite(.serialized) struct StreamingTests {
    static let picture = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }

    /// Sends a form with files as a browser would; the status, and where it leads.
    func post(_ address: String, _ parts: [String], more: String...) async throws -> String {
        try await Self.curl(
            ["-H", "Sec-Fetch-Site: same-origin", "-w", "%{http_code} %{redirect_url}", "-o", "/dev/null"]
                + parts.flatMap { ["-F", $0] } + more + [address])
    }

    static func curl(_ arguments: [String]) async throws -> String {
        try await TestCommand.run(["curl", "-sS", "--max-time", "180"] + arguments).output
    }

    @Test(arguments: TestEngine.tested) func `a form with files arrives whole, and exactly once`(engine: TestEngine)
        async throws
    {
        try await Attic.run(engine) { portal, attic in
            let path = try attic.write("été.jpg", Self.picture)
            try await portal.live { port in
                let address = "http://127.0.0.1:\(port)/attic"
                let form = ["_token=0123456789012345678901", "title=Été", "photo=@\(path)", "none=;filename="]
                for _ in 0..<2 {
                    let answer = try await post(address, form)
                    #expect(answer == "303 \(address)")
                }
                async let first = post(address, ["_token=another-token-of-a-form", "title=a", "photo=@\(path)"])
                async let second = post(address, ["_token=another-token-of-a-form", "title=a", "photo=@\(path)"])
                let answers = try await [first, second]
                #expect(answers == ["303 \(address)", "303 \(address)"])
            }
            #expect(try await attic.names(portal) == ["été.jpg", "été.jpg"])
            #expect(attic.files("kept") == ["0", "1"])
            #expect(attic.content("kept/0") == Self.picture)
            #expect(attic.files("incoming") == [])
        }
    }

    @Test func `a form without its token, one that is refused and one that is undone leave nothing`() async throws {
        try await Attic.run { portal, attic in
            let path = try attic.write("a.jpg", Self.picture)
            try await portal.live { port in
                let address = "http://127.0.0.1:\(port)/attic"
                #expect(try await post(address, ["photo=@\(path)"]) == "400 ")
                let token = "_token=0123456789012345678901"
                #expect(try await post(address, [token, "title=refuse", "photo=@\(path)"]) == "422 ")
                #expect(try await post(address, ["title=regret", "photo=@\(path)", token]) == "409 ")
                #expect(try await post(address + "/broken", ["photo=@\(path)"]) == "500 ")
                let big = try attic.write("big.jpg", [UInt8](repeating: 7, count: Attic.limit + 1))
                let chunked = "Transfer-Encoding: chunked"
                #expect(try await post(address, [token, "photo=@\(big)"], more: "-H", chunked) == "413 ")
            }
            #expect(try await attic.names(portal) == [])
            #expect(attic.files("incoming") == [])
        }
    }

    @Test func `whoever may not is refused before a byte of the body is there`() async throws {
        try await Attic.run { portal, attic in
            try await portal.live { port in
                for (path, fields, status) in [
                    ("/attic/private", "Sec-Fetch-Site: same-origin\r\nContent-Length: 1000", "401"),
                    ("/attic", "Sec-Fetch-Site: cross-site\r\nContent-Length: 1000", "403"),
                    ("/attic", "Sec-Fetch-Site: same-origin\r\nContent-Length: \(Attic.limit + 1)", "413"),
                ] {
                    try await waiting {
                        let connection = try RawConnection(port: port)
                        try connection.send("POST \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n")
                        #expect(connection.receive(until: "</html>").hasPrefix("HTTP/1.1 \(status) "))
                    }
                }
            }
            #expect(attic.calls.count == 0)
            try await portal.application.database.write { db in
                try db.set("module.attic", "false", now: portal.application.clock())
            }
            try await portal.live { port in
                try await waiting {
                    let connection = try RawConnection(port: port)
                    try connection.send(
                        "POST /attic HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: 1000\r\n\r\n")
                    #expect(connection.receive(until: "</html>").hasPrefix("HTTP/1.1 404 "))
                }
            }
            #expect(attic.calls.count == 0)
        }
    }

    @Test func `an early answer is read by who goes on sending, and the connection goes on`() async throws {
        try await Attic.run { portal, _ in
            try await portal.live { port in
                try await waiting {
                    let connection = try RawConnection(port: port)
                    let count = 20 << 20
                    for _ in 0..<2 {
                        try connection.send(
                            "POST /attic/refusal HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: \(count)\r\n\r\n"
                        )
                        try connection.send([UInt8](repeating: 7, count: count))
                        let answer = connection.receive(until: "</html>")
                        #expect(answer.hasPrefix("HTTP/1.1 409 "))
                        #expect(answer.contains("The attic is full.") || answer.contains("409"))
                    }
                }
            }
        }
    }

    @Test func `no more is taken from the visitor than the handler reads`() async throws {
        try await Attic.run { portal, attic in
            try await portal.live { port in
                try await waiting {
                    let connection = try RawConnection(port: port)
                    try connection.send(
                        "POST /attic/slow HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: \(200 << 20)\r\n\r\n"
                    )
                    // What the sockets of both sides buffer, and a few pieces; the handler sleeps on the first one.
                    #expect(connection.push(atMost: 100 << 20) < 30 << 20)
                    #expect(attic.calls.count == 1)
                }
            }
        }
    }

    @Test func `octets are appended where they belong, and a cut connection keeps what came`() async throws {
        try await Attic.run { portal, attic in
            let whole = try attic.write("whole", Self.picture)
            try await portal.live { port in
                let address = "http://127.0.0.1:\(port)/attic/raw/a"
                let put = ["-H", "Sec-Fetch-Site: same-origin", "-X", "PUT", "--data-binary"]
                #expect(try await Self.curl(put + ["@\(whole)", address]) == "1000000 true")
                #expect(try await Self.curl(put + ["abc", address + "?offset=999998"]) == "3 true")
                #expect(attic.content("raw/a") == Self.picture.prefix(999_998) + Array("abc".utf8))
                #expect(try await Self.curl(put + ["", address + "?offset=5"]) == "0 true")
                #expect(attic.content("raw/a")?.count == 5)
                let beyond = try await Self.curl(
                    put + ["abc", "-o", "/dev/null", "-w", "%{http_code}", address + "?offset=6"])
                #expect(beyond == "500")
                let big = try attic.write("big", [UInt8](repeating: 7, count: (2 << 20) + 1))
                let tooMuch = try await Self.curl(
                    put + ["@\(big)", "-o", "/dev/null", "-w", "%{http_code}", address + "?offset=5"])
                #expect(tooMuch == "413")
                #expect(attic.content("raw/a")?.count == 5)

                // Closed as soon as nobody holds it.
                try await waiting {
                    let connection = try RawConnection(port: port)
                    try connection.send(
                        "PUT /attic/raw/cut HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: 1000\r\n\r\n"
                    )
                    try connection.send("0123456789")
                    Thread.sleep(forTimeInterval: 0.2)
                }
                for _ in 0..<100 where attic.content("appended") != Array("10 false".utf8) {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(attic.content("appended") == Array("10 false".utf8))
                #expect(attic.content("raw/cut") == Array("0123456789".utf8))
            }
        }
    }

    @Test func `a form that is cut leaves nothing`() async throws {
        try await Attic.run { portal, attic in
            let path = try attic.write("a.jpg", Self.picture)
            try await portal.live { port in
                let status = try await TestCommand.run([
                    "curl", "-sS", "--limit-rate", "100K", "--max-time", "1", "-H", "Sec-Fetch-Site: same-origin",
                    "-F", "_token=0123456789012345678901", "-F", "photo=@\(path)", "http://127.0.0.1:\(port)/attic",
                ]).status
                #expect(status == 28)
                for _ in 0..<100 where !attic.files("incoming").isEmpty || attic.calls.count == 0 {
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            #expect(attic.calls.count == 1)
            #expect(attic.files("incoming") == [])
            #expect(try await attic.names(portal) == [])
        }
    }

    @Test func `HTTP/2 carries files in and answers early`() async throws {
        try await Attic.run { portal, attic in
            let path = try attic.write("a.jpg", Self.picture)
            let made = try await TestCommand.run([
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-subj", "/CN=127.0.0.1", "-days", "2", "-keyout", attic.folder.path + "/key.pem",
                "-out", attic.folder.path + "/certificate.pem",
            ])
            #expect(made.status == 0)
            let wire = TestPortal.Wire.secure(
                certificate: attic.folder.path + "/certificate.pem", key: attic.folder.path + "/key.pem")
            try await portal.live(wire) { port in
                let address = "https://127.0.0.1:\(port)/attic"
                let form = ["_token=0123456789012345678901", "title=a", "photo=@\(path)"]
                let shown = [
                    "-k", "-H", "Sec-Fetch-Site: same-origin", "-o", "/dev/null", "-w", "%{http_version} %{http_code}",
                ]
                let parts = form.flatMap { ["-F", $0] }
                for (path, answer) in [("", "2 303"), ("/refusal", "2 409"), ("/private", "2 401")] {
                    let given = try await Self.curl(shown + parts + [address + path])
                    #expect(given == answer)
                }
            }
            #expect(attic.content("kept/0") == Self.picture)
        }
    }
}

@Suite struct StreamingDeclarationTests {
    struct Sloppy: Module {
        static let id = "sloppy"
        var title: Message { tr("Sloppy") }
        var summary: Message { tr("Wrong.") }
        var routes: [Route] {
            [
                .streaming(.get, "/a", .everyone, bodyLimit: 1) { _, _ in .text("") },
                .streaming(.post, "/b", .all([.confirmed(.signedIn)]), bodyLimit: 1) { _, _ in .text("") },
                .streaming(.post, "/c", .machine, bodyLimit: 1) { _, _ in .text("") },
            ]
        }
    }

    @Test func `a streaming route that could not work stops the start`() async throws {
        let error = try #require(
            await #expect(throws: DeclarationErrors.self) { try await TestPortal.run([Sloppy()]) { _ in } })
        #expect(error.faults.count == 3)
        #expect(error.description.contains("route GET /a of module sloppy streams a body, which GET does not have"))
        #expect(error.description.contains("route POST /b of module sloppy streams a body and asks for the password"))
        #expect(error.description.contains("route POST /c of module sloppy streams a body for a machine"))
    }
}
