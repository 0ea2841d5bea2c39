import Foundation
import HTTPTypes
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// The ugliest bodies that a client can send, to every route that takes one, by nobody and by whoever may do everything: each is answered
/// in words, quickly, and nothing of it is our fault. Sizes are those that a debug build reads in no time; `Tests/Attack` sends the
/// whole of them to what is served, to every route, and looks at the processor's time.
@Suite struct UglyBodyTests {
    /// A debug build on a busy machine is some twenty times slower than what is served.
    private static let patience = Duration.seconds(30)

    private struct Ugly {
        let name, type: String
        let bytes: [UInt8]
    }

    private static let json = "application/json"
    private static let form = "application/x-www-form-urlencoded"

    private static let bodies: [Ugly] = [
        Ugly(name: "nothing", type: json, bytes: []),
        Ugly(name: "members", type: json, bytes: members(3_000)),
        Ugly(name: "all members", type: json, bytes: members(199)),
        Ugly(name: "depth", type: json, bytes: Array(repeating: UInt8(ascii: "["), count: 20_000)),
        Ugly(name: "a long name", type: json, bytes: Array("{\"\(String(repeating: "n", count: 20_000))\":0}".utf8)),
        Ugly(name: "a long number", type: json, bytes: Array("[\(String(repeating: "9", count: 20_000))]".utf8)),
        Ugly(
            name: "escapes", type: json, bytes: Array("{\"a\":\"\(String(repeating: "\\u00e9", count: 900))\"}".utf8)),
        Ugly(name: "combining marks", type: json, bytes: Array("{\"last_name\":\"\(marks)\"}".utf8)),
        Ugly(name: "rubbish", type: json, bytes: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        Ugly(name: "fields", type: form, bytes: Array((0..<5_001).map { "f\($0)=1" }.joined(separator: "&").utf8)),
        Ugly(
            name: "one field often", type: form,
            bytes: Array(repeating: "_x=1", count: 500).joined(separator: "&").utf8.map { $0 }),
        Ugly(
            name: "one long field", type: form, bytes: Array("_x=\(String(repeating: "%C3%A9", count: 5_000))".utf8)),
        Ugly(name: "a broken escape", type: form, bytes: Array("last_name=%C3%".utf8)),
        Ugly(
            name: "a long password", type: form,
            bytes: Array("_password=\(String(repeating: "p", count: 20_000))".utf8)),
        Ugly(name: "too much", type: form, bytes: [UInt8](repeating: UInt8(ascii: "a"), count: 2 << 20)),
    ]

    private static func members(_ count: Int) -> [UInt8] {
        Array("{\((0..<count).map { "\"\($0)\":0" }.joined(separator: ","))}".utf8)
    }

    /// One letter with as many accents as a text may hold.
    private static let marks = "e" + String(repeating: "\u{301}\u{323}", count: 2_000)

    private static let routes = RouteTable.all(Composition.modules).map(\.route).filter { $0.method != .get }

    /// Where bodies are read: for pages and for programs one route in six.
    private static let sample = [true, false].flatMap { isApi in
        routes.filter { ($0.operation != nil) == isApi }.enumerated().filter { $0.offset.isMultiple(of: 6) }.map(
            \.element)
    }

    private func send(_ body: Ugly, to route: Route, by browser: TestBrowser, token: String?) async throws -> TestPage {
        let path = route.path.replacing(#/\{\w+\}/#, with: "nothing")
        var headers = ["Content-Type": body.type]
        if route.operation != nil, let token {
            headers["Authorization"] = "Bearer \(token)"
            headers["If-Match"] = "*"
        }
        let method = try #require(HTTPRequest.Method(route.method.rawValue))
        return try await browser.raw(method, path, bytes: body.bytes, headers: headers)
    }

    @Test(arguments: [nil, "admin"])
    func `every body to every route is answered in words, and soon`(person: String?) async throws {
        try await TestPortal.run(Composition.modules) { portal in
            var slowest = (took: Duration.zero, what: "")
            var tried = 0
            for body in Self.bodies {
                // Signing out is one of the routes: a new session for each body.
                var browser = portal.visitor
                var token: String?
                if let person {
                    browser = try await portal.signedIn(person)
                    token = try await portal.program(person, seconds: 86_400).token
                }
                for route in person == nil ? Self.routes : Self.sample {
                    // What the limits of tries refuse would hide what the body does.
                    portal.wait(seconds: 120)
                    let start = ContinuousClock.now
                    let page = try await send(body, to: route, by: browser, token: token)
                    let took = ContinuousClock.now - start
                    let what = "\(body.name) to \(route.method.rawValue) \(route.path): \(page.status)"
                    #expect(page.status < 500, "\(what)")
                    if person == nil, route.access.isClosed {
                        #expect([303, 401, 403, 404].contains(page.status), "\(what)")
                    }
                    if took > slowest.took { slowest = (took, what) }
                    tried += 1
                }
            }
            #expect(slowest.took < Self.patience, "\(slowest.what) took \(slowest.took)")
            #expect(tried > 200)
        }
    }
}

extension Access {
    /// Whether a visitor is refused whatever they send.
    fileprivate var isClosed: Bool {
        switch self {
        case .everyone, .machine, .rule, .any: false
        case .all(let list): list.contains(where: \.isClosed)
        case .confirmed(let inner): inner.isClosed
        case .signedIn, .may, .maySome, .mayOn: true
        }
    }
}
