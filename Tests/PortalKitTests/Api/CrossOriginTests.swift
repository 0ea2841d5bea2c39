import HTTPTypes
import Hummingbird
import PortalConfiguration
import Testing

@testable import PortalKit

@Suite struct ApiCrossOriginTests {
    private func admits(_ fields: [(HTTPField.Name, String)], isApi: Bool) throws -> Bool {
        var headers = HTTPFields()
        for (name, value) in fields { headers[name] = value }
        let request = Request(
            head: .init(method: .post, scheme: "http", authority: "other", path: "/", headerFields: headers),
            body: .init(buffer: .init()))
        let configuration = try Configuration.load(
            environment: ["PORTAL_SECRET_KEY": String(repeating: "k", count: 43)], file: nil)
        return CrossOrigin.admits(request, configuration, isApi: isApi)
    }

    @Test func `a cookie alone opens nothing to another site, and a password that a browser keeps neither`() throws {
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        #expect(try admits([], isApi: true))
        #expect(try !admits([], isApi: false))
        #expect(try admits([(.authorization, "Bearer x")], isApi: true))
        #expect(try !admits([(.cookie, "a=b")], isApi: true))
        #expect(try admits([(.cookie, "a=b"), (.authorization, "Bearer x")], isApi: true))
        #expect(try !admits([(.cookie, "a=b"), (.authorization, "Bearer x")], isApi: false))
        #expect(try !admits([(.cookie, "a=b"), (.authorization, "Basic x")], isApi: true))
        #expect(try !admits([(.authorization, "Basic x"), (site, "cross-site")], isApi: true))
        #expect(try !admits([(site, "cross-site")], isApi: true))
        #expect(try admits([(.cookie, "a=b"), (site, "same-origin")], isApi: true))
    }
}
