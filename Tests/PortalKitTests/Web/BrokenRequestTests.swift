import Foundation
import PortalKit
import PortalLanguage
import PortalTestSupport
import Synchronization
import Testing

/// Requests that break the rules of HTTP, or break off: the sender's fault, said so where it can be, and nobody's alarm.
@Suite(.serialized) struct BrokenRequestTests {
    /// A module with a form, a body that a handler reads by itself, and a page.
    struct Booth: Module {
        static let id = "booth"
        var title: Message { tr("Booth") }
        var summary: Message { tr("Takes things.") }
        var routes: [Route] {
            [
                .get("/booth", .everyone) { _, _ in .text("here") },
                .free(.post, "/booth", .everyone) { context in .text("took \(context.request.form["a"])") },
                .streaming(.put, "/booth", .everyone, bodyLimit: 1 << 20) { _, body in
                    var count = 0
                    for try await chunk in body { count += chunk.readableBytes }
                    return .text("took \(count)")
                },
            ]
        }
    }

    /// Sends a text as it is, and nothing more; the answer to it, and what the log says at warning or above.
    static func answer(_ text: String, isCutShort: Bool = false) async throws -> (String, alarms: [String]) {
        let log = TestLog()
        let answer = SharedText()
        try await TestPortal.run([Booth()]) { portal in
            try await portal.live(log: log) { port in
                answer.set(
                    try await waiting {
                        let connection = try RawConnection(port: port)
                        try connection.send(text)
                        if isCutShort { connection.finish() }
                        return connection.receive(until: "</html>")
                    })
            }
        }
        return (answer.text, log.lines(from: .warning))
    }

    static let form =
        "HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Type: application/x-www-form-urlencoded\r\n"

    @Test(
        arguments: ["POST", "PUT"],
        [
            "ZZ\r\na=b\r\n0\r\n\r\n", "-1\r\n", "3\r\na=bXX\r\n", "99999999999999999999\r\na=b\r\n",
            "3\u{0}\r\na=b\r\n",
        ])
    func `a body in pieces whose lengths are none is 400, and no alarm`(method: String, body: String) async throws {
        let (answer, alarms) = try await Self.answer(
            "\(method) /booth \(Self.form)Transfer-Encoding: chunked\r\n\r\n\(body)")
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        #expect(alarms == [])
    }

    @Test(
        arguments: ["POST", "PUT"],
        [
            "Content-Length: 10\r\n\r\na=b", "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n",
            "Transfer-Encoding: chunked\r\n\r\nA\r\na=b",
        ])
    func `a body that breaks off is 400, and no alarm`(method: String, rest: String) async throws {
        let (answer, alarms) = try await Self.answer("\(method) /booth \(Self.form)\(rest)", isCutShort: true)
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        #expect(alarms == [])
    }

    @Test func `whoever hangs up inside a body is no alarm`() async throws {
        let log = TestLog()
        try await TestPortal.run([Booth()]) { portal in
            try await portal.live(log: log) { port in
                for rest in ["Content-Length: 10\r\n\r\na=b", "Transfer-Encoding: chunked\r\n\r\nA\r\na="] {
                    try await waiting {
                        let connection = try RawConnection(port: port)
                        try connection.send("POST /booth \(Self.form)\(rest)")
                        // Long enough for the handler to wait for more; then the connection goes with its reference.
                        usleep(100_000)
                    }
                }
                for _ in 0..<100 where log.lines(from: .info).count(where: { $0.contains("POST /booth 400") }) < 2 {
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
        #expect(log.lines(from: .info).count { $0.hasPrefix("info POST /booth 400") } == 2)
        #expect(log.lines(from: .warning) == [])
    }

    @Test(arguments: [
        "GET /booth HTTP/9.9\r\nHost: x\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}",
        "GET /booth HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET /booth HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /booth HTTP/1.1\r\nHost: x\r\nBig: \(String(repeating: "a", count: 20_000))\r\n\r\n",
    ])
    func `a head that cannot be read is 400, is noted, and is no alarm`(head: String) async throws {
        let (answer, alarms) = try await Self.answer(head)
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        #expect(alarms == [])
    }

    @Test(arguments: [
        ("HTTP/1.1\r\n", 400), ("HTTP/1.1\r\nHost: x\r\nHost: x\r\n", 400), ("HTTP/1.1\r\nHost: x\r\nhost: y\r\n", 400),
        ("HTTP/1.1\r\nHost:\r\n", 400), ("HTTP/1.1\r\nHost: a b\r\n", 400), ("HTTP/1.1\r\nHost: x/evil\r\n", 400),
        ("HTTP/1.1\r\nHost: user@x\r\n", 400), ("HTTP/1.1\r\nHost: x:99999\r\n", 400),
        ("HTTP/1.1\r\nHost: x, y\r\n", 400),
        ("HTTP/1.1\r\nHost: [::1\r\n", 400), ("HTTP/1.0\r\nHost: x\r\nHost: y\r\n", 400),
        ("HTTP/1.1\r\nHost: x\r\n", 200), ("HTTP/1.1\r\nHost: bde.example.org:8080\r\n", 200),
        ("HTTP/1.1\r\nHost: [::1]:8080\r\n", 200), ("HTTP/1.1\r\nHost: under_score:\r\n", 200), ("HTTP/1.0\r\n", 200),
    ])
    func `a request says once, and clearly, which host it is for`(head: String, status: Int) async throws {
        let (answer, alarms) = try await Self.answer("GET /booth \(head)Connection: close\r\n\r\n")
        #expect(answer.contains(" \(status) "), "\(answer.prefix(40))")
        #expect(alarms == [])
    }

    @Test func `a request without a host is answered in its turn, and the connection goes on`() async throws {
        let good = "GET /booth HTTP/1.1\r\nHost: x\r\n\r\n"
        let last = "GET /booth HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try await TestPortal.run([Booth()]) { portal in
            try await portal.live { port in
                let answers = try await waiting {
                    let connection = try RawConnection(port: port)
                    try connection.send(good + "GET /booth HTTP/1.1\r\n\r\n" + last)
                    return connection.receive()
                }
                let statuses = answers.matches(of: #/HTTP/1.1 (\d+) /#).map { String($0.1) }
                #expect(statuses == ["200", "400", "200"])
            }
        }
    }
}

/// A text that is set in one task and read in another.
final class SharedText: Sendable {
    private let content = Mutex("")
    var text: String { content.withLock { $0 } }
    func set(_ text: String) { content.withLock { $0 = text } }
}
