import Accounts
import PortalTestSupport
import Testing

@testable import Api

@Suite struct ApiPageTests {
    @Test func `the page names every operation that this portal has, and where the description is`() async throws {
        try await TestPortal.run([AccountsModule(), ApiModule()]) { portal in
            let page = try await portal.visitor.get("/api")
            #expect(page.status == 200)
            for text in ["POST /api/v1/tokens", "DELETE /api/v1/tokens/{token}", "/api/openapi.json", "createToken"] {
                #expect(page.shows(text) == (text != "createToken"), "\(text)")
            }
            #expect(!page.shows("/api/v1/clients<"), "a module that is not there is not described")
        }
    }
}
