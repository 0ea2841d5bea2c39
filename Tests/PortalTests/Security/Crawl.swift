import Foundation
import HTTPTypes
import PortalConfiguration
import PortalKit
import PortalTestSupport

@testable import portal

/// Every page that somebody comes to by following links, a few of each kind.
struct Crawl {
    /// A page, and where it was found.
    struct Found: Sendable {
        let path: String
        let page: TestPage
        /// The route that answered; nil where there is none.
        let route: Route?
    }

    /// How many addresses of one route are followed.
    private static let each = 2
    private static let routes = RouteTable.all(Composition.modules).map(\.route).filter { $0.method == .get }

    /// A portal that people reach over TLS.
    static func portal(
        on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal) async throws -> Void
    ) async throws {
        let configure: (inout Configuration) -> Void = { configuration in
            if let base = BaseURL("https://portal.example") { configuration.baseURL = base }
        }
        try await TestPortal.run(Composition.modules, on: engine, configure: configure, body)
    }

    /// What this browser finds from the home page on, and at every address that no link leads to.
    static func all(_ browser: TestBrowser) async throws -> [Found] {
        var waiting = ["/"] + routes.map { $0.path.replacing(#/\{\w+\}/#, with: "nothing") }
        var seen = Set(waiting)
        var counts: [String: Int] = [:]
        var found: [Found] = []
        while let path = waiting.popLast() {
            let page = try await browser.get(path)
            found.append(Found(path: path, page: page, route: route(of: path)))
            for link in page.links where seen.insert(link).inserted {
                let shape = route(of: link)?.path ?? link
                counts[shape, default: 0] += 1
                if counts[shape, default: 0] <= each { waiting.insert(link, at: 0) }
            }
        }
        return found
    }

    /// The route that an address belongs to: the one with the fewest parts that vary.
    static func route(of path: String) -> Route? {
        let parts = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        return routes.filter { route in
            let pattern = route.path.split(separator: "/")
            return pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }.min { $0.path.count { $0 == "{" } < $1.path.count { $0 == "{" } }
    }
}

extension TestPage {
    /// The addresses of this portal that the page links to.
    var links: [String] {
        guard headers[.contentType]?.hasPrefix("text/html") == true else { return [] }
        return body.matches(of: #/(?:href|src)="(/[^"#]*)/#).map { String($0.1).replacing("&amp;", with: "&") }
    }

    /// Whether it is a page for people.
    var isHtml: Bool { headers[.contentType]?.hasPrefix("text/html") == true }
}
