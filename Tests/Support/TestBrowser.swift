import Foundation
public import HTTPTypes
import HummingbirdTesting
import NIOCore
import PortalConfiguration
import PortalKit
import Synchronization

/// A browser as far as forms, cookies and redirects go.
public final class TestBrowser: Sendable {
    let portal: TestPortal
    private let cookies = Mutex<[String: String]>([:])
    private let language = Mutex("en")

    init(portal: TestPortal) { self.portal = portal }

    /// Another browser with the same cookies: what a thief has.
    public func copy() -> TestBrowser {
        let other = TestBrowser(portal: portal)
        let stolen = cookies.withLock { $0 }
        other.cookies.withLock { $0 = stolen }
        return other
    }

    /// The language this browser asks for.
    public func speak(_ code: String) { language.withLock { $0 = code } }

    /// Follows a link.
    public func get(_ path: String) async throws -> TestPage { try await send(.get, path, form: nil, headers: [:]) }

    /// Sends a form with a fresh token, as if its page had just been loaded.
    public func post(_ path: String, _ fields: [String: String] = [:], headers: [String: String] = [:]) async throws
        -> TestPage
    {
        var fields = fields
        if fields["_token"] == nil { fields["_token"] = UUID().uuidString }
        return try await send(
            .post, path, form: fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, headers: headers)
    }

    /// Sends exactly these fields.
    public func send(_ path: String, form: [(String, String)], headers: [String: String] = [:]) async throws -> TestPage
    {
        try await send(.post, path, form: form, headers: headers)
    }

    /// Sends a raw body.
    public func raw(_ method: HTTPRequest.Method, _ path: String, body: String, headers: [String: String]) async throws
        -> TestPage
    {
        try await send(method, path, body: Array(body.utf8), headers: headers)
    }

    /// Sends raw octets.
    public func raw(_ method: HTTPRequest.Method, _ path: String, bytes: [UInt8], headers: [String: String] = [:])
        async throws -> TestPage
    {
        try await send(method, path, body: bytes, headers: headers)
    }

    /// Sends a form with files, as `<input type=file name=file multiple>` does.
    public func upload(
        _ path: String, _ files: [(name: String, bytes: [UInt8])], fields: [String: String] = [:],
        headers: [String: String] = [:]
    ) async throws -> TestPage {
        let boundary = "boundary-of-a-test"
        var body: [UInt8] = []
        func part(_ head: String, _ bytes: [UInt8]) {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + bytes + [13, 10]
        }
        part("name=\"_token\"", Array(UUID().uuidString.utf8))
        for (name, value) in fields { part("name=\"\(name)\"", Array(value.utf8)) }
        for file in files { part("name=\"file\"; filename=\"\(file.name)\"", file.bytes) }
        body += Array("--\(boundary)--\r\n".utf8)
        var headers = headers
        headers["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
        return try await send(.post, path, body: body, headers: headers)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, form: [(String, String)]?, headers: [String: String]
    ) async throws -> TestPage {
        var headers = headers
        var body: [UInt8]?
        if let form {
            body = Array(form.map { Escape.query($0.0) + "=" + Escape.query($0.1) }.joined(separator: "&").utf8)
            headers["Content-Type"] = headers["Content-Type"] ?? "application/x-www-form-urlencoded"
        }
        return try await send(method, path, body: body, headers: headers)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, body: [UInt8]?, headers: [String: String])
        async throws -> TestPage
    {
        var fields = HTTPFields()
        fields[.acceptLanguage] = language.withLock { $0 }
        if method != .get { fields[.origin] = portal.application.configuration.baseURL.origin }
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields[name] = value.isEmpty ? nil : value
        }
        let sent = cookies.withLock {
            $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        if !sent.isEmpty { fields[.cookie] = sent }
        let page = try await portal.client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) }
        ) { response in
            TestPage(
                status: Int(response.status.code), headers: response.headers, body: String(buffer: response.body))
        }
        for cookie in page.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let gone = cookie.contains("Max-Age=0")
            cookies.withLock { $0[String(pair[0])] = gone ? nil : String(pair.count > 1 ? pair[1] : "") }
        }
        return page
    }
}

/// What came back.
public struct TestPage: Sendable {
    /// HTTP status.
    public let status: Int
    /// Header fields.
    public let headers: HTTPFields
    /// The body as text.
    public let body: String

    /// Where it leads.
    public var location: String? { headers[.location] }

    /// The value of a hidden or visible field on the page.
    public func field(_ name: String) -> String? {
        for piece in body.components(separatedBy: "<input").dropFirst() {
            let tag = piece.prefix { $0 != ">" }
            guard tag.contains("name=\"\(name)\"") else { continue }
            guard let start = tag.firstRange(of: "value=\"") else { return "" }
            return String(tag[start.upperBound...].prefix { $0 != "\"" })
        }
        return nil
    }

    /// Whether the page holds this text.
    public func shows(_ text: String) -> Bool { body.contains(text) }
}
