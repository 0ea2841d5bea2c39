import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import PortalDatabase
import PortalLanguage
import PortalTemplates
import PortalValues

/// What the house needs of a connection: its peer's address.
public struct HouseContext: RequestContext, RemoteAddressRequestContext {
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
struct Front: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: HouseContext, next: (Request, HouseContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var request = request
        var response: Response
        do {
            response = try await answer(&request, context, next)
        } catch {
            response = try await explain(error, request, context)
        }
        SecurityHeaders.add(&response.headers, house.configuration)
        log(request, response, context, ContinuousClock.now - start)
        return response
    }

    private func answer(
        _ request: inout Request, _ context: HouseContext, _ next: (Request, HouseContext) async throws -> Response
    ) async throws -> Response {
        if let authority = request.head.authority, !HostName.isValid(authority) { throw Failure.badRequest(.host) }
        if let moved = try spell(&request) { return moved }
        if let file = StaticAnswer.find(request, house) { return file }
        let isApi = Asking.path(request, house).hasPrefix("/api/")
        guard CrossOrigin.admits(request, house.configuration, isApi: isApi) else { throw Failure.foreignOrigin }
        return try await next(request, context)
    }

    /// Sees to it that nothing behind this reads a path in any spelling but the right one: who looks is sent there, and everything
    /// else is nowhere.
    private func spell(_ request: inout Request) throws(Failure) -> Response? {
        let base = house.configuration.basePath
        switch RequestTarget(request.head.path ?? "", base: base) {
        case .right: return nil
        case .none:
            // Told in the way of whoever asks, at an address that can be read.
            request = request.respelt(Asking.path(request, house).hasPrefix("/api/") ? "/api/" : "/")
            throw .notFound
        case .other(let right):
            request = request.respelt(right)
            guard request.method == .get || request.method == .head else { throw .notFound }
            let isBelow = base.isEmpty || right.hasPrefix(base + "/")
            return Response(
                status: .permanentRedirect,
                headers: [.location: isBelow ? right : base + right, .cacheControl: "no-store", .contentLength: "0"])
        }
    }

    /// Turns what went wrong into a page; only what nobody foresaw is an alarm.
    func explain(_ error: any Error, _ request: Request, _ context: HouseContext) async throws -> Response {
        let asked = Asking.head(request, context, house)
        var failure: Failure?
        switch error {
        case let known as Failure: failure = known
        case let http as HTTPError: failure = Self.failure(http.status.code)
        case is NIOTooManyBytesError: failure = .tooLarge(limit: 1 << 20)
        case _ where ConnectionFault.isOne(error): failure = .badRequest(.body)
        case is CancellationError: failure = .unavailable(retryAfter: 5)
        case let database as DatabaseError:
            failure = database.failure
            if case .unavailable? = failure {
                context.logger.error("the database is unavailable", metadata: ["why": "\(database)"])
            }
        case let file as FileFault where file.isFull:
            failure = .noRoom
            context.logger.error("no room left", metadata: ["file": "\(file)"])
        default: break
        }
        if failure == nil {
            context.logger.error(
                "unforeseen", metadata: ["error": "\(error)", "path": "\(LoggedPath.masked(asked.path))"])
        }
        let visit: Visit
        if case .unavailable? = failure {
            visit = house.blindVisit(asked)
        } else {
            visit = (try? await house.database.read { try house.visit(asked, $0) }) ?? house.blindVisit(asked)
        }
        do {
            if let failure {
                let answer = try house.answer(failure, for: visit)
                if let refused = answer.refused { await refused.visit.noteFailure(.refused, detail: refused.missing) }
                return answer.response(request)
            }
            return try house.dress(house.alarm(visit), for: visit).response(request)
        } catch {
            context.logger.critical("the error page cannot be rendered", metadata: ["error": "\(error)"])
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

    private func log(_ request: Request, _ response: Response, _ context: HouseContext, _ took: Duration) {
        let level: Logger.Level = response.status.code >= 500 && response.status.code != 503 ? .error : .info
        guard context.logger.logLevel <= level else { return }
        let micro = took.components.seconds * 1_000_000 + took.components.attoseconds / 1_000_000_000_000
        context.logger.log(
            level: level, "\(request.method.rawValue) \(LoggedPath.masked(request.uri.path)) \(response.status.code)",
            metadata: ["µs": "\(micro)", "address": "\(Asking.address(request, context, house))"])
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
