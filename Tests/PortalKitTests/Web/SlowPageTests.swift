import PortalDatabase
import PortalLanguage
import PortalTestSupport
import Testing

@testable import PortalKit

/// A page whose cost somebody chose is stopped, and says what to do.
@Suite struct SlowPageTests {
    /// A module with a page that never comes to its end.
    struct Marsh: Module {
        static let id = "marsh"
        var title: Message { tr("Marsh") }
        var summary: Message { tr("Slow.") }
        var routes: [Route] {
            [
                .get("/marsh", .everyone) { _, db in
                    let far: SQL = """
                        WITH RECURSIVE far(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM far WHERE i < 1000000000)
                        SELECT count(*) AS n FROM far
                        """
                    return .text("\(try db.value(far, as: Int.self) ?? 0)")
                },
                .get("/meadow", .everyone) { _, _ in .text("green") },
            ]
        }
    }

    @Test(arguments: TestEngine.tested)
    func `it is answered in words after some seconds, and others are answered meanwhile`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run([Marsh()], on: engine) { portal in
            let start = ContinuousClock.now
            async let slow = [portal.visitor.get("/marsh"), portal.visitor.get("/marsh")]
            #expect(try await portal.visitor.get("/meadow").body == "green")
            #expect(ContinuousClock.now - start < .seconds(4))
            for page in try await slow {
                #expect(page.status == 422)
                #expect(page.shows("This would take too long. Please ask for less"))
            }
            #expect(ContinuousClock.now - start < .seconds(20))
            #expect(try await portal.visitor.get("/meadow").body == "green")
        }
    }
}
