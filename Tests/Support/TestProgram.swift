import Foundation
public import HTTPTypes
import PortalKit
import Testing

/// A program that shows a token: no cookies, no origin, JSON in and out.
public struct TestProgram: Sendable {
    let browser: TestBrowser
    /// What it shows; nil for nobody.
    public let token: String?
    private let name: String

    init(_ portal: TestPortal, name: String, token: String?) {
        browser = portal.visitor
        self.name = name
        self.token = token
    }

    /// The language that this program asks for.
    public func speak(_ code: String) { browser.speak(code) }

    /// Reads.
    public func get(_ path: String, _ headers: [String: String] = [:]) async throws -> TestPage {
        try await send(.get, path, headers)
    }

    /// Sends JSON, or nothing.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, _ json: String = "", _ headers: [String: String] = [:]
    ) async throws -> TestPage {
        try await send(method, path, headers, body: json)
    }

    /// Changes whatever state there is.
    public func change(_ method: HTTPRequest.Method, _ path: String, _ json: String = "") async throws -> TestPage {
        try await send(method, path, ["If-Match": "*"], body: json)
    }

    /// The same with the password, typed for this one request.
    public func confirmed(
        _ method: HTTPRequest.Method, _ path: String, _ json: String = "",
        _ headers: [String: String] = ["If-Match": "*"]
    ) async throws -> TestPage {
        let proof = try await browser.raw(
            .post, "/api/v1/step-up", body: "{}",
            headers: ["Authorization": Self.basic(name), "Content-Type": "application/json", "Origin": ""])
        let text = try #require(proof.json["step_up"] as? String)
        return try await send(method, path, headers.merging(["Portal-Step-Up": text]) { one, _ in one }, body: json)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String], body: String = ""
    ) async throws -> TestPage {
        var all = headers
        all["Origin"] = all["Origin"] ?? ""
        if let token { all["Authorization"] = "Bearer \(token)" }
        if !body.isEmpty, all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        return try await browser.raw(method, path, body: body, headers: all)
    }

    /// `Authorization: Basic`.
    public static func basic(_ name: String, _ password: String = TestPassword.text) -> String {
        "Basic " + Data("\(name):\(password)".utf8).base64EncodedString()
    }
}

extension TestPortal {
    /// A program of this person, with a token got by Basic.
    public func program(_ username: String, scopes: [String]? = nil, seconds: Int = 3600) async throws -> TestProgram {
        var wish = "{\"name\": \"test\", \"expires_in\": \(seconds)"
        if let scopes { wish += ", \"scopes\": [" + scopes.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        let page = try await visitor.raw(
            .post, "/api/v1/tokens", body: wish + "}",
            headers: [
                "Authorization": TestProgram.basic(username), "Content-Type": "application/json", "Origin": "",
            ])
        guard page.status == 201, let token = page.json["token"] as? String else { throw TestRefusal(page: page) }
        return TestProgram(self, name: username, token: token)
    }

    /// A program that shows nothing, or whatever it is given.
    public func stranger(token: String? = nil) -> TestProgram { TestProgram(self, name: "nobody", token: token) }
}

extension TestPage {
    /// The body as a JSON object; empty where it is none.
    public var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
    }
    /// The body as a JSON list of objects; empty where it is none.
    public var list: [[String: Any]] {
        (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [[String: Any]] ?? []
    }
    /// The code of the error in the body.
    public var code: String? { (json["error"] as? [String: Any])?["code"] as? String }
    /// The fields that the error names.
    public var faults: Set<String> {
        let error = json["error"] as? [String: Any]
        return Set((error?["fields"] as? [String: Any])?.keys.map { $0 } ?? [])
    }
    /// The tag of the state.
    public var tag: String { headers[.eTag] ?? "" }
    /// A header field by its name.
    public func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
