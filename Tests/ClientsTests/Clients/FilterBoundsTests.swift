import Foundation
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// What a filter may cost: it is said in words and at its place, on pages, in exports and to programs.
@Suite struct FilterBoundsTests {
    private static let or = (1...90).map { "last_name ~ a\($0)" }.joined(separator: " or ")
    private static let order: String = {
        let pair = "last_name,first_name,"
        return "sort by " + String(repeating: pair, count: 1900 / pair.count) + "email"
    }()

    @Test(arguments: [
        (or, "too-many", "A filter has at most 30 conditions."),
        (order, "too-many", "An order has at most 8 fields."),
        ("sort by nom, prenom, last_name", "repeated-field", "“last_name” stands in the order already"),
        ("last_name in (\((1...200).map(String.init).joined(separator: ",")))", "too-many", "at most 100 values"),
    ])
    func `a filter that would cost too much is refused before any row is read`(
        filter: String, code: String, words: String
    ) async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("support")
            for list in ["/clients", "/clients/export.csv"] {
                let page = try await browser.get("\(list)?filter=\(Escape.query(filter))")
                #expect(page.status == 422)
                #expect(page.shows(words))
            }
            let answer = try await portal.program("support").get("/api/v1/clients?filter=" + Escape.query(filter))
            #expect(answer.status == 422 && answer.code == code)
            let error = try #require(answer.json["error"] as? [String: Any])
            #expect(error["position"] as? Int ?? 0 > 1)
            #expect((error["message"] as? String ?? "").contains(words.suffix(10)))
        }
    }
}
