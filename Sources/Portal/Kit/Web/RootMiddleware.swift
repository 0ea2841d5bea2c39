import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import PortalConfiguration
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalTemplates
import PortalValues

/// What the portal needs of a connection: its peer's address.
public struct ServerContext: Hummingbird.RequestContext, RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The other end of the connection.
    public let remoteAddress: SocketAddress?

    public init(source: Source) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

/// The outermost layer: static files, the cross-origin check, security headers, the log, and the one place where an error becomes a
/// page.
struct RootMiddleware: RouterMiddleware {
    let application: PortalApplication

    func handle(
        _ httpRequest: Request, context server: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var httpRequest = httpRequest
        var response: Response
        do {
            response = try await answer(&httpRequest, server, next)
        } catch {
            response = try await explain(error, httpRequest, server)
        }
        SecurityHeaders.add(&response.headers, application.configuration)
        log(httpRequest, response, server, ContinuousClock.now - start)
        return response
    }

    private func answer(
        _ httpRequest: inout Request, _ server: ServerContext, _ next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        if let authority = httpRequest.head.authority, !HostName.isValid(authority) { throw Failure.badRequest(.host) }
        if let moved = try spell(&httpRequest) { return moved }
        if let file = StaticAnswer.find(httpRequest, application) { return file }
        let isApi = RequestReader.path(httpRequest, application).hasPrefix("/api/")
        guard CrossOrigin.admits(httpRequest, application.configuration, isApi: isApi) else {
            throw Failure.foreignOrigin
        }
        return try await next(httpRequest, server)
    }

    /// Sees to it that nothing behind this reads a path in any spelling but the right one: who looks is sent there, and everything
    /// else is nowhere.
    private func spell(_ httpRequest: inout Request) throws(Failure) -> Response? {
        let base = application.configuration.basePath
        switch RequestTarget(httpRequest.head.path ?? "", base: base) {
        case .right: return nil
        case .none:
            // Told in the way of whoever asks, at an address that can be read.
            httpRequest = httpRequest.respelt(
                RequestReader.path(httpRequest, application).hasPrefix("/api/") ? "/api/" : "/")
            throw .notFound
        case .other(let right):
            httpRequest = httpRequest.respelt(right)
            guard httpRequest.method == .get || httpRequest.method == .head else { throw .notFound }
            let isBelow = base.isEmpty || right.hasPrefix(base + "/")
            return Response(
                status: .permanentRedirect,
                headers: [.location: isBelow ? right : base + right, .cacheControl: "no-store", .contentLength: "0"])
        }
    }

    /// Turns what went wrong into a page; only what nobody foresaw is an alarm.
    func explain(_ error: any Error, _ httpRequest: Request, _ server: ServerContext) async throws -> Response {
        let request = RequestReader.head(httpRequest, server, application)
        var failure: Failure?
        switch error {
        case let known as Failure: failure = known
        case let http as HTTPError: failure = Self.failure(http.status.code)
        case is NIOTooManyBytesError: failure = .tooLarge(limit: 1 << 20)
        case _ where ConnectionError.isOne(error): failure = .badRequest(.body)
        case is CancellationError: failure = .unavailable(retryAfter: 5)
        case let database as DatabaseError:
            failure = database.failure
            if case .unavailable? = failure {
                server.logger.error("the database is unavailable", metadata: ["why": "\(database)"])
            }
        case let file as FileError where file.isFull:
            failure = .noRoom
            server.logger.error("no room left", metadata: ["file": "\(file)"])
        default: break
        }
        if failure == nil {
            server.logger.error(
                "unforeseen", metadata: ["error": "\(error)", "path": "\(LoggedPath.masked(request.path))"])
        }
        let context: RequestContext
        if case .unavailable? = failure {
            context = application.blindVisit(request)
        } else {
            context =
                (try? await application.database.read { try application.context(request, $0) })
                ?? application.blindVisit(request)
        }
        do {
            if let failure {
                let answer = try application.answer(failure, for: context)
                if let refused = answer.refused { await refused.context.noteFailure(.refused, detail: refused.missing) }
                return answer.response(httpRequest)
            }
            return try application.render(application.alarm(context), for: context).response(httpRequest)
        } catch {
            server.logger.critical("the error page cannot be rendered", metadata: ["error": "\(error)"])
            return Response(status: .internalServerError, headers: [.contentType: "text/plain; charset=utf-8"])
        }
    }

    private static func failure(_ status: Int) -> Failure? {
        switch status {
        case 404: .notFound
        case 413: .tooLarge(limit: 1 << 20)
        case 400...499: .badRequest(.body)
        default: nil
        }
    }

    private func log(_ httpRequest: Request, _ response: Response, _ server: ServerContext, _ took: Duration) {
        let level: Logger.Level = response.status.code >= 500 && response.status.code != 503 ? .error : .info
        guard server.logger.logLevel <= level else { return }
        let micro = took.components.seconds * 1_000_000 + took.components.attoseconds / 1_000_000_000_000
        server.logger.log(
            level: level,
            "\(httpRequest.method.rawValue) \(LoggedPath.masked(httpRequest.uri.path)) \(response.status.code)",
            metadata: ["µs": "\(micro)", "address": "\(RequestReader.address(httpRequest, server, application))"])
    }
}

extension Request {
    /// The same request for another path.
    fileprivate func respelt(_ path: String) -> Request {
        var head = head
        head.path = path
        return Request(head: head, body: body)
    }
}
