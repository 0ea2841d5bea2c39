import Foundation
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// Who may use what, as it was approved.
@Suite struct RouteTests {
    @Test func `every route is as approved: a change of who-may-what is one line of a diff`() throws {
        let approved = try String(
            contentsOfFile: TestPlaces.root + "/Tests/PortalTests/approved/routes.txt", encoding: .utf8)
        let lines = approved.split(separator: "\n").map(String.init)
        let now = RouteTable.lines(Composition.modules)
        for line in now where !lines.contains(line) { Issue.record("not approved: \(line)") }
        for line in lines where !now.contains(line) { Issue.record("gone: \(line)") }
    }

    @Test func `a visitor gets in nowhere that is not open to everyone`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            for (_, route) in RouteTable.all(Composition.modules) where route.method == .get {
                let path = route.path.replacing(#/\{\w+\}/#, with: "nothing")
                let page = try await portal.visitor.get(path)
                switch route.access {
                case .everyone, .machine: #expect(page.status < 500, "\(path)")
                // A rule that asks for no right goes by what the address itself knows: a share link.
                case .rule(let rule) where rule.questions.isEmpty: #expect(page.status == 404, "\(path)")
                case _ where route.operation != nil:
                    #expect(page.status == 401 && page.code == "unauthenticated", "\(path) answers \(page.status)")
                default:
                    #expect(
                        page.status == 303 && page.location?.hasPrefix("/login") == true,
                        "\(path) answers \(page.status)")
                }
            }
        }
    }

    @Test func `a member without a role is refused wherever a permission is asked for`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let browser = try await portal.signedIn("member")
            for (_, route) in RouteTable.all(Composition.modules) {
                switch route.access {
                case .everyone, .machine, .signedIn, .confirmed(.signedIn): continue
                case .rule(let rule) where rule.questions.isEmpty: continue
                default: break
                }
                let path = route.path.replacing(#/\{\w+\}/#, with: "nothing")
                let page =
                    switch route.method {
                    case .get: try await browser.get(path)
                    case .post: try await browser.post(path)
                    case .put: try await browser.raw(.put, path, bytes: [])
                    case .patch: try await browser.raw(.patch, path, bytes: [])
                    case .delete: try await browser.raw(.delete, path, bytes: [])
                    }
                #expect(page.status == 403, "\(route.method.rawValue) \(path) answers \(page.status)")
            }
        }
    }
}
