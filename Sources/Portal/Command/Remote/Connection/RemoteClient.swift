import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import PortalFiles
import PortalKit

/// What a portal answered.
struct RemoteAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// A header field by its name; several of one name as one.
    func header(_ name: String) -> String? {
        let values = headers[name]
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The body taken apart.
    ///
    /// - Throws: ``RemoteError`` where it is not what a portal says.
    func json() throws(RemoteError) -> JSONValue {
        do { return try JSONReader.read(body, within: .answer) } catch { throw Self.foreign }
    }

    /// What has the address of a portal, but is none.
    static let foreign = RemoteError(.refused, "what answers there is not the interface of a portal")
}

/// Asks a portal elsewhere: 30 seconds and 64 MiB at most, certificates verified, redirects not followed.
struct RemoteClient: Sendable {
    static let seconds: Int64 = 30
    private static let mostBytes = 64 << 20

    // The process's own: nothing of it outlives the process.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(seconds)))
        configuration.httpVersion = .http1Only
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// What is done to what stands at an address.
    enum Method: String { case get, post, patch, delete }

    let address: RemoteAddress
    /// The language that messages come in.
    let language: String
    /// What `Authorization` says: a token or, to get one, a password. Never told to anybody else.
    var authorization: String?
    var isByPassword = false

    /// The same portal, shown a token.
    ///
    /// - Throws: ``RemoteError`` for what cannot be one, so that no library quotes it in an error.
    func showing(token: String) throws(RemoteError) -> RemoteClient {
        guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw RemoteError(.notSignedIn, "what is kept as a token is none; `portal login URL` signs in")
        }
        var other = self
        other.authorization = "Bearer " + token
        other.isByPassword = false
        return other
    }

    /// The same portal, shown a name and a password.
    func showing(user: String, password: String) throws(RemoteError) -> RemoteClient {
        guard !user.contains(":"), !(user + password).unicodeScalars.contains(where: { $0.value < 32 }) else {
            throw RemoteError(.refused, "this can be neither a user name nor a password")
        }
        var other = self
        other.authorization = "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
        other.isByPassword = true
        return other
    }

    /// Sends a request, and gives the answer where it is a good one.
    ///
    /// - Parameters:
    ///   - path: from the portal's address on, with its query.
    ///   - filter: the filter in it, to show where it is wrong.
    /// - Throws: ``RemoteError``.
    func send(
        _ method: Method, _ path: String, body: [UInt8]? = nil, headers: [(String, String)] = [],
        filter: String? = nil
    ) async throws -> RemoteAnswer {
        var request = HTTPClientRequest(url: address.text + path)
        request.method = HTTPMethod(rawValue: method.rawValue.uppercased())
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "accept-language", value: language)
        request.headers.add(name: "user-agent", value: "Portal/\(PortalApplication.version)")
        if let authorization { request.headers.add(name: "authorization", value: authorization) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(body)
        }
        let answer: RemoteAnswer
        do { answer = try await Self.fetch(request) } catch { throw RemoteError(.refused, words(for: error)) }
        switch answer.status {
        case 200..<300: return answer
        case 300..<400:
            let place = answer.header("location").map { ": " + Shown.line($0) } ?? ""
            throw RemoteError(.refused, "\(address.host) sends elsewhere; sign in there\(place)")
        default: throw RemoteError(answer, filter: filter, byPassword: isByPassword)
        }
    }

    /// The whole answer in time, or none.
    private static func fetch(_ request: HTTPClientRequest) async throws -> RemoteAnswer {
        try await withThrowingTaskGroup(of: RemoteAnswer.self) { group in
            group.addTask {
                let response = try await client.execute(request, timeout: .seconds(seconds))
                let body = try await response.body.collect(upTo: mostBytes)
                return RemoteAnswer(
                    status: Int(response.status.code), headers: response.headers, body: Array(buffer: body))
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw HTTPClientError.cancelled }
            return first
        }
    }

    /// Never the library's own description, which may quote what was sent.
    private func words(for error: any Error) -> String {
        switch error {
        case is NIOTooManyBytesError: "\(address.host) answers more than this program takes"
        case is NIOSSLError, is NIOSSLExtraError: "the certificate of \(address.host) cannot be trusted, or TLS fails"
        case let error as HTTPClientError where Self.late.contains(error):
            "\(address.host) does not answer within \(Self.seconds) seconds"
        case let error as HTTPClientError: "\(address.host) cannot be spoken to: \(error.shortDescription)"
        default: "\(address.host) cannot be reached"
        }
    }

    private static let late: [HTTPClientError] = [
        .deadlineExceeded, .connectTimeout, .readTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
    ]
}
