import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// A session left open on a table neither takes the client file home nor deletes from it: the password is asked for again.
@Suite struct StepUpTests {
    @Test(arguments: ["/clients/export.csv", "/companies/export.csv", "/clients/export.csv?filter=email%20is%20none"])
    func `an export asks for the password, and then goes on`(path: String) async throws {
        try await ClientsPortal.run { portal in
            try await portal.few()
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.get(path).status == 200)
            portal.wait(seconds: 600)
            let question = try await browser.get(path)
            #expect(question.status == 303 && question.headers[.location] == "/confirm?next=" + Escape.query(path))
            let wrong = try await browser.post("/confirm", ["next": path, "password": "wrong"])
            #expect(wrong.status == 422)
            #expect(try await browser.get(path).status == 303)
            let right = try await browser.post("/confirm", ["next": path, "password": TestPassword.text])
            #expect(right.status == 303 && right.headers[.location] == path)
            #expect(try await browser.get(path).status == 200)
        }
    }

    @Test func `deleting asks for the password`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            #expect(
                try await browser.post("/companies/new", ["company_id": "ACME", "company_name": "Acme"]).status == 303)
            portal.wait(seconds: 600)
            #expect(try await browser.post("/companies/ACME/delete").status == 401)
            #expect(try await browser.get("/companies/ACME").status == 200)
            let password = ["_password": TestPassword.text]
            #expect(try await browser.post("/companies/ACME/delete", password).status == 303)
            #expect(try await browser.get("/companies/ACME").status == 404)
        }
    }
}
